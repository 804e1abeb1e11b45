"""Models and plans that a command reviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archgen.commands import _files as files
from archgen.commands._examine import examined, is_terraform, report_of
from archgen.commands._including import Fetch
from archgen.commands._unusable import Unusable
from archgen.lint.examination import Examination
from archgen.lint.selection import EVERYTHING
from archgen.review.subject import Subject


class UnusableModelError(Exception):
    """A model without its shape: its findings are all there is to say."""

    def __init__(self, examination: Examination) -> None:
        super().__init__(examination)
        self.examination = examination

    def report(self, language: str | None) -> str:
        """The findings, in a language or in that of the file."""
        from archgen.lint.reports import written

        report = report_of([self.examination], language=language)
        return written(report, "text", color=files.colored())


def subject_of(
    name: str,
    environments: Sequence[str] = (),
    policies: Sequence[str] = (),
    *,
    raw: bytes | None = None,
    called: str | None = None,
    may_be_empty: bool = False,
    fetch: Fetch | None = None,
) -> Subject:
    """A model or a plan, with what the rules say of it; UnusableModelError if it has not its shape.

    `raw` are its bytes where they are not those of the file, `called` is its name in reports then.
    """
    given = files.content(name) if raw is None else raw
    called = called or files.shown(name)
    if is_terraform(given):
        whole = files.whole(name, given) if raw is None else given
        return _plan(name, whole, policies, called, may_be_empty=may_be_empty)
    examination = examined(name, environments, EVERYTHING, raw=given, policies=policies, fetch=fetch)
    if examination.topology is None:
        raise UnusableModelError(examination)
    return Subject(
        called,
        examination.topology,
        examination.findings,
        examination.suppressed,
        data=examination.document.data,
        coverage=examination.coverage,
    )


def _plan(name: str, raw: bytes, policies: Sequence[str], called: str, *, may_be_empty: bool) -> Subject:
    from archgen.commands._plan_files import promised, understood, why_not
    from archgen.terraform_plan.checking import checked, coverage, sound
    from archgen.terraform_plan.own_routes import routed

    made, model = sound(understood(name, raw)[1])
    if model is None or not (made.data["components"] or made.data.get("subnets")):
        if may_be_empty:
            return empty_subject(called, made.data.get("regions"))
        raise Unusable(f"{files.shown(name)} has nothing to review: {why_not(made)}")
    model = promised(model, name, policies)
    return Subject(
        called, routed(made, model), checked(made, model), (), made.addresses, made.data, coverage(made)
    )


def empty_subject(called: str, regions: Any = None) -> Subject:
    """The side of a plan on which nothing is built."""
    from archgen.model.reading import architecture
    from archgen.topology.building import topology

    made = regions or {"us-east-1": {"zones": ["us-east-1a"], "cidr": "10.0.0.0/16"}}
    data = {"archgen": 1, "name": "nothing", "regions": made, "components": {}}
    model, findings = architecture(data)
    assert model is not None, findings
    return Subject(called, topology(model), data=data)
