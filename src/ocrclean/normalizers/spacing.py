"""Spaces that are only justification, letter-spacing, padding or an OCR engine's word gaps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, compress, count
from typing import ClassVar, Final, NamedTuple

from ocrclean.blanks import BLANK_CLASS, WIDE, blanks_of, gap_pattern
from ocrclean.chars import DIGITS, HAN_NUMERALS, LATIN_ALPHABET, SURNAMES, is_chinese, is_han_or_kana
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer
from ocrclean.paragraphs.bonds import bond
from ocrclean.paragraphs.words import IN_A_WORD
from ocrclean.protected import unprotected

__all__ = ["CollapseSpacedText", "collapse_spaced_text"]

#: Full-width marks that no space belongs beside.
_STOPS: Final = "，。、；：？！…．（）〔〕【】"
#: A space inside of these is never meant; one outside may separate two clauses of a headline.
_OPENING: Final = "“‘「『《〈（〔【"
_CLOSING: Final = "”’」』》〉）〕】"
_MARK_CHARACTERS: Final = _STOPS + _OPENING + _CLOSING
_MARKS: Final = frozenset(_MARK_CHARACTERS)
_NO_SPACE_BEHIND: Final = frozenset(_STOPS + _OPENING)
_NO_SPACE_BEFORE: Final = frozenset(_STOPS + _CLOSING)
#: What a stop pulls up to itself on its other side: words, numbers and the signs that they start or end with.
_WORD_SIGNS: Final = frozenset(LATIN_ALPHABET + DIGITS + "\\$%@/&~()[]\"'")

#: Lines of print have so many characters, at least.
_FAR: Final = 10
#: A gap as wide as this separates columns, in a paragraph too.
_COLUMN_GAP: Final = 6

#: The class of what may be a mark of these.
_WIDE_SIGN: Final = "[^\x00-\x7f\\s\\w]"

_ENDS_SENTENCE: Final = late(f"[。．！？…；!?][{_CLOSING}]*$")
#: The marks of sentences; and a quote with a space inside, as an extractor prints it that has one outside as well.
_OF_SENTENCES: Final = late("[，。；]|[“‘「『] | [”’」』]")
_QUOTES: Final = frozenset("“‘「『”’」』")
#: The dot within a name and the dash between clauses, which have a space on one side by their width alone: 罗曼 ·罗兰.
#: A dot before its item is a bullet.
_JOINTS: Final = "·・‧•—"
_JOINT_GAP: Final = late(
    " (?:(?<=[\u3400-\u9fff] )(?=(?:[·・‧•]|——)[\u3400-\u9fff])"
    "|(?<=[\u3400-\u9fff][·・‧] )(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]—— )(?=[\u3400-\u9fff]))"
)
#: A dash whose two halves were stretched apart, and perhaps its neighbours: 发展 — — 访
_STRETCHED_DASH: Final = late(
    "(?<=[\u3400-\u9fff”’」』》〉）】，。！？]) ?— {1,8}— ?(?=[\u3400-\u9fffA-Za-z“‘「『《〈（【])"
)
_COMMA_OR_STOP: Final = late("[，。,]")
_COMMA_OR_LATIN: Final = late("[，,A-Za-z]")
_LATIN_WORD: Final = late("(?<![A-Za-z])[a-z]{2}")
#: Who made what: a list of names follows.
_ROLE: Final = late(
    "(?:记者|記者|编辑|編輯|责编|責編|美编|美編|校对|校對|摄影|攝影|通讯员|通訊員|作者|主编|主編|编译|編譯)[:：]?"
    "[^，。；：！？\n]{0,12}$"
)
_BYLINE: Final = late(
    "[□■▲△●（(]?(?:本报|本報|本刊|新华社|新華社|记者|記者|通讯员|通訊員|编辑|編輯|责编|責編|美编|美編)"
)
#: What a dateline ends with: 新华社电 记者近日…
_DATELINE: Final = late("(?:电|電|讯|訊|报道|報道|报导|報導|消息)$")
#: What an entry of a chronicle begins with, and the note who issued a law: 1862年 英商在江边租地…
_DATE: Final = late(f"[（(]?(?:[0-9]{{4}}|[{HAN_NUMERALS}]{{4}}) ?年(?: ?[0-9]{{1,2}} ?月)?(?: ?[0-9]{{1,2}} ?日)?")
#: What a date in a sentence has behind it: 1997年1月至11月
_OF_A_DATE: Final = frozenset("至到起底初末份前后後的间間以在中内內")
#: The label of a field: 联系电话：
_LABEL: Final = late("([^\x00-\xff：]{2,8})[：:]")
#: What an answer is written into: （　　）
_TO_FILL_IN: Final = frozenset(("（）", "()"))
#: A line of a form whose fields are empty: 甲方（盖章）：      乙方（盖章）：
_EMPTY_FIELDS: Final = late(
    f"(?:[^\x00-\xff：]{{1,10}}：[{BLANK_CLASS}]*+)+(?:年[{BLANK_CLASS}]*+月[{BLANK_CLASS}]*+日[{BLANK_CLASS}]*+)?$"
)
#: The number of an article or a chapter: 第十一条
_ARTICLE: Final = late(f"第[0-9{HAN_NUMERALS}]{{1,8}}[条條章节節编編篇]")
#: The same at the beginning of a line, where all characters stand apart: 第 十 一 条
_SPACED_ARTICLE: Final = late(f"第(?<![^\\n]第)(?:[{BLANK_CLASS}]?[{HAN_NUMERALS}]){{1,8}}[{BLANK_CLASS}]?[条條章]")
#: So many make a law; one may be a phrase: 第 一 条 路
_ARTICLES: Final = 2
#: The blank behind it, once in print, is two spaces where a layout mode puts characters into a grid; more are padding.
_BLANK_OF_ARTICLE: Final = (" ", "  ", "\u3000")
#: One that is a character of the text itself, and no padding that an extractor measured.
_TYPED: Final = "\u3000"
#: A chapter's title padded to fill more of the line: 第一章 总 则
_PADDED_HEAD: Final = late(
    f"第(?<![^\\n]第)[一二三四五六七八九十百]{{1,4}}[章节節编編]((?:[{BLANK_CLASS}]{{1,9}}[^\\s\x00-\xff]){{2,4}})[{BLANK_CLASS}]*(?=\\n|\\Z)"
)
#: A space that may stand in a figure: what the patterns below have in common; and what `_APART_GAP` has, too.
_FIGURE_GAP: Final = late(" (?<=[0-9.:] )(?=[0-9.:%％‰])")
_FIGURE_OR_APART_GAP: Final = late(" (?<=[0-9A-Za-z.:] )(?=[0-9A-Za-z.:%％‰])")
#: A space beside the point of a number: 25. 3, 0 . 45, 1997. 8. 12
_POINT_GAP: Final = late(r" (?:(?<=[0-9]\. )(?=[0-9])|(?<=[0-9] )(?=\. ?[0-9]))")
#: Digits, points and spaces as far as they go; a decimal number and a date with such spaces.
_FIGURES: Final = late(r"[0-9][0-9. ]*+")
_DECIMAL: Final = late(r"[0-9]+ ?\. ?[0-9]+")
_POINTED_DATE: Final = late(r"[0-9]{4} ?\. ?[0-9]{1,2} ?\. ?[0-9]{1,2}")
#: Digits and letters that stand apart, as in a letter-spaced line: 1 9 9 8 年, A I 时 代.
_APART_GAP: Final = late(" (?<=[0-9A-Za-z] )(?<![0-9A-Za-z]{2} )(?=[0-9A-Za-z](?![0-9A-Za-z]))")
_APART: Final = late("(?<![0-9A-Za-z.．])(?<![0-9A-Za-z] )[0-9A-Za-z](?: [0-9A-Za-z](?![0-9A-Za-z]))++")
#: Those that count: 1 2 3, A B C.
_COUNTED: Final = " ".join("0123456789876543210-" + LATIN_ALPHABET)
#: So many digits are a number wherever they stand in Chinese; other runs where the characters around stand apart, too.
_NUMBER_APART: Final = 3
#: A character that stands apart, too, before such a run and behind it, or no character at all.
_LONE_BEFORE: Final = late("(?:^|[ \\n])[^ -~\\s] $")
_LONE_BEHIND: Final = late(" (?:[^ -~\\s](?= |\\n|$)|[.．] ?[0-9])")
_LINE_EDGE: Final = frozenset(("", "\n"))
#: The space before the point of an item's number: 1 .公司名称
_ITEM_GAP: Final = late(r" (?<=[0-9] )(?=\. ?[^0-9\s.])")
_ITEM_NUMBER: Final = late(r"(?:^|\n)[0-9]{1,3}$")
#: The spaces beside the colon of a score (3 : 2), and the one before a sign for per cent that computes nothing (a % 3).
_SIGN_GAP: Final = late(
    r" (?<=[0-9: ] )(?:(?<=[0-9] )(?=: [0-9])|(?<=[0-9] : )(?=[0-9])|(?<=[0-9] )(?=[%％‰](?! ?[!-&(-~])))"
)
#: Two characters that are a role among padded names: 周 雷 陶 玙 美 编 倪梦婷
_PADDED_ROLES: Final = frozenset(
    {"美编", "美編", "编辑", "編輯", "责编", "責編", "校对", "校對", "摄影", "攝影", "记者", "記者"}
)
#: What follows the name in a credit: 王 正摄（新华社发）
_CREDIT_VERBS: Final = frozenset("摄攝绘繪")
#: What stands before one: 本报记者王 伟
_POST: Final = late("(?:记者|記者|通讯员|通訊員|编辑|編輯|摄影|攝影|作者)$")


def _are_characters(text: str) -> bool:
    return all(map(is_han_or_kana, text))


@cache
def _is_chinese(character: str) -> bool:
    return is_han_or_kana(character) or character in _MARKS


def _is_word(character: str) -> bool:
    return (
        character in _WORD_SIGNS or "\u00c0" <= character <= "\u024f" or "\u0370" <= character <= "\u03ff"
    )  # with Latin and Greek letters


def _is_gap(left: str, right: str) -> bool:
    """Whether blanks between two characters stand beside Chinese, so that this normalizer judges them."""
    return (_is_chinese(left) and _is_chinese(right)) or _is_beside_stop(left, right)


def _is_beside_stop(left: str, right: str) -> bool:
    """Whether one of two characters is a mark without space beside it and the other one belongs to a word."""
    return (left in _NO_SPACE_BEHIND and _is_word(right)) or (right in _NO_SPACE_BEFORE and _is_word(left))


def _beside_quote(left: str, right: str) -> bool:
    return left in _QUOTES or right in _QUOTES


def _is_in_word(left: str, right: str) -> bool:
    """Whether two ideographs are neighbours in a word."""
    return "\u4e00" <= left <= "\u9fff" and "\u4e00" <= right <= "\u9fff" and bond(left, right) >= IN_A_WORD


class _Patterns(NamedTuple):
    blanks: str
    gap: re.Pattern[str]
    """Beside what may be Chinese on both sides, or a mark on one: `_is_gap` tells."""
    lone: re.Pattern[str]
    loose: re.Pattern[str]
    """Beside another blank or at an end of a line: what `wide`, `leading`, `indent` and `line_end` have in common."""
    wide: re.Pattern[str]
    margin: re.Pattern[str]
    leading: re.Pattern[str]
    indent: re.Pattern[str]
    line_end: re.Pattern[str]
    any_gap: re.Pattern[str]
    colon_or_gap: re.Pattern[str]


@cache
def _patterns(blanks: str) -> _Patterns:
    """The patterns for a text with these blanks.

    Most start with the blank itself, and look behind at once, so that only the first blank of a run is tried. Where
    the space is the only one, `re` skips to the next ten times as fast as with a class.

    Chinese stands in no pattern but as what is not ASCII: to compile a class of Han takes a millisecond.
    """
    blank = f"[{blanks}]"
    first = f"(?<![{blanks}\\n].)"
    return _Patterns(
        blanks=blanks,
        gap=gap_pattern(blanks, (WIDE, WIDE), (_WIDE_SIGN, r"\S"), (r"\S", _WIDE_SIGN)),
        lone=late(f"{blank}([^\\n{blanks}])(?={blank})"),
        loose=re.compile(f"{blank}(?!(?<=[^\\n] )[^{blanks}\\n])"),
        wide=late(f"{blank}(?:(?={blank})|(?<! )){first}{blank}*+"),
        margin=late(f"{blank}(?:(?![^\\n])|(?<![^\\n].))"),
        leading=late(f"{blank}+"),
        indent=late(f"\\n{blank}++"),
        line_end=late(f"{blank}{first}{blank}*+(?=\\n|\\Z)"),
        any_gap=late(f"({blank}++)"),
        colon_or_gap=late(f"({blank}++|(?<=：)(?!：|\\Z))"),
    )


_FOREIGN: Final = late(r"[0-9A-Za-z.]+%?")


@dataclass(frozen=True, kw_only=True)
class CollapseSpacedText(RepeatedNormalizer):
    """Spaces that only stretch or pad a text go; a space that separates something stays, as one space.

    Typesetters stretch headings and justified lines, and pad names of two characters to the width of three; text
    layers record the stretch as spaces. OCR engines put spaces between what their word lists take for words. What
    is one and what is the other shows in the run: three or more single characters in a row are letter-spaced
    (月 球 能 源), two are a padded word or name (黄 鑫), and where a quarter of the text is spaced no space means
    anything. In a paragraph of full sentences commas separate the clauses, and a space between two words is a
    trace of a font change, and so is one beside a quotation wherever marks stand in a line. Between blanks and
    full-width punctuation nothing is meant either, nor on one side of a dash or of the dot in a name (罗曼 ·罗兰), nor
    within a dash (发展— —访), nor beside the signs in a figure (25. 3万亩, 3 : 2, 10 %): an OCR engine reads the blank
    half of a full-width point as a space.
    White space at the ends of lines goes, and so does indentation: a paragraph is marked by a blank line.

    Left alone: a space between Latin words (a run of them in a Chinese line becomes one), between fields and people,
    between the clauses of a headline, after a dateline, between brackets, where an answer is filled in, and between the
    labels of empty fields; code, with its indentation; formulas in LaTeX; nested lists; the markup of tables. Spaces
    between Han and Latin are `space_han_latin`'s, but for tabs and runs of blanks there, which become one space.

    The space after the number of an article (第一条 为了…) stays where it is one blank or two spaces, unless the
    document pads its headings (第一章 总 则): there it is padding as well, and goes. An ideographic space, which is a
    character of the text, stays in any case, and so does one where an OCR engine put spaces between all words of a law.

    >>> from ocrclean import collapse_spaced_text
    >>> collapse_spaced_text("需要多部门 甚 至 多 国 合作")
    '需要多部门甚至多国合作'
    >>> collapse_spaced_text("本版编辑 周 雷 陶 玙 美 编 倪梦婷")
    '本版编辑 周雷 陶玙 美编 倪梦婷'
    """

    name: ClassVar[str] = "collapse-spaced-text"
    summary: ClassVar[str] = "close up letter-spaced and padded text, keep the spaces that separate"
    change: ClassVar[Change] = Change.SPACE
    examples: ClassVar = (
        ("月 球 能 源 从 哪 来", "月球能源从哪来"),
        ("打 造 AI 时 代 的 算 力 底 座 ， 赋 能 政 务 、 医疗", "打造 AI 时代的算力底座，赋能政务、医疗"),
        ("东京 也 无 非 是 这 样 。 上 野 的 樱花", "东京也无非是这样。上野的樱花"),
        ("□ 本报记者 黄 鑫", "□ 本报记者 黄鑫"),
        ("本版编辑 周 雷 陶 玙 美 编 倪梦婷", "本版编辑 周雷 陶玙 美编 倪梦婷"),
        ("截至 2023年 底 ，全 球", "截至 2023年底，全球"),
        ("月 球 能 源 — — 访 黄 鑫", "月球能源——访黄鑫"),
        ("甲方（盖章）：      乙方（盖章）：", "甲方（盖章）： 乙方（盖章）："),
        ("用户数据报协议（User  Datagram  Protocol）", "用户数据报协议（User Datagram Protocol）"),
        ("种下荔枝25. 3万亩，增加0 . 45亩", "种下荔枝25.3万亩，增加0.45亩"),
    )
    counter_examples: ClassVar = (
        "资本青睐 算力产业迎来新机遇",
        "联系人：栗经理 联系电话：0351-6817856",
        "新华社电 记者近日从东华大学获悉，新型纤维问世。",
        "（任科夫 摄）",
        "Tiger Neo is a name",
        "int  width;   // 宽度",
        "农业 — — 12",
        "地址： 电话：",
        "4. 2.0 版的变化",
        "| 姓名 | 年龄 |\n| --- | --- |\n| 黄鑫 | 30 |",
        "```\n甲  乙\n```",
    )

    def look(self, text: str) -> list[Edit]:
        """The edits of one look; they may lay bare work for the next (a closed name joins a run)."""
        blanks = blanks_of(text)
        if not blanks:
            return []
        patterns = _patterns(blanks)
        found = _gaps(text, patterns)
        if signs := [*_in_figures(text), *_at_joints(text)]:
            found = sorted([*signs, *found])
        if patterns.loose.search(text):
            found = sorted([*_margins(text, patterns), *_wide_gaps(text, patterns), *found])
        # Asked last, as it takes a look at all characters and clean text has no edits.
        return unprotected(text, found) if found and is_chinese(text) else []


def _gaps(text: str, patterns: _Patterns) -> list[Edit]:
    """The edits inside lines."""
    gap = patterns.gap.search(text)
    if gap and (word_gaps := _word_gaps(text, patterns)):
        articles = _articles(text)
        meant = [end - start >= 3 or start in articles for start, end in word_gaps]
        new_edit = tuple.__new__  # in half the time: there are hundreds on a page
        return [
            new_edit(Edit, (start, end, " " if keeps else "", "word-gap"))
            for (start, end), keeps in zip(word_gaps, meant, strict=True)
            if not keeps or text[start:end] != " "
        ]
    edits: list[Edit] = []
    pads_heads: bool | None = None  # looked for once, at the first article
    while gap:
        start, end = gap.span()
        if _is_gap(text[start - 1], text[end]):
            line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            end = len(text) if line_end < 0 else line_end
            line = _Line(text[line_start:end], patterns)
            if line.article and pads_heads is None:
                pads_heads = _pads_heads(text)
            edits += line.edits(line_start, pads_heads=bool(pads_heads))
        gap = patterns.gap.search(text, end)
    return edits


def _in_figures(text: str) -> Iterator[Edit]:
    """The spaces within numbers and beside their signs.

    Justified lines are stretched there, and OCR engines read the blank half of a full-width sign (２５．３) as a space.
    """
    if not _FIGURE_OR_APART_GAP.search(text):
        return
    if first := _APART_GAP.search(text):
        yield from _gaps_apart(text, text.rfind("\n", 0, first.start()) + 1)
    if not _FIGURE_GAP.search(text):
        return
    for start, end in map(re.Match.span, _SIGN_GAP.finditer(text)):
        yield Edit(start, end, "", "figure-gap")
    for start, end in map(re.Match.span, _ITEM_GAP.finditer(text)):
        if _ITEM_NUMBER.search(text[max(0, start - 4) : start]):
            yield Edit(start, end, "", "figure-gap")
    if first := _POINT_GAP.search(text):
        yield from _point_gaps(text, text.rfind("\n", 0, first.start()) + 1)


def _at_joints(text: str) -> Iterator[Edit]:
    """The spaces on one side of the dots within names, and of dashes; and those within a dash."""
    if any(map(text.__contains__, _JOINTS)):
        for start, end in map(re.Match.span, _JOINT_GAP.finditer(text)):
            yield Edit(start, end, "", "joint-gap")
    if "— " in text:
        for start, end in map(re.Match.span, _STRETCHED_DASH.finditer(text)):
            yield from (Edit(at, at + 1, "", "joint-gap") for at in range(start, end) if text[at] == " ")


def _point_gaps(text: str, first: int) -> Iterator[Edit]:
    """The spaces beside points, from offset `first` on, where a line begins.

    At the beginning of a line a number with a point counts an item (4. 2.0 版), behind a Latin word it ends a sentence.
    """
    for figures in _FIGURES.finditer(text, first):
        number, start = figures[0].rstrip(" "), figures.start()
        if " " not in number:
            continue
        before = text[max(0, start - 2) : start].strip(" ")[-1:]
        is_decimal = before not in ("", "\n") and not (before.isascii() and before.isalpha())
        if _POINTED_DATE.fullmatch(number) or (is_decimal and _DECIMAL.fullmatch(number)):
            for at in (start + k for k, character in enumerate(number) if character == " "):
                yield Edit(at, at + 1, "", "figure-gap")


def _gaps_apart(text: str, first: int) -> Iterator[Edit]:
    """The spaces between digits and letters that are letter-spaced, from offset `first` on, where a line begins."""
    for run in _APART.finditer(text, first):
        start, end = run.span()
        before, behind = text[max(0, start - 3) : start], text[end : end + 4]
        if run[0] in _COUNTED or not any(map(_is_chinese, before.strip(" ")[-1:] + behind.strip(" ")[:1])):
            continue
        lone_before, lone_behind = _LONE_BEFORE.search(before), _LONE_BEHIND.match(behind)
        is_apart = (lone_before or before[-1:] in _LINE_EDGE) and (lone_behind or behind[:1] in _LINE_EDGE)
        is_number = end - start >= 2 * _NUMBER_APART - 1 and run[0].replace(" ", "").isdecimal()
        if is_apart or is_number:
            for at in range(start + 1, end, 2):
                yield Edit(at, at + 1, "", "letter-spacing")


def _articles(text: str) -> set[int]:
    """Where the numbers of articles and chapters end, in a text whose characters stand apart; of a law alone."""
    ends = {number.end() for number in _SPACED_ARTICLE.finditer(text)}
    return ends if len(ends) >= _ARTICLES else set()


def _pads_heads(text: str) -> bool:
    return any(_are_characters("".join(head[1].split())) for head in _PADDED_HEAD.finditer(text))


def _word_gaps(text: str, patterns: _Patterns) -> list[tuple[int, int]]:
    """All blanks beside Chinese, of a text that is full of them; of another none."""
    enough = _enough(text, at_least=20)
    if patterns.blanks == " " and text.count(" ") < enough:
        return []
    spans = [gap.span() for gap in patterns.gap.finditer(text)]
    if len(spans) < enough:
        return []
    beside = [(text[start - 1], text[end]) for start, end in spans]
    judged = [_is_gap(left, right) for left, right in beside]
    is_word_gapped = _is_word_gapped(text, list(compress(beside, judged)), patterns, enough)
    return list(compress(spans, judged)) if is_word_gapped else []


def _enough(text: str, at_least: int) -> float:
    """How many gaps of a text may mean nothing: about every seventh character."""
    return max(at_least, 0.15 * len(text))


def _is_word_gapped(text: str, beside: list[tuple[str, str]], patterns: _Patterns, enough: float) -> bool:
    """Whether an OCR engine or a typesetter put spaces all over `text`, so that none of them means anything.

    `beside` are the neighbours of the blanks beside Chinese that it has. Lists of names are as full of spaces, but have
    no sentences, and few of their words are one character long.
    """
    if len(beside) < enough or not _COMMA_OR_STOP.search(text):
        return False
    between = sum([is_han_or_kana(left) and is_han_or_kana(right) for left, right in beside])
    return between >= enough and sum(map(is_han_or_kana, patterns.lone.findall(text))) >= 0.3 * between


#: The end of a Latin word and the beginning of the next; and what hardly stands but in code, as brackets do elsewhere.
_WORDS: Final = late(r"[0-9A-Za-z.,;:!?)%][0-9A-Za-z(]")
_OF_CODE: Final = frozenset("=;{}<>$#|\\")


def _wide_gaps(text: str, patterns: _Patterns) -> Iterator[Edit]:
    """Tabs, ideographic spaces and runs of blanks become one space.

    They stand between a Chinese character and something else, or between Latin words of a Chinese line, which was
    justified.
    """
    # Without rare blanks the search itself is quicker than the test.
    if not (patterns.blanks == " " or "\t" in text or "\u3000" in text or "  " in text):
        return
    line_end, in_chinese = -1, False
    for match in patterns.wide.finditer(text):
        start, end = match.span()
        if not 0 < start < end < len(text) or _is_gap(text[start - 1], text[end]):
            continue
        beside = text[start - 1] + text[end]
        if "\n" in beside or "|" in beside:
            continue
        if start > line_end:
            line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            line_end = len(text) if line_end < 0 else line_end
            in_chinese = _is_chinese_prose(text[line_start:line_end])
        if any(map(is_han_or_kana, beside)) or (in_chinese and _WORDS.fullmatch(beside)):
            yield Edit(start, end, " ", "wide-gap")


def _is_chinese_prose(line: str) -> bool:
    """Whether Chinese or what is set as wide stands in a line, and no code beside it, where a run of spaces aligns."""
    return not line.isascii() and _OF_CODE.isdisjoint(line) and any(character > "\u3000" for character in line)


#: The mark of an item of a Markdown list.
_ITEM: Final = late(r"(?:[-*+]|\d{1,9}[.)]) ")
_CODE_SIGN: Final = late(r"[=;{}()\[\]<>$#|\\]")


def _margins(text: str, patterns: _Patterns) -> Iterator[Edit]:
    """White space at the ends of lines, and indentation that is not that of a nested list or of code."""
    if not patterns.margin.search(text):
        return
    nested: set[int] = set()
    leading = patterns.leading.match(text)
    inner = leading.end() if leading else 0
    if leading and not _is_code(text, 0, inner):
        yield Edit(0, inner, "", "indent")
    for line_feed, end in map(re.Match.span, patterns.indent.finditer(text, inner)):
        start = line_feed + 1
        if _is_nested(text, start, end, nested):
            nested.add(start)
        elif not _is_code(text, start, end):
            yield Edit(start, end, "", "indent")
    for start, end in map(re.Match.span, patterns.line_end.finditer(text, inner)):
        yield Edit(start, end, "", "line-end-space")


def _is_nested(text: str, start: int, end: int, nested: set[int]) -> bool:
    """Whether the line is an item of a list in a list: the line before is an item that is not indented or nested."""
    if not _ITEM.match(text, end):
        return False
    before_end = start - 1 - text.endswith("\n\n", 0, start)
    before = text.rfind("\n", 0, max(0, before_end)) + 1
    if before in nested:
        return True
    return before < start and _ITEM.match(text, before) is not None


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether an indented line is code: four blanks or a tab, a sign that code needs, nothing Chinese."""
    if end - start < 4 and "\t" not in text[start:end]:
        return False
    line = text[end : end + 200].partition("\n")[0]
    return _CODE_SIGN.search(line) is not None and not any(map(is_han_or_kana, line))


_LONGEST_WORD: Final = 24
#: A line with fewer gaps is not spaced all over.
_MANY_GAPS: Final = 8


@lru_cache(maxsize=4096)
def _kind(word: str) -> str:
    """s: a single character, perhaps with marks; c: one with a colon; f: a Latin word or a number; w: others.

    Remembered: most words that count are single characters.
    """
    if word[0].isascii():
        return "f" if _FOREIGN.fullmatch(word) else "w"
    core = word.strip(_MARK_CHARACTERS) if len(word) <= 5 else ""
    if len(core) != 1 or not is_han_or_kana(core):
        return "w"
    return "c" if word[-1] == "：" else "s"


def _pieces(line: str, patterns: _Patterns) -> tuple[int, list[str]]:
    """Where a line's first word starts; its words and the blanks between them, in turn.

    A label ends at its colon: 姓 名：张 三
    """
    if "：" not in line and patterns.blanks == " " and "" not in (words := line.split(" ")):
        # Most lines have one space at a time: to cut there takes a third of the time.
        pieces = [" "] * (2 * len(words) - 1)
        pieces[::2] = words
        return 0, pieces
    pieces = (patterns.colon_or_gap if "：" in line else patterns.any_gap).split(line)
    start = 0
    if not pieces[0]:  # the line is indented
        start = len(pieces[1])
        del pieces[:2]
    if not pieces[-1]:
        del pieces[-2:]
    return start, pieces


class _Line:
    """A line that has spaces beside Chinese, and the verdict on each of them."""

    def __init__(self, text: str, patterns: _Patterns) -> None:
        self.text = text
        self.article = _ARTICLE.match(text)
        start, pieces = _pieces(text, patterns)
        self.words = words = pieces[::2]
        #: Where each word starts and ends, in turn.
        self.offsets = list(accumulate(map(len, pieces), initial=start))
        self.widths = list(map(len, pieces[1::2]))
        self.kinds = kinds = "".join([_kind(word) if len(word) <= _LONGEST_WORD else "w" for word in words])
        #: The numbers of the words that have a gap to judge behind them, as two single characters always have.
        self.gaps = [
            number
            for number, width, kind, next_kind, left, right in zip(
                count(), self.widths, kinds, kinds[1:], words, words[1:], strict=False
            )
            if width and (kind == next_kind == "s" or _is_gap(left[-1], right[0]))
        ]
        self.sentence = _ENDS_SENTENCE.search(text[-8:].rstrip()) is not None
        # Verse and mottoes have spaces where prose has commas; headlines have no Latin words in lower case.
        self.prose = len(text) > 20 and (
            _COMMA_OR_LATIN.search(text) is not None
            if self.sentence
            else (text.rstrip().endswith("：") and ("，" in text or text.count("：") == 1))
            or ("，" in text and _LATIN_WORD.search(text) is not None)
        )
        #: So few gaps are those of a paragraph whose lines were joined with spaces, and none of a list of words.
        self.has_few_gaps = len(text) >= _FAR * (len(self.gaps) + 1)
        #: Where the last full stop of a line with commas is: what is before it is prose, whatever the line ends with.
        self.full_stop = text.rfind("。") if "，" in text else -1
        self.has_marks = _OF_SENTENCES.search(text) is not None
        self.has_empty_fields = _EMPTY_FIELDS.match(text) is not None
        #: What becomes of the gap behind each word, where a run of single characters decides.
        self.verdicts: list[str | None] = [None] * len(self.words)
        if len(self.gaps) >= _MANY_GAPS and self._is_word_gapped(patterns):
            self.verdicts = [""] * len(self.words)
        elif "s" in self.kinds:
            for run in _RUN.finditer(self.kinds):
                self._judge_run(run.start(), run.end() - 1)

    def _is_word_gapped(self, patterns: _Patterns) -> bool:
        enough = _enough(self.text, at_least=_MANY_GAPS)
        if len(self.gaps) < enough:
            return False
        beside = [(self.words[gap][-1], self.words[gap + 1][0]) for gap in self.gaps]
        return _is_word_gapped(self.text, beside, patterns, enough)

    def _word(self, gaps_from: int, to: int) -> str:
        return "".join(self.words[gaps_from : to + 1])

    def _judge_run(self, first: int, last: int) -> None:
        """A run of single characters from word `first` to word `last`, Latin words among them."""
        names = self._names(first, last)
        words = names or self._words_by_width(first, last) or [(first, last)]
        for start, end in words:
            self.verdicts[start:end] = [""] * (end - start)
            if self.verdicts[end] is None:
                self.verdicts[end] = " "
        if not names and len(words) == 1 and last + 1 - first - self.kinds.count("f", first, last) >= 3:
            self._judge_edges(first, last)
        if words[-1][1] == last and self.verdicts[last] == " ":
            self.verdicts[last] = None

    def _judge_edges(self, first: int, last: int) -> None:
        """The gaps before and behind letter-spaced text: the rest of a stretched line, or a byline beside a heading."""
        inner = max(self.widths[first:last], default=1)
        if first > 0 and self.widths[first - 1] <= inner and not self._follows_role(first):
            self.verdicts[first - 1] = ""
        if last == len(self.words) - 1 or self.widths[last] > inner:
            return
        if self.prose or not _BYLINE.match(self.text, self.offsets[2 * last + 2]):
            self.verdicts[last] = ""

    def _follows_role(self, word: int) -> bool:
        start = self.offsets[2 * word]
        return not self.prose and _ROLE.search(self.text[max(0, start - 40) : start].rstrip()) is not None

    def _names(self, first: int, last: int) -> list[tuple[int, int]]:
        """The padded names of a list of people, as spans of words: 编辑 周 雷 陶 玙 美 编."""
        size = last + 1 - first
        if self.prose or "f" in self.kinds[first : last + 1] or size > 24:
            return []
        if not self._follows_role(first):
            return []
        if size <= 3:
            return [(first, last)]
        pairs = [(at, at + 1) for at in range(first, last, 2)]
        known = sum(self._is_name(self._word(*pair)) for pair in pairs)
        return pairs if size % 2 == 0 and 2 * known > len(pairs) else []

    @staticmethod
    def _is_name(word: str) -> bool:
        return word in _PADDED_ROLES or (len(word) == 2 and word[0] in SURNAMES)

    def _words_by_width(self, first: int, last: int) -> list[tuple[int, int]]:
        """The run cut at its wider gaps, where each part has two characters or more: 黄 鑫   李 明.

        Where columns are parted, at these gaps alone, whatever is in them; and before a padded label (1990 年 5 月
        籍  贯：), which stands further off than what is before it is spaced.
        """
        widths = self.widths[first:last]
        if len(set(widths)) < 2:
            return []
        if self.kinds[last] == "c" and len(widths) > 2 and min(widths[:-2]) < widths[-2] and widths[-1] > 1:
            return [(first, last - 2), (last - 1, last)]
        least = min(widths)
        has_columns = max(widths) >= max(_COLUMN_GAP, 2 * least)
        wide = _COLUMN_GAP if has_columns else least + 1
        cuts = [first + at for at, width in enumerate(widths) if width >= wide]
        starts, ends = [first, *(cut + 1 for cut in cuts)], [*cuts, last]
        words = list(zip(starts, ends, strict=True))
        return words if has_columns or all(start < end for start, end in words) else []

    def edits(self, offset: int, *, pads_heads: bool) -> list[Edit]:
        """The edits, for a line at `offset` in its document."""
        text, verdicts = self.text, self.verdicts
        starts, ends = self.offsets[1::2], self.offsets[2::2]
        edits: list[Edit] = []
        new_edit = tuple.__new__  # in half the time: a letter-spaced line has an edit for each character
        begins_entry = self._begins_entry()
        for number in self.gaps:
            start, end = starts[number], ends[number]
            before, after = text[start - 1], text[end]
            new: str | None
            if before in _NO_SPACE_BEHIND or after in _NO_SPACE_BEFORE:
                meant = (
                    (after == "（" and self._ends_dateline(start))
                    or before + after in _TO_FILL_IN
                    or (before == "：" and self._is_empty_field(end))
                )
                new, rule = " " if meant else "", "space-beside-punctuation"
            elif number == 0 and text[start:end] == _TYPED and self._ends_article(start):
                new, rule = " ", "article-gap"
            elif begins_entry:
                new, rule = " ", "wide-gap"
            elif (new := verdicts[number]) is not None:
                rule = "letter-spacing"
            elif number == 0 and self._ends_article(start):
                new, rule = " " if text[start:end] in _BLANK_OF_ARTICLE and not pads_heads else "", "article-gap"
            else:
                new, rule = self._verdict(start, end)
            if not new or text[start:end] != new:
                edits.append(new_edit(Edit, (offset + start, offset + end, new, rule)))
        return edits

    def _ends_article(self, at: int) -> bool:
        """Whether the number of an article or chapter begins the line and ends at `at`."""
        return self.article is not None and self.article.end() == at

    def _verdict(self, start: int, end: int) -> tuple[str, str]:
        """Where no run of single characters decides."""
        before, after = self.text[start - 1], self.text[end]
        if before in SURNAMES and self._is_padded_credit(start, end):
            return "", "padded-name"
        if end - start < _COLUMN_GAP and (
            ((self.prose or start < self.full_stop) and not self._separates(start, end))
            or (self._is_quotation(before, after) and not self._separates(start, end))
            or (self.has_few_gaps and _is_in_word(before, after) and not self._ends_dateline(start))
        ):
            return "", "inter-han-space"
        return " ", "wide-gap"

    def _is_quotation(self, before: str, after: str) -> bool:
        """Whether a quotation or what is in brackets begins or ends there, within a sentence and no headline."""
        if before in _CLOSING or after in _OPENING:
            return self.sentence or (self.has_marks and _beside_quote(before, after))
        return False

    def _is_empty_field(self, end: int) -> bool:
        """Whether the label before the gap that ends at `end` has no value, and another one follows."""
        return self.has_empty_fields and _LABEL.match(self.text, end) is not None

    def _is_padded_credit(self, start: int, end: int) -> bool:
        """Whether a name of two characters is padded there.

        It stands behind a post (记者王 伟), or alone with what its bearer did: 王 正摄（新华社发）
        """
        before, verb, behind = (
            self.text[max(0, start - 2) : start - 1],
            self.text[end + 1 : end + 2],
            self.text[end + 2 : end + 3],
        )
        if not is_han_or_kana(self.text[end]):
            return False
        if not is_han_or_kana(verb) and _POST.search(self.text, max(0, start - 5), start - 1):
            return True
        return verb in _CREDIT_VERBS and not is_han_or_kana(before) and not is_han_or_kana(behind)

    def _separates(self, start: int, end: int) -> bool:
        """Whether a space in a paragraph of sentences stands between fields, people, or a dateline and its text.

        No field and no name begins with a quote.
        """
        if _beside_quote(self.text[start - 1], self.text[end]):
            return self._ends_dateline(start)
        left = self.text[max(0, start - 40) : start]
        if max(left.rfind("（"), left.rfind("(")) > max(left.rfind("）"), left.rfind(")")):
            return True
        label = _LABEL.match(self.text, end)
        if (label and _are_characters(label[1])) or _ROLE.search(left):
            return True
        return self._ends_dateline(start)

    def _begins_entry(self) -> bool:
        """Whether the line begins with a date and the space behind it is the only one of the line."""
        if len(self.gaps) != 1:
            return False
        start, end = self.offsets[2 * self.gaps[0] + 1 :][:2]
        return self.text[end] not in _OF_A_DATE and _DATE.fullmatch(self.text, 0, start) is not None

    def _ends_dateline(self, at: int) -> bool:
        return at < 40 and _DATELINE.search(self.text[:at]) is not None


#: A run of single characters in `_Line.kinds`, Latin words among them; it ends at a colon.
_RUN: Final = late("s(?:(?:f*+s)++(?:f*+c)?|f*+c)")


collapse_spaced_text = CollapseSpacedText()
