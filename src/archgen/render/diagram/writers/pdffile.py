"""A PDF file, as objects that refer to each other (ISO 32000-1, 7.3 and 7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Bookmark(NamedTuple):
    """An entry of the reader's table of contents: a page by its index, and the height on it, from below."""

    text: str
    page: int
    top: float


class PdfFile:
    """Objects in the order in which they were added; the number of the first is 1."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def dictionary(self, **entries: str) -> int:
        """Adds a dictionary and returns its number."""
        return self._add(_dictionary(entries))

    def stream(self, data: bytes, **entries: str) -> int:
        """Adds data with a dictionary of its own and returns its number."""
        head = _dictionary({**entries, "Length": str(len(data))})
        return self._add(head + b"\nstream\n" + data + b"\nendstream")

    @staticmethod
    def ref(number: int) -> str:
        """How one object names another."""
        return f"{number} 0 R"

    def written(
        self,
        pages: Sequence[dict[str, str]],
        title: str,
        language: str,
        bookmarks: Sequence[Bookmark] = (),
    ) -> bytes:
        """The whole file: the pages, what they refer to, and the table of where each object begins."""
        parent = len(self._objects) + len(pages) + 1
        leaves = [self.dictionary(Type="/Page", Parent=self.ref(parent), **page) for page in pages]
        self.dictionary(Type="/Pages", Kids=f"[{' '.join(map(self.ref, leaves))}]", Count=str(len(leaves)))
        shown = "<</DisplayDocTitle true>>"
        entries = {"Pages": self.ref(parent), "Lang": literal(language), "ViewerPreferences": shown}
        if bookmarks:
            entries["Outlines"] = self.ref(self._outline(leaves, bookmarks))
        root = self.dictionary(Type="/Catalog", **entries)
        info = self.dictionary(Title=literal(title), Creator=literal("archgen"))
        return self._file(root, info)

    def _outline(self, leaves: Sequence[int], bookmarks: Sequence[Bookmark]) -> int:
        """The bookmarks as one list, and its number."""
        root = len(self._objects) + len(bookmarks) + 1
        first = len(self._objects) + 1
        last = root - 1
        for number, mark in enumerate(bookmarks, first):
            around = {} if number == first else {"Prev": self.ref(number - 1)}
            around |= {} if number == last else {"Next": self.ref(number + 1)}
            place = f"[{self.ref(leaves[mark.page])} /XYZ null {mark.top:.2f} null]"
            self.dictionary(Title=literal(mark.text), Parent=self.ref(root), Dest=place, **around)
        return self.dictionary(
            Type="/Outlines", First=self.ref(first), Last=self.ref(last), Count=str(len(bookmarks))
        )

    def _file(self, root: int, info: int) -> bytes:
        body, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
        for i, data in enumerate(self._objects, 1):
            places.append(len(body))
            body += b"%d 0 obj\n" % i + data + b"\nendobj\n"
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(places) + 1
        trailer = _dictionary({"Size": str(size), "Root": self.ref(root), "Info": self.ref(info)})
        index = b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        return body + index + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)

    def _add(self, data: bytes) -> int:
        self._objects.append(data)
        return len(self._objects)


def literal(text: str) -> str:
    """Text as PDF writes it: UTF-16, in hexadecimal."""
    data = ("\ufeff" + text).encode("utf-16-be", "replace")
    return f"<{data.hex().upper()}>"


def _dictionary(entries: dict[str, str]) -> bytes:
    return ("<<" + "".join(f"/{name} {value}" for name, value in entries.items()) + ">>").encode("ascii")
