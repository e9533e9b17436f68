"""Which script a Chinese text is written in, told by the characters that only one of the two standards has."""

from collections import Counter
from functools import cache
from typing import Final, Literal

__all__ = ["Script", "detect_script", "telling_characters"]

Script = Literal["simplified", "traditional", "mixed", "unknown"]

#: One script is named when the other has less than this share of the characters that tell.
_MINORITY: Final = 0.1


@cache
def telling_characters() -> tuple[frozenset[str], frozenset[str]]:
    """What tells simplified text, and what tells traditional text.

    The one are the ideographs of GB 2312 that Big5 lacks, the other those of Big5's level 1 that GB 2312 lacks. Each
    standard holds the common characters of its script and little else, so that 们 國 tell and 人 后 do not.
    """
    both: list[frozenset[str]] = []
    for encoding, rows, cells in (
        ("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)),
        ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    ):
        codes = bytes(octet for row in rows for cell in cells for octet in (row, cell))
        both.append(frozenset(codes.decode(encoding, "ignore")))
    gb, big5 = both
    return frozenset(c for c in gb if not c.encode("big5", "ignore")), big5 - gb


def detect_script(text: str) -> Script:
    """The script of `text`: "simplified", "traditional", "mixed", or "unknown" where no character tells.

    "mixed" means that each script has a tenth of the telling characters or more. Japanese text counts by its
    ideographs, most of which are traditional.

    >>> detect_script("汉语"), detect_script("漢語"), detect_script("人口")
    ('simplified', 'traditional', 'unknown')
    """
    simplified, traditional = telling_characters()
    counts = Counter(text)
    s = sum(n for character, n in counts.items() if character in simplified)
    t = sum(n for character, n in counts.items() if character in traditional)
    if not s + t:
        return "unknown"
    if min(s, t) >= _MINORITY * (s + t):
        return "mixed"
    return "simplified" if s > t else "traditional"
