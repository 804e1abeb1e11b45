"""Models and plans that a command reviews."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.commands import _files as files
from archgen.commands._examine import examined, is_terraform, report_of
from archgen.commands._unusable import Unusable
from archgen.lint.selection import EVERYTHING
from archgen.review.subject import Subject


class UnusableModelError(Exception):
    """A model without its shape: its findings are all there is to say."""

    def __init__(self, report: str) -> None:
        super().__init__(report)
        self.report = report


def subject_of(name: str, environment: str | None = None, policies: Sequence[str] = ()) -> Subject:
    """A model or a plan, with what the rules say of it; UnusableModelError if it has not its shape."""
    raw = files.content(name)
    if is_terraform(raw):
        return _plan(name, raw, policies)
    examination = examined(name, environment, EVERYTHING, raw=raw, policies=policies)
    if examination.topology is None:
        from archgen.lint.reports import written

        raise UnusableModelError(written(report_of([examination]), "text", color=files.colored()))
    return Subject(
        files.shown(name),
        examination.topology,
        examination.findings,
        examination.suppressed,
        data=examination.document.data,
    )


def _plan(name: str, raw: bytes, policies: Sequence[str]) -> Subject:
    from archgen.commands._plan_files import promised, read_back, why_not
    from archgen.terraform_plan.checking import proved, sound
    from archgen.topology.graph import topology

    made, model = sound(read_back(name, beginning=raw))
    if model is None or not (made.data["components"] or made.data.get("subnets")):
        raise Unusable(f"{files.shown(name)} has nothing to review: {why_not(made)}")
    model = promised(model, name, policies)
    return Subject(files.shown(name), topology(model), proved(made, model), (), made.addresses, made.data)
