# syntax=docker/dockerfile:1
# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.
# frontend: a front end that Node builds and nginx serves. What runs has no Node in it, and is not root.
FROM node:22-alpine AS built
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# Vite writes to dist, Create React App to build.
RUN npm run build && if [ -d dist ]; then mv dist /site; else mv build /site; fi
# hadolint ignore=SC2016
RUN printf 'server { listen 3000; root /usr/share/nginx/html; location / { try_files $uri /index.html; } }\n' > /default.conf

FROM nginxinc/nginx-unprivileged:1.28-alpine
COPY --from=built /default.conf /etc/nginx/conf.d/default.conf
COPY --from=built /site /usr/share/nginx/html
EXPOSE 3000
