"""The workflow of the nginx example, step by step as the runner would run it, and the local nginx for real.

Docker is stood in for: `docker run` starts the nginx of this machine with the page of the image. Building the
image, pushing and pulling it need an engine and are not run.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
import yaml

from archgen.cli import run
from models import ROOT, brief
from test_local import rendered

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_nginx = pytest.mark.skipif(not NGINX, reason="nginx is not here: its configuration is not run")
USER = "user root; " if os.getuid() == 0 else ""  # the folder of a test is its owner's alone
SERVE = """{3}daemon off; pid {0}/pid; error_log {0}/error.log;
events {{}}
http {{ access_log off; {2}
  server {{ listen 127.0.0.1:{1}; root {0}/site; }} }}
"""
TEMP = " ".join(
    f"{name}_temp_path {{0}}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
)


def jobs() -> Any:
    text = (ROOT / "examples/nginx/output/pipeline/deliver.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["jobs"]


def scripts(job: str) -> list[Any]:
    return [step for step in jobs()[job]["steps"] if "run" in step]


def done(step: Any, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    env = {**os.environ, **step.get("env", {}), **env}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_the_model_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands, by the archgen that is here; what it installs is a setting of the model."""
    install, validate, check = scripts("model")
    assert "pip install" in install["run"] and install["env"]["ARCHGEN"].startswith("git+https://")
    monkeypatch.chdir(ROOT)
    for step in (validate, check):
        words = step["run"].replace('"$SOURCE"', step["env"]["SOURCE"]).split()
        assert words[0] == "archgen" and run(words[1:]) == 0


def test_the_changes_job(tmp_path: Path) -> None:
    (step,) = scripts("changes")
    page = tmp_path / "examples/nginx/nginx/index.html"
    page.parent.mkdir(parents=True)

    def commit(text: str) -> str:
        page.write_text(text, encoding="utf-8")
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run([*git, "add", "."], cwd=tmp_path, check=True)
        subprocess.run([*git, "commit", "-qm", "x"], cwd=tmp_path, check=True)
        told = subprocess.run([*git, "rev-parse", "HEAD"], cwd=tmp_path, check=True, capture_output=True)
        return told.stdout.decode().strip()

    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    before = commit("one")
    output = tmp_path / "out"
    commit("two")
    assert done(step, tmp_path, BEFORE=before, GITHUB_OUTPUT=str(output)).returncode == 0
    assert output.read_text(encoding="utf-8") == 'services=["pagina"]\n'


@needs_nginx
@pytest.mark.parametrize(("served", "code"), [(None, 0), ("another page", 1)])
def test_the_deploy_job(served: str | None, code: int, tmp_path: Path) -> None:
    """The container is run, its page is requested and compared, and it is removed in any case."""
    folder = ROOT / "examples/nginx"
    checkout = tmp_path / "examples/nginx/nginx"
    shutil.copytree(folder / "nginx", checkout)
    site = tmp_path / "site"
    shutil.copytree(checkout, site)
    if served:
        (site / "index.html").write_text(served, encoding="utf-8")
    port = free_port()
    conf = tmp_path / "nginx.conf"
    conf.write_text(SERVE.format(tmp_path, port, TEMP.format(tmp_path), USER), encoding="utf-8")
    docker = f"""#!/bin/bash
echo "$*" >> {tmp_path}/calls
case $1 in
  run) {NGINX} -c {conf} >> {tmp_path}/nginx.log 2>&1 & ;;
  rm) kill "$(cat {tmp_path}/pid)" ;;
  logs) cat {tmp_path}/error.log ;;
esac
"""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/docker").write_text(docker, encoding="utf-8")
    (tmp_path / "bin/docker").chmod(0o755)
    matrix = jobs()["deploy"]["strategy"]["matrix"]["include"][0]
    given = {
        "PATH": f"{tmp_path}/bin:{os.environ['PATH']}",
        "IMAGE": f"{matrix['image']}:abc",
        "PORT": str(matrix["port"]),
        "PAGE": matrix["path"],
        "BUILT": matrix["built"],
    }
    tried, logs, clean = scripts("deploy")
    tried = tried | {"run": tried["run"].replace("127.0.0.1:8080", f"127.0.0.1:{port}")}
    try:
        assert done(tried, tmp_path, **given).returncode == code
        assert done(logs, tmp_path, **given).returncode == 0
    finally:
        assert clean["if"] == "${{ always() }}" and done(clean, tmp_path, **given).returncode == 0
    calls = (tmp_path / "calls").read_text(encoding="utf-8")
    assert f"--publish 127.0.0.1:{port}:8080 ghcr.io/example/nginx:abc" in calls
    assert calls.endswith("rm --force tried\n")


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = f"{self.path} {self.headers['Host']} {self.headers['X-Forwarded-Proto']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@needs_nginx
def test_the_local_load_balancer_passes_requests_on(service: int, tmp_path: Path) -> None:
    """Its configuration as it is written, but for names and ports that only containers have."""
    port = free_port()
    text = rendered(brief())["local/web-lb.conf"]
    assert "listen 443;" in text and "http://web:3000" in text
    text = text.replace("listen 443;", f"listen 127.0.0.1:{port};").replace(
        "web:3000", f"127.0.0.1:{service}"
    )
    text = text.replace("http {", f"http {{ access_log off; {TEMP.format(tmp_path)}", 1)
    conf = tmp_path / "web-lb.conf"
    conf.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n{text}", encoding="utf-8"
    )
    assert NGINX is not None
    subprocess.run([NGINX, "-t", "-c", str(conf)], check=True, capture_output=True)
    running = subprocess.Popen([NGINX, "-c", str(conf)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert asked(f"http://127.0.0.1:{port}/orders?a=1") == f"/orders?a=1 127.0.0.1:{port} http"
    finally:
        running.terminate()
        running.wait(10)


def asked(url: str) -> str:
    """What a server answers, once it listens."""
    for _ in range(50):
        try:
            with urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


@needs_nginx
@pytest.mark.parametrize("kind", ["alb", "nlb"])
def test_nginx_takes_every_load_balancer(kind: str, tmp_path: Path) -> None:
    data = brief()
    data["components"]["web-lb"]["kind"] = kind
    text = rendered(data)["local/web-lb.conf"]
    if kind == "nlb" and not _knows_streams():
        pytest.skip("this nginx has no module for streams")
    conf = tmp_path / "lb.conf"
    conf.write_text(f"pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n{text}", encoding="utf-8")
    assert NGINX is not None
    told = subprocess.run([NGINX, "-t", "-c", str(conf)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def _knows_streams() -> bool:
    assert NGINX is not None
    told = subprocess.run([NGINX, "-V"], capture_output=True, text=True, check=False).stderr
    return "--with-stream " in f"{told} " and "--with-stream=dynamic" not in told
