# syntax=docker/dockerfile:1
# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.
# frontend: un front end que Node construye y nginx sirve. Lo que se ejecuta no lleva Node y no usa root.
FROM node:22-alpine AS built
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# Vite escribe en dist; Create React App, en build.
RUN npm run build && if [ -d dist ]; then mv dist /site; else mv build /site; fi
# hadolint ignore=SC2016
RUN printf 'server { listen 3000; root /usr/share/nginx/html; location / { try_files $uri /index.html; } }\n' > /default.conf

FROM nginxinc/nginx-unprivileged:1.28-alpine
COPY --from=built /default.conf /etc/nginx/conf.d/default.conf
COPY --from=built /site /usr/share/nginx/html
EXPOSE 3000
