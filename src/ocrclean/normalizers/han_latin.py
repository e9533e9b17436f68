"""Spaces between Han and Latin: one policy for a document."""

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

from ocrclean.blanks import WIDE, blanks_of, gap_pattern
from ocrclean.chars import DIGITS, HAN_CLASS, HAN_NUMERALS, KANA_CLASS, is_han_or_kana
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, Normalizer
from ocrclean.protected import unprotected

__all__ = ["SpaceHanLatin", "space_han_latin"]

_POLICIES: Final = ("tight", "keep", "spaced")

_CHARACTER: Final = HAN_CLASS + KANA_CLASS
_LATIN: Final = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff"
#: The number of a section at the start of a heading stands apart from its title: 2.1.1 软件包配置, # 1 引言, 第2章 A
_DIVISIONS: Final = "章节節条條编編篇回"
_SECTION_NUMBER: Final = late(
    r"(?:#{1,6} )?(?:[0-9]{1,3}\.){1,5}[0-9]{1,3}$|#{1,6} [0-9]{1,3}$"
    rf"|(?:#{{1,6}} )?第 ?[0-9{HAN_NUMERALS}]{{1,8}} ?[{_DIVISIONS}]$"
)
_ENDS_OF_NUMBERS: Final = frozenset(DIGITS + _DIVISIONS)
_MARKS_OF_NUMBERS: Final = frozenset(".#第")

#: A longer number, with its signs, is none.
_LONGEST_NUMBER: Final = 25

#: The label of a field, which begins with no unit (2024年5 月地点：), and what ends the value before it.
_LABEL: Final = late(r"(?:(?![年月日时時分秒元人个個次岁歲])[^\x00-\xff：]{2,8}|[A-Z][A-Za-z-]{1,9})[：:]")
_CLAUSE: Final = late("[，。；！？]")
#: An option to choose from: A．月球上有大气 B．没有大气
_OPTION: Final = late("[A-H][.．、]")
_POINTS: Final = frozenset(".．、")
_LONGEST_LABEL: Final = 12
#: So far back a label is looked for, in characters.
_REACH: Final = 60


@cache
def _beside_latin(blanks: str) -> re.Pattern[str]:
    return gap_pattern(blanks, (WIDE, f"[{_LATIN}]"), (f"[{_LATIN}%]", WIDE))


def _gaps(text: str) -> list[tuple[int, int]]:
    """White space between Han and Latin. To ask what is Han is faster than to compile a pattern with it."""
    blanks = blanks_of(text)
    if not blanks:
        return []
    spans = [gap.span() for gap in _beside_latin(blanks).finditer(text)]
    return [(start, end) for start, end in spans if is_han_or_kana(text[start - 1]) or is_han_or_kana(text[end])]


@cache
def _seams() -> re.Pattern[str]:
    """Places where Han and Latin touch."""
    return re.compile(f"(?<=[{_CHARACTER}])(?=[{_LATIN}])|(?<=[{_LATIN}%])(?=[{_CHARACTER}])")


@dataclass(frozen=True, kw_only=True)
class SpaceHanLatin(Normalizer):
    """The space between Han and Latin letters or digits: everywhere, nowhere, or as it is.

    Typesetters leave a quarter of an em there, and extractors and OCR engines turn that gap into a space at random: in
    8 to 100 % of the places, depending on the font and the engine. Mixed spacing in one document says nothing, so one
    policy holds for all of it.

    `policy`: "tight" (no space; the default, as printed books and newspapers type it), "spaced" (one space), "keep".

    Left alone: code, formulas in LaTeX, URLs and e-mail addresses, and the space that ends an address (https://a.cn
    的); the space behind the number of a section or chapter (2.1.1 软件包配置, 第2章 Debian), between two fields
    (证券代码：600000 证券简称：…) and between two options (A．有 B．没有); brackets, quotes and other signs.

    >>> from ocrclean import SpaceHanLatin, space_han_latin
    >>> space_han_latin("在 2035 年前后，AI 技术")
    '在2035年前后，AI技术'
    >>> SpaceHanLatin(policy="spaced")("在2035年前后，AI技术")
    '在 2035 年前后，AI 技术'
    """

    policy: str = "tight"

    name: ClassVar[str] = "space-han-latin"
    summary: ClassVar[str] = "make the spaces between Han and Latin letters or digits uniform"
    change: ClassVar[Change] = Change.SPACE
    examples: ClassVar = (
        ("在 2035 年前后", "在2035年前后"),
        ("“AI 技术”与 Python 语言", "“AI技术”与Python语言"),
        ("增长 40% 左右", "增长40%左右"),
    )
    counter_examples: ClassVar = (
        "Tiger Neo",
        "见 `ls 目录` 一节",
        "网址 (https://a.cn/b 的页面)",
        "2.1.1 软件包配置",
        "第2章 Debian软件包管理",
        "# 1 引言",
        "1. 第一项",
        "证券代码：600000 证券简称：浦发银行",
    )
    # A gap goes as a whole, and what stands beside the others is the same as before.
    rests: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if self.policy not in _POLICIES:
            raise ValueError(f"policy is one of {', '.join(_POLICIES)}, not {self.policy!r}")

    def edits(self, text: str) -> list[Edit]:
        if self.policy == "keep":
            return []
        if self.policy == "tight":
            return unprotected(text, self._tight(text), apart=True)
        spaced = [Edit(at, at, " ", "han-latin-space") for at in map(re.Match.start, _seams().finditer(text))]
        uniform = [Edit(start, end, " ", "han-latin-space") for start, end in _gaps(text) if text[start:end] != " "]
        return unprotected(text, sorted([*spaced, *uniform]))

    @staticmethod
    def _tight(text: str) -> list[Edit]:
        new_edit = tuple.__new__  # in half the time: some pages have a space beside each number
        return [
            new_edit(Edit, (start, end, "", "han-latin-space"))
            for start, end in _gaps(text)
            if not (text[start - 1] in _ENDS_OF_NUMBERS and _ends_section_number(text, start))
            and not _parts_fields(text, start, end)
        ]


def _ends_section_number(text: str, end: int) -> bool:
    """Whether the number of a section, chapter or article that starts its line ends at `end`."""
    if _MARKS_OF_NUMBERS.isdisjoint(text[max(0, end - _LONGEST_NUMBER) : end]):
        return False  # as most
    start = text.rfind("\n", max(0, end - _LONGEST_NUMBER), end) + 1
    return _SECTION_NUMBER.match(text, start, end) is not None


def _parts_fields(text: str, start: int, end: int) -> bool:
    """Whether the gap ``text[start:end]`` stands between the value of a field and the label of the next, or options."""
    following = text[end : end + _LONGEST_LABEL]
    if "：" not in following and ":" not in following and following[1:2] not in _POINTS:
        return False  # as most: the patterns take longer
    is_option = _OPTION.match(following) is not None
    if not is_option and not _LABEL.match(following):
        return False
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    if is_option:
        return _OPTION.search(before) is not None
    colon = max(before.rfind("："), before.rfind(":"))
    return colon >= 0 and _CLAUSE.search(before, colon) is None


space_han_latin = SpaceHanLatin()
