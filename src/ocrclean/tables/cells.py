"""What cells are made of: kinds of content, header words, widths, and the joining of a cell's lines."""

import re
from functools import lru_cache
from itertools import pairwise
from operator import and_
from typing import Final
from unicodedata import category, east_asian_width

from ocrclean.chars import em_width, is_han, is_joined_tight
from ocrclean.late import late
from ocrclean.tables.model import Cell

__all__ = [
    "TELLING_STARTS",
    "canonical",
    "cell_of",
    "display_width",
    "first_unit",
    "has_han",
    "is_header_like",
    "is_number",
    "is_prose",
    "is_total",
    "is_value",
    "join_lines",
    "starts_badly",
    "starts_entry",
    "tighten",
    "value_form",
]

# To compile a class of Han takes milliseconds. So the patterns have a class in its place that holds all beyond Latin-1
# but for the signs that they name, and what it matched is looked at when there is a hit.
_UNNAMED = r"[^\x00-\xff\s\d，％‰℃μΩ￥€≥≤≈−–—～：─√✓✔✗✘○●◯☑☐△▲☆★\u2460-\u2473\u2776-\u277f]"
_NUMBER = r"[-+±−]?\d(?:[\d,，.]*\d)?"
#: A unit is short: 元, 万元, 平方米, %, kg, MB, m/s, km².
_UNIT = rf"(?:[%％‰℃°]C?|[A-Za-zμΩ]{{1,5}}[²³]?(?:/[A-Za-z]{{1,3}})?|{_UNNAMED}{{1,3}}(?:/{_UNNAMED}{{1,2}})?)"
_QUANTITY = rf"(?:[¥￥$€£≥≤<>≈约]\s?)?{_NUMBER}\s?{_UNIT}?"
_MARK = r"[-–—─]{1,2}|[/\\√×✓✔✗✘○●◯☑☐△▲☆★]|[Nn]/?[Aa]"
_VALUE: Final = late(
    rf"{_QUANTITY}(?:\s?[-–—~～至/×x:：]\s?{_QUANTITY}){{0,3}}"  # 12.5, 30%, 10～20 元, 2024-10-17, 10:30, 1/3
    r"|\d{4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?|\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?"
    r"|[A-Z]:\d+(?:,\s?[A-Z]:\d+)*"  # V:857, I:951
    r"|\d+(?:\.\d+){1,4}|0[xX][0-9A-Fa-f]+"  # versions, hexadecimal numbers
    r"|[\u2460-\u2473\u2776-\u277f]|[〇一二三四五六七八九十]{1,3}"  # ①, 十二
    rf"|{_MARK}"
    r"|[是否有无無]|[YyNn]|[Yy]es|[Nn]o|[Tt]rue|[Ff]alse|可选|可選|必选|必填"
)
#: What a value starts with, digits aside: most texts are told from values by that alone.
_VALUE_STARTS: Final = (
    frozenset("-+±−¥￥$€£≥≤<>≈约–—─/\\√×✓✔✗✘○●◯☑☐△▲☆★〇一二三四五六七八九十是否有无無可必YyNnTtFf")
    | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    | frozenset(map(chr, (*range(0x2460, 0x2474), *range(0x2776, 0x2780))))
)
_CHARACTER_OF_UNIT: Final = late(_UNNAMED)
#: The number of a section: no unit but its heading stands behind it, 3.2.1 清单.
_SECTION: Final = late(r"\d{1,2}\.\d{1,2}\.\d")
_PLAIN_NUMBER: Final = late(rf"\(?{_NUMBER}[%％]?\)?")
_TOTAL: Final = late(r"(?:合|总|總|小|共|累)\s*[计計]|平\s*均[值数數]?|总\s*[数額额]|[Tt]otal|TOTAL")
_TOTAL_STARTS: Final = frozenset("合总總小共累平tT")
#: What values and totals start with, digits aside.
TELLING_STARTS: Final = _VALUE_STARTS | _TOTAL_STARTS

_CHAPTER: Final = late(r"第\s*(\S{1,4}?)\s*[章节節条條篇回卷]")
_LISTED: Final = late(r"[（(]?[一二三四五六七八九十]+[）)、]|\d+[.、．]\d*\s*\D|[●•■◆▶□▼*#]")
_ENTRY: Final = late(r"(?:\d{1,2}[.、．)）](?!\d)|[（(][\d一二三四五六七八九十]{1,2}[）)]|[①-⑳●•■◆])\s*\S")
_ENTRY_STARTS: Final = frozenset("（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳●■•◆")
_FIRST_NUMBER: Final = late(r"\D?(\d+)")
_PROSE: Final = late(r"[。！？；!?;…：:]”?[）)]?$|[。！？]|，.*，")
_NUMERAL: Final = late("[〇一二三四五六七八九十\u2460-\u2473\u2776-\u277f]")
_CODE: Final = late("[A-Z]:")
_DATE: Final = late(r"\d[-/:～~–—至年月.]\s?\d|\d\s?[年月日]$|\d[.]\d+[.]")
_NO_CELL_START: Final = frozenset("，。、；：）》」』】")
_CLAUSE_MARK: Final = late(r"[，。；！？]|^[、：）》」』”「『《“(（]|=$")
#: What may not start a line, behind a word and behind a full-width character.
_CLINGS_TO_WORD: Final = frozenset("，。、；：？！）》」』】")
_CLINGS_TO_ASIAN: Final = _CLINGS_TO_WORD | frozenset("”’…")
_BLANKS: Final = late("[ \u3000\u00a0]+")
_WIDE_GAP: Final = late(" {2,}")
_LONGEST_REMEMBERED: Final = 120
_BREAK_TAG: Final = late(r"<br\s*/?>")


def has_han(text: str) -> bool:
    """Whether a text has a Han character."""
    return not text.isascii() and any(map(is_han, text))


def is_value(text: str) -> bool:
    """Whether a cell's text is a value that is never wrapped: a number, date, amount, percentage, ordinal or mark."""
    first = text[:1]
    return (first in _VALUE_STARTS or first.isdecimal()) and len(text) <= 32 and _is_short_value(text)


@lru_cache(maxsize=4096)
def _is_short_value(text: str) -> bool:
    """Remembered: a line is looked at as a part of several tables."""
    if _VALUE.fullmatch(text) is None:
        return False
    unit = _CHARACTER_OF_UNIT.findall(text)
    return all(map(is_han, unit)) and not (unit and _SECTION.match(text))


def value_form(text: str) -> str:
    """What kind of value a cell holds: "mark" (√, 是, —), "percent", "date" (times, ranges too), "code", "number"."""
    if not any(map(str.isdigit, text)) and _NUMERAL.search(text) is None:
        return "mark"
    if text[-1] in "%％‰":
        return "percent"
    if _CODE.match(text):
        return "code"
    return "date" if _DATE.search(text) else "number"


def starts_badly(text: str) -> bool:
    """Whether a text starts as no cell does, with a mark that goes on a clause (” may be a straight quote)."""
    return text[:1] in _NO_CELL_START


def is_number(text: str) -> bool:
    """Whether a cell's text is a number, perhaps a percentage."""
    return _PLAIN_NUMBER.fullmatch(text) is not None


def is_total(text: str) -> bool:
    """Whether a cell labels a row of sums: 合计, 总计, 小计, 平均."""
    return text[:1] in _TOTAL_STARTS and _TOTAL.fullmatch(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line reads as running text: it has a sentence end, or two commas."""
    return _PROSE.search(text) is not None


def is_header_like(text: str) -> bool:
    """Whether a line may be a column head: short, no value, no sentence, no heading or list number."""
    bare = text.replace(" ", "")
    return (
        0 < em_width(bare) <= 12
        and not is_value(text)
        and not is_prose(text)
        and _CLAUSE_MARK.search(text) is None
        and not is_total(text)
        and not _has_number(text)
    )


def _has_number(text: str) -> bool:
    """Whether a line starts as a heading or a list item does: 第三章, 二、, 1.2, ●."""
    chapter = _CHAPTER.match(text)
    if chapter and all(character.isdecimal() or is_han(character) for character in chapter[1]):
        return True
    return _LISTED.match(text) is not None


def starts_entry(text: str) -> int | None:
    """The number that a list entry starts with (0 for a bullet), or `None` where the line starts no entry."""
    first = text[:1]
    if not (first in _ENTRY_STARTS or first.isdecimal()) or _ENTRY.match(text) is None:
        return None
    digits = _FIRST_NUMBER.match(text)
    return int(digits[1]) if digits else 0


def first_unit(text: str) -> str:
    """What a line starts with that cannot be broken: a word, or a full-width character with what clings to it."""
    if text[:1].isspace():
        return text[:1]
    end = 0
    while end < len(text) and not (text[end].isspace() or is_joined_tight(text[end])):
        end += 1
    clings = _CLINGS_TO_WORD if end else _CLINGS_TO_ASIAN
    end = end or 1
    while end < len(text) and text[end] in clings:
        end += 1
    return text[:end]


def tighten(text: str) -> str:
    """Letter-spacing taken out: where most pairs of Han have a space between, all between full-width characters go.

    A two-character name padded with a space (黄 鑫) is left to the normalizer for spaced text, and so is a cell
    with one space between two words.
    """
    text = text.strip()
    if " " not in text and "\u3000" not in text and "\u00a0" not in text:
        return text
    return _tightened(text) if len(text) <= _LONGEST_REMEMBERED else _tightened.__wrapped__(text)


@lru_cache(maxsize=4096)
def _tightened(text: str) -> str:
    """Remembered: a line is looked at as a part of several cells."""
    han = list(map(is_han, _BLANKS.sub("", text)))
    pairs = sum(map(and_, han, han[1:]))
    spaced = [gap.span() for gap in _BLANKS.finditer(text) if _is_between_asian(gap)]
    if pairs >= 2 and len(spaced) * 3 >= pairs * 2:
        text = "".join(text[a:b] for (_, a), (b, _) in pairwise([(0, 0), *spaced, (len(text), 0)]))
    return _WIDE_GAP.sub(" ", text)


def _is_between_asian(gap: re.Match[str]) -> bool:
    return is_joined_tight(gap.string[gap.start() - 1]) and is_joined_tight(gap.string[gap.end()])


def join_lines(lines: list[str]) -> str:
    """The lines of a wrapped cell as one: nothing is put beside a full-width character, a space between words."""
    text = ""
    for line in map(tighten, lines):
        if text and line and not (is_joined_tight(text[-1]) or is_joined_tight(line[0])):
            # "dpkg" + "-L", "GB" + "1234" are two words; a path or a hyphenated name broken at its sign is one.
            text += "" if text[-1] in "([{" or (text[-1] in "/-_\u2010" and line[0].isalnum()) else " "
        text += line
    return text


def cell_of(lines: list[tuple[str, int]]) -> Cell:
    """A cell from its lines (text, start in the source); each numbered entry stays an entry of its own."""
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    for line, start in lines:
        text = line.strip()
        if text:
            low = start + len(line) - len(line.lstrip())
            texts.append(text)
            spans.append((low, low + len(text)))
    if len(texts) < 2:
        return Cell("".join(map(tighten, texts)), tuple(spans))
    entries: list[list[str]] = []
    numbered = [starts_entry(text) is not None for text in texts]
    several = sum(numbered) >= 2
    for text, is_numbered in zip(texts, numbered, strict=True):
        if not entries or (several and is_numbered):
            entries.append([])
        entries[-1].append(text)
    return Cell("\n".join(map(join_lines, entries)), tuple(spans))


def canonical(text: str) -> str:
    """A cell's text in its one form: no tabs, entries without outer spaces, a line feed for each ``<br>``."""
    text = text.replace("\t", " ")
    if "<br" not in text and "\n" not in text:
        return text.strip()
    return "\n".join(map(_without_blank_lines, _BREAK_TAG.split(text))).strip()


def _without_blank_lines(text: str) -> str:
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


#: Characters whose widths need a closer look: combining marks, joiners, variation selectors, emoji, controls.
_HARD: Final = late(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u0300-\u036f\u0483-\u0489\u0591-\u0e7f\u0e80-\u10ff\u1160-\u11ff\u1350-\u1dff"
    "\u200b-\u200f\u2028-\u202f\u2060-\u206f\u20d0-\u20ff\u231a-\u23ff\u2600-\u27bf\u2b05-\u2b55\u302a-\u302f\u3099\u309a"
    "\ua66f-\ua8ff\uaaea-\uabff\ud7b0-\udfff\ufe00-\ufe0f\ufe20-\ufe2f\U00010000-\U0001ffff\U000e0000-\U0010ffff]"
)


def display_width(text: str, ambiguous: int = 1) -> int:
    """The columns that `text` takes where a full-width character takes two.

    `ambiguous` is the width of what Unicode calls ambiguous (“ ” … — ① Ω): 2 in a Chinese terminal, 1 elsewhere
    (UAX #11). A user-perceived character, combining marks and emoji sequences included, counts once.
    """
    if text.isascii():
        return len(text)
    if _HARD.search(text) is None:
        return sum(_character_width(character, ambiguous) for character in text)
    # Loaded here: only text with combining marks, emoji or controls needs grapheme clusters (UAX #29).
    import regex

    return sum(_cluster_width(cluster, ambiguous) for cluster in regex.findall(r"\X", text))


def _character_width(character: str, ambiguous: int) -> int:
    kind = east_asian_width(character)
    return 2 if kind in "WF" else ambiguous if kind == "A" else 1


def _cluster_width(cluster: str, ambiguous: int) -> int:
    if "\N{VARIATION SELECTOR-16}" in cluster:
        return 2
    return max(
        (_character_width(c, ambiguous) for c in cluster if category(c) not in ("Mn", "Me", "Cf", "Cc")), default=0
    )
