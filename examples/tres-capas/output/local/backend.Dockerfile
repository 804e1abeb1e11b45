# syntax=docker/dockerfile:1
# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.
# backend: Python y gunicorn. Los paquetes se instalan en una etapa propia; lo que se ejecuta es pequeño y no usa root.
FROM python:3.13-alpine AS packages
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir gunicorn==23.0.0 -r requirements.txt

FROM python:3.13-alpine
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN addgroup -S app && adduser -S -u 1000 -G app app
WORKDIR /app
COPY --from=packages /venv /venv
COPY --chown=app:app . .
USER 1000
EXPOSE 8000
# La primera carpeta con un wsgi.py es el proyecto de Django; WSGI_MODULE indica otra.
CMD ["sh", "-c", "set -- */wsgi.py && exec gunicorn --bind 0.0.0.0:8000 \"${WSGI_MODULE:-${1%/*}.wsgi}\""]
