"""What a YAML parser complains of, said in the words of somebody who writes the file.

Knows the complaints of libyaml and of PyYAML's own parser, but imports neither: it is given their sentences.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Complaint(NamedTuple):
    """What the parser said: its sentence, what it was at, and both places (offsets into the text)."""

    problem: str
    context: str
    at: int
    since: int


class Trouble(NamedTuple):
    """What is wrong, the way out, and the characters `start:end` to point at."""

    message: str
    help: str | None
    start: int
    end: int


def trouble(text: str, complaint: Complaint) -> Trouble:
    """The complaint as a sentence with a place and a way out."""
    at = min(complaint.at, len(text))
    for words, explain in _EXPLANATIONS:
        if words in complaint.problem:
            return explain(text, complaint._replace(at=at))
    return Trouble(f"this is not YAML: {complaint.problem or 'it cannot be read'}", None, at, at + 1)


def _no_token(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    character = text[at : at + 1]
    if character == "\t":
        return Trouble("a tab cannot indent a line in YAML", "use spaces instead of the tab", at, at + 1)
    return Trouble(
        f"text cannot begin with {character}",
        f"put it in quotes: '{_rest_of_line(text, at)}'",
        at,
        at + len(_rest_of_line(text, at)),
    )


def _unclosed_quote(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    quote = text[start : start + 1]
    return Trouble(f"this quote is never closed: {quote}", f"add the closing {quote}", start, start + 1)


def _unclosed_bracket(text: str, complaint: Complaint) -> Trouble:
    start, at = complaint.since, complaint.at
    opening = text[start : start + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "}")
    if at >= len(text) or text.count("\n", start, at):
        return Trouble(f"this {opening} is never closed", f"add the closing {closing}", start, start + 1)
    message = f"expected a comma or the closing {closing} here"
    return Trouble(
        message, f"text with , [ ] {{ }} in it needs quotes between {opening} and {closing}", at, at + 1
    )


def _second_colon(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if ": " in before:
        message = 'a second ": " on one line cannot be read'
        return Trouble(message, 'put a text that has ": " in it in quotes', at, at + 1)
    start = at - len(before.lstrip())
    message = "a key cannot stand here: the line before it is not finished, or this one is indented too far"
    return Trouble(message, "line the key up with the keys beside it", start, at)


def _no_colon(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    line = _rest_of_line(text, start)
    return Trouble(f'a key without ":" after it: {line[:60]}', "write `key: value`", start, start + len(line))


def _bad_indent(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    rest = _rest_of_line(text, at)
    same_line = text[text.rfind("\n", 0, at) + 1 : at].strip()
    if same_line:
        message = f"the value has ended before this: {rest[:60]}"
        return Trouble(message, "put the whole value in quotes", at, at + max(1, len(rest)))
    message = "this line does not line up with the lines above it"
    help = "indent it like the keys (or the list items) that it belongs to"
    return Trouble(message, help, at, at + max(1, len(rest)))


def _no_list_here(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    return Trouble(
        "a list item cannot begin on the line of its key", "begin the list on a new line", at, at + 1
    )


def _bad_escape(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    start = text.rfind("\\", max(0, at - 4), at + 1)
    start = start if start >= 0 else at
    escape = _ESCAPE.match(text, start)
    end = escape.end() if escape else start + 2
    help = "use single quotes, or write the backslash twice"
    return Trouble(f"{text[start:end]} is not an escape in a text in double quotes", help, start, end)


def _bad_tag(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    return Trouble(
        "this tag (!...) is not known", "take the tag away, or put the text in quotes", start, start + 1
    )


def _block_tab(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    return Trouble("a tab cannot indent a line in YAML", "use spaces instead of the tab", at, at + 1)


def _bad_anchor(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    sign = text[start : start + 1]
    word = "an alias" if sign == "*" else "an anchor"
    return Trouble(
        f"{sign} begins {word}, and no name follows it", f"a text with {sign} needs quotes", start, start + 1
    )


def _bad_block_header(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    sign = text[start : start + 1]
    message = f"after {sign} the text begins on the next line"
    return Trouble(
        message,
        f"begin it on the next line, or put a text that begins with {sign} in quotes",
        start,
        start + 1,
    )


def _bad_directive(text: str, complaint: Complaint) -> Trouble:
    at = complaint.since if complaint.context else complaint.at
    line = _rest_of_line(text, at)
    return Trouble(
        f"this YAML directive cannot be read: {line[:60]}", "take the line away", at, at + max(1, len(line))
    )


def _marker_in_quotes(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    return Trouble(
        f"this quote is not closed before the end of the document: {text[start : start + 1]}",
        None,
        start,
        start + 1,
    )


def _nothing_here(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    sign = text[at : at + 1]
    if not sign:
        return Trouble("the file ends in the middle of a value", None, at, at)
    return Trouble(f"{sign} cannot stand here", "put the text in quotes, or take it away", at, at + 1)


def _after_the_end(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    line = _rest_of_line(text, at)
    message = "the document has ended above, and this follows it"
    return Trouble(message, "take the `...` or `---` away", at, at + max(1, len(line)))


def _rest_of_line(text: str, at: int) -> str:
    end = min((end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0), default=len(text))
    return text[at:end].split(" #")[0].rstrip()


_ESCAPE = re.compile(r"\\[xuU][0-9a-fA-F]+")

_EXPLANATIONS = (
    ("cannot start any token", _no_token),
    ("unexpected end of stream", _unclosed_quote),
    ("',' or ']'", _unclosed_bracket),
    ("',' or '}'", _unclosed_bracket),
    ("mapping values are not allowed", _second_colon),
    ("mapping keys are not allowed", _bad_indent),
    ("could not find expected ':'", _no_colon),
    ("expected key", _bad_indent),
    ("'-' indicator", _bad_indent),
    ("expected <block end>", _bad_indent),
    ("expected <document start>", _after_the_end),
    ("block sequence entries are not allowed", _no_list_here),
    ("sequence entries are not allowed", _no_list_here),
    ("escape", _bad_escape),
    ("Unicode character", _bad_escape),
    ("expected a hexdecimal", _bad_escape),
    ("hexdecimal number", _bad_escape),
    ("tag handle", _bad_tag),
    ("expected '!'", _bad_tag),
    ("expected '>'", _bad_tag),
    ("tab character", _block_tab),
    ("alphabetic or numeric", _bad_anchor),
    ("comment or line break", _bad_block_header),
    ("comment or a line break", _bad_block_header),
    ("indentation indicator", _bad_block_header),
    ("chomping", _bad_block_header),
    ("incompatible", _bad_directive),
    ("directive", _bad_directive),
    ("document indicator", _marker_in_quotes),
    ("document separator", _marker_in_quotes),
    ("node content", _nothing_here),
)
