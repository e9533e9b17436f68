"""Spaces that are only justification, letter-spacing, padding or an OCR engine's word gaps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import ClassVar, Final, NamedTuple

from ocrclean.blanks import BLANK_CLASS, blanks_of, gaps_beside_wide
from ocrclean.chars import DIGITS, LATIN_ALPHABET, SURNAMES, is_chinese, is_han_or_kana
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer
from ocrclean.protected import unprotected

__all__ = ["CollapseSpacedText", "collapse_spaced_text"]

#: Full-width marks that no space belongs beside.
_STOPS: Final = "，。、；：？！…（）〔〕【】"
#: A space inside of these is never meant; one outside may separate two clauses of a headline.
_OPENING: Final = "“‘「『《〈（〔【"
_CLOSING: Final = "”’」』》〉）〕】"
_MARK_CHARACTERS: Final = _STOPS + _OPENING + _CLOSING
_MARKS: Final = frozenset(_MARK_CHARACTERS)
_NO_SPACE_BEHIND: Final = frozenset(_STOPS + _OPENING)
_NO_SPACE_BEFORE: Final = frozenset(_STOPS + _CLOSING)
#: What a stop pulls up to itself on its other side: words, numbers and the signs that they start or end with.
_WORD_SIGNS: Final = frozenset(LATIN_ALPHABET + DIGITS + "\\$%@/&~()[]\"'")

#: A gap as wide as this separates columns, in a paragraph too.
_COLUMN_GAP: Final = 6

_ENDS_SENTENCE: Final = late(f"[。！？…!?][{_CLOSING}]*$")
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
#: The label of a field: 联系电话：
_LABEL: Final = late("([^\x00-\xff：]{2,8})[：:]")
#: The number of an article or a chapter: 第十一条
_ARTICLE: Final = late("第[0-9〇零一二三四五六七八九十百千]{1,8}[条條章节節编編篇]")
#: A chapter's title padded to fill more of the line: 第一章 总 则
_PADDED_HEAD: Final = late(
    f"第(?<![^\\n]第)[一二三四五六七八九十百]{{1,4}}[章节節编編]((?:[{BLANK_CLASS}]{{1,9}}[^\\s\x00-\xff]){{2,4}})[{BLANK_CLASS}]*(?=\\n|\\Z)"
)
#: Two characters that are a role among padded names: 周 雷 陶 玙 美 编 倪梦婷
_PADDED_ROLES: Final = frozenset(
    {"美编", "美編", "编辑", "編輯", "责编", "責編", "校对", "校對", "摄影", "攝影", "记者", "記者"}
)
#: What follows the name in a credit: 王 正摄（新华社发）
_CREDIT_VERBS: Final = frozenset("摄攝绘繪")


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
    if _is_chinese(left) and _is_chinese(right):
        return True
    return (left in _NO_SPACE_BEHIND and _is_word(right)) or (right in _NO_SPACE_BEFORE and _is_word(left))


class _Patterns(NamedTuple):
    blanks: str
    lone: re.Pattern[str]
    wide: re.Pattern[str]
    indent: re.Pattern[str]
    line_end: re.Pattern[str]
    leading: re.Pattern[str]
    token: re.Pattern[str]


@cache
def _patterns(blanks: str) -> _Patterns:
    """The patterns for a text with these blanks.

    Each starts with the blank itself, and looks behind at once, so that only the first blank of a run is tried. Where
    the space is the only one, `re` skips to the next ten times as fast as with a class.

    Chinese stands in no pattern but as what is not ASCII: to compile a class of Han takes a millisecond.
    """
    blank = f"[{blanks}]"
    first = f"(?<![{blanks}\\n]{blank})"
    return _Patterns(
        blanks=blanks,
        lone=re.compile(f"{blank}([^\\n{blanks}])(?={blank})"),
        wide=re.compile(f"{blank}{first}(?:(?<! ){blank}*+|{blank}++)"),
        indent=re.compile(f"\\n{blank}++"),
        line_end=re.compile(f"{blank}{first}{blank}*+(?=\\n|\\Z)"),
        leading=re.compile(f"{blank}+"),
        token=re.compile(f"[^{blanks}：]*+：++|[^{blanks}：]++"),  # a label ends at its colon: 姓 名：张 三
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
    trace of a font change. Between blanks and full-width punctuation nothing is meant either. White space at the
    ends of lines goes, and so does indentation: a paragraph is marked by a blank line.

    Left alone: spaces between Latin words, between fields and people, between the clauses of a headline, after a
    dateline; code, with its indentation; nested lists; the markup of tables. Spaces between Han and Latin are
    `space_han_latin`'s, but for tabs and runs of blanks there, which become one space.

    The space after the number of an article (第一条 为了…) stays where it is one blank, unless the document pads its
    headings (第一章 总 则): there it is padding as well, and goes.

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
    )
    counter_examples: ClassVar = (
        "资本青睐 算力产业迎来新机遇",
        "联系人：栗经理 联系电话：0351-6817856",
        "新华社电 记者近日从东华大学获悉，新型纤维问世。",
        "（任科夫 摄）",
        "Tiger Neo is a name",
        "| 姓名 | 年龄 |\n| --- | --- |\n| 黄鑫 | 30 |",
        "```\n甲  乙\n```",
    )

    def look(self, text: str) -> list[Edit]:
        """The edits of one look; they may lay bare work for the next (a closed name joins a run)."""
        blanks = blanks_of(text)
        if not blanks:
            return []
        patterns = _patterns(blanks)
        found = sorted([*_margins(text, patterns), *_gaps(text, patterns)])
        # Asked last, as it takes a look at all characters and clean text has no edits.
        return unprotected(text, found) if found and is_chinese(text) else []


def _gaps(text: str, patterns: _Patterns) -> Iterator[Edit]:
    """The edits inside lines."""
    # Without rare blanks the search itself is quicker than the test.
    if patterns.blanks == " " or "\t" in text or "\u3000" in text or "  " in text:
        yield from _wide_gaps(text, patterns)
    beside = gaps_beside_wide(text, patterns.blanks)
    gaps = [span for span in beside if _is_gap(text[span[0] - 1], text[span[1]])]
    if _word_gapped(text, gaps, patterns, at_least=20):
        yield from [Edit(start, end, "" if end - start < 3 else " ", "word-gap") for start, end in gaps]
        return
    pads_heads: bool | None = None  # looked for once, at the first article
    line_start = line_end = first = 0
    for number, (start, end) in enumerate([*gaps, (len(text) + 1, 0)]):
        if start < line_end:
            continue
        if first < number:
            line = text[line_start:line_end]
            if pads_heads is None and _ARTICLE.match(line):
                pads_heads = _pads_heads(text)
            inner = [(start - line_start, end - line_start) for start, end in gaps[first:number]]
            yield from _Line(line, inner, patterns, pads_heads=bool(pads_heads)).edits(line_start)
        first = number
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end


def _pads_heads(text: str) -> bool:
    return any(_are_characters("".join(head[1].split())) for head in _PADDED_HEAD.finditer(text))


def _word_gapped(text: str, gaps: list[tuple[int, int]], patterns: _Patterns, *, at_least: int) -> bool:
    """Whether an OCR engine or a typesetter put spaces all over `text`, so that none of them means anything.

    `gaps` are the blanks beside Chinese that it has. Lists of names are as full of spaces, but have no sentences,
    and few of their words are one character long.
    """
    enough = max(at_least, 0.15 * len(text))
    if len(gaps) < enough or not _COMMA_OR_STOP.search(text):
        return False
    between = sum(is_han_or_kana(text[start - 1]) and is_han_or_kana(text[end]) for start, end in gaps)
    return between >= enough and sum(map(is_han_or_kana, patterns.lone.findall(text))) >= 0.3 * between


def _wide_gaps(text: str, patterns: _Patterns) -> Iterator[Edit]:
    """Tabs, ideographic spaces and runs of blanks between a Chinese character and something else: one space."""
    for match in patterns.wide.finditer(text):
        start, end = match.span()
        if start > 0 and end < len(text) and not _is_gap(text[start - 1], text[end]):
            beside = text[start - 1] + text[end]
            if "\n" not in beside and "|" not in beside and any(map(is_han_or_kana, beside)):
                yield Edit(start, end, " ", "wide-gap")


#: The mark of an item of a Markdown list.
_ITEM: Final = late(r"(?:[-*+]|\d{1,9}[.)]) ")
_CODE_SIGN: Final = late(r"[=;{}()\[\]<>$#|\\]")


def _margins(text: str, patterns: _Patterns) -> Iterator[Edit]:
    """White space at the ends of lines, and indentation that is not that of a nested list or of code."""
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


@lru_cache(maxsize=4096)
def _kind(token: str) -> str:
    """s: a single character, perhaps with marks; c: one with a colon; f: a Latin word or a number; w: others.

    Remembered: most tokens that count are single characters.
    """
    if token[0].isascii():
        return "f" if _FOREIGN.fullmatch(token) else "w"
    core = token.strip(_MARK_CHARACTERS) if len(token) <= 5 else ""
    if len(core) != 1 or not is_han_or_kana(core):
        return "w"
    return "c" if token[-1] == "：" else "s"


class _Line:
    """A line that has spaces beside Chinese, and the verdict on each of them."""

    def __init__(self, text: str, gaps: list[tuple[int, int]], patterns: _Patterns, *, pads_heads: bool) -> None:
        self.text = text
        self.gaps = gaps
        self.pads_heads = pads_heads
        self.tokens = [match.span() for match in patterns.token.finditer(text)]
        self.widths = [after - before for (_, before), (after, _) in pairwise(self.tokens)]  # of the gaps
        self.kinds = "".join(
            [_kind(text[start:end]) if end - start <= _LONGEST_WORD else "w" for start, end in self.tokens]
        )
        self.sentence = _ENDS_SENTENCE.search(text[-8:].rstrip()) is not None
        # Verse and mottoes have spaces where prose has commas; headlines have no Latin words in lower case.
        self.prose = len(text) > 20 and (
            _COMMA_OR_LATIN.search(text) is not None
            if self.sentence
            else "，" in text and (text.rstrip().endswith("：") or _LATIN_WORD.search(text) is not None)
        )
        #: Gap (the number of the token before it) -> what becomes of it, where a run of single characters decides.
        self.verdicts: dict[int, str] = {}
        if _word_gapped(text, gaps, patterns, at_least=8):
            self.verdicts = dict.fromkeys(range(len(self.tokens)), "")
        else:
            for run in _RUN.finditer(self.kinds):
                self._judge_run(run.start(), run.end() - 1)

    def _word(self, gaps_from: int, to: int) -> str:
        return "".join(self.text[start:end] for start, end in self.tokens[gaps_from : to + 1])

    def _judge_run(self, first: int, last: int) -> None:
        """A run of single characters from token `first` to token `last`, Latin words among them."""
        singles = sum(self.kinds.count(kind, first, last + 1) for kind in "sc")
        names = self._names(first, last)
        words = names or self._words_by_width(first, last) or [(first, last)]
        for start, end in words:
            self.verdicts.update(dict.fromkeys(range(start, end), ""))
            self.verdicts.setdefault(end, " ")
        if singles >= 3 and not names and len(words) == 1:
            self._judge_edges(first, last)
        if words[-1][1] == last and self.verdicts.get(last) == " ":
            del self.verdicts[last]

    def _judge_edges(self, first: int, last: int) -> None:
        """The gaps before and behind letter-spaced text: the rest of a stretched line, or a byline beside a heading."""
        inner = max(self.widths[first:last], default=1)
        if first > 0 and self.widths[first - 1] <= inner and not self._follows_role(first):
            self.verdicts[first - 1] = ""
        if last == len(self.tokens) - 1 or self.widths[last] > inner:
            return
        if self.prose or not _BYLINE.match(self.text, self.tokens[last + 1][0]):
            self.verdicts[last] = ""

    def _follows_role(self, token: int) -> bool:
        start = self.tokens[token][0]
        return not self.prose and _ROLE.search(self.text[max(0, start - 40) : start].rstrip()) is not None

    def _names(self, first: int, last: int) -> list[tuple[int, int]]:
        """The padded names of a list of people, as spans of tokens: 编辑 周 雷 陶 玙 美 编."""
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
        """The run cut at its wider gaps, where each part has two characters or more: 黄 鑫   李 明."""
        widths = self.widths[first:last]
        if not widths or max(widths) == min(widths):
            return []
        cuts = [first + at for at, width in enumerate(widths) if width > min(widths)]
        starts, ends = [first, *(cut + 1 for cut in cuts)], [*cuts, last]
        words = list(zip(starts, ends, strict=True))
        return words if all(start < end for start, end in words) else []

    def edits(self, offset: int) -> Iterator[Edit]:
        """The edits, for a line at `offset` in its document."""
        text = self.text
        numbers = {end: number for number, (_, end) in enumerate(self.tokens)}
        for start, end in self.gaps:
            new, rule = self._verdict(numbers[start], start, end)
            if text[start:end] != new:
                yield Edit(offset + start, offset + end, new, rule)

    def _verdict(self, gap: int, start: int, end: int) -> tuple[str, str]:
        before, after = self.text[start - 1], self.text[end]
        if before in _NO_SPACE_BEHIND or after in _NO_SPACE_BEFORE:
            meant = after == "（" and self._ends_dateline(start)
            return " " if meant else "", "space-beside-punctuation"
        if gap in self.verdicts:
            return self.verdicts[gap], "letter-spacing"
        if before in SURNAMES and self._is_padded_credit(start, end):
            return "", "padded-name"
        if gap == 0 and _ARTICLE.fullmatch(self.text, 0, start):
            return (" " if self.text[start:end] == " " and not self.pads_heads else ""), "article-gap"
        beside_quote = before in _CLOSING or after in _OPENING
        if (
            (self.prose or (self.sentence and beside_quote))
            and end - start < _COLUMN_GAP
            and not self._separates(start, end)
        ):
            return "", "inter-han-space"
        return " ", "wide-gap"

    def _is_padded_credit(self, start: int, end: int) -> bool:
        """Whether a name of two characters and what its bearer did stand alone: 王 正摄（新华社发）"""
        before, verb, behind = (
            self.text[max(0, start - 2) : start - 1],
            self.text[end + 1 : end + 2],
            self.text[end + 2 : end + 3],
        )
        alone = not is_han_or_kana(before) and not is_han_or_kana(behind)
        return alone and verb in _CREDIT_VERBS and is_han_or_kana(self.text[end])

    def _separates(self, start: int, end: int) -> bool:
        """Whether a space in a paragraph of sentences stands between fields, people, or a dateline and its text."""
        left = self.text[max(0, start - 40) : start]
        if max(left.rfind("（"), left.rfind("(")) > max(left.rfind("）"), left.rfind(")")):
            return True
        label = _LABEL.match(self.text, end)
        if (label and _are_characters(label[1])) or _ROLE.search(left):
            return True
        return self._ends_dateline(start)

    def _ends_dateline(self, at: int) -> bool:
        return at < 40 and _DATELINE.search(self.text[:at]) is not None


#: A run of single characters in `_Line.kinds`, Latin words among them; it ends at a colon.
_RUN: Final = late("s(?:f*+s)*+f*+c|s(?:f*s)+")


collapse_spaced_text = CollapseSpacedText()
