"""Plans and states among the files of a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from archgen.commands import _files as files
from archgen.commands._terraform import is_configuration, is_folder, planned
from archgen.commands._unusable import Unusable
from archgen.findings import Finding
from archgen.lint.coverage import Coverage
from archgen.lint.examination import Examination
from archgen.lint.selection import Choice
from archgen.model.architecture import Architecture
from archgen.terraform_plan.checking import checked, coverage, sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.resources.naming import id_of
from archgen.terraform_plan.resources.observed import Observed
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.merging import merged, shown
from archgen.terraform_plan.source.plan import read_plan
from archgen.terraform_plan.source.unreadable import UnreadablePlanError
from archgen.yamlfile.document import Document


def observed(name: str, beginning: bytes | None = None) -> Observed:
    """What a plan or a state would build; `beginning` is what was read of it already."""
    with _understood(name):
        return observe(read_plan(_bytes(name, beginning)))


def _bytes(name: str, beginning: bytes | None = None) -> bytes:
    """All bytes of a plan; of a folder with a configuration those that terraform makes."""
    if beginning is None and is_configuration(name):
        return planned(name)
    if is_folder(name) and beginning is not None:
        return beginning
    return files.whole(name, files.content(name) if beginning is None else beginning)


def examined_together(names: Sequence[str], choice: Choice) -> Examination:
    """Several plans and states, checked as one system."""
    keys = {f"{number}-{id_of(Path(name).stem)}": files.shown(name) for number, name in enumerate(names)}
    plans = []
    for key, name in zip(keys, names, strict=True):
        with _understood(name):
            plans.append((key, read_plan(_bytes(name))))
    title = " + ".join(keys.values())
    with _understood(title):
        seen = observe(merged(plans))
        made = imported(seen, None)
    found = _examined(title, made, choice)
    findings = tuple(
        f._replace(message=shown(f.message, keys), help=shown(f.help, keys) if f.help else None)
        for f in found.findings
    )
    missing = tuple(each._replace(address=shown(each.address, keys)) for each in found.coverage.not_checked)
    return found._replace(findings=findings, coverage=replace(found.coverage, not_checked=missing))


def read_back(name: str, called: str | None = None, beginning: bytes | None = None) -> Imported:
    """A plan or a state as an architecture, under a name of its own or one that is given."""
    seen = observed(name, beginning)
    with _understood(name):
        return imported(seen, called)


def understood(name: str, raw: bytes) -> tuple[Observed, Imported]:
    """All bytes of a plan or a state as what it would build, and as an architecture."""
    with _understood(name):
        seen = observe(read_plan(raw))
        return seen, imported(seen, None)


@contextmanager
def _understood(name: str) -> Iterator[None]:
    """Says of a file that is no plan, or whose values are none of Terraform's, that it cannot be used."""
    try:
        yield
    except UnreadablePlanError as error:
        raise Unusable(f"{files.shown(name)} {error}", error.help) from None
    except (TypeError, AttributeError, ValueError, LookupError) as error:
        raise Unusable(f"{files.shown(name)} has a value that Terraform would not write: {error}") from error


def found_in(name: str, seen: Observed) -> tuple[Finding, ...]:
    """What the rules say of a plan or a state that was read; nothing where it is no architecture."""
    with _understood(name):
        made, model = sound(imported(seen, None))
        return checked(made, model) if model else ()


def covered_in(name: str, seen: Observed) -> Coverage:
    """What of a plan or a state that was read the rules know."""
    with _understood(name):
        return coverage(sound(imported(seen, None))[0])


def examined_plan(name: str, beginning: bytes, choice: Choice, policies: Sequence[str] = ()) -> Examination:
    """A plan, checked as a model is."""
    return _examined(files.shown(name), read_back(name, beginning=beginning), choice, name, policies)


def _examined(
    title: str, read: Imported, choice: Choice, name: str = "", policies: Sequence[str] = ()
) -> Examination:
    with _understood(title):
        made, model = sound(read)
        cover = coverage(made)
    document = Document(title, "", dict(made.data))
    if model is None or is_empty(made):
        raise Unusable(f"{title} has nothing to check: {why_not(made)}")
    model = promised(model, name, policies)
    with _understood(title):
        found = tuple(finding for finding in checked(made, model) if choice.keeps(finding))
    return Examination(document, findings=found, coverage=cover)


def promised(model: Architecture, name: str, policies: Sequence[str]) -> Architecture:
    """What was read of a plan, with the policies of files that are checked on it."""
    if not policies:
        return model
    from archgen.commands._policies import unusable_policies, with_shared

    model, findings = with_shared(model, name, policies)
    unusable_policies(findings)
    return model


def is_empty(made: Imported) -> bool:
    """Whether a plan would leave nothing behind."""
    return made.observed is not None and not made.observed.resources


def why_not(made: Imported) -> str:
    """Why a plan is no architecture."""
    if is_empty(made):
        return "it has no resources"
    return "it cannot be expressed as an architecture"


def security_group_ids(name: str) -> dict[str, list[str]]:
    """For each component of a state the ids of its security groups; a plan does not know them yet."""
    raw = files.whole(name, files.content(name))
    with _understood(name):
        plan = read_plan(raw)
        seen = observe(plan)
        ids = {each.address: str(each.get("id", "")) for each in plan.resources}
        made = imported(seen, None)
    names = {address: str(route[1]) for route, address in made.addresses.items() if route[0] == "components"}
    found: dict[str, list[str]] = {}
    for component in seen.components:
        groups = [ids[group] for group in component.groups if ids.get(group, "").startswith("sg-")]
        for id in dict.fromkeys((component.id, names.get(component.address, component.id))):
            found.setdefault(id, []).extend(groups)
    return found
