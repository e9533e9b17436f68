"""How a line begins and how it ends, in the few kinds that paragraphs turn on."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from ocrclean.chars import CLOSERS, NO_LINE_END, NO_LINE_START, SENTENCE_END, is_han

__all__ = ["END_KINDS", "START_KINDS", "end_kind", "end_kinds", "start_kind", "start_kinds"]

_DIGITS_HAN: Final = "[一二三四五六七八九十百零〇]{1,4}"
_BULLET: Final = "[•●○■□◆◇▶▷▼▲△★☆◎※▪◦]"
_CIRCLED: Final = "[①-⑳⑴-⒇㈠-㈩]"
_DIVISION: Final = rf"第\ ?(?:{_DIGITS_HAN}|[0-9]{{1,4}})\ ?"
_SECTION_NUMBER: Final = r"[0-9A-Z]{1,2}(?:\.[0-9]{1,3}){1,4}\.?"
_CHAPTER: Final = r"(?:[Cc]hapter|CHAPTER|[Aa]ppendix|APPENDIX|[Tt]able|[Ff]igure)\ ?[0-9A-Z]{1,2}"

#: Kind -> pattern, the more special first. All are matched at a line's start; `$` is its end.
_STARTS: Final = {
    # A marker alone on its line: extractors part what the page sets apart ("1.1.2⏎⏎GUI 下的 shell 提示符").
    "alone": rf"""(?: {_SECTION_NUMBER} | [0-9]{{1,2}}[.)、] | [（(](?:{_DIGITS_HAN}|[0-9]{{1,3}})[）)]
        | {_BULLET} | {_CIRCLED} | · | {_CHAPTER} | {_DIVISION}[章编編部卷回篇] )$""",
    # "□ 本报记者 黄鑫", "新华社记者 王丽丽", "本版编辑 周雷"
    "byline": rf"""(?:{_BULLET}\ ?)? (?: (?:本报|本刊|本网|新华社|人民网|中新社|特约|实习|见习|首席)[^，。；：]{{0,8}}
        (?:记者|通讯员|摄影|编辑)? | 记者 | 通讯员 | 作者 | 文/ | 图/ | 摄影
        | 责任编辑 | 责编 | 编辑 | 美编 | 版式 | 本版编辑 )
        [\ /：:]?[^，。；！？]{{0,24}}$""",
    "item": rf"""{_BULLET} | [·*–-]\ ?(?![-–*·0-9]) | {_CIRCLED}
        | [（(](?:{_DIGITS_HAN}|[0-9]{{1,2}}|[a-zA-Z])[）)] | {_DIGITS_HAN}[、．.]
        | [0-9]{{1,2}}[、)）] | [0-9]{{1,2}}[.．](?![0-9]) | [a-zA-Z][.)、）](?=[^!-~])""",
    "head": rf"""{_DIVISION}[章节節条條编編部卷回篇] | {_SECTION_NUMBER}(?=[^!-~]) | {_CHAPTER}
        | (?:附录|附錄|附表|附件|图|圖|表|表格)\ ?[0-9A-Z一二三四五六七八九十]""",
    "date": r"""(?: [0-9]{4}\ ?[年./-]\ ?[0-9]{1,2}\ ?[月./-]\ ?[0-9]{1,2}\ ?日?
        | [一二三四五六七八九十〇零○]{2,4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日 )
        (?:\ ?星期[一二三四五六日天])?$""",
    # A line in brackets: "（数据来源：…）", "（上接第一版）"
    "note": r"[（(【\[][^（()）]{1,40}[）)】\]]$",
    "label": r"[^，。、；：？！,;:?!“”\"\[\]]{1,9}[：:](?!//)",
    "quote": '[“‘「『"]',
    "bracket": r"[（(\[【《〈〔［]",
    "nostart": "[" + re.escape("".join(sorted(NO_LINE_START))) + "]",
    "digit": "[0-9]",
    "latin": "[A-Za-z]",
    "other": ".|$",
}
START_KINDS: Final = ("han", *_STARTS)
#: Han characters that a special start may begin with; before any other only a label needs a closer look.
_SPECIAL_HAN: Final = frozenset("第一二三四五六七八九十百零〇附图圖表本新人中特实见首记通作文摄责编美版")


@cache
def _start_pattern() -> re.Pattern[str]:
    kinds = (f"(?P<{kind}>{pattern})" for kind, pattern in _STARTS.items())
    return re.compile("|".join(kinds), re.DOTALL | re.VERBOSE)


def start_kind(text: str) -> str:
    """How a line starts, one of START_KINDS: "alone", "item", "head", "label", "quote", "han", …

    >>> start_kind("（一）综合所得"), start_kind("1.1.2"), start_kind("，是安装"), start_kind("月球")
    ('item', 'alone', 'nostart', 'han')
    """
    if "\u3400" <= text[:1] <= "\u9fff" and text[0] not in _SPECIAL_HAN:
        head = text[1:11]
        if "：" not in head and ":" not in head:
            return "han"
    found = _start_pattern().match(text)
    kind = (found and found.lastgroup) or "other"
    return "han" if kind == "other" and text and is_han(text[0]) else kind


def start_kinds(lines: Sequence[str]) -> list[str]:
    """How each of `lines`, none of them empty, starts."""
    # Most start with a Han character that says it all.
    plain = ["\u3400" <= (first := line[0]) <= "\u9fff" and first not in _SPECIAL_HAN for line in lines]
    return [
        "han" if is_plain and "：" not in line and ":" not in line else start_kind(line)
        for is_plain, line in zip(plain, lines, strict=True)
    ]


_CLOSING: Final = "”’\"'」』）)〉》】〕］ "
_ENDS: Final = (
    dict.fromkeys("0123456789０１２３４５６７８９%％", "digit")
    | dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "latin")
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
_LEADER = re.compile(r"(?:[….·‥．]\ ?){2,}[0-9ivxlc]{1,4}$")


END_KINDS: Final = ("han", "other", "closed", "leader", *dict.fromkeys(_ENDS.values()))


def end_kind(text: str) -> str:
    """How a line ends, one of END_KINDS: "sentence", "closed" (a sentence, then a closing mark), "colon", "han", …

    >>> end_kind("他说。"), end_kind("他说。”"), end_kind("他说："), end_kind("他说")
    ('sentence', 'closed', 'colon', 'han')
    """
    kind = _last_kind(text[-1:])
    if kind == "digit" and _LEADER.search(text, max(0, len(text) - 12)):
        return "leader"
    if kind == "closer" and text.rstrip(_CLOSING)[-1:] in SENTENCE_END:
        return "closed"
    return kind


@cache
def _last_kind(last: str) -> str:
    """What the last character of a line says by itself."""
    return _ENDS.get(last) or ("han" if last and is_han(last) else "other")


def end_kinds(lines: Sequence[str]) -> list[str]:
    """How each of `lines`, none of them empty, ends."""
    kinds = [_last_kind(line[-1]) for line in lines]
    return [end_kind(line) if kind in ("digit", "closer") else kind for kind, line in zip(kinds, lines, strict=True)]
