"""The models that are kept: those that every rule is silent on, and those that break rules on purpose.

All of them are drawn, documented, and built in Terraform. The first line of a faulty one names the codes of
what the rules say of it.
"""

from __future__ import annotations

import re
from pathlib import Path

from models import BRIEF

FOLDER = Path(__file__).parent / "kept_models"
SOUND = (BRIEF, *sorted(FOLDER.glob("*.yaml")))
FAULTY = tuple(sorted((FOLDER / "faulty").glob("*.yaml")))
ALL = (*SOUND, *FAULTY)


def stem(path: Path) -> str:
    """What a model is called in the tests."""
    return path.stem


def faults_of(path: Path) -> set[str]:
    """The codes of what the rules say of a model, hints aside."""
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    return set(re.findall(r"AG\d{3}", first)) if path in FAULTY else set()
