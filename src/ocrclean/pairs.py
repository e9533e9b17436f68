"""Text of two bytes a character that was cut, or has lost a byte: where its characters start.

Behind a lost byte all characters are read half from one and half from the next, which gives rare ones; read from
the next byte on, they are common again.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate
from math import inf
from typing import Final, NamedTuple

from ocrclean.frequency import BAD_BYTE, model
from ocrclean.marking import BAD, decode_marked

__all__ = ["Stretch", "in_stretches", "mended_line", "stretches"]

#: Nats that a shift must gain besides the bytes that it leaves over: an undamaged text is far more frequent.
_SHIFT: Final = 12.0


class Stretch(NamedTuple):
    """Bytes ``[start:end)`` hold whole characters; bytes between two stretches are left over."""

    start: int
    end: int


def stretches(even: Sequence[str], odd: Sequence[str]) -> list[Stretch]:
    """The most probable reading as one or two stretches.

    `even` are the characters that start at bytes 0, 2, 4 ..., `odd` those at bytes 1, 3, 5 ...; linear in their number.
    """
    share = model("chinese")
    of_even = list(accumulate((share[c] for c in even), initial=0.0))
    of_odd = list(accumulate((share[c] for c in odd), initial=0.0))
    last = len(odd)  # `even` has as many characters, or one more
    readings = [
        (of_even[-1], [Stretch(0, 2 * len(even))]),
        (of_odd[-1] + 2 * BAD_BYTE - _SHIFT, [Stretch(1, 1 + 2 * last)]),
    ]
    gain, at = max((of_even[i] - of_odd[i], i) for i in range(last + 1))
    lost = BAD_BYTE - _SHIFT
    readings.append((gain + of_odd[-1] + lost, [Stretch(0, 2 * at), Stretch(2 * at + 1, 1 + 2 * last)]))
    if even:
        gain, at = max((of_odd[i] - of_even[i + 1], i) for i in range(min(last, len(even) - 1) + 1))
        readings.append((gain + of_even[-1] + 2 * lost, [Stretch(1, 1 + 2 * at), Stretch(2 * at + 2, 2 * len(even))]))
    best = max(readings, key=lambda reading: reading[0])
    return [stretch for stretch in best[1] if stretch.end > stretch.start]


def in_stretches(data: bytes, found: list[Stretch], codec: str) -> str:
    """`data` decoded stretch by stretch, with marks for the bytes between."""
    parts = []
    done = 0
    for start, end in found:
        parts += [BAD * (start - done), decode_marked(data[start:end], codec)]
        done = end
    return "".join([*parts, BAD * (len(data) - done)])


def mended_line(line: bytes, codec: str) -> str:
    """The most probable reading of a damaged line in GB 18030 or Big5, with a mark for each byte left over.

    ASCII stands between the pairs, so that they cannot be counted: of all ways to cut the line into ASCII, pairs,
    groups of four and lost bytes the best is found step by step. Linear in the length of the line.
    """
    share = model("chinese")
    best = [(0.0, 0, "")] + [(-inf, 0, "")] * len(line)  # up to each byte: nats, where its last character starts, it
    for at, octet in enumerate(line):
        so_far = best[at][0]
        if octet < 0x80:
            steps = [(at + 1, chr(octet), share[chr(octet)])]
        else:
            alone = decode_marked(line[at : at + 1], codec)  # the euro sign of Windows code page 936, or none
            steps = [(at + 1, alone, BAD_BYTE - _SHIFT if alone == BAD else share[alone])]
            for length in (2, 4):
                with suppress(UnicodeDecodeError):
                    character = line[at : at + length].decode(codec)
                    if len(character) == 1:
                        steps.append((at + length, character, share[character]))
        for end, character, nats in steps:
            if end <= len(line) and so_far + nats > best[end][0]:
                best[end] = (so_far + nats, at, character)
    characters = []
    at = len(line)
    while at:
        _, at, character = best[at]
        characters.append(character)
    return "".join(reversed(characters))
