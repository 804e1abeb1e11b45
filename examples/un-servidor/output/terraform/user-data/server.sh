#!/bin/bash
# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.
# Prepara el servidor en su primer arranque: memoria de intercambio, Docker y el proyecto en /opt/un-servidor.
set -euo pipefail

# 1 GB de memoria es poco: las imágenes se construyen fuera, y hay memoria de intercambio.
if ! swapon --show | grep -q .; then
  fallocate -l 2G /swapfile
  chmod 600 /swapfile
  mkswap /swapfile
  swapon /swapfile
  echo '/swapfile none swap sw 0 0' >> /etc/fstab
fi

# Docker, de su propio repositorio: https://docs.docker.com/engine/install/ubuntu/
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y ca-certificates curl jq
install -m 0755 -d /etc/apt/keyrings
curl -fsSL https://download.docker.com/linux/ubuntu/gpg -o /etc/apt/keyrings/docker.asc
codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
echo "deb [arch=$(dpkg --print-architecture) signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/ubuntu $codename stable" > /etc/apt/sources.list.d/docker.list
apt-get update
apt-get install -y docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
snap install aws-cli --classic
usermod -aG docker ubuntu
systemctl enable --now docker

mkdir -p /opt/un-servidor
cd /opt/un-servidor

cat > compose.yaml <<'END_OF_FILE'
# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.
# El proyecto del servidor: las imágenes se descargan, nunca se construyen aquí.
name: "un-servidor"

services:
  # Frontend
  frontend:
    image: "ghcr.io/example/frontend:1.0.0"
    ports:
      - "3000:3000"
    networks: ["frontend", "backend"]
    restart: unless-stopped

  # Panel de administración
  backend:
    image: "ghcr.io/example/backend:1.0.0"
    environment:
      "DATABASE_HOST": "database"
      "DATABASE_PORT": "4321"
      "DATABASE_USER": "${SQL_USER-app}"
      "DATABASE_PASSWORD": "${SQL_PASSWORD:?falta en el secreto un-servidor/server}"
      "DATABASE_DATABASE": "${SQL_DATABASE-database}"
      "DEBUG": "${DEBUG-1}"
      "SQL_ENGINE": "${SQL_ENGINE-django.db.backends.postgresql}"
      "SQL_DATABASE": "${SQL_DATABASE-database}"
      "SQL_USER": "${SQL_USER-app}"
      "SQL_PASSWORD": "${SQL_PASSWORD:?falta en el secreto un-servidor/server}"
      "SQL_HOST": "${SQL_HOST-database}"
      "SQL_PORT": "${SQL_PORT-4321}"
      "SECRET_KEY": "${SECRET_KEY:?falta en el secreto un-servidor/server}"
    ports:
      - "8000:8000"
    depends_on:
      database:
        condition: service_healthy
    networks: ["backend", "database"]
    restart: unless-stopped

  # Base de datos
  database:
    image: "postgres:17-alpine"
    environment:
      "POSTGRES_USER": "${SQL_USER-app}"
      "POSTGRES_PASSWORD": "${SQL_PASSWORD:?falta en el secreto un-servidor/server}"
      "POSTGRES_DB": "${SQL_DATABASE-database}"
      "PGPORT": "4321"
    volumes:
      - "database:/var/lib/postgresql/data"
    healthcheck:
      test: ["CMD", "pg_isready", "-U", "${SQL_USER-app}", "-d", "${SQL_DATABASE-database}"]
      interval: 5s
      timeout: 5s
      retries: 20
    networks: ["database"]
    restart: unless-stopped

# Cada contenedor está en una red propia y en las de todo aquello a lo que se puede conectar.
networks:
  frontend: {}
  backend: {}
  database: {}

volumes:
  database: {}
END_OF_FILE

# Lo que lo inicia, ahora y en cada arranque: lee de nuevo las variables y descarga imágenes nuevas.
cat > start.sh <<'END_OF_FILE'
#!/bin/bash
set -euo pipefail
cd /opt/un-servidor
export PATH=$PATH:/snap/bin
# Las variables van a Compose y nunca al disco; cada valor es una sola palabra del shell, contenga lo que contenga.
environment=$(aws secretsmanager get-secret-value --region us-east-1 --secret-id un-servidor/server --query SecretString --output text)
exports=$(jq -r 'to_entries[] | select(.key | test("^[A-Za-z_][A-Za-z0-9_]*$")) | "export \(.key)=\(.value | tostring | @sh)"' <<< "$environment")
eval "$exports"
if [ -n "${REGISTRY_TOKEN:-}" ]; then
  docker login ghcr.io --username token --password-stdin <<< "$REGISTRY_TOKEN"
fi
# Una imagen cargada a mano (docker load) no está en ningún registro.
docker compose pull --ignore-pull-failures
docker compose up --detach --remove-orphans
END_OF_FILE
chmod 700 start.sh

cat > /etc/systemd/system/un-servidor.service <<'END_OF_FILE'
[Unit]
Description=un-servidor
After=docker.service network-online.target
Requires=docker.service
Wants=network-online.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/opt/un-servidor/start.sh
Restart=on-failure
RestartSec=30

[Install]
WantedBy=multi-user.target
END_OF_FILE
systemctl daemon-reload
systemctl enable un-servidor.service
systemctl start --no-block un-servidor.service
