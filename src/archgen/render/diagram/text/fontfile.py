"""A TrueType file as far as pictures need it: which characters it has, how wide they are, and a subset of it.

fontTools does all of this and more, but costs 0.2 s a render; this reads the few tables that are needed in
2 ms. Tables and formats are those of the OpenType specification, 1.9.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from struct import unpack_from


class FontFile:
    """One face. Widths are in font units; `units_per_em` of them make the size of the text."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = unpack_from(">H", data, 4)[0]
        records = (unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(count))
        self.tables: dict[str, tuple[int, int]] = {
            tag.decode("latin-1"): (offset, length) for tag, _, offset, length in records
        }
        self.units_per_em: int = unpack_from(">H", data, self.tables["head"][0] + 18)[0]
        self._long_index: int = unpack_from(">h", data, self.tables["head"][0] + 50)[0]
        self.ascent: int
        self.descent: int
        self.ascent, self.descent = unpack_from(">hh", data, self.tables["hhea"][0] + 4)
        self.glyph_count: int = unpack_from(">H", data, self.tables["maxp"][0] + 4)[0]

    def glyph(self, character: str) -> int:
        """The glyph of a character; 0 where the face lacks it."""
        code = ord(character)
        ends, starts, deltas, ranges, ranges_at = self._segments
        segment = bisect_left(ends, code)
        if code > 0xFFFF or segment == len(ends) or starts[segment] > code:
            return 0
        if ranges[segment] == 0:
            return (code + deltas[segment]) & 0xFFFF
        at = ranges_at + 2 * segment + ranges[segment] + 2 * (code - starts[segment])
        glyph: int = unpack_from(">H", self.data, at)[0]
        return (glyph + deltas[segment]) & 0xFFFF if glyph else 0

    def advance(self, glyph: int) -> int:
        """How far the pen moves after a glyph, in font units."""
        metrics = unpack_from(">H", self.data, self.tables["hhea"][0] + 34)[0]
        at = self.tables["hmtx"][0] + 4 * min(glyph, metrics - 1)
        width: int = unpack_from(">H", self.data, at)[0]
        return width

    def bearing(self, glyph: int) -> int:
        """The blank left of a glyph, in font units."""
        metrics = unpack_from(">H", self.data, self.tables["hhea"][0] + 34)[0]
        start = self.tables["hmtx"][0]
        at = start + 4 * glyph + 2 if glyph < metrics else start + 2 * (metrics + glyph)
        blank: int = unpack_from(">h", self.data, at)[0]
        return blank

    def outline(self, glyph: int) -> bytes:
        """The drawing of a glyph, as the `glyf` table has it; empty for a space."""
        index, outlines = self.tables["loca"][0], self.tables["glyf"][0]
        if self._long_index:
            start, end = unpack_from(">LL", self.data, index + 4 * glyph)
        else:
            start, end = (2 * place for place in unpack_from(">HH", self.data, index + 2 * glyph))
        return self.data[outlines + start : outlines + end]

    def table(self, tag: str) -> bytes:
        """A table as it stands in the file."""
        offset, length = self.tables[tag]
        return self.data[offset : offset + length]

    @cached_property
    def _segments(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...], int]:
        """Ends, starts, deltas, ranges and their place, of the basic plane's map (cmap format 4)."""
        at = self._character_map(4)
        count = unpack_from(">H", self.data, at + 6)[0] // 2
        column = 2 * count  # bytes
        ends_at, starts_at = at + 14, at + 16 + column  # two bytes of padding follow the ends
        ends, starts, deltas, ranges = (
            unpack_from(f">{count}H", self.data, place)
            for place in (ends_at, starts_at, starts_at + column, starts_at + 2 * column)
        )
        return ends, starts, deltas, ranges, starts_at + 2 * column

    def _character_map(self, wanted: int) -> int:
        """Where the first character map of a format begins in the file."""
        start = self.tables["cmap"][0]
        for i in range(unpack_from(">H", self.data, start + 2)[0]):
            offset = unpack_from(">L", self.data, start + 8 + 8 * i)[0]
            if unpack_from(">H", self.data, start + offset)[0] == wanted:
                return int(start + offset)
        raise ValueError(f"the face has no character map of format {wanted}")
