"""The file as it was written: YAML text as plain data, and where every value stands.

Reads plain scalars as YAML 1.2 (core schema) does, whatever the parser below believes: `no` is text, `012` is
twelve, a date is text. Keys are always the text that was written. Any bytes give a Document; what cannot be
read is a finding in it. The only user of yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from archgen.findings import Finding, Place, Route, Span, nearest
from archgen.findings.codes import schema_finding
from archgen.findings.phrase import CodePoint, Phrase
from archgen.yamlfile.document import BLOCK, LINE_END, Document, Lines, Node
from archgen.yamlfile.errors import Complaint, Trouble, trouble

MAX_BYTES = 3_000_000
MAX_DEPTH = 64
MAX_FINDINGS = 100
MAX_VALUES = 300_000
"""Values that a file may hold, those that aliases repeat included: a reader of the data walks no more."""


def read(raw: bytes, name: str, *, may_be_list: bool = False) -> Document:
    """The file's bytes as a document. Never raises: what is wrong with it is in its findings.

    A model is a map of keys; a file of another sort may be a list.
    """
    if len(raw) > MAX_BYTES:
        message = Phrase(
            "the file has {size:,} bytes; archgen reads up to {most:,}", size=len(raw), most=MAX_BYTES
        )
        help = Phrase("split the system into several files")
        return Document(name, "", None, (schema_finding("AG008", message, help=help),))
    text, bom, fault = _decoded(raw)
    lines = Lines(text)
    if fault is not None:
        span = Span(*lines.position(fault.start), *lines.position(fault.end))
        finding = schema_finding("AG007", fault.message, help=fault.help, span=span)
        return Document(name, text, None, (finding,), bom, lines=lines)
    return _Reading(text, lines).document(name, bom, may_be_list=may_be_list)


# --- bytes to text ---

_UNWANTED = r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_UNWANTED_ASCII = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def _decoded(raw: bytes) -> tuple[str, bool, Trouble | None]:
    if raw.startswith(_UTF16_OR_32) or (len(raw) > 3 and not (any(raw[0:8:2]) and any(raw[1:8:2]))):
        message = Phrase("the file is UTF-16 or UTF-32, not UTF-8")
        return "", False, Trouble(message, Phrase("save it as UTF-8"), 0, 0)
    bom = raw.startswith(b"\xef\xbb\xbf")
    raw = raw[3:] if bom else raw
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(raw[: error.start].decode("utf-8"))
        message = Phrase("the byte {byte} is not UTF-8 text", byte=f"0x{raw[error.start]:02x}")
        fault = Trouble(message, Phrase("save the file as UTF-8"), at, at + 1)
        return raw.decode("utf-8", "replace"), bom, fault
    unwanted = _unwanted(text)
    if unwanted is None:
        return text, bom, None
    return text, bom, Trouble(*_unwanted_message(unwanted[0]), unwanted.start(), unwanted.end())


def _unwanted(text: str) -> re.Match[str] | None:
    """The first character that is no text; the pattern for all of Unicode is slow to compile."""
    return _UNWANTED_ASCII.search(text) if text.isascii() else re.search(_UNWANTED, text)


def _unwanted_message(character: str) -> tuple[Phrase, Phrase]:
    code = CodePoint(character)
    if character in "\x85\u2028\u2029":
        text = "{code} is an unusual end of line, which readers of YAML do not agree on"
        return Phrase(text, code=code), Phrase("use a plain new line")
    return Phrase("{code} is a control character, not text", code=code), Phrase("take it away")


# --- YAML events to data, with places ---


class _RefusedError(Exception):
    """The reading ends here, with this finding."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class _Frame:
    """A map or a list that is being read. `key` is the text of the key whose value comes next."""

    __slots__ = ("anchor", "data", "key", "key_end", "key_start", "merges", "node", "size_before")

    def __init__(self, data: Any, node: Node, anchor: str | None, size_before: int) -> None:
        self.data = data
        self.node = node
        self.anchor = anchor
        self.size_before = size_before
        self.key: str | None = None
        self.key_start = self.key_end = 0
        self.merges: list[tuple[dict[str, Any], Node]] = []


class _Anchored(NamedTuple):
    data: Any
    node: Node
    size: int


_NO_ENTRIES: dict[str | int, Node] = {}
_MERGE_KEY = "\0<<"
_DUPLICATE_KEY = "\0twice"
_STYLES = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


class _Reading:
    """One pass over the events of a text, with a stack of its own: no recursion, whatever the nesting."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.lines = lines
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchored | None] = {}
        self.findings: list[Finding] = []
        self.quoted: list[tuple[int, int]] = []
        self.size = 0
        self.last_end = 0
        self.root: Node | None = None
        self.data: Any = None

    def document(self, name: str, bom: bool, *, may_be_list: bool) -> Document:
        try:
            self._run()
        except _RefusedError as refused:
            self.findings.append(refused.finding)
            self.data = None
        else:
            if not isinstance(self.data, (dict, list) if may_be_list else dict):
                self.findings.append(self._no_map())
                self.data = None
        return Document(
            name, self.text, self.data, tuple(self.findings), bom, self.root, self.lines, tuple(self.quoted)
        )

    def _no_map(self) -> Finding:
        if self.data is None:
            message = Phrase("there is nothing in the file")
            help = Phrase("`archgen init` writes one to begin with")
            return schema_finding("AG006", message, help=help, span=Span(1, 1, 1, 1))
        message = Phrase("the file must be a map of keys: `archgen: 1`, `name: ...`, `regions: ...`")
        return schema_finding("AG004", message, span=self._span(*self._first_line()))

    def _first_line(self) -> tuple[int, int]:
        start = self.root.start if self.root else 0
        return start, start + len(LINE_END.split(self.text[start:], maxsplit=1)[0])

    def _run(self) -> None:
        documents = 0
        try:
            for event in _events(self.text):
                kind = type(event)
                if kind is ScalarEvent:
                    self._scalar(event)
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    self._open(event, kind is MappingStartEvent)
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    self._close(event)
                elif kind is AliasEvent:
                    self._alias(event)
                elif kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        message = Phrase("a second document begins here")
                        self._refuse("AG010", message, event, Phrase("keep one document to a file"))
        except YAMLError as error:
            raise _RefusedError(self._not_yaml(error)) from None

    def _not_yaml(self, error: Any) -> Finding:
        problem_mark = getattr(error, "problem_mark", None)
        context_mark = getattr(error, "context_mark", None)
        at = problem_mark.index if problem_mark is not None else 0
        since = context_mark.index if context_mark is not None else at
        problem = str(getattr(error, "problem", None) or "")
        complaint = Complaint(problem, str(getattr(error, "context", None) or ""), at, since)
        message, help, start, end = trouble(self.text, complaint)
        if "nesting" in problem:
            return self._too_deep(start)
        return schema_finding("AG006", message, help=help, span=self._span(start, end))

    def _too_deep(self, at: int) -> Finding:
        message = Phrase("more than {most} maps and lists inside each other", most=MAX_DEPTH)
        return schema_finding("AG009", message, span=self._span(at, at + 1))

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.last_end = end
        value: str = event.value
        style: str = event.style or ""
        if style:
            self.quoted.append((start, end))
        if style == '"' and not value.isprintable() and (unwanted := _unwanted(value)):
            text = "the escape for {code} is a control character, not text"
            message = Phrase(text, code=CodePoint(unwanted[0]))
            self._refuse("AG007", message, event, Phrase("take it away"))
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and type(frame.data) is dict:
            if event.anchor is not None:
                self.anchors[event.anchor] = _Anchored(
                    value, Node(start, end, _STYLES[style], _NO_ENTRIES), 1
                )
            self._key(frame, value, start, end, style == "" and event.tag is None)
            return
        node = Node(start, end, _STYLES[style], _NO_ENTRIES)
        if event.tag is not None:
            data = self._tagged(event, value)
        else:
            data = plain_scalar(value) if style == "" else value
        self._add(data, node, event.anchor, 1)

    def _key(self, frame: _Frame, key: str, start: int, end: int, plain: bool) -> None:
        frame.key_start, frame.key_end = start, end
        frame.key = key
        if key == "<<" and plain:
            frame.key = _MERGE_KEY
        elif key in frame.node.entries:
            self._found(self._twice(key, start, end))
            frame.key = _DUPLICATE_KEY

    def _twice(self, key: str, start: int, end: int) -> Finding:
        first = Place((*self._route(), key), Phrase("first here"), key=True)
        message = Phrase('the key "{key}" is in this map twice', key=key[:60])
        help = Phrase("keep one of the two; nothing is merged")
        span = self._span(start, end)
        return schema_finding("AG003", message, first.route, key=True, related=(first,), help=help, span=span)

    def _tagged(self, event: Any, value: str) -> Any:
        tag = event.tag.removeprefix("tag:yaml.org,2002:")
        if event.tag == "!" or tag == "str":
            return value
        data = plain_scalar(value)
        if tag in _TAGS and isinstance(data, _TAGS[tag]) and (tag == "bool" or not isinstance(data, bool)):
            return float(data) if tag == "float" else data
        return self._refuse_tag(event)

    def _open(self, event: Any, is_map: bool) -> None:
        start = event.start_mark.index
        self.last_end = event.end_mark.index
        if event.tag not in (None, "!", "tag:yaml.org,2002:map" if is_map else "tag:yaml.org,2002:seq"):
            self._refuse_tag(event)
        if len(self.stack) >= MAX_DEPTH:
            raise _RefusedError(self._too_deep(start))
        if self.stack and type(self.stack[-1].data) is dict and self.stack[-1].key is None:
            help = Phrase("put a text that begins with {map} or {list} in quotes", map="{", list="[")
            self._refuse("AG004", Phrase("a key must be text, not a map or a list"), event, help)
        style = ("flow-" if event.flow_style else "") + ("map" if is_map else "list")
        node = Node(start, start, style, {})
        self.stack.append(_Frame({} if is_map else [], node, event.anchor, self.size))
        if event.anchor is not None:
            self.anchors[event.anchor] = None

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        node = frame.node
        if node.style not in BLOCK:
            self.last_end = event.end_mark.index
        node.end = max(node.start, self.last_end)
        for data, source in frame.merges:
            self._merge(frame, data, source)
        self._add(frame.data, node, frame.anchor, 1 + self.size - frame.size_before, counted=True)

    def _merge(self, frame: _Frame, data: dict[str, Any], source: Node) -> None:
        for key, value in data.items():
            if key not in frame.data:
                frame.data[key] = value
                frame.node.entries[key] = source.entries[key]

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.last_end = end
        name = event.anchor
        if name not in self.anchors:
            message = Phrase("there is no anchor &{name} for this alias", name=name)
            if known := nearest(name, list(self.anchors)):
                self._refuse("AG006", message + Phrase("; did you mean *{known}?", known=known), event)
            text = "a text that begins with * needs quotes; &{name} must come before it"
            self._refuse("AG006", message, event, Phrase(text, name=name))
        anchored = self.anchors[name]
        if anchored is None:
            text = "*{name} is used inside &{name} and would repeat it without end"
            self._refuse("AG009", Phrase(text, name=name), event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and type(frame.data) is dict:
            if not isinstance(anchored.data, str):
                self._refuse("AG004", Phrase("a key must be text"), event)
            self._key(frame, anchored.data, start, end, False)
            return
        self._add(anchored.data, Node(start, end, "alias", anchored.node.entries), None, anchored.size)

    def _add(self, data: Any, node: Node, anchor: str | None, size: int, counted: bool = False) -> None:
        self.size += 1 if counted else size
        if self.size > MAX_VALUES:
            message = Phrase("more than {most:,} values, with what aliases repeat", most=MAX_VALUES)
            finding = schema_finding("AG009", message, span=self._span(node.start, node.start + 1))
            raise _RefusedError(finding)
        if anchor is not None:
            self.anchors[anchor] = _Anchored(data, node, size)
        if not self.stack:
            self.data, self.root = data, node
            return
        frame = self.stack[-1]
        if type(frame.data) is list:
            frame.node.entries[len(frame.data)] = node
            frame.data.append(data)
            return
        key, frame.key = frame.key, None
        if key == _MERGE_KEY:
            self._take_merge(frame, data, node)
        elif key is not None and key != _DUPLICATE_KEY:
            frame.data[key] = data
            node.key_start, node.key_end = frame.key_start, frame.key_end
            frame.node.entries[key] = node

    def _take_merge(self, frame: _Frame, data: Any, node: Node) -> None:
        sources = data if isinstance(data, list) else [data]
        nodes = list(node.entries.values()) if isinstance(data, list) else [node]
        if not all(isinstance(source, dict) for source in sources):
            message = Phrase("<< takes the keys of other maps: an alias of a map, or a list of them")
            finding = schema_finding(
                "AG004", message, self._route(), span=self._span(frame.key_start, frame.key_end)
            )
            self._found(finding)
            return
        frame.merges.extend(zip(sources, nodes, strict=True))

    def _found(self, finding: Finding) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            raise _RefusedError(finding)
        self.findings.append(finding)

    def _route(self) -> Route:
        route: list[str | int] = []
        for frame in self.stack[:-1]:
            route.append(len(frame.data) if type(frame.data) is list else str(frame.key).lstrip("\0"))
        return tuple(route)

    def _span(self, start: int, end: int) -> Span:
        return Span(*self.lines.position(start), *self.lines.position(max(start, end)))

    def _refuse_tag(self, event: Any) -> NoReturn:
        name = event.tag.replace("tag:yaml.org,2002:", "!!")
        message = Phrase("the tag {name} has no meaning here", name=name)
        self._refuse("AG006", message, event, Phrase("take the tag away"))

    def _refuse(self, code: str, message: Phrase, event: Any, help: Phrase | None = None) -> NoReturn:
        span = self._span(event.start_mark.index, event.end_mark.index)
        raise _RefusedError(schema_finding(code, message, help=help, span=span))


def _events(text: str) -> Iterator[Any]:
    parser = _parser(text)
    event = parser.get_event()
    while type(event) is not StreamEndEvent:
        yield event
        event = parser.get_event()


def _parser(text: str) -> Any:
    """The parser of libyaml where PyYAML has it, else PyYAML's own: the same events, ten times slower."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _PythonParser(text)
    return CParser(text)


class _PythonParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


# --- plain scalars, as the core schema of YAML 1.2 reads them ---

_WORDS: dict[str, bool | float | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".inf": float("inf"), ".Inf": float("inf"), ".INF": float("inf"),
    "+.inf": float("inf"), "+.Inf": float("inf"), "+.INF": float("inf"),
    "-.inf": float("-inf"), "-.Inf": float("-inf"), "-.INF": float("-inf"),
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_TAGS: dict[str, type[Any] | tuple[type[Any], ...]] = {
    "int": int, "float": (int, float), "bool": bool, "null": type(None)
}  # fmt: skip
_LONGEST_NUMBER = 300


def plain_scalar(text: str) -> str | int | float | bool | None:
    """A plain scalar's value. A number of more than 300 characters is left as text: no field wants one."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789" or len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEX.fullmatch(text):
        return int(text[2:], 16)
    return float(text) if _FLOAT.fullmatch(text) else text
