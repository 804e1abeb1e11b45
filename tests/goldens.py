"""What users read, kept whole: `python tests/goldens.py` writes `tests/goldens/`, a test compares it.

- `reports/`: for each rule the text report of every bad example of its page, and the Spanish of its messages;
- `formats/`: the report of two files in each format;
- `kinds/`: what is true of each kind;
- `terraform/` and `scenes/`: for some kept models, which together have all kinds, and some examples the
  Terraform, and what is drawn in each usual view as text: what is in what, what is written on it, and which
  lines run from where to where;
- `pictures/`: for every kept model and some systems and platforms made at random the size of each view and a
  digest of its picture, so that a place or a bend that moves is seen;
- `built/`: for all other kept models the length and a digest of each file of Terraform;
- `plans/`: recorded plans as `import` writes them, with what the rules say of them;
- `docs/` and `failures/`: for these and those that break rules the docs, and what each failure does to them.

A change is read there as a diff.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

import hand_written_faults
import plans_of_models
from archgen.i18n.translate import worded
from archgen.lint.engine import Rule, rules
from archgen.lint.examination import Examination
from archgen.lint.reports import FORMATS, Report, written
from archgen.lint.selection import EVERYTHING
from archgen.model.kinds import kinds
from archgen.pipeline import examine, view_of
from archgen.render.diagram.scene import Text
from archgen.render.diagram.views import drawn, names
from archgen.render.diagram.writers.svg import draw
from archgen.render.outputs import docs, terraform
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.view import View
from archgen.review import simulation_report
from archgen.review.simulation import Simulation
from archgen.review.subject import Subject
from archgen.terraform_plan.checking import checked, coverage, sound
from archgen.terraform_plan.importing.architecture import imported
from archgen.terraform_plan.importing.file_text import file_of
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from archgen.topology.failures.outage import zone_outages
from archgen.topology.graph import Topology
from archgen.yamlfile.parser import read
from kept import ALL, FAULTY, SOUND, stem
from kind_facts import kind_facts, usual_answers
from models import ROOT, data_of, topology_of
from random_platforms import seeded_platform
from random_systems import seeded_system
from rule_examples import examples, patched, verdict

FOLDER = Path(__file__).parent / "goldens"
CASES = Path(__file__).parent / "cases"
MODELS = (
    "accelerated",
    "active-passive",
    "apis",
    "architecture",
    "aurora",
    "ecs-efs",
    "events",
    "functions-in-subnets",
    "hosted",
    "kubernetes",
    "microservices",
    "nlb",
    "pair-of-instances",
    "partners",
    "replicas-in-two-regions",
    "serverless",
    "stores",
    "two-regions",
)
"""The kept models whose pictures and Terraform are kept, and beside them the example of a single server."""
NETWORKS = ("centralised-egress", "hybrid", "inspection", "two-regions")
"""The examples of several VPCs that are kept too."""
USUAL = ("network", "flow", "overview")
SYSTEMS, PLATFORMS, BY = 18, 42, 6
"""How many systems and platforms made at random are drawn, and how many of them a file has."""
TODAY = date(2026, 1, 31)
REPORTED = ("examples/fragile/architecture.yaml", "tests/cases/reported.yaml")
"""The files whose report is kept in each format."""


def goldens() -> dict[str, Callable[[], str]]:
    """What makes the text of each golden file, by the file's path below the folder."""
    return {
        **{f"reports/{rule.name}.txt": partial(_report, rule) for rule in rules() if not rule.foreign},
        **{f"scenes/{name}-{view}.txt": partial(_scene, name, view) for name in _models() for view in USUAL},
        **{f"pictures/{stem(path)}.txt": partial(_pictures, path) for path in ALL},
        **{f"pictures/random-{n:02}.txt": partial(_random, n, seeded_system) for n in range(0, SYSTEMS, BY)},
        **{
            f"pictures/platform-{n:02}.txt": partial(_random, n, seeded_platform)
            for n in range(0, PLATFORMS, BY)
        },
        **{f"terraform/{name}.txt": partial(_terraform, name) for name in _models()},
        **{f"built/{stem(path)}.txt": partial(_built, path) for path in ALL if stem(path) not in _models()},
        **{f"docs/{name}.txt": partial(_docs, name) for name in (*_models(), *map(stem, FAULTY))},
        **{f"failures/{name}.txt": partial(_failures, name) for name in (*_models(), *map(stem, FAULTY))},
        **{f"formats/{format}.txt": partial(_format, format) for format in (*FORMATS, "text-color")},
        **{f"plans/{name}.txt": partial(_plan, name) for name in _plans()},
        "kinds/usual.txt": usual_answers,
        **{f"kinds/{kind}.txt": partial(kind_facts, kind) for kind in kinds()},
    }


@cache
def _models() -> dict[str, Path]:
    found = {stem(path): path for path in SOUND if stem(path) in MODELS}
    folder = ROOT / "examples" / "networks"
    found |= {f"networks-{name}": folder / name / "architecture.yaml" for name in NETWORKS}
    return found | {"un-servidor": ROOT / "examples" / "un-servidor" / "architecture.yaml"}


@cache
def _topology(name: str) -> Topology:
    return topology_of(data_of(_models()[name].read_text(encoding="utf-8")))


@cache
def _examined(name: str) -> Examination:
    path = (_models() | {stem(path): path for path in FAULTY})[name]
    return examine(read(path.read_bytes(), path.name), today=TODAY)


def _docs(name: str) -> str:
    pages = docs.pages(view_of(_examined(name)))
    return "\n".join(f"### {page}\n\n{text}" for page, text in pages)


def _failures(name: str) -> str:
    """What `archgen simulate` says of everything in turn, and of each zone with what fails there."""
    found = _examined(name)
    assert found.topology is not None
    subject = Subject(found.document.name, found.topology, found.findings, found.suppressed)
    asked = (None, *zone_outages(found.topology))
    return "\n".join(simulation_report.text(Simulation(subject, each), subject.language) for each in asked)


@cache
def _plans() -> dict[str, bytes]:
    """The recorded plans of kept models, of examples, and of Terraform as people write it."""
    packed = {
        **{folder.name: folder / "plan.json.gz" for folder in sorted((CASES / "plans").iterdir())},
        **{path.name.partition(".")[0]: path for path in sorted((CASES / "networks").glob("*.gz"))},
    }
    found = {name: gzip.decompress(path.read_bytes()) for name, path in packed.items() if path.exists()}
    plain = hand_written_faults.styles() | plans_of_models.stored()
    return found | {name: json.dumps(plan).encode() for name, plan in plain.items()}


def _plan(name: str) -> str:
    """A plan as `import` writes it, what the rules say of it, and what of it was not checked."""
    made, model = sound(imported(observe(read_plan(_plans()[name]))))
    assert model is not None
    found = [f"{each.code} {each.severity}: {each.message}" for each in checked(made, model)]
    return "\n".join([file_of(made, "plan.json"), *found, str(coverage(made).line), ""])


def _terraform(name: str) -> str:
    made = _files(_topology(name))
    return "\n".join(f"### {each.path}\n\n{each.content.decode()}" for each in made)


def _built(path: Path) -> str:
    """The files of Terraform of a model, each with its length in lines and a digest."""
    made = _files(topology_of(data_of(path.read_text(encoding="utf-8"))))
    lines = [f"{each.path}: {len(each.content.splitlines())} lines, {_digest(each.content)}" for each in made]
    return "\n".join(lines) + "\n"


def _files(graph: Topology) -> list[Artifact]:
    made = terraform.artifacts(View(graph.architecture, graph))
    return [each for each in made if isinstance(each, Artifact)]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _scene(name: str, view: str) -> str:
    """A line for each thing: no coordinates, which every change of a layout moves."""
    scene = drawn(_topology(name), view)
    lines = [f"{scene.title}: {scene.description}"]
    lines += [f"group {each.id} in {each.parent}: {_words(each.caption)}" for each in scene.groups]
    lines += [f"node {each.id} in {each.parent} ({each.icon}): {_words(each.label)}" for each in scene.nodes]
    lines += [
        f"line {each.id} ({each.sort}, {each.kind}): {each.source} -> {each.target}"
        + (f": {_words(each.label)}" if each.label else "")
        for each in scene.edges
    ]
    lines += [f"note: {_words(note)}" for note in scene.notes]
    return "\n".join(lines) + "\n"


def _pictures(path: Path) -> str:
    graph = topology_of(data_of(path.read_text(encoding="utf-8")))
    return "".join(f"{view}: {_picture(graph, view)}\n" for view in USUAL)


def _random(first: int, made: Callable[[int], Any]) -> str:
    graphs = {seed: topology_of(made(seed)) for seed in range(first, first + BY)}
    return "".join(
        f"{seed} {view}: {_picture(graph, view)}\n"
        for seed, graph in graphs.items()
        for view in dict.fromkeys((*USUAL, *names(graph)))
    )


def _picture(topology: Topology, view: str) -> str:
    """How large a view is, how many lines it has, and a digest of the whole picture."""
    scene = drawn(topology, view)
    return f"{scene.width:g} x {scene.height:g}, {len(scene.edges)} lines, {_digest(draw(scene).encode())}"


def _words(text: Text) -> str:
    return " / ".join(line.text for line in text.lines)


def _format(name: str) -> str:
    """The report of two files, one with findings that are ignored, in a format."""
    documents = [read((ROOT / path).read_bytes(), path) for path in REPORTED]
    found = [examine(document, today=TODAY) for document in documents]
    report = Report(found, "1.2.3", show_suppressed=True, fixable=2)
    return written(report, name.partition("-")[0], color=name.endswith("color"))


def _report(rule: Rule) -> str:
    parts = []
    for example in examples(rule):
        if example.sort != "bad":
            continue
        text = yaml.safe_dump(patched(example.text), sort_keys=False, width=100, default_flow_style=None)
        report = written(Report((examine(read(text.encode(), "architecture.yaml"), EVERYTHING),)), "text")
        found = [each for each in verdict(example).findings if each.code == rule.code]
        spanish = [f"es: {worded(each.message, 'es')}" for each in found]
        helps = [f"es: {worded(each.help, 'es')}" for each in found if each.help]
        parts.append("\n".join([f"## bad example {example.number}", "", report, *spanish, *helps]))
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Writes what differs, and removes what is no rule's any more."""
    made = goldens()
    for name, text in made.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(), encoding="utf-8")
    for path in FOLDER.rglob("*.txt"):
        if str(path.relative_to(FOLDER)) not in made:
            path.unlink()


if __name__ == "__main__":
    main()
