"""Whether a file is one that an earlier run of archgen wrote: only such a file is written over unasked."""

from __future__ import annotations

import json
import re
from typing import Any

_LAST_LINE = re.compile(r"found (nothing|\d+ (errors?|warnings?|hints?|infos?|differences?)\b).*")
_AGREED = ("the plan matches the model", "nothing could be compared", "nothing could be checked")
_COVERAGE = re.compile(r"(::notice title=not checked::)?checked \d+ of \d+ .*; not checked: .*")
_BEGINNINGS = (
    "### archgen ",
    "archgen simulate: ",
    "archgen why: ",
    "archgen diff: ",
    "archgen policies: ",
    "<!-- archgen ",
    "<!doctype html>\n<!-- archgen diff ",
    '<svg xmlns="http://www.w3.org/2000/svg" class="archgen" ',
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="archgen" ',
)
_KEYS = (
    {"version", "findings", "summary"},
    {"version", "plan", "differences"},
    {"version", "command", "source"},
)
_SCHEMA = "architecture.yaml of archgen"


def is_ours(content: bytes) -> bool:
    """Whether these are the bytes of a report, in any format, or of the schema; so is a file without any."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    if not text.strip() or text.startswith(_BEGINNINGS):
        return True
    if text.startswith("{"):
        return _is_our_json(text)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text.rstrip()).split("\n")
    if len(lines) > 1 and _COVERAGE.fullmatch(lines[-1]):
        lines.pop()
    return bool(_LAST_LINE.fullmatch(lines[-1])) or lines[-1] in _AGREED


def _is_our_json(text: str) -> bool:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return any(keys <= body.keys() for keys in _KEYS) or body.get("title") == _SCHEMA or _is_our_sarif(body)


def _is_our_sarif(body: dict[str, Any]) -> bool:
    try:
        return bool(body["runs"][0]["tool"]["driver"]["name"] == "archgen")
    except (LookupError, TypeError):
        return False
