"""How probable a text is in a language, told by its characters one by one.

The numbers are natural logarithms of shares of characters, coarse on purpose: they tell text from noise, that is
from the same bytes read in a wrong encoding, where the rare ideographs and the strange alphabets are.
"""

import re
from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import Final

from ocrclean.data.frequency import LEVELS, STEP

__all__ = ["BAD_BYTE", "Model", "log_probability", "model"]

#: Log share of a byte that no character is made of.
BAD_BYTE: Final = -14.0

#: First code point of a range -> log share of each of its characters. What no text holds is at -15 and below.
_ANY: Final[dict[int, float]] = {
    0x00: -16, 0x09: -7, 0x0A: -4, 0x0B: -14, 0x0C: -10, 0x0D: -5, 0x0E: -15,
    0x20: -3.5, 0x21: -6, 0x30: -4.5, 0x3A: -6, 0x41: -5, 0x5B: -6, 0x61: -4, 0x7B: -7, 0x7F: -15,
    0x80: -15,  # C1 controls
    0xA0: -8, 0xA1: -10, 0xB7: -7, 0xB8: -10, 0xC0: -11,  # Latin-1 signs, the middle dot, accented letters
    0x100: -12, 0x180: -14, 0x370: -12, 0x530: -15, 0x1E00: -14,
    0x2000: -12, 0x2010: -8, 0x2014: -6.5, 0x2015: -9, 0x2018: -7, 0x201A: -11, 0x201C: -6, 0x201E: -12,
    0x2022: -8, 0x2023: -11, 0x2026: -6.5, 0x2027: -10,
    0x20A0: -11, 0x2100: -10, 0x2190: -9.5, 0x2200: -10.5, 0x2400: -13, 0x2460: -9, 0x2500: -10, 0x2580: -10,
    0x2600: -10.5, 0x2800: -15, 0x2E80: -13, 0x2FE0: -15,
    0x3000: -7, 0x3001: -4.5, 0x3002: -4, 0x3003: -12, 0x3005: -10, 0x3006: -12, 0x3007: -9, 0x3008: -7.5,
    0x3012: -12, 0x3014: -9, 0x3016: -11, 0x3041: -10, 0x3100: -11, 0x3130: -15, 0x31F0: -15, 0x3200: -11,
    0x3400: -16, 0x4DC0: -15, 0x4E00: -16, 0xA000: -17, 0xAC00: -14, 0xD7A4: -17, 0xDC80: BAD_BYTE, 0xDD00: -17,
    0xE000: -15, 0xF900: -16, 0xFB00: -15, 0xFE30: -11, 0xFE70: -16,
    0xFF01: -6.5, 0xFF02: -9, 0xFF08: -6, 0xFF0A: -9, 0xFF0C: -3.5, 0xFF0D: -8, 0xFF1A: -6, 0xFF1C: -9, 0xFF1F: -6.5,
    0xFF20: -9, 0xFF61: -14, 0xFFE0: -10, 0xFFE7: -15, 0xFFFD: BAD_BYTE, 0xFFFE: -17,
    0x10000: -16, 0x1F300: -11, 0x1FB00: -16, 0x20000: -16.5, 0x323B0: -18,
}  # fmt: skip
#: What differs in other languages. Every entry lasts to the next one of `_ANY` or of the same table.
_LATIN: Final[dict[int, float]] = {
    0xA0: -7, 0xA1: -9, 0xAB: -7, 0xAC: -10, 0xB0: -8, 0xB1: -10, 0xBB: -7, 0xBC: -10,
    0xC0: -7.5, 0xD7: -11, 0xD8: -7.5, 0xDF: -5.5, 0xE0: -4.7, 0xF7: -11, 0xF8: -4.7,
    0x100: -5.5, 0x180: -12, 0x3001: -14, 0x3002: -14, 0xFF0C: -14,
}  # fmt: skip
_CYRILLIC: Final[dict[int, float]] = {
    0xAB: -7, 0xAC: -10, 0xBB: -7, 0xBC: -10,
    0x400: -9, 0x410: -5.5, 0x430: -3.4, 0x450: -7, 0x460: -12, 0x3001: -14, 0x3002: -14, 0xFF0C: -14,
}  # fmt: skip
_JAPANESE: Final[dict[int, float]] = {0x3041: -4.3, 0x3097: -12, 0x30A1: -5, 0x30FC: -4.5, 0x30FD: -10, 0xFF61: -10}
_KOREAN: Final[dict[int, float]] = {0xAC00: -12.5, 0xD7A4: -17, 0x3001: -12, 0x3002: -12, 0xFF0C: -14}
#: The commonest syllables of Korean prose make up two thirds of it.
_COMMON_SYLLABLES: Final = (
    "이다는을의에가고하지은를어기사로한리자도나시서인아대있해스그일정것으전수장제만보들부라과러상조여원주생연구면동성"
    "공학신세화비유국경안우소적문방모실니습거되드오않위파설본용때무입개내데할터음선번계까야없았했요중같분행"
)
#: What seldom stands in a text, and the nats that it costs. One ideograph alone beside a small letter is mostly an
#: accented letter that swallowed its neighbour (f黨r for für), and so is a Cyrillic letter beside a Latin one. No
#: ideograph stands three times in a row, but rules drawn with box characters read as if one did.
_STRAYS: Final = {
    "chinese": (
        (
            r"(?<![\u2e80-\ud7af\uff00-\uffef])[\u3400-\u9fff](?=[a-z])"
            r"|(?<=[a-z])[\u3400-\u9fff](?![\u2e80-\ud7af\uff00-\uffef])",
            -4.0,
        ),
        (r"([\u3400-\u9fff])\1\1", -12.0),
    ),
    "cyrillic": (("[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]", -4.0),),
}
#: Of a Chinese text, the share of ideographs.
_HAN_SHARE: Final = -0.4


class Model(dict[str, float]):
    """Character -> log share; a character that is looked up for the first time takes the value of its range."""

    def __init__(self, ranges: dict[int, float], known: dict[str, float]) -> None:
        super().__init__(known)
        self._starts = sorted(ranges)
        self._values = [ranges[start] for start in self._starts]

    def __missing__(self, character: str) -> float:
        value = self[character] = self._values[bisect_right(self._starts, ord(character)) - 1]
        return value

    def score(self, text: str) -> float:
        """Log probability of `text`."""
        return sum(self[character] * n for character, n in Counter(text).items())


def _kanji() -> dict[str, float]:
    """The ideographs of JIS X 0208: level 1, rows 16 to 47, is common, level 2 is not."""
    shares: dict[str, float] = {}
    for rows, share in ((range(0xB0, 0xD0), -8.3), (range(0xD0, 0xF5), -13.0)):
        codes = bytes(octet for row in rows for cell in range(0xA1, 0xFF) for octet in (row, cell))
        shares |= dict.fromkeys(codes.decode("euc_jp", "ignore"), share)
    return shares


def _syllables() -> dict[str, float]:
    """The Hangul syllables of KS X 1001, rows 16 to 40; the other eight thousand are hardly ever written."""
    codes = bytes(octet for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF) for octet in (row, cell))
    return dict.fromkeys(codes.decode("euc_kr", "ignore"), -8.7) | dict.fromkeys(_COMMON_SYLLABLES, -5.2)


@cache
def model(language: str) -> Model:
    """The model of "chinese", "japanese", "korean", "cyrillic" or "latin" text."""
    if language == "chinese":
        return Model(_ANY, {c: _HAN_SHARE - STEP * level for level, members in LEVELS.items() for c in members})
    if language == "japanese":
        return Model(_ANY | _JAPANESE, _kanji())
    if language == "korean":
        return Model(_ANY | _KOREAN, _syllables())
    return Model(_ANY | {"cyrillic": _CYRILLIC, "latin": _LATIN}[language], {})


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Wide classes take milliseconds to compile, and text in UTF-8 never needs them."""
    return re.compile(pattern)


def log_probability(text: str, language: str) -> float:
    """Log probability of `text` in a language of `model`: its characters, and what should not stand side by side."""
    score = model(language).score(text)
    for stray, cost in _STRAYS.get(language, ()):
        score += cost * sum(1 for _ in _compiled(stray).finditer(text))
    return score
