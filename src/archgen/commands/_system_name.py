"""What a system may be called that is read of a plan, where the plan gives it no name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from archgen.terraform_plan.resources.naming import id_of

_USUAL = ("plan", "tfplan", "state", "terraform", "tofu", "show", "output", "tfstate", "default")
"""Names of files that say no more than what they are."""
_STAGES = ("dev", "development", "test", "stage", "staging", "prod", "production", "global", "main")
"""Parts of keys that say which copy of a system it is, and not which system."""
_COMMENT = re.compile(r"/\*.*?\*/|(?m:^\s*(?:#|//).*$)", re.DOTALL)
_BACKEND = re.compile(r'\bbackend\s+"s3"\s*\{([^{}]*)\}')
_KEY = re.compile(r'^\s*key\s*=\s*"([^"$%\\]+)"', re.MULTILINE)


def system_name_of(plan: str) -> str | None:
    """The name of a plan's file; where it says nothing, the key of its backend, else its folder."""
    if plan == "-":
        return None
    path = Path(plan).resolve()
    if path.is_dir():
        return _backend_name(path) or _said(path.name)
    stem = path.name.partition(".")[0]
    if stem.lower() not in _USUAL:
        return _said(stem)
    return _backend_name(path.parent) or _said(path.parent.name)


def _said(name: str) -> str | None:
    found = id_of(name)
    return found if found.strip("x-") else None


def _backend_name(folder: Path) -> str | None:
    """What the key of its state in S3 says: `shop/prod/terraform.tfstate` is `shop-prod`."""
    key = next(_backend_keys(folder), "")
    parts = [part.partition(".")[0] for part in key.split("/")]
    telling = [part for part in parts if part and part.lower() not in _USUAL]
    if all(part.lower() in _STAGES for part in telling):
        return None
    return _said("-".join(telling))


def _backend_keys(folder: Path) -> Iterator[str]:
    """The keys that a folder shows: what `terraform init` wrote down, then what its files say."""
    try:
        backend = json.loads((folder / ".terraform" / "terraform.tfstate").read_bytes())["backend"]
        if backend["type"] == "s3" and isinstance(key := backend["config"]["key"], str):
            yield key
    except (OSError, ValueError, LookupError, TypeError):
        pass
    for file in sorted([*folder.glob("*.tf"), *folder.glob("*.tofu")]):
        try:
            text = _COMMENT.sub("", file.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        for block in _BACKEND.findall(text):
            yield from _KEY.findall(block)
