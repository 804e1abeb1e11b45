"""A run that is killed while it writes leaves nothing that the next one does not put right."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.render import transaction
from archgen.render.outputs.artifact import Artifact
from archgen.render.transaction import JOURNAL, STAGED, recover
from archgen.render.writing import changes, content_of, manifest_of, write
from kills import faults, killed_at, state

ROOT = Path(__file__).parents[2]
BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")
FIRST = (
    Artifact("docs/page.md", b"first\n"),
    Artifact("docs/old/gone.md", b"gone\n"),
    Artifact("same.md", b"same\n"),
)
SECOND = (
    Artifact("docs/page.md", b"second\n"),
    Artifact("new/deep/page.md", b"new\n"),
    Artifact("same.md", b"same\n"),
)

States = tuple[dict[str, bytes], dict[str, bytes]]
"""The files of a folder before and after."""


def rendered(folder: Path, artifacts: tuple[Artifact, ...], overwrite: bool = False) -> None:
    found = changes(folder, {"docs": artifacts}, {}, manifest_of(folder), overwrite=overwrite)
    assert not [change.obstacle for change in found if change.obstacle]
    write(found)


@pytest.fixture
def states(tmp_path: Path) -> States:
    """The folder as it is before and after."""
    rendered(tmp_path / "reference", FIRST)
    before = state(tmp_path / "reference")
    rendered(tmp_path / "reference", SECOND)
    return before, state(tmp_path / "reference")


def test_after_a_kill_at_any_call_the_next_run_leaves_the_folder_whole(
    tmp_path: Path, states: States
) -> None:
    number = kills = 0
    while True:
        number += 1
        folder = tmp_path / f"output-{number}"
        rendered(folder, FIRST)
        if not killed_at(number, lambda folder=folder: rendered(folder, SECOND)):
            break
        kills += 1
        recover(folder)
        assert state(folder) in states, number
        rendered(folder, SECOND)
        assert state(folder) == states[1], number
        shutil.rmtree(folder)
    assert kills > 30


def test_after_a_kill_of_a_first_run_too(tmp_path: Path, states: States) -> None:
    for number in range(1, 40):
        folder = tmp_path / f"output-{number}"
        if not killed_at(number, lambda folder=folder: rendered(folder, FIRST)):
            break
        recover(folder)
        assert not folder.exists() or state(folder) in ({}, states[0])
        rendered(folder, FIRST)
        assert state(folder) == states[0]


def test_after_a_kill_of_a_whole_render_the_next_one_leaves_the_folder_whole(tmp_path: Path) -> None:
    count = int(os.environ.get("ARCHGEN_KILLS", "4"))
    assert list(faults(seed=7, count=count, folder=tmp_path)) == []


def test_a_kill_while_what_was_left_is_completed_is_put_right_as_well(tmp_path: Path, states: States) -> None:
    for number in range(8, 60, 3):
        for again in range(1, 30, 2):
            folder = tmp_path / f"output-{number}-{again}"
            rendered(folder, FIRST)
            if not killed_at(number, lambda folder=folder: rendered(folder, SECOND)):
                return
            if not killed_at(again, lambda folder=folder: bool(recover(folder))):
                break
            recover(folder)
            assert state(folder) in states
            shutil.rmtree(folder)


@pytest.mark.parametrize("path", ["docs/page.md", "docs/old/gone.md", "same.md"])
def test_an_edit_after_a_kill_is_kept_and_told_from_what_archgen_made(tmp_path: Path, path: str) -> None:
    for number in range(1, 60):
        folder = tmp_path / f"output-{number}"
        rendered(folder, FIRST)
        if not killed_at(number, lambda folder=folder: rendered(folder, SECOND)):
            break
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"mine\n")
        recover(folder)
        assert (folder / path).read_bytes() == b"mine\n"
        found = changes(folder, {"docs": SECOND}, {}, manifest_of(folder))
        obstacles = [change.name for change in found if change.obstacle]
        assert obstacles == ([] if path == "docs/old/gone.md" else [f"{folder / path}"])
        assert not (folder / STAGED).exists()


def test_a_file_of_its_own_is_replaced_by_one_rename(tmp_path: Path) -> None:
    from archgen.render.writing import Change

    for number in range(1, 20):
        path = tmp_path / f"{number}" / "report.json"
        path.parent.mkdir()
        path.write_bytes(b"old")
        if not killed_at(number, lambda path=path: write([Change.of(path, b"new")])):
            break
        assert path.read_bytes() in (b"old", b"new")
        write([Change.of(path, b"newer")])
        assert state(path.parent) == {"report.json": b"newer"}


def staged(folder: Path, path: str, before: bytes | None = None, after: bytes = b"evil") -> None:
    """What somebody could have committed as what a killed run has left."""
    (folder / STAGED).mkdir(parents=True)
    (folder / STAGED / "0.new").write_bytes(after)
    step = {
        "path": path,
        "before": before and transaction._digest(before),
        "after": transaction._digest(after),
    }
    (folder / STAGED / JOURNAL).write_text(json.dumps({"version": 1, "steps": [step]}))


@pytest.mark.parametrize(
    "path", ["../evil", "/tmp/evil-of-archgen", ".git/hooks/x", "a/../../evil", "a/.GIT/b", "a\nb"]
)
def test_a_journal_writes_nothing_outside_of_its_folder(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "output"
    staged(folder, path)
    assert recover(folder)
    assert [f"{each}" for each in tmp_path.rglob("*")] == [f"{folder}"]
    assert not Path("/tmp/evil-of-archgen").exists()


def test_a_journal_writes_through_no_link(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    elsewhere.mkdir()
    staged(folder, "link/evil")
    (folder / "link").symlink_to(elsewhere)
    assert recover(folder)
    assert not any(elsewhere.iterdir())


def test_a_staging_folder_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine")
    folder.mkdir()
    (folder / STAGED).symlink_to(elsewhere)
    assert not recover(folder)
    assert (elsewhere / "mine").exists()


def test_a_new_file_follows_no_link_that_waits_beside_it(tmp_path: Path) -> None:
    from archgen.render.writing import Change

    (tmp_path / "precious").write_bytes(b"mine")
    (tmp_path / ".report.archgen").symlink_to(tmp_path / "precious")
    write([Change.of(tmp_path / "report", b"new")])
    assert (tmp_path / "precious").read_bytes() == b"mine"


def test_two_runs_do_not_write_to_one_folder_at_once(tmp_path: Path) -> None:
    from fcntl import LOCK_EX, flock

    rendered(tmp_path, FIRST)
    descriptor = os.open(tmp_path, os.O_RDONLY)
    flock(descriptor, LOCK_EX)
    with pytest.raises(OSError, match="another archgen is writing to it"):
        rendered(tmp_path, SECOND)
    os.close(descriptor)
    rendered(tmp_path, SECOND)


def test_a_signal_while_files_are_switched_comes_after_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(tmp_path, FIRST)
    switch = transaction._switch

    def interrupted(*arguments: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        switch(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(transaction, "_switch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rendered(tmp_path, SECOND)
    assert content_of(tmp_path / "docs/page.md") == b"second\n"
    assert content_of(tmp_path / "new/deep/page.md") == b"new\n"
    assert not (tmp_path / STAGED).exists()


def test_render_says_that_it_completes_what_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("architecture.yaml").write_text(BRIEF)
    assert run(["render", "--only", "docs"]) == 0
    page = Path("output/docs/architecture.md").read_bytes()
    staged(Path("output"), "docs/architecture.md", before=page, after=b"half")
    assert run(["render", "--only", "docs", "--check"]) == 1
    assert "a render was stopped while it wrote; run archgen render" in capsys.readouterr().err
    assert run(["render", "--only", "docs", "--overwrite"]) == 0
    assert "a render that was stopped while it wrote is completed" in capsys.readouterr().err
    assert Path("output/docs/architecture.md").read_bytes() == page
    assert run(["render", "--only", "docs", "--check"]) == 0
