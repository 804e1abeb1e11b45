"""Data in fewer bytes, as every reader of PNG and PDF takes it: a zlib stream, the same on all machines.

What a compression library writes depends on which one it is, on its version and on the processor: zlib and
zlib-ng read each other's streams, and choose different ones. So it is chosen here. Made for icons of some
ten kilobytes, which take some ten milliseconds each. Follows RFC 1950 (zlib) and RFC 1951 (deflate).
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from zlib import adler32

HEAD = b"\x78\xda"
"""Says that what follows is deflated, and that repetitions begin at most 32 KiB back."""
WINDOW, SHORTEST, LONGEST = 32768, 3, 258
"""How far back a repetition may begin, and how many bytes it may have."""
TRIED = 8
"""Places that are compared for a repetition, the nearest first: four times as many save a byte in thirty."""
STRIDE = 16
"""Bytes that are compared at once."""
PATIENCE = 32
"""A repetition of so many bytes is taken without a look at the next."""
END, FIRST_LENGTH = 256, 257
"""Symbols below the end are bytes, those above it lengths of repetitions."""
MAIN, DISTANCE = 0, 1
"""The two alphabets: bytes and lengths, and the distances that follow a length."""
SYMBOLS = (286, 30)
LONGEST_CODE = 15
LENGTH_BITS = (*[0] * 8, *(bits for bits in range(1, 6) for _ in range(4)), 0)
DISTANCE_BITS = (0, 0, *(bits for bits in range(14) for _ in range(2)))
"""How many bits follow each symbol, to tell apart what it stands for."""
LENGTHS = (*accumulate((1 << bits for bits in LENGTH_BITS[:-2]), initial=SHORTEST), LONGEST)
DISTANCES = tuple(accumulate((1 << bits for bits in DISTANCE_BITS[:-1]), initial=1))
"""The least that each symbol stands for."""
ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
"""In which the lengths of the codes of lengths are written."""

Bits = tuple[int, int]
"""A number, and in how many bits it is written, the lowest first."""
Symbol = tuple[int, int, Bits]
"""An alphabet, a symbol of it, and what follows."""


def compressed(data: bytes) -> bytes:
    """The data as a zlib stream."""
    return HEAD + _packed(_block(list(_symbols(data)))) + adler32(data).to_bytes(4, "big")


def _symbols(data: bytes) -> Iterator[Symbol]:
    """The data as bytes and repetitions of what came before."""
    for length, distance, byte in _steps(data):
        if distance:
            number = bisect(LENGTHS, length) - 1
            yield MAIN, FIRST_LENGTH + number, (length - LENGTHS[number], LENGTH_BITS[number])
            number = bisect(DISTANCES, distance) - 1
            yield DISTANCE, number, (distance - DISTANCES[number], DISTANCE_BITS[number])
        else:
            yield MAIN, byte, (0, 0)
    yield MAIN, END, (0, 0)


def _steps(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The repetitions and bytes in turn: length, distance (0 for a byte) and the first byte.

    A short repetition gives way to a longer one that begins at the next byte.
    """
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    at, step = 0, (1, 0)
    while at < len(data):
        seen[data[at : at + SHORTEST]].append(at)
        after = (1, 0)
        if step[0] < PATIENCE:
            after = _repetition(data, at + 1, seen)
            if after[0] > step[0]:
                step = (1, 0)
        yield *step, data[at]
        for place in range(at + 1, at + step[0]):
            seen[data[place : place + SHORTEST]].append(place)
        at += step[0]
        step = after if step == (1, 0) else _repetition(data, at, seen)


def _repetition(data: bytes, at: int, seen: Mapping[bytes, Sequence[int]]) -> Bits:
    """The longest one that begins here, and its distance; (1, 0) where there is none.

    `seen` are the places where these three bytes stood before.
    """
    places = seen.get(data[at : at + SHORTEST])
    most = min(LONGEST, len(data) - at)
    longest, distance = 1, 0
    if not places or most < SHORTEST:
        return longest, distance
    known = data[at : at + SHORTEST]
    for place in places[: -TRIED - 1 : -1]:
        if longest >= most or at - place > WINDOW:
            break
        if data[place : place + len(known)] == known:
            longest, distance = _alike(data, place, at, len(known), most), at - place
            known = data[at : at + longest + 1]
    return longest, distance


def _alike(data: bytes, one: int, other: int, length: int, most: int) -> int:
    """How many bytes are the same from two places on; `length` of them are known to be."""
    while length + STRIDE <= most:
        if data[one + length : one + length + STRIDE] != data[other + length : other + length + STRIDE]:
            break
        length += STRIDE
    while length < most and data[one + length] == data[other + length]:
        length += 1
    return length


def _block(symbols: Sequence[Symbol]) -> Iterator[Bits]:
    """The last and only block: the lengths of its codes, from which a reader makes them, and the symbols."""
    counts = [[0] * size for size in SYMBOLS]
    for alphabet, symbol, _ in symbols:
        counts[alphabet][symbol] += 1
    lengths = [_lengths(each, LONGEST_CODE) for each in counts]
    yield from ((1, 1), (2, 2), *((size - least, 5) for size, least in zip(SYMBOLS, (257, 1), strict=True)))
    yield from _told(lengths[MAIN] + lengths[DISTANCE])
    codes = [_codes(each) for each in lengths]
    for alphabet, symbol, rest in symbols:
        yield codes[alphabet][symbol]
        yield rest


def _told(lengths: Sequence[int]) -> Iterator[Bits]:
    """The lengths of codes, in runs, with a code of their own whose lengths come first."""
    runs = [run for length, same in groupby(lengths) for run in _runs(length, len(list(same)))]
    counts = [0] * len(ORDER)
    for symbol, _ in runs:
        counts[symbol] += 1
    own = _lengths(counts, 7)
    codes = _codes(own)
    yield len(ORDER) - 4, 4
    yield from ((own[symbol], 3) for symbol in ORDER)
    for symbol, rest in runs:
        yield codes[symbol]
        yield rest


def _runs(length: int, count: int) -> Iterator[tuple[int, Bits]]:
    """The same length so many times: as itself, as repetitions of it (16), or as many zeros (17, 18)."""
    if length:
        yield length, (0, 0)
        count -= 1
    while count >= 3:
        many = min(count, 138 if not length else 6)
        if length:
            yield 16, (many - 3, 2)
        else:
            yield (17, (many - 3, 3)) if many < 11 else (18, (many - 11, 7))
        count -= many
    yield from ((length, (0, 0)) for _ in range(count))


def _lengths(counts: Sequence[int], longest: int) -> list[int]:
    """How many bits the code of each symbol has, so that all are written in the fewest, none in too many.

    Package-merge (Larmore and Hirschberg, 1990). At least two symbols get a code, since one alone is no code.
    """
    used = [symbol for symbol, count in enumerate(counts) if count]
    used += [symbol for symbol in (0, 1) if symbol not in used][: max(0, 2 - len(used))]
    leaves = sorted(((counts[symbol], (symbol,)) for symbol in used), key=itemgetter(0))
    packages: list[tuple[int, tuple[int, ...]]] = []
    for _ in range(longest):
        pairs = zip(packages[::2], packages[1::2], strict=False)
        merged = [(one + other, these + those) for (one, these), (other, those) in pairs]
        packages = sorted(leaves + merged, key=itemgetter(0))
    lengths = [0] * len(counts)
    for _, symbols in packages[: 2 * len(leaves) - 2]:
        for symbol in symbols:
            lengths[symbol] += 1
    return lengths


def _codes(lengths: Sequence[int]) -> dict[int, Bits]:
    """The codes of these lengths, counted upwards from the shortest; the first bit of each comes lowest."""
    codes: dict[int, Bits] = {}
    code = before = 0
    for length, symbol in sorted((length, symbol) for symbol, length in enumerate(lengths) if length):
        code <<= length - before
        codes[symbol] = int(f"{code:0{length}b}"[::-1], 2), length
        code, before = code + 1, length
    return codes


def _packed(numbers: Iterable[Bits]) -> bytes:
    """Numbers one after the other, the first in the lowest bits of the first byte."""
    out = bytearray()
    waiting = filled = 0
    for number, bits in numbers:
        waiting |= number << filled
        filled += bits
        while filled >= 8:
            out.append(waiting & 255)
            waiting >>= 8
            filled -= 8
    return bytes(out) + waiting.to_bytes(filled > 0, "little")
