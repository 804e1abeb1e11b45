"""Scenes inside a page: one style sheet and one set of symbols for all; an attribute changes the theme.

A picture is drawn in the light theme; where `DARK` holds, rules repaint it, colour by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.render.diagram import icons, themes
from archgen.render.diagram.scene import Edge, Look, Scene
from archgen.render.diagram.writers import svg
from archgen.render.diagram.writers.xmltext import element, escape, number

DARK = '[data-theme="dark"]'


def fragment(scene: Scene, name: str) -> str:
    """A view as an `<svg>` that needs `style_sheet` and `symbols`.

    Its trunks have the numbers of their connections, in the order of the document: `0-3 7`. Ids would be most
    of a large page, because the stem of a trunk has those of all its branches.
    """
    place = {edge.id: index for index, edge in enumerate(scene.edges)}

    def told(edges: Sequence[Edge]) -> str:
        return _ranges(sorted(place[edge.id] for edge in edges))

    words = f"<title>{escape(scene.title)}</title><desc>{escape(scene.description)}</desc>"
    return element(
        "svg",
        words + "".join(svg.shapes(scene, "light", told)),
        **{"class": "archgen"},
        data_view=name,
        role="img",
        lang=scene.language,
        viewBox=f"0 0 {number(scene.width)} {number(scene.height)}",
        width=number(scene.width),
        height=number(scene.height),
    )


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers that rise, those that follow each other as one range."""
    runs: list[list[int]] = []
    for number_ in numbers:
        if runs and runs[-1][-1] == number_ - 1:
            runs[-1][1:] = [number_]
        else:
            runs.append([number_])
    return " ".join("-".join(map(str, run)) for run in runs)


def style_sheet(scenes: Sequence[Scene], text: str) -> str:
    """The rules for both themes, and the faces, which have the characters of the page's own text too."""
    look = scenes[0].look if scenes else Look()
    shown = ".on-light{display:var(--on-light,inline)}.on-dark{display:var(--on-dark,none)}"
    shown += f"{DARK}{{--on-light:none;--on-dark:inline}}"  # a used symbol sees variables, not ancestors
    repainted = "".join(f"{DARK} .archgen {rule}" for rule in _repainted(look))
    both = svg.rules("light", look) + svg.rules("dark", look, f"{DARK} .archgen")
    return svg.font_faces(scenes, text) + both + shown + repainted


def symbols(scenes: Sequence[Scene]) -> str:
    """Every icon and sign of the scenes, once; line drawings once for each theme."""
    return "".join(_symbol(name) for name in svg.signs(scenes))


def _symbol(name: str) -> str:
    if name in themes.GLYPHS or not icons.is_outline(name):
        return svg.symbol(name, "light")
    light = svg.picture(name, "light", **{"class": "on-light"})
    return svg.icon_symbol(name, light + svg.picture(name, "dark", **{"class": "on-dark"}))


def _repainted(look: Look) -> Iterator[str]:
    """For each colour that a light picture is painted with, the rule that gives its dark one."""
    light, dark = themes.palette(look, "light"), themes.palette(look, "dark")
    pairs = {light.ground: dark.ground, light.error: dark.error, light.warning: dark.warning}
    pairs |= {light.info: dark.info, light.ink: dark.ink}
    pairs |= {light.steps: dark.steps, light.frames: dark.frames}
    for style in (*themes.STYLES.values(), themes.PLAIN):
        pairs[style.stroke] = themes.stroke(style, "dark")
        if style.fill and style.dark_fill:
            pairs[style.fill] = style.dark_fill
    for before, after in pairs.items():
        if before and before != after:
            yield f'[fill="{before}"]{{fill:{after}}}'
            yield f'[stroke="{before}"]{{stroke:{after}}}'
