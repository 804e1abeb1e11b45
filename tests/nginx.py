"""The nginx of this machine, where there is one, and configurations made for it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

NGINX = shutil.which("nginx")
MODULE = next(
    (
        file
        for folder in (os.environ.get("ARCHGEN_NGINX_MODULES", ""), "/usr/lib/nginx/modules")
        if folder and (file := Path(folder) / "ngx_stream_module.so").exists()
    ),
    None,
)
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not here: no proxy is started")
needs_stream = pytest.mark.skipif(
    NGINX is None or MODULE is None, reason="nginx has no stream module here: no UDP is proxied"
)


def adapted(text: str, folder: Path, resolver: int = 53) -> str:
    """A configuration for this machine: another resolver, and files in a folder of the test."""
    text = text.replace("resolver 127.0.0.11", f"resolver 127.0.0.1:{resolver}")
    module = f"load_module {MODULE};\n" if MODULE and "stream {" in text else ""
    temporary = "".join(
        f"  {name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = text.replace("http {\n", f"http {{\n  access_log off;\n{temporary}")
    return f"{module}pid {folder}/pid;\nerror_log {folder}/log;\ndaemon off;\n{text}"
