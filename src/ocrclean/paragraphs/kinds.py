"""How a line begins and how it ends, in the few kinds that paragraphs turn on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, count, pairwise
from operator import itemgetter
from typing import Final

from ocrclean.chars import (
    BULLETS,
    CLOSERS,
    DIGITS,
    LATIN_ALPHABET,
    NO_LINE_END,
    NO_LINE_START,
    SENTENCE_END,
    SURNAMES,
    is_han,
)
from ocrclean.late import late

__all__ = [
    "END_KINDS",
    "START_KINDS",
    "balance",
    "end_kind",
    "end_kind_at_quote",
    "end_kinds",
    "references",
    "start_kind",
    "start_kinds",
]

_DIGITS_HAN: Final = "[一二三四五六七八九十百零〇]{1,4}"
_DIVISION: Final = rf"第\ ?(?:{_DIGITS_HAN}|[0-9]{{1,4}})\ ?[章节節条條編编部卷回篇]"
_SECTION_NUMBER: Final = r"[0-9A-Z]{1,2}(?:\.[0-9]{1,3}){1,4}\.?"
_CHAPTER: Final = r"(?:[Cc]hapter|CHAPTER|[Aa]ppendix|APPENDIX|[Tt]able|[Ff]igure)\ ?[0-9A-Z]{1,2}"
#: What an answer to choose from begins with: A.
_OPTION: Final = "[A-H][.．、]"
#: "本报记者 黄鑫", "新华社记者 王丽丽", "本版编辑 周雷"
_BYLINE: Final = r"""(?: (?:本[报報刊网網]|新[华華]社|人民[网網]|中新社|特[约約]|[实實][习習]|[见見][习習]|首席)
        [^，。；：]{0,8} (?:[记記]者|通[讯訊][员員]|[摄攝]影|[编編][辑輯])?
    | [记記]者(?!手[记記]|札[记記]) | 通[讯訊][员員] | 作者 | 文/ | [图圖]/ | [摄攝]影
    | [责責]任[编編][辑輯] | [责責美][编編] | (?:本版)?[编編][辑輯] | 版式 )
    [\ /：:]?[^，。；！？]{0,24}$"""
#: Who reports: "本报", "据新华社".
_AGENCY: Final = r"[据據]?\ ?(?:本[报報刊网網台臺]|新[华華][社网網]|人民[网網]|中新[社网網]|央[视視])"
#: What a news report begins with: "本报北京１月５日讯", "据新华社马尼拉1月11日电（记者…", "本报讯（通讯员…".
_DATELINE: Final = rf"""(?: {_AGENCY}
    [^，。；：！？]{{0,16}}? (?: 日\ ?[电電讯訊] | [讯訊] | [电電](?=\ ?[（(\u3000]|$) ) )"""
#: A line in brackets: "（数据来源：…）", "（上接第一版）"
_NOTE: Final = r".[^（()）]{1,40}[）)】\]]$"
#: When it was said or logged: 2024-05-01 10:03:22, and in brackets the time alone, as lyrics have it.
_DATE_AND_TIME: Final = r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[\ T]++[0-9]{1,2}:[0-9]{2}"
_TIME: Final = rf".(?:{_DATE_AND_TIME}|[0-9]{{1,2}}:[0-9]{{2}})(?::[0-9]{{2}})?(?:\.[0-9]{{1,3}})?\]"
#: What stands below the title of a law, on more than one line at times: （2021年8月20日…会议通过）
_DATED: Final = r"[（(][0-9]{4}\ ?年\ ?[0-9]{1,2}\ ?月\ ?[0-9]{1,2}\ ?日"
#: A writer's name alone on its line; printed "王　伟", it has lost its space by now.
_NAME: Final = "[\u4e00-\u9fff]{2,3}$"

#: What a line may begin with -> the special kinds of line that begin so, the more special first. All patterns are
#: matched at the line's start; `.` is the character that it begins with, `$` the line's end. "alone" is a marker alone
#: on its line: extractors part what the page sets apart ("1.1.2⏎⏎GUI 下的 shell 提示符").
_SPECIAL: Final[dict[str, dict[str, str]]] = {
    DIGITS: {
        "alone": rf"(?: {_SECTION_NUMBER} | [0-9]{{1,2}}[.)、] )$",
        "item": rf"[0-9]{{1,2}}\ ?(?: [、)）] | [.．](?![0-9]) ) | {_DATE_AND_TIME}",
        "head": rf"{_SECTION_NUMBER}(?=[^!-~])",
        "date": r"""[0-9]{4}(?:\ ?年\ ?[0-9]{1,2}\ ?月\ ?[0-9]{1,2}\ ?日 | [./-][0-9]{1,2}[./-][0-9]{1,2})
            (?:\ ?星期[一二三四五六日天])?$""",
        "masthead": r"(?:[0-9]{2}:){1,2}[0-9]{2}[,.][0-9]{3}\ -->",  # the times of a subtitle
    },
    LATIN_ALPHABET: {
        "alone": rf"(?: {_SECTION_NUMBER} | {_CHAPTER} | {_OPTION} )$",
        "item": "[a-zA-Z][.．)、）](?=[^!-~])",
        "head": rf"{_SECTION_NUMBER}(?=[^!-~]) | {_CHAPTER}",
    },
    "（(": {
        "masthead": r".[0-9]{4}[）)]\ ?[\u4e00-\u9fff][\u4e00-\u9fff0-9\ ]{3,20}[号號]$",  # （2022）鄂0104民初1987号
        "alone": rf".(?:{_DIGITS_HAN}|[0-9]{{1,3}})[）)]$",
        "item": rf".(?:{_DIGITS_HAN}|[0-9]{{1,2}}|[a-zA-Z])[）)]",
        "note": rf"{_NOTE} | {_DATED}",
    },
    "【": {"head": r".[^【】]{1,10}】$", "note": _NOTE},  # 【注释】
    "[": {"item": rf"{_TIME} | .\^[^\]\s]{{1,20}}\][:：]", "note": _NOTE},  # 2nd: Markdown's footnotes, [^1]:
    BULLETS + "○□▶▷▼▲△★☆◎※": {"alone": ".$", "byline": rf".\ ?{_BYLINE}", "item": "."},
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩": {"alone": ".$", "item": "."},
    "·*–-": {"alone": "·$", "item": r".\ ?(?![-–*·0-9….．])"},
    "第": {"alone": f"{_DIVISION}$", "head": _DIVISION},
    "一二三四五六七八九十百零〇": {
        "item": f"{_DIGITS_HAN}[、．.]",
        # A full stop may end the date below an essay: 一九二二年十月。
        "date": r"""[一二三四五六七八九十〇零○]{2,4}年[一二三四五六七八九十]{1,3}月
            (?:[一二三四五六七八九十]{1,3}日(?:\ ?星期[一二三四五六日天])?。?|。)$""",
    },
    "附图圖表": {
        "byline": r"[图圖]/[\ /：:]?[^，。；！？]{0,24}$",
        "head": r"(?:附录|附錄|附表|附件|图|圖|表|表格)\ ?[0-9A-Z一二三四五六七八九十]",
    },
    "本新人中央": {"dateline": _DATELINE, "byline": _BYLINE},
    "据據": {"dateline": _DATELINE},
    "特实實见見首记記通作摄攝责責编編美版": {"byline": _BYLINE},
    "文": {"byline": _BYLINE, "name": _NAME},
    SURNAMES: {"name": _NAME},
}
_PATTERN_OF: Final = {first: special for special in _SPECIAL for first in special}
#: The keys of the special kinds with which a dateline may begin.
_OF_DATELINES: Final = frozenset(first for first, kinds in _SPECIAL.items() if "dateline" in kinds)
#: The begin of a dateline, and nothing else: 据新华社北京1月22⏎日电
_BEGINS_DATELINE = late(_AGENCY + "[^，。；：！？（(]{0,16}$")

#: What a line's first character says where the line is of no special kind.
_FIRST: Final = (
    dict.fromkeys(NO_LINE_START, "nostart")
    | dict.fromkeys("（([【《〈〔［", "bracket")
    | dict.fromkeys('“‘「『"', "quote")
    | dict.fromkeys(DIGITS, "digit")
    | dict.fromkeys(LATIN_ALPHABET, "latin")
)
#: No character of a label: "联系人：栗经理" has one, "他说：“难！”" has not.
_NOT_IN_LABEL: Final = frozenset('，。、；？！,;?!“”"[]')

#: The weights of evidence are kept in this order.
START_KINDS: Final = (
    "han", "alone", "dateline", "byline", "name", "item", "head", "date", "note", "label", "quote", "bracket",
    "nostart", "digit", "latin", "other", "masthead",
)  # fmt: skip


@cache
def _special_pattern(first: str) -> re.Pattern[str]:
    """The special kinds of one key of _SPECIAL, as groups. To compile all that a text may need takes milliseconds."""
    kinds = (f"(?P<{kind}>{pattern})" for kind, pattern in _SPECIAL[first].items())
    return re.compile("|".join(kinds), re.DOTALL | re.VERBOSE)


def start_kind(text: str) -> str:
    """How a line starts, one of START_KINDS: "alone", "item", "head", "label", "quote", "han", …

    >>> start_kind("（一）综合所得"), start_kind("1.1.2"), start_kind("，是安装"), start_kind("月球")
    ('item', 'alone', 'nostart', 'han')
    """
    return start_kinds([text], [text[0]], dated=[0], with_colon=[0])[0] if text else "other"


def start_kinds(
    lines: Sequence[str], firsts: Sequence[str], *, dated: Iterable[int], with_colon: Iterable[int]
) -> list[str]:
    """How each of `lines`, none of them empty, starts.

    `firsts` are their first characters, `dated` at least those with 日 or 〔 in them, `with_colon` those with a colon.
    """
    kinds = ["han"] * len(lines)  # as most are
    for k in compress(count(), map(_TELLING_KIND.__getitem__, firsts)):
        first = firsts[k]
        special = _PATTERN_OF.get(first)
        found = special and _special_pattern(special).match(lines[k])
        if not found and special in _OF_DATELINES and _is_broken_dateline(lines[k], lines[k + 1 : k + 3]):
            kinds[k] = "dateline"
        else:
            kinds[k] = (found and found.lastgroup) or _TELLING_KIND[first]
    for k in with_colon:
        if kinds[k] in _PLAIN and _is_label(lines[k]):
            kinds[k] = "label"
    for k in dated:
        if _is_masthead(lines[k]):
            kinds[k] = "masthead"
    for k in references(lines, firsts):
        kinds[k] = "item"
    return kinds


#: The number of an entry: [1] 陆建中. One that a text cites may have a mark or 的 behind it.
_REFERENCE = late(r"[\[［]([0-9]{1,3})[\]］] ?+(?=[^，。、；：）)\]］的])")
#: The next entry begins within so many lines.
_NEXT_REFERENCE: Final = 10


def references(lines: Sequence[str], firsts: Sequence[str]) -> Iterator[int]:
    """Which of `lines`, whose first characters are `firsts`, begin an entry of a list of references: [2] behind [1]."""
    if "[" not in firsts and "［" not in firsts:
        return
    bracketed = (k for k, first in enumerate(firsts) if first in "[［")
    number = {k: int(found[1]) for k in bracketed if (found := _REFERENCE.match(lines[k]))}
    for (k, first), (j, second) in pairwise(number.items()):
        if second == first + 1 and j - k <= _NEXT_REFERENCE:
            yield from (k, j)


def _is_broken_dateline(line: str, following: Sequence[str]) -> bool:
    """Whether `line` breaks off in a dateline, whose rest stands on the lines that are `following`."""
    if not _BEGINS_DATELINE.match(line):
        return False
    found = _special_pattern(_PATTERN_OF[line[0]]).match(line + "".join(following))
    return found is not None and found.lastgroup == "dateline"


class _TellingKind(dict[str, str]):
    """First character -> what it says by itself; nothing where it is Han and begins no special kind of line."""

    def __missing__(self, first: str) -> str:
        if first in _PATTERN_OF or not "\u3400" <= first <= "\u9fff":
            kind = _FIRST.get(first) or ("han" if is_han(first) else "other")
        else:
            kind = ""
        self[first] = kind
        return kind


_TELLING_KIND: Final = _TellingKind()
#: What a first character alone may say.
_PLAIN: Final = frozenset((*_FIRST.values(), "han", "other"))


#: With these and a colon a report begins, behind the name of who wrote it: 本报记者王⏎尧报道：
_REPORTED: Final = ("报道", "報道", "報導")


def _is_label(text: str) -> bool:
    """Whether `text` begins with up to nine characters and a colon, and is no address."""
    head = text[:10]
    if "：" not in head and ":" not in head:
        return False
    label = head.replace(":", "：").split("：", 1)[0]
    if label.strip().isdigit():
        return False  # 19:15, 80 : 62
    if label.endswith(_REPORTED):
        return False
    return label != "" and _NOT_IN_LABEL.isdisjoint(label) and not text.startswith("//", len(label) + 1)


#: A newspaper's or magazine's masthead: a date, and the number of the page or issue or the day of the week. It names
#: things and says nothing of them: a line of text with a date has a particle, a preposition or a title in brackets.
_MASTHEAD = late(
    r"(?=.*[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日)"
    r"(?=.*(?:第 ?[0-9一二三四五六七八九十]{1,4} ?[版期]|星期[一二三四五六日天]|\b[A-Z]?[0-9]{1,2} ?版))"
    r"[^，。；！？《》的了在是于於和与與据據将將]{1,50}$"
)


#: The number of a document, a line of its own below the title: 国办发〔2023〕42号.
_DOCUMENT_NUMBER = late(r"[^，。；：！？《]{1,16}〔[0-9]{4}〕 ?第? ?[0-9]{1,5} ?[号號]$")


def _is_masthead(text: str) -> bool:
    """Whether `text` is a masthead, or the number of a document."""
    if len(text) > 50:
        return False
    if "〔" in text:
        return _DOCUMENT_NUMBER.match(text) is not None
    return "日" in text and "年" in text and "月" in text and _MASTHEAD.match(text) is not None


_CLOSING: Final = "”’\"'」』）)〉》】〕］ "
_ENDS: Final = (
    dict.fromkeys(DIGITS + "０１２３４５６７８９%％", "digit")
    | dict.fromkeys(LATIN_ALPHABET, "latin")
    | dict.fromkeys(CLOSERS | frozenset("\"'"), "closer")
    | dict.fromkeys(NO_LINE_END, "opener")
    | dict.fromkeys("：:", "colon")
    | dict.fromkeys("；;", "semicolon")
    | dict.fromkeys("，,、", "comma")
    | dict.fromkeys("—-–‐⁃/_=", "dash")
    | dict.fromkeys(SENTENCE_END, "sentence")
    | {".": "stop"}
)


#: The leader of a contents page and its page number: "第一章 总则……………12".
_LEADER = late(r"(?:[….·‥．]\ ?){2,}[0-9ivxlc]{1,4}$")


#: A row of dots with a middle dot among them, which RapidOCR prints for ……
_MISREAD_ELLIPSIS = late("(?=[….．]{0,7}·)[·….．]{3,8}$")
_DOTTED: Final = frozenset(("other", "stop"))
_WESTERN_STOP = late(r"..[\u3400-\u9fff]\.$")
_EITHER_QUOTE = late("[“”]")
#: So many lines behind one are asked whether they close a quote.
_FOLLOWING: Final = 3
#: Kinds that the last character alone does not tell.
_LOOK_CLOSER: Final = frozenset(("digit", "closer", "other", "stop", "opener"))
#: The weights of evidence are kept in this order.
END_KINDS: Final = (
    "han", "other", "closed", "leader", "digit", "latin", "closer", "opener", "colon", "semicolon", "comma", "dash",
    "sentence", "stop",
)  # fmt: skip


def end_kind(text: str, following: str = "") -> str:
    """How a line ends, one of END_KINDS: "sentence", "closed" (a sentence, then a closing mark), "colon", "han", …

    No line ends with an opening quote in print: an OCR engine prints “ for ” and for 。 there, unless the text that is
    `following` closes it; then an extractor tore the line.

    >>> end_kind("他说。"), end_kind("他说。”"), end_kind("他说："), end_kind("他说")
    ('sentence', 'closed', 'colon', 'han')
    """
    kind = _LAST_KIND[text[-1:]]
    if kind == "digit" and _LEADER.search(text, max(0, len(text) - 12)):
        return "leader"
    if kind == "closer":
        return "closed" if _ends_sentence(text.rstrip(_CLOSING)) else kind
    if kind == "opener" and text[-1] == "“":
        return end_kind_at_quote(text[:-1].rstrip(), following)
    return "sentence" if kind in _DOTTED and _ends_sentence(text) else kind


def _ends_sentence(text: str) -> bool:
    """Whether a sentence ends with `text`.

    Mathematics and manuals are set with Western full stops at times: one behind Han ends a sentence.
    """
    if text[-1:] in SENTENCE_END or _WESTERN_STOP.search(text, max(0, len(text) - 4)):
        return True
    return _MISREAD_ELLIPSIS.search(text[-8:]) is not None


def end_kind_at_quote(text: str, following: str) -> str:
    """How a line ends that is `text` and “, where `following` stands behind it; “ is ” if "closed" or "closer"."""
    quote = _EITHER_QUOTE.search(following)
    if not text or (quote and quote[0] == "”"):
        return "opener"
    if text[-1] in SENTENCE_END:
        return "closed"
    if text.count("“") > text.count("”"):
        return "closer"
    return "sentence" if is_han(text[-1]) else "opener"


class _LastKind(dict[str, str]):
    """Last character -> what it says of a line's end by itself."""

    def __missing__(self, last: str) -> str:
        self[last] = kind = "han" if last and is_han(last) else "other"
        return kind


_LAST_KIND: Final = _LastKind(_ENDS)


def end_kinds(lines: Sequence[str]) -> list[str]:
    """How each of `lines`, none of them empty, ends."""
    kinds = list(map(_LAST_KIND.__getitem__, map(itemgetter(-1), lines)))
    for k in [k for k, kind in enumerate(kinds) if kind in _LOOK_CLOSER]:
        following = "".join(lines[k + 1 : k + 1 + _FOLLOWING]) if kinds[k] == "opener" else ""
        kinds[k] = end_kind(lines[k], following)
    return kinds


_BRACKETS = late("[（(《“「『‘）)》”」』’]")
_OPENING: Final = frozenset("（(《“「『‘")


def balance(text: str) -> int:
    """Whether `text` leaves a bracket or quote open (1), closes more than it opens (-1), or neither (0)."""
    found = _BRACKETS.findall(text)
    if not found:
        return 0
    opened = sum([mark in _OPENING for mark in found])
    closed = len(found) - opened
    return (opened > closed) - (opened < closed)
