"""archgen render, from the file to the folder."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archgen.cli import run
from archgen.render.outputs import names, output
from planted import NO_NAT, Planted

ROOT = Path(__file__).parents[2]
BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")
BROKEN = Planted("", NO_NAT, "", "").text()
PROGRAM = (sys.executable, "-c", "from archgen.cli import main; main()")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("architecture.yaml").write_text(BRIEF, encoding="utf-8")
    return tmp_path


def files(folder: str | Path) -> dict[str, bytes]:
    root = Path(folder)
    return {
        f"{path.relative_to(root)}": path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


def test_a_render_makes_every_default_output_and_each_text_says_what_made_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["render"]) == 0
    made = files("output")
    assert {"diagrams/network.svg", "diagrams/network.png", "docs/architecture.md", ".archgen.json"} <= set(
        made
    )
    table = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert table == [name for name in names() if output(name).DEFAULT]
    assert not list(Path().rglob("*.archgen"))
    for path, content in made.items():
        if path.endswith((".svg", ".md", ".tf", ".html")):
            assert b"Made by archgen from architecture.yaml" in b"\n".join(content.splitlines()[:5]), path


def test_every_output_is_called_as_its_module_and_says_what_it_is() -> None:
    assert [output(name).NAME for name in names()] == list(names())
    assert all(output(name).SUMMARY for name in names())


def test_a_render_is_fresh_until_the_model_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render"]) == 0
    before = files("output")
    assert run(["render", "--check"]) == 0
    Path("architecture.yaml").write_text(BRIEF.replace("Static assets", "Pictures"), encoding="utf-8")
    capsys.readouterr()
    assert run(["render", "--check"]) == 1
    difference = capsys.readouterr().out
    assert "--- output/docs/architecture.md\n+++ output/docs/architecture.md\n" in difference
    assert "output/diagrams/network.png: would be updated (not a text)" in difference
    assert files("output") == before
    assert run(["render"]) == 0
    assert run(["render", "--check"]) == 0


def test_a_check_without_a_render_shows_what_is_missing_and_makes_nothing() -> None:
    assert run(["render", "--check"]) == 1
    assert not Path("output").exists()


def test_only_what_was_asked_for_is_made_and_the_rest_stays() -> None:
    assert run(["render", "--only", "docs"]) == 0
    assert {name.partition("/")[0] for name in files("output")} == {".archgen.json", "docs"}
    assert run(["render", "--only", "terraform"]) == 0
    everything = set(files("output"))
    assert "docs/architecture.md" in everything
    assert run(["render", "--only", "docs,terraform"]) == 0
    assert set(files("output")) == everything


def test_the_file_may_choose_what_is_made() -> None:
    assert run(["render", "--only", "docs,terraform"]) == 0
    Path("architecture.yaml").write_text(f"{BRIEF}outputs: [docs]\n", encoding="utf-8")
    assert run(["render"]) == 0
    assert {name.partition("/")[0] for name in files("output")} == {".archgen.json", "docs"}
    Path("architecture.yaml").write_text(f"{BRIEF}outputs: [dcs]\n", encoding="utf-8")
    assert run(["render"]) == 2


def test_the_output_stands_beside_the_model_unless_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("services/shop").mkdir(parents=True)
    shutil.move("architecture.yaml", "services/shop/model.yaml")
    assert run(["render", "services/shop/model.yaml", "--only", "docs"]) == 0
    assert Path("services/shop/output/docs/architecture.md").exists()
    assert run(["render", "services/shop/model.yaml", "--only", "docs", "-o", "here"]) == 0
    assert Path("here/docs/architecture.md").exists()


def test_several_models_are_rendered_each_beside_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        Path(name).mkdir()
        shutil.copy("architecture.yaml", f"{name}/architecture.yaml")
    assert run(["render", "?/architecture.yaml", "--only", "docs"]) == 0
    assert files("a/output") == files("b/output") != {}
    assert run(["render", "?/architecture.yaml", "-o", "here"]) == 2
    assert "there are several" in capsys.readouterr().err


def test_an_architecture_with_errors_is_drawn_only_by_force(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text(BROKEN, encoding="utf-8")
    assert run(["render", "--only", "docs"]) == 1
    assert "AG305" in (told := capsys.readouterr().err)
    assert "--force" in told
    assert not Path("output").exists()
    assert run(["render", "--only", "docs", "--force"]) == 0
    assert Path("output/docs/architecture.md").exists()


def test_a_file_without_its_shape_is_never_drawn() -> None:
    Path("architecture.yaml").write_text(BRIEF.replace("subnets: db", "subnets: bd"), encoding="utf-8")
    assert run(["render", "--force"]) == 2
    assert not Path("output").exists()


def test_what_was_edited_by_hand_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "--only", "docs"]) == 0
    page = Path("output/docs/architecture.md")
    page.write_text("mine\n")
    assert run(["render", "--only", "docs"]) == 2
    assert "output/docs/architecture.md was edited by hand" in capsys.readouterr().err
    assert page.read_text() == "mine\n"
    assert run(["render", "--only", "docs", "--overwrite"]) == 0
    assert run(["render", "--only", "docs", "--check"]) == 0


def test_a_broken_manifest_is_told_and_can_be_made_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "--only", "docs"]) == 0
    Path("output/.archgen.json").write_text("<<<<<<< ours\n")
    assert run(["render", "--only", "docs"]) == 2
    assert "output/.archgen.json cannot be read" in capsys.readouterr().err
    assert run(["render", "--only", "docs", "--overwrite"]) == 0
    assert json.loads(Path("output/.archgen.json").read_text())["version"] == 1


def test_a_row_that_would_move_others_is_told_with_the_slot_that_avoids_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["render", "--only", "docs"]) == 0
    moved = BRIEF.replace(
        "  app: {access: private} ", "  cache: {access: isolated}\n  app: {access: private} "
    )
    Path("architecture.yaml").write_text(moved, encoding="utf-8")
    assert run(["render", "--only", "docs"]) == 0
    told = capsys.readouterr().err
    assert "AG806" in told
    assert "slot: 3" in told
    Path("architecture.yaml").write_text(moved.replace("cache: {", "cache: {slot: 3, "), encoding="utf-8")


def test_a_readme_is_kept_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs").mkdir()
    readme = Path("docs/README.md")
    readme.write_text("# Mine\n\n<!-- archgen:begin network -->\n<!-- archgen:end -->\n\nmore\n")
    assert run(["render", "--readme", "docs/README.md", "--check"]) == 1
    assert run(["render", "--readme", "docs/README.md"]) == 0
    assert 'src="../output/diagrams/network.svg"' in readme.read_text()
    assert readme.read_text().endswith("<!-- archgen:end -->\n\nmore\n")
    assert run(["render", "--readme", "docs/README.md", "--check"]) == 0
    readme.write_text("# no region\n")
    assert run(["render", "--readme", "docs/README.md"]) == 2
    assert "docs/README.md:1: it has no region" in capsys.readouterr().err


def test_a_disk_that_is_full_leaves_everything_as_it_was() -> None:
    assert run(["render"]) == 0
    before = files("output")
    Path("architecture.yaml").write_text(BRIEF.replace("Static assets", "Pictures"), encoding="utf-8")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run([*PROGRAM, "render"], capture_output=True, text=True, check=False, preexec_fn=small)
    assert done.returncode == 2
    assert "cannot be written: File too large" in done.stderr
    assert "nothing was changed" in done.stderr
    assert files("output") == before


def test_a_render_is_the_same_wherever_and_whenever_it_is_made(tmp_path: Path) -> None:
    here, there = tmp_path / "a", tmp_path / "b" / "ñ"
    for folder in (here, there):
        folder.mkdir(parents=True)
        shutil.copy("architecture.yaml", folder / "architecture.yaml")
    one = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C"}
    two = {"PYTHONHASHSEED": "4711", "TZ": "America/Lima", "LANG": "tr_TR.UTF-8", "LC_ALL": "es_ES.UTF-8"}
    render(one, here, "architecture.yaml")
    render(two, tmp_path, f"{there / 'architecture.yaml'}")
    assert files(here / "output") == files(there / "output")


def render(environment: dict[str, str], folder: Path, model: str) -> None:
    subprocess.run([*PROGRAM, "render", model], check=True, cwd=folder, env={**os.environ, **environment})
