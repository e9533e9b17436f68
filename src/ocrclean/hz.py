"""HZ (RFC 1843): GB 2312 in seven bits, between ~{ and ~}; also cut in two, or with a byte lost or corrupted."""

from typing import Final

from ocrclean.late import late
from ocrclean.marking import decode_marked
from ocrclean.pairs import in_stretches, stretches

__all__ = ["decode_hz"]

#: In ASCII ~{ starts the pairs, ~~ is a tilde, and ~ before a line feed joins two lines.
_ASCII_ESCAPE: Final = late(rb"~[{~\n]")
#: ~} ends the pairs; no pair holds it. Where it was lost, a line feed ends them.
_END_OF_PAIRS: Final = late(rb"~\}|(?=\n)")
_SWITCH: Final = late(rb"~[{}]")
_HIGH: Final = bytes(octet | 0x80 for octet in range(256))


def decode_hz(data: bytes) -> str:
    """The text, with `marking.BAD` for bytes that are none."""
    parts: list[str] = []
    first = _SWITCH.search(data)
    # What started the pairs may have been cut off: ~{ wholly, or but for the brace.
    in_pairs = first[0] == b"~}" if first else data.startswith(b"{")
    done = 0
    while done < len(data):
        found = (_END_OF_PAIRS if in_pairs else _ASCII_ESCAPE).search(data, done)
        end = found.start() if found else len(data)
        piece = data[done:end]
        parts.append(_decode_pairs(piece.translate(_HIGH)) if in_pairs else decode_marked(piece, "ascii"))
        done = found.end() if found else len(data)
        if found and found[0] == b"~~":
            parts.append("~")
        else:
            in_pairs = found is not None and found[0] == b"~{"
    return "".join(parts)


def _decode_pairs(high: bytes) -> str:
    even, odd = (
        [decode_marked(high[at : at + 2], "gb2312")[:1] for at in range(start, len(high) - 1, 2)] for start in (0, 1)
    )
    return in_stretches(high, stretches(even, odd), "gb2312")
