"""The delivery pipeline as a picture: its jobs in the order in which they wait for each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from archgen.i18n.translate import word
from archgen.render.diagram.scene import Box, Edge, Group, Line, Scene, Text
from archgen.render.diagram.text.typeface import wrap

WIDE, HIGH, GAP, APART = 138.0, 78.0, 44.0, 26.0
"""Pixels: a job's box, between columns, between the boxes of a column."""
EDGE = 16.0
APPROVAL = 64.0
"""Pixels more where the word for the approval stands."""


@dataclass(frozen=True, slots=True)
class Job:
    """A box: what a job is called, what it does, and the column and row that it is in."""

    id: str
    title: str
    text: str
    column: int
    row: float = 0.5


def picture(language: str, title: str, *, tries: bool, rolls_out: bool) -> Scene:
    """The jobs that a workflow has: whether it tries images, and whether it applies the Terraform."""
    jobs = tuple(_jobs(language, tries=tries, rolls_out=rolls_out))
    boxes = {job.id: _box(job, rolls_out=rolls_out) for job in jobs}
    right = max(box.right for box in boxes.values())
    return Scene(
        right + EDGE,
        2 * HIGH + APART + 2 * EDGE,
        title,
        " → ".join(job.title for job in jobs),
        language,
        tuple(_group(job, boxes[job.id]) for job in jobs),
        tuple(_edges(boxes, language, rolls_out=rolls_out)),
        (),
    )


def _jobs(language: str, *, tries: bool, rolls_out: bool) -> Iterator[Job]:
    def job(id: str, title: str, text: str, column: int, row: float = 0.5) -> Job:
        return Job(id, word(title, language), word(text, language), column, row)

    yield job("push", "A change", "on main, or as a pull request", 0)
    yield job("model", "Validate the model", "the rules, and output that is fresh", 1, 0)
    yield job("changes", "Find what changed", "the folders of images", 1, 1)
    yield job("build", "Build", "the changed images; main pushes them", 2)
    if tries:
        yield job("deploy", "Try", "run each image, compare its page", 3)
    if rolls_out:
        yield job("plan", "Plan", "images by digest; pull requests show it", 3 + tries)
        yield job("rollout", "Roll out", "that plan, then wait until it serves", 4 + tries)


def _box(job: Job, *, rolls_out: bool) -> Box:
    shift = APPROVAL if job.id == "rollout" else 0
    return Box(EDGE + job.column * (WIDE + GAP) + shift, EDGE + job.row * (HIGH + APART), WIDE, HIGH)


def _group(job: Job, box: Box) -> Group:
    texts = [Line(line, "title") for line in wrap(job.title, "title", WIDE - 16)]
    texts += [Line(line, "small") for line in wrap(job.text, "small", WIDE - 16)]
    high = sum(16 if line.style == "title" else 14 for line in texts)
    caption = Text(box.center[0], box.y + (HIGH - high) / 2, tuple(texts))
    return Group(job.id, "box", "", None, box, caption)


def _edges(boxes: dict[str, Box], language: str, *, rolls_out: bool) -> Iterator[Edge]:
    for source, target in (("push", "model"), ("push", "changes"), ("model", "build"), ("changes", "build")):
        yield _edge(source, target, boxes)
    chain = [id for id in ("build", "deploy", "plan", "rollout") if id in boxes]
    for source, target in pairwise(chain):
        label = None
        if target == "rollout":
            middle = (boxes[source].right + boxes[target].x) / 2
            label = Text(middle, boxes[source].center[1] - 20, (Line(word("approval", language), "small"),))
        yield _edge(source, target, boxes, label)


def _edge(source: str, target: str, boxes: dict[str, Box], label: Text | None = None) -> Edge:
    one, other = boxes[source], boxes[target]
    start, end = (one.right, one.center[1]), (other.x, other.center[1])
    middle = (start[0] + end[0]) / 2
    points = (start, end) if start[1] == end[1] else (start, (middle, start[1]), (middle, end[1]), end)
    return Edge(f"{source}-{target}", source, target, "traffic", points, label)
