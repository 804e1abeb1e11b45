"""Icons are those of the diagrams package, made small."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import diagrams.aws.network as module
import pytest
from click.testing import CliRunner
from PIL import Image

from archgen.commands.icons import command
from archgen.model.icons import matching, meant
from archgen.model.kinds import kind_class
from archgen.render.diagram import icons


def test_an_icon_is_found_by_its_node_class() -> None:
    assert icons.path("aws.compute.EC2AutoScaling").name == "ec2-auto-scaling.png"
    assert icons.path("aws.compute.AutoScaling") == icons.path(
        "aws.compute.ApplicationAutoScaling"
    )  # an alias
    assert icons.path("onprem.database.PostgreSQL").is_file()


def test_finding_an_icon_imports_neither_diagrams_nor_graphviz() -> None:
    code = (
        "import sys; from archgen.render.diagram import icons; assert icons.known('aws.compute.EC2');"
        "sys.exit(any(m in sys.modules for m in ('diagrams', 'graphviz', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "name", ["aws.compute.Nonesuch", "aws.nonesuch.EC2", "EC2", "", "../x.y.Z", "aws..EC2"]
)
def test_an_unknown_icon_is_told(name: str) -> None:
    assert not icons.known(name)
    with pytest.raises(icons.UnknownIconError, match="no icon"):
        icons.path(name)


def test_our_table_of_icons_is_that_of_the_package() -> None:
    for name in icons.names("aws.network"):
        node = getattr(module, name.rpartition(".")[2])
        assert icons.path(name).name == node._icon


def test_an_embedded_icon_is_small_square_and_the_same_each_time() -> None:
    data = icons.png("aws.database.RDS")
    assert len(data) < 4000
    with Image.open(BytesIO(data)) as picture:
        assert (picture.size, picture.mode) == ((128, 128), "P")
    icons.png.cache_clear()
    assert icons.png("aws.database.RDS") == data


def test_dark_lines_show_on_a_dark_background() -> None:
    assert icons.is_outline("aws.general.Client")
    with Image.open(BytesIO(icons.png("aws.general.Client", "dark"))) as picture:
        pixels = picture.convert("RGBA").get_flattened_data()
    assert all(max(red, green, blue) > 200 for red, green, blue, alpha in pixels if alpha > 128)


def test_an_icon_with_its_own_background_is_the_same_in_both_themes() -> None:
    assert not icons.is_outline("aws.compute.EC2")
    assert icons.png("aws.compute.EC2", "dark") == icons.png("aws.compute.EC2", "light")


def test_a_word_finds_the_icons_with_it_in_their_names() -> None:
    assert matching("athena") == ("aws.analytics.Athena",)
    assert matching("no such icon") == () == matching("")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("athena", ("aws.analytics.Athena",)),
        ("Step-Functions", ("aws.integration.StepFunctions",)),
        ("slack", ("saas.chat.Slack",)),
    ],
)
def test_a_bare_name_means_the_only_icon_that_is_called_so(word: str, found: tuple[str, ...]) -> None:
    assert meant(word) == found
    custom = kind_class("custom").model_validate({"kind": "custom", "icon": word})
    assert custom.icon == found[0]


def test_a_service_of_aws_is_reached_on_443() -> None:
    def port(**fields: object) -> int | None:
        return kind_class("custom").model_validate({"kind": "custom", **fields}).default_port

    assert port(icon="athena") == 443
    assert port(icon="athena", port=5000) == 5000
    assert port(icon="slack") is port() is None


def test_the_icons_are_listed_and_drawn(tmp_path: Path) -> None:
    listed = CliRunner().invoke(command, ["athena"])
    assert (listed.exit_code, listed.output) == (0, "aws.analytics.Athena\n")
    drawn = CliRunner().invoke(command, ["queue", "--svg", str(tmp_path / "i.svg")], standalone_mode=False)
    assert drawn.exit_code == 0
    picture = (tmp_path / "i.svg").read_text(encoding="utf-8")
    assert picture.count("<image") == len(matching("queue")) and ElementTree.fromstring(picture) is not None
