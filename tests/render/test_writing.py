"""All files or none, and never over somebody else's work."""

from __future__ import annotations

import json
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archgen.render.manifest import Entry, Manifest, digest, parse
from archgen.render.outputs.artifact import Artifact
from archgen.render.writing import Change, changes, manifest_of, write

PAGE = Artifact("docs/page.md", b"<!-- made -->\nfirst\n")
PICTURE = Artifact("picture.png", b"\x89PNG\0one", source="abc")


def test_what_is_made_is_written_and_known(tmp_path: Path) -> None:
    found = render(tmp_path, docs=(PAGE,), diagrams=(PICTURE,))
    assert [(change.name, change.verb) for change in found] == [
        (f"{tmp_path}/docs/page.md", "created"),
        (f"{tmp_path}/picture.png", "created"),
        (f"{tmp_path}/.archgen.json", "created"),
    ]
    assert (tmp_path / "docs/page.md").read_bytes() == PAGE.content
    assert manifest_of(tmp_path).files["picture.png"].source == "abc"
    assert leftovers(tmp_path) == []


def test_a_second_render_changes_nothing(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,))
    assert {change.verb for change in planned(tmp_path, docs=(PAGE,))} == {"unchanged"}


def test_an_untouched_file_is_updated(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,))
    (change, _) = render(tmp_path, docs=(Artifact(PAGE.path, b"second\n"),))
    assert (change.verb, change.obstacle) == ("updated", None)
    assert (tmp_path / PAGE.path).read_bytes() == b"second\n"


def test_an_edited_file_is_an_obstacle_until_it_may_be_overwritten(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,))
    (tmp_path / PAGE.path).write_text("mine\n")
    (change, _) = planned(tmp_path, docs=(PAGE,))
    assert change.obstacle == f"{tmp_path}/docs/page.md was edited by hand since archgen made it"
    (change, _) = planned(tmp_path, overwrite=True, docs=(PAGE,))
    assert (change.verb, change.obstacle) == ("updated", None)


def test_a_file_of_somebody_else_is_an_obstacle(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"mine")
    (change, _) = planned(tmp_path, diagrams=(PICTURE,))
    assert change.obstacle == f"{tmp_path}/picture.png was not made by archgen"


def test_a_file_with_the_very_content_is_nobodys_obstacle(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(PICTURE.content)
    (change, _) = planned(tmp_path, diagrams=(PICTURE,))
    assert (change.verb, change.obstacle) == ("unchanged", None)


def test_line_ends_of_a_checkout_are_no_edit(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,))
    (tmp_path / PAGE.path).write_bytes(PAGE.content.replace(b"\n", b"\r\n"))
    assert {change.verb for change in planned(tmp_path, docs=(PAGE,))} == {"unchanged"}


def test_a_picture_is_stale_when_its_source_changed_not_when_its_bytes_differ(tmp_path: Path) -> None:
    render(tmp_path, diagrams=(PICTURE,))
    elsewhere = Artifact(PICTURE.path, b"\x89PNG\0two", source="abc")
    assert {change.verb for change in planned(tmp_path, diagrams=(elsewhere,))} == {"unchanged"}
    newer = Artifact(PICTURE.path, b"\x89PNG\0two", source="abd")
    assert [change.verb for change in planned(tmp_path, diagrams=(newer,))] == ["updated", "updated"]


def test_a_file_that_is_made_no_more_goes_unless_it_was_edited(tmp_path: Path) -> None:
    other = Artifact("docs/old/other.md", b"other\n")
    render(tmp_path, docs=(PAGE, other))
    assert "removed" in [change.verb for change in render(tmp_path, docs=(PAGE,))]
    assert not (tmp_path / "docs/old").exists()
    render(tmp_path, docs=(PAGE, other))
    (tmp_path / other.path).write_text("mine\n")
    render(tmp_path, docs=(PAGE,))
    assert (tmp_path / other.path).read_text() == "mine\n"
    assert list(manifest_of(tmp_path).files) == [PAGE.path]


def test_files_of_an_output_that_was_not_asked_for_stay(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,), diagrams=(PICTURE,))
    write(changes(tmp_path, {"docs": (PAGE,)}, {}, manifest_of(tmp_path), kept=("diagrams",)))
    assert (tmp_path / PICTURE.path).exists()
    assert sorted(manifest_of(tmp_path).files) == [PAGE.path, PICTURE.path]


def test_a_link_is_an_obstacle_and_what_it_points_at_is_never_touched(tmp_path: Path) -> None:
    folder, other = tmp_path / "output", tmp_path / "other.png"
    folder.mkdir()
    other.write_bytes(b"other")
    (folder / PICTURE.path).symlink_to(other)
    (change, _) = planned(folder, diagrams=(PICTURE,))
    assert change.obstacle == f"{folder}/picture.png is a link, which archgen did not make"
    write(planned(folder, overwrite=True, diagrams=(PICTURE,)))
    assert (folder / PICTURE.path).read_bytes() == PICTURE.content
    assert other.read_bytes() == b"other"


def test_nothing_is_written_through_a_link_to_a_folder(tmp_path: Path) -> None:
    folder, other = tmp_path / "output", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (folder / "docs").symlink_to(other)
    (change, _) = planned(folder, overwrite=True, docs=(PAGE,))
    assert change.obstacle == f"{folder}/docs is a link; archgen writes only inside {folder}"


def test_a_folder_in_the_place_of_a_file_is_an_obstacle_and_the_reverse(tmp_path: Path) -> None:
    (tmp_path / PICTURE.path).mkdir()
    (tmp_path / "docs").write_text("a file")
    page, picture, _ = planned(tmp_path, overwrite=True, docs=(PAGE,), diagrams=(PICTURE,))
    assert page.obstacle == f"{tmp_path}/docs is a file, and a folder should stand there"
    assert picture.obstacle == f"{tmp_path}/picture.png is a folder, and a file should stand there"


def test_an_output_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "real")
    render(tmp_path / "output", docs=(PAGE,))
    assert (tmp_path / "real/docs/page.md").exists()


def test_a_disk_that_fills_up_leaves_everything_as_it_was(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,))
    before = snapshot(tmp_path)
    grown = Artifact(PAGE.path, b"second\n")
    big = Artifact("docs/new/zz-big.md", b"x" * 200_000)
    with files_no_larger_than(100_000), pytest.raises(OSError, match="File too large"):
        render(tmp_path, docs=(grown, big))
    assert snapshot(tmp_path) == before


def test_a_failure_half_way_puts_back_what_was_moved(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,))
    before = snapshot(tmp_path)
    (good, _) = planned(tmp_path, docs=(Artifact(PAGE.path, b"second\n"),))
    vanished = Change("gone", tmp_path / "gone", b"was there", b"new")
    with pytest.raises(FileNotFoundError):
        write((good, vanished))
    assert snapshot(tmp_path) == before


def test_an_interrupt_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(tmp_path, docs=(PAGE,))
    before = snapshot(tmp_path)
    synced: list[int] = []

    def interrupted(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        render(tmp_path, docs=(Artifact(PAGE.path, b"second\n"), Artifact("new/other.md", b"new\n")))
    assert snapshot(tmp_path) == before


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,))
    (tmp_path / PAGE.path).chmod(0o640)
    render(tmp_path, docs=(Artifact(PAGE.path, b"second\n"),))
    assert (tmp_path / PAGE.path).stat().st_mode & 0o777 == 0o640


def test_a_difference_is_a_unified_diff(tmp_path: Path) -> None:
    change = Change("a.md", tmp_path / "a.md", b"one\ntwo\n", b"one\nthree")
    assert change.diff().splitlines() == [
        "--- a.md",
        "+++ a.md",
        "@@ -1,2 +1,2 @@",
        " one",
        "-two",
        "+three",
        "\\ No newline at end of file",
    ]
    assert (
        Change("a.png", tmp_path / "a.png", None, b"\x89PNG").diff()
        == "a.png: would be created (not a text)\n"
    )


def test_a_line_of_embedded_data_does_not_drown_a_difference(tmp_path: Path) -> None:
    change = Change("a.svg", tmp_path / "a.svg", b"x" * 9000 + b"\n", b"y" * 9000 + b"\n")
    assert max(len(line) for line in change.diff().splitlines()) < 400
    assert "... (9,001 characters)" in change.diff()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "files": {}, "blocks": {}}', "<<<<<<<"])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(text)


@pytest.mark.parametrize("path", ["../other", "/etc/passwd", "a/../../b", "a\\b"])
def test_a_manifest_speaks_of_nothing_outside_its_folder(path: str) -> None:
    text = Manifest({path: Entry("docs", "")}).text()
    with pytest.raises(ValueError, match=r".+"):
        parse(text)


HOSTILE = {
    "regions": [("us-east-1", "/../../evil"), ("us-east-1", "_a\n}"), ("a b", ""), ('x"', "")],
    "moved": [("aws_x.y", 'aws_x.z\n} locals { a = file("/etc/passwd")'), ("aws_x.y[${a}]", "aws_x.z")],
    "names": [("web", "${file(1)}"), ("web", "../web"), ("<b>", "web")],
    "resources": [("aws_vpc", 'main" {'), ("aws_vpc\n", "main")],
    "components": [("web", "alb"), ("web", "alb zzzzzzzz")],
    "system": [("name", "a b"), ("name", "\ud800")],
    "homes": [("db", "eu-west-1/..")],
    "rows": [("web", "open")],
    "connections": [("a -> b\nc", ""), ("a -> b", "c")],
}


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [(table, *pair) for table, pairs in HOSTILE.items() for pair in pairs],
)
def test_every_value_of_a_manifest_has_a_form(table: str, key: str, value: str) -> None:
    with pytest.raises(ValueError, match=rf"`memory.terraform.{table}` has "):
        parse(Manifest(memory={"terraform": {table: {key: value}}}).text())
    with pytest.raises(ValueError, match="which archgen does not write"):
        parse(Manifest(memory={"other": {table: {f"{key}\n": value}}}).text())


@pytest.mark.parametrize("part", ["output", "sha256", "source"])
@pytest.mark.parametrize("value", ["docs\n", "zz!", "../x", "", None, 1, ["a"]])
def test_an_entry_of_a_manifest_has_a_form(part: str, value: object) -> None:
    whole = json.loads(Manifest({PAGE.path: Entry("docs", digest(b""))}).text())
    whole["files"][PAGE.path][part] = value
    if (part, value) in (("source", None), ("source", "")):
        return
    with pytest.raises(ValueError, match=r".+"):
        parse(json.dumps(whole))


@pytest.mark.parametrize("block", ["10.0.0.0", "999.0.0.0/8", "10.0.0.1/8", "10.0.0.0/99", "x/8", "", 5])
def test_a_block_of_a_manifest_is_one(block: object) -> None:
    whole = json.loads(Manifest().text()) | {"blocks": {"web@us-east-1a": block}}
    with pytest.raises(ValueError, match="blocks"):
        parse(json.dumps(whole))


@pytest.mark.parametrize(
    "path", ["a//b", ".", "a/./b", "", "a b", "a\nb", ".git/config", "x/.GIT/y", "C:/x", "é"]
)
def test_a_path_of_a_manifest_is_a_plain_one(path: str) -> None:
    with pytest.raises(ValueError, match="no path below its folder"):
        parse(Manifest({path: Entry("docs", digest(b""))}).text())


@pytest.mark.parametrize("path", ["../evil", "/tmp/evil", "a/../../evil", ".git/hooks/x", "a\x1b[2J"])
def test_no_output_writes_outside_of_its_folder(tmp_path: Path, path: str) -> None:
    (change, _) = planned(tmp_path / "output", overwrite=True, docs=(Artifact(path, b"evil"),))
    assert change.obstacle and "is not the path of a file below" in change.obstacle


def test_a_manifest_that_is_a_link_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "other").write_text(Manifest().text())
    (tmp_path / "output").mkdir()
    (tmp_path / "output/.archgen.json").symlink_to(tmp_path / "other")
    *_, change = planned(tmp_path / "output", overwrite=True, docs=(PAGE,))
    assert change.obstacle == f"{tmp_path}/output/.archgen.json is a link, which archgen did not make"


def test_a_manifest_reads_back_as_it_was_written(tmp_path: Path) -> None:
    render(tmp_path, docs=(PAGE,), diagrams=(PICTURE,))
    known = manifest_of(tmp_path)
    assert known.blocks == {"web@us-east-1a": "10.0.0.0/22"}
    assert known.files["docs/page.md"].digest == digest(PAGE.content)
    assert parse(known.text()) == known


def planned(folder: Path, overwrite: bool = False, **made: tuple[Artifact, ...]) -> tuple[Change, ...]:
    blocks = {"web@us-east-1a": "10.0.0.0/22"}
    return changes(folder, made, blocks, manifest_of(folder), overwrite=overwrite)


def render(folder: Path, **made: tuple[Artifact, ...]) -> tuple[Change, ...]:
    found = planned(folder, **made)
    write(found)
    return found


def snapshot(folder: Path) -> dict[str, bytes | None]:
    return {f"{path}": path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def leftovers(folder: Path) -> list[str]:
    return [name for _, _, names in os.walk(folder) for name in names if name.endswith(".archgen")]


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """A disk with no room for more, as far as this process is concerned."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
