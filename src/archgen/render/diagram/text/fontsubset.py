"""A face cut down to the characters of one picture: a TrueType file of a few kilobytes.

Keeps outlines, widths and the character map; drops hinting, kerning and everything else. The same characters
give the same bytes. Not compressed, since zlib's output differs between machines.
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import pack, unpack_from

from archgen.render.diagram.text.fontfile import FontFile

NOTICE = "Copyright Adobe. SIL Open Font License 1.1. A subset for one picture."

ARGUMENTS_ARE_WORDS, HAS_SCALE, MORE, HAS_XY_SCALE, HAS_MATRIX, HAS_CODE = 1, 8, 0x20, 0x40, 0x80, 0x100
"""Flags of a composite glyph's parts (OpenType `glyf`)."""


def subset(face: FontFile, characters: Iterable[str], ascent: float, descent: float) -> bytes:
    """The face with only these characters; those that it lacks are left out.

    The height of a line above and below its baseline, in ems, replaces what the file says.
    """
    encoded = {ord(c): glyph for c in sorted(set(characters)) if (glyph := face.glyph(c))}
    outlines = _outlines(face, [0, *encoded.values()])
    order = {glyph: i for i, glyph in enumerate(outlines)}
    bodies = [_renumbered(data, order) for data in outlines.values()]
    above, below = (round(share * face.units_per_em) for share in (ascent, descent))
    line = pack(">hhh", above, -below, 0)
    widths = b"".join(_metric(face, glyph) for glyph in outlines)
    return _file(
        {
            "OS/2": _patched(face.table("OS/2"), {68: line + pack(">HH", above, below)}),
            "cmap": _character_map({code: order[glyph] for code, glyph in encoded.items()}),
            "glyf": b"".join(bodies),
            "head": _patched(face.table("head"), {8: pack(">L", 0), 50: pack(">h", 1)}),
            "hhea": _patched(face.table("hhea"), {4: line, 34: pack(">H", len(outlines))}),
            "hmtx": widths,
            "loca": _locations(bodies),
            "maxp": _patched(face.table("maxp"), {4: pack(">H", len(outlines)), 26: pack(">H", 0)}),
            "name": _names({0: NOTICE, 1: "archgen", 2: "Regular", 4: "archgen", 6: "archgen"}),
            "post": pack(">L", 0x00030000) + face.table("post")[4:32],
        }
    )


def _outlines(face: FontFile, glyphs: list[int]) -> dict[int, bytes]:
    """The outlines of glyphs and of the parts that they are composed of, without hinting code."""
    outlines: dict[int, bytes] = {}
    waiting = list(glyphs)
    while waiting:
        glyph = waiting.pop(0)
        if glyph in outlines:
            continue
        outlines[glyph] = _unhinted(face.outline(glyph))
        waiting += [part for _, part in _parts(outlines[glyph])]
    return outlines


def _unhinted(outline: bytes) -> bytes:
    """An outline without its hinting code, padded to four bytes."""
    if not outline:
        return b""
    contours = unpack_from(">h", outline)[0]
    if contours >= 0:
        at = 10 + 2 * contours
        code = unpack_from(">H", outline, at)[0]
        outline = outline[:at] + b"\0\0" + outline[at + 2 + code :]
    else:
        parts = _walk(outline)
        cleared = {at: pack(">H", flags & ~HAS_CODE) for at, flags, _ in parts}
        outline = _patched(outline, cleared)[: parts[-1][0] + _part_size(parts[-1][1])]
    return outline + b"\0" * (-len(outline) % 4)


def _renumbered(outline: bytes, order: dict[int, int]) -> bytes:
    """A composite outline that points at its parts by their new numbers."""
    return _patched(outline, {at: pack(">H", order[part]) for at, part in _parts(outline)})


def _parts(outline: bytes) -> list[tuple[int, int]]:
    """Where a composite outline names its parts, and which glyphs they are; none for a simple one."""
    return [(at + 2, part) for at, _, part in _walk(outline)]


def _walk(outline: bytes) -> list[tuple[int, int, int]]:
    """Place, flags and glyph of every part of a composite outline."""
    if not outline or unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, MORE
    while flags & MORE:
        flags, part = unpack_from(">HH", outline, at)
        found.append((at, flags, part))
        at += _part_size(flags)
    return found


def _part_size(flags: int) -> int:
    """Bytes that a part of a composite outline takes."""
    scale = 8 if flags & HAS_MATRIX else 4 if flags & HAS_XY_SCALE else 2 if flags & HAS_SCALE else 0
    return 4 + (4 if flags & ARGUMENTS_ARE_WORDS else 2) + scale


def _metric(face: FontFile, glyph: int) -> bytes:
    return pack(">Hh", face.advance(glyph), face.bearing(glyph))


def _locations(bodies: list[bytes]) -> bytes:
    """The long index of outlines."""
    places = [0]
    for body in bodies:
        places.append(places[-1] + len(body))
    return pack(f">{len(places)}L", *places)


def _character_map(glyphs: dict[int, int]) -> bytes:
    """A character map of format 4: one segment for each run of characters whose glyphs follow each other."""
    runs: list[list[int]] = []  # first character, last character, difference to the glyph
    for code, glyph in sorted(glyphs.items()):
        if runs and runs[-1][1] == code - 1 and runs[-1][2] == glyph - code:
            runs[-1][1] = code
        else:
            runs.append([code, code, glyph - code])
    runs.append([0xFFFF, 0xFFFF, 1])
    count = len(runs)
    power = 1 << (count.bit_length() - 1)
    head = (count * 2, power * 2, power.bit_length() - 1, count * 2 - power * 2)
    ends, starts = ([run[i] for run in runs] for i in (1, 0))
    deltas = [run[2] & 0xFFFF for run in runs]
    body = pack(f">4H{count}HH{count * 3}H", *head, *ends, 0, *starts, *deltas, *([0] * count))
    table = pack(">3H", 4, len(body) + 6, 0) + body
    return pack(">HHHHL", 0, 1, 3, 1, 12) + table


def _names(names: dict[int, str]) -> bytes:
    """The naming table, in English."""
    records, storage = b"", b""
    for number, text in names.items():
        data = text.encode("utf-16-be")
        records += pack(">6H", 3, 1, 0x409, number, len(data), len(storage))
        storage += data
    return pack(">3H", 0, len(names), 6 + len(records)) + records + storage


def _patched(data: bytes, patches: dict[int, bytes]) -> bytes:
    changed = bytearray(data)
    for at, patch in patches.items():
        changed[at : at + len(patch)] = patch
    return bytes(changed)


def _file(tables: dict[str, bytes]) -> bytes:
    """Tables, in the order of their tags, put together with the checksums that browsers check."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = pack(">L4H", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    place, records, body = 12 + 16 * count, b"", b""
    for tag, data in tables.items():
        padded = data + b"\0" * (-len(data) % 4)
        records += pack(">4sLLL", tag.encode(), _checksum(padded), place + len(body), len(data))
        body += padded
    whole = header + records + body
    adjustment = pack(">L", (0xB1B0AFBA - _checksum(whole)) & 0xFFFFFFFF)
    head = unpack_from(">L", whole, 12 + 16 * list(tables).index("head") + 8)[0]
    return _patched(whole, {head + 8: adjustment})


def _checksum(data: bytes) -> int:
    words: tuple[int, ...] = unpack_from(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
