"""What the local stack runs without containers: its proxies as nginx, its schedules as the shell's words."""

from __future__ import annotations

import http.server
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archgen.render.outputs import local
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.local import shared
from archgen.render.outputs.view import View
from archgen.topology.building import topology
from kept import ALL
from models import data_of, made
from nginx import MODULE, NGINX, adapted, needs_nginx, needs_stream
from test_local_services import jobs, rendered, services

NETWORK_BALANCER = {
    "archgen": 1,
    "name": "names",
    "regions": {"eu-west-1": {"zones": ["eu-west-1a"], "cidr": "10.0.0.0/16"}},
    "subnets": {"web": {"access": "public"}, "app": {"access": "private"}},
    "components": {
        "c": {"kind": "client"},
        "igw": {"kind": "internet-gateway"},
        "lb": {"kind": "nlb", "subnets": "web"},
        "dns": {
            "kind": "ecs-service",
            "tier": "backend",
            "subnets": "app",
            "service": {"image": "example/dns:1", "port": 5353},
        },
    },
    "connections": [
        {"c -> igw -> lb": {"port": 5353, "protocol": "udp"}},
        {"lb -> dns": {"port": 5353, "protocol": "udp"}},
    ],
}


def free_port(kind: int = socket.SOCK_STREAM) -> int:
    with socket.socket(socket.AF_INET, kind) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def names() -> Iterator[int]:
    """A server that answers every question for a name with 127.0.0.1, as Docker's knows containers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def answer() -> None:
            while True:
                try:
                    asked, who = server.recvfrom(512)
                except OSError:
                    return
                end = asked.index(0, 12) + 5
                is_a = asked[end - 4 : end - 2] == b"\0\1"
                record = b"\xc0\x0c\0\1\0\1\0\0\0\x05\0\4\x7f\0\0\1" if is_a else b""
                count = b"\0\1" if is_a else b"\0\0"
                server.sendto(asked[:2] + b"\x81\x80\0\1" + count + b"\0\0\0\0" + asked[12:end] + record, who)

        threading.Thread(target=answer, daemon=True).start()
        yield int(server.getsockname()[1])


@contextmanager
def started(text: str, folder: Path) -> Iterator[None]:
    file = folder / "nginx.conf"
    file.write_text(text)
    command = [str(NGINX), "-p", str(folder), "-c", str(file)]
    done = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for _ in range(50):
            if (folder / "pid").exists() and (folder / "pid").read_text().strip():
                break
            assert done.poll() is None, (done.stderr.read() if done.stderr else b"").decode()
            time.sleep(0.1)
        yield
    finally:
        done.terminate()
        done.wait(10)


class Echo(http.server.BaseHTTPRequestHandler):
    """Says which path and which headers it was asked with."""

    def do_GET(self) -> None:
        said = f"{self.path} {self.headers['Host']} {self.headers['X-Forwarded-Proto']}".encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def web() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@needs_nginx
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_nginx_takes_every_configuration(path: Path, tmp_path: Path) -> None:
    architecture = made(data_of(path.read_text(encoding="utf-8")))
    for each in local.artifacts(View(architecture, topology(architecture))):
        text = each.content.decode() if isinstance(each, Artifact) else ""
        if "events {}" not in text or ("stream {" in text and MODULE is None):
            continue
        file = tmp_path / "nginx.conf"
        file.write_text(adapted(text, tmp_path))
        command = [str(NGINX), "-t", "-p", str(tmp_path), "-c", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@needs_nginx
def test_an_api_proxies_to_the_load_balancer_with_path_and_host(tmp_path: Path) -> None:
    text = rendered(jobs())["local/api.conf"]
    port = free_port()
    (listened,) = re.findall(r"listen (\d+);", text)
    (target,) = re.findall(r"set \$target http://([\w-]+:\d+);", text)
    with names() as resolver, web() as behind:
        text = text.replace(target, f"{target.split(':')[0]}:{behind}")
        text = text.replace(f"listen {listened};", f"listen 127.0.0.1:{port};")
        with started(adapted(text, tmp_path, resolver), tmp_path):
            url = f"http://127.0.0.1:{port}/orders/7?page=2"
            with urllib.request.urlopen(url, timeout=10) as answer:
                assert answer.read().decode() == f"/orders/7?page=2 127.0.0.1:{port} http"


@needs_stream
def test_udp_is_proxied_as_udp(tmp_path: Path) -> None:
    text = rendered(NETWORK_BALANCER)["local/lb.conf"]
    port = free_port(socket.SOCK_DGRAM)
    with names() as resolver, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as behind:
        behind.bind(("127.0.0.1", 0))
        behind.settimeout(10)
        text = text.replace("listen 5353 udp;", f"listen 127.0.0.1:{port} udp;")
        text = text.replace("dns:5353", f"dns:{behind.getsockname()[1]}")
        with (
            started(adapted(text, tmp_path, resolver), tmp_path),
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client,
        ):
            client.settimeout(10)
            client.sendto(b"who is it", ("127.0.0.1", port))
            asked, proxy = behind.recvfrom(100)
            behind.sendto(asked.upper(), proxy)
            assert client.recv(100) == b"WHO IS IT"


def programs(folder: Path, **texts: str) -> dict[str, str]:
    """An environment in which programs are these scripts."""
    for name, text in texts.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin", "AT": str(folder)}


TURNS = 'echo x >> "$AT/turns"; [ "$(wc -l < "$AT/turns")" -le 3 ]'
"""A sleep that does not wait, and fails after three turns."""
SENT = 'echo "$@" >> "$AT/sent"'


def sent(schedule: str, folder: Path, **more: str) -> list[str]:
    """What the words of a schedule send in three turns."""
    command = shared.ticking(schedule, "nightly", [("http://queues:9324/jobs", "http://queues:9324")])
    assert command is not None
    environment = programs(folder, sleep=TURNS, aws=SENT, **more)
    subprocess.run(["sh", "-c", command.replace("$$", "$")], env=environment, check=False, timeout=20)
    file = folder / "sent"
    return file.read_text().splitlines() if file.exists() else []


def test_a_rate_sends_at_every_turn(tmp_path: Path) -> None:
    lines = sent("rate(5 minutes)", tmp_path)
    assert len(lines) == 3 and "sqs send-message --endpoint-url http://queues:9324" in lines[0]
    assert '{"source":"aws.scheduler","resources":["nightly"]}' in lines[0]


def test_a_time_of_a_day_sends_once_and_another_time_does_not(tmp_path: Path) -> None:
    at, beside = tmp_path / "at", tmp_path / "beside"
    at.mkdir()
    beside.mkdir()
    assert len(sent("cron(30 3 * * ? *)", at, date="echo 03:30")) == 1
    assert sent("cron(30 3 * * ? *)", beside, date="echo 03:31") == []


def cache(password: bool) -> tuple[list[str], list[str]]:
    """What the local stack starts for a cache of Redis, and how it asks whether it is healthy."""
    data = jobs()
    data["subnets"]["db"] = {"access": "isolated"}
    cached = {"kind": "elasticache", "subnets": "db", "engine": "redis", "encrypted": password}
    data["components"]["kept"] = cached
    data["connections"].append("shop -> kept")
    made = services(data)["kept"]
    return made["command"], made["healthcheck"]["test"][1:]


@pytest.mark.skipif(not shutil.which("redis-server"), reason="redis is not here: no cache is started")
@pytest.mark.parametrize("password", [True, False])
def test_a_cache_starts_and_is_healthy_and_refuses_a_wrong_password(password: bool) -> None:
    command, healthy = cache(password)
    port = str(free_port())
    command, healthy = ([port if word == "6379" else word for word in words] for words in (command, healthy))
    server = subprocess.Popen([*command, "--save", ""], stdout=subprocess.DEVNULL)
    try:
        for _ in range(50):
            done = subprocess.run(healthy, capture_output=True, text=True, check=False)
            if "PONG" in done.stdout:
                break
            time.sleep(0.1)
        assert "PONG" in done.stdout
        wrong = ["redis-cli", "-p", port, "-a", "another", "ping"]
        refused = subprocess.run(wrong, capture_output=True, text=True, check=False)
        assert ("PONG" not in refused.stdout) == password
    finally:
        server.terminate()
        server.wait(10)
