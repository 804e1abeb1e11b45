"""What a YAML parser complains of, said in the words of somebody who writes the file.

Knows the complaints of libyaml and of PyYAML's own parser, but imports neither: it is given their sentences.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archgen.findings.phrase import Phrase


class Complaint(NamedTuple):
    """What the parser said: its sentence, what it was at, and both places (offsets into the text)."""

    problem: str
    context: str
    at: int
    since: int


class Trouble(NamedTuple):
    """What is wrong, the way out, and the characters `start:end` to point at."""

    message: Phrase
    help: Phrase | None
    start: int
    end: int


def trouble(text: str, complaint: Complaint) -> Trouble:
    """The complaint as a sentence with a place and a way out."""
    at = min(complaint.at, len(text))
    if found := _unmerged(text, at):
        return found
    for words, explain in _EXPLANATIONS:
        if words in complaint.problem:
            return explain(text, complaint._replace(at=at))
    problem = complaint.problem or Phrase("it cannot be read")
    return Trouble(Phrase("this is not YAML: {problem}", problem=problem), None, at, at + 1)


_CONFLICT = re.compile(r"^(<{7}|>{7}|={7})( .*)?$", re.MULTILINE)


def _unmerged(text: str, at: int) -> Trouble | None:
    """A conflict of git's that was left in the file, where that is what was stumbled over."""
    first = _CONFLICT.search(text)
    if first is None or first.start() > at:
        return None
    message = Phrase("a conflict of a merge was left here")
    help = Phrase("keep one of the two sides, and take the lines of <, = and > away")
    return Trouble(message, help, first.start(), first.end())


def _no_token(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    character = text[at : at + 1]
    if character == "\t":
        return _tab(at)
    value = _until_closed(_rest_of_line(text, at))
    message = Phrase("text cannot begin with {sign}", sign=character)
    return Trouble(message, Phrase("put it in quotes: '{value}'", value=value), at, at + len(value))


def _tab(at: int) -> Trouble:
    message = Phrase("a tab cannot indent a line in YAML")
    return Trouble(message, Phrase("use spaces instead of the tab"), at, at + 1)


def _until_closed(line: str) -> str:
    """The part of a line before what closes the map or list that it stands in, or goes on in it."""
    return re.split(r", |[\]}]", line)[0].rstrip() or line


def _unclosed_quote(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    quote = text[start : start + 1]
    message = Phrase("this quote is never closed: {sign}", sign=quote)
    return Trouble(message, Phrase("add the closing {sign}", sign=quote), start, start + 1)


def _unclosed_bracket(text: str, complaint: Complaint) -> Trouble:
    start, at = complaint.since, complaint.at
    opening = text[start : start + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "}")
    if at >= len(text) or text.count("\n", start, at):
        comment = text.find(" #", start, min(at, text.find("\n", start)))
        if comment >= 0 and closing in _line_from(text, comment):
            words = "# begins a comment here, and so the {sign} before it is never closed"
            help = Phrase("put a text with # in it in quotes")
            return Trouble(Phrase(words, sign=opening), help, comment + 1, comment + 2)
        message = Phrase("this {sign} is never closed", sign=opening)
        return Trouble(message, Phrase("add the closing {sign}", sign=closing), start, start + 1)
    message = Phrase("expected a comma or the closing {sign} here", sign=closing)
    words = "text with , : [ ] {{ }} in it needs quotes between {opening} and {closing}"
    help = Phrase(words, opening=opening, closing=closing)
    if text[start:at].rpartition(",")[2].count("'") > 1:
        help = Phrase("write the ' inside of a text in single quotes twice, or use double quotes")
    return Trouble(message, help, at, at + 1)


def _second_colon(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if ": " in before:
        message = Phrase('a second ": " on one line cannot be read')
        return Trouble(message, Phrase('put a text that has ": " in it in quotes'), at, at + 1)
    start = at - len(before.lstrip())
    if found := _keyless(text, start - (len(before) - len(before.lstrip()))):
        return found
    message = Phrase(
        "a key is not allowed here: the line before it is not finished, or this one is indented too far"
    )
    return Trouble(message, Phrase("align the key with the other keys of its map"), start, at)


_GLUED = re.compile(r"( *)(?:- )?([A-Za-z_][\w-]*):([^\s:/].*)")
_SPACED = re.compile(r"( *)(?:- )?([a-z_]+) +([^\s:].*)")


def _keyless(text: str, line_start: int) -> Trouble | None:
    """The line before, if it is one of those that were meant as `key: value` and are not."""
    end = max(text.rfind("\n", 0, line_start), 0)
    begin = text.rfind("\n", 0, end) + 1
    line = _rest_of_line(text, begin)
    indent = re.compile(" *").match(text, line_start)
    glued, spaced = _GLUED.fullmatch(line), _SPACED.fullmatch(line)
    found = glued or spaced
    if found is None or indent is None or len(found[1]) != len(indent[0]):
        return None
    message = Phrase("this line has no space behind the colon")
    if not glued:
        message = Phrase('this line has no ":" behind the key')
    start = begin + len(found[1])
    help = Phrase("write `{meant}`", meant=f"{found[2]}: {found[3]}")
    return Trouble(message, help, start, begin + len(line))


def _no_colon(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    line = _rest_of_line(text, start)
    message = Phrase('a key without ":" after it: {line}', line=line[:60])
    return Trouble(message, Phrase("write `key: value`"), start, start + len(line))


def _bad_indent(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    rest = _rest_of_line(text, at)
    same_line = text[text.rfind("\n", 0, at) + 1 : at].strip()
    if same_line and (quote := _opened_above(text, at)) is not None:
        message = Phrase("this quote is closed only by the next one, lines below")
        help = Phrase("add the closing {sign} to its line", sign=text[quote])
        return Trouble(message, help, quote, quote + 1)
    if same_line:
        message = Phrase("the value has ended before this: {rest}", rest=rest[:60])
        return Trouble(message, Phrase("put the whole value in quotes"), at, at + max(1, len(rest)))
    message = Phrase("this line does not line up with the lines above it")
    help = Phrase("indent it like the keys (or the list items) that it belongs to")
    if _is_mixed(text, at):
        message = Phrase("keys and list items (which begin with a hyphen) cannot be mixed")
        help = Phrase("take the hyphens away where names are given, or begin each line with one")
    return Trouble(message, help, at, at + max(1, len(rest)))


def _opened_above(text: str, at: int) -> int | None:
    """The quote on an earlier line that the quote just before `at` closes, if the text spans lines."""
    closing = text[at - 1 : at] if text[at - 1 : at] in ('"', "'") else ""
    opening = text.rfind(closing, 0, at - 1) if closing else -1
    return opening if opening >= 0 and "\n" in text[opening:at] else None


def _is_mixed(text: str, at: int) -> bool:
    """Whether of this line and the last one with the same indent just one is a list item."""
    line_start = text.rfind("\n", 0, at) + 1
    indent = text[line_start:at]
    for line in reversed(text[max(0, line_start - _NEAR) : line_start].splitlines()):
        if line.startswith(indent) and line[len(indent) : len(indent) + 1].strip(" #"):
            return line.startswith(f"{indent}- ") != text.startswith("- ", at)
        if line.strip() and not line.startswith(indent):
            return False
    return False


_NEAR = 5000
"""Characters above a line in which its neighbours are looked for."""


def _line_from(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)]


def _no_list_here(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    message = Phrase("a list item cannot begin on the line of its key")
    return Trouble(message, Phrase("begin the list on a new line"), at, at + 1)


def _bad_escape(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    start = text.rfind("\\", max(0, at - 4), at + 1)
    start = start if start >= 0 else at
    escape = _ESCAPE.match(text, start)
    end = escape.end() if escape else start + 2
    help = Phrase("use single quotes, or write the backslash twice")
    message = Phrase("{escape} is not an escape in a text in double quotes", escape=text[start:end])
    return Trouble(message, help, start, end)


def _bad_tag(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    help = Phrase("take the tag away, or put the text in quotes")
    return Trouble(Phrase("this tag (!...) is not known"), help, start, start + 1)


def _block_tab(text: str, complaint: Complaint) -> Trouble:
    return _tab(complaint.at)


def _bad_anchor(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    sign = text[start : start + 1]
    words = "{sign} begins an anchor, and no name follows it"
    if sign == "*":
        words = "{sign} begins an alias, and no name follows it"
    help = Phrase("a text with {sign} needs quotes", sign=sign)
    return Trouble(Phrase(words, sign=sign), help, start, start + 1)


def _bad_block_header(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    sign = text[start : start + 1]
    message = Phrase("after {sign} the text begins on the next line", sign=sign)
    help = Phrase("begin it on the next line, or put a text that begins with {sign} in quotes", sign=sign)
    return Trouble(message, help, start, start + 1)


def _bad_directive(text: str, complaint: Complaint) -> Trouble:
    at = complaint.since if complaint.context else complaint.at
    line = _rest_of_line(text, at)
    message = Phrase("this YAML directive cannot be read: {line}", line=line[:60])
    return Trouble(message, Phrase("take the line away"), at, at + max(1, len(line)))


def _marker_in_quotes(text: str, complaint: Complaint) -> Trouble:
    start = complaint.since
    words = "this quote is not closed before the end of the document: {sign}"
    return Trouble(Phrase(words, sign=text[start : start + 1]), None, start, start + 1)


def _nothing_here(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    sign = text[at : at + 1]
    if not sign:
        return Trouble(Phrase("the file ends in the middle of a value"), None, at, at)
    help = Phrase("put the text in quotes, or take it away")
    return Trouble(Phrase("{sign} is not allowed here", sign=sign), help, at, at + 1)


def _after_the_end(text: str, complaint: Complaint) -> Trouble:
    at = complaint.at
    line = _rest_of_line(text, at)
    message = Phrase("the document has ended above, and this follows it")
    return Trouble(message, Phrase("take the `...` or `---` away"), at, at + max(1, len(line)))


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
