"""A difference as one HTML page: before, after and both on the network view, with what it means.

It asks the network for nothing; without scripts the choice of a side works, and the slider does not.
"""

from __future__ import annotations

import string
from collections.abc import Iterator

from archgen.findings.phrase import Phrase
from archgen.i18n.translate import word, worded
from archgen.review.difference import Difference
from archgen.review.difference_report import nothing, path_of, resource_lines, title_of, verdict
from archgen.review.edits import Edit
from archgen.review.pictures import Picture, sides
from archgen.review.simulation_report import not_checked

WORDS = (
    "Network",
    "both",
    "before",
    "after",
    "added",
    "removed",
    "changed",
    "From before to after",
    "What it means",
    "What changed",
)
"""What the page says by itself, in English."""
_LOOKS = {"+": "added", "-": "removed", "~": "changed"}


def page(difference: Difference, language: str = "en") -> str:
    """The page."""
    from markupsafe import Markup

    from archgen import __version__
    from archgen.render.diagram.writers import inline
    from archgen.render.templating import render

    pictures = sides(difference)
    scenes = [picture.scene for picture in pictures]
    title = worded(title_of(difference), language)
    return render(
        "diff/page.html.j2",
        language=language,
        mark=__version__,
        title=f"archgen diff: {title}",
        verdict=worded(verdict(difference), language),
        words={each: word(each, language) for each in WORDS},
        pictures=[{"name": each.name, "svg": Markup(_drawn(each))} for each in pictures],
        meanings=list(_meanings(difference, language)),
        nothing=worded(nothing(), language),
        edits=[_edit(edit, language) for edit in difference.edits],
        resources=[worded(line, language).strip() for line in _resources(difference)],
        unchecked=[worded(line, language) for line in not_checked(difference.new) if line],
        picture_style=Markup(inline.style_sheet(scenes, string.printable)),
        symbols=Markup(inline.symbols(scenes)),
    )


def _drawn(picture: Picture) -> str:
    from archgen.render.diagram.overlay import overlaid
    from archgen.render.diagram.writers import inline

    return overlaid(inline.fragment(picture.scene, picture.name), picture.scene, picture.looks)


def _meanings(difference: Difference, language: str) -> Iterator[dict[str, object]]:
    for meaning in difference.meanings:
        yield {
            "bad": meaning.sort.is_bad,
            "sort": word(meaning.sort.value, language),
            "text": worded(meaning.text, language),
            "path": worded(path_of(meaning), language) if meaning.hops else "",
        }


def _edit(edit: Edit, language: str) -> dict[str, str]:
    text = f"{word(_LOOKS[edit.sign], language)}: {worded(edit.text, language)}"
    return {"look": _LOOKS[edit.sign], "text": text}


def _resources(difference: Difference) -> Iterator[Phrase | str]:
    if difference.resources is not None:
        yield from resource_lines(difference)
