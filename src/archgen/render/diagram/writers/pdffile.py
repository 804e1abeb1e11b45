"""A PDF file of one page, as objects that refer to each other (ISO 32000-1, 7.3 and 7.5)."""

from __future__ import annotations


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

    def written(self, page: dict[str, str], title: str, language: str) -> bytes:
        """The whole file: the page, what it refers to, and the table of where each object begins."""
        pages = len(self._objects) + 2
        leaf = self.dictionary(Type="/Page", Parent=self.ref(pages), **page)
        self.dictionary(Type="/Pages", Kids=f"[{self.ref(leaf)}]", Count="1")
        shown = "<</DisplayDocTitle true>>"
        entries = {"Pages": self.ref(pages), "Lang": literal(language), "ViewerPreferences": shown}
        root = self.dictionary(Type="/Catalog", **entries)
        info = self.dictionary(Title=literal(title), Creator=literal("archgen"))
        return self._file(root, info)

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
