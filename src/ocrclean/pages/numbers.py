"""Lines that may hold a page number."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ocrclean.chars import SENTENCE_END
from ocrclean.late import late

__all__ = [
    "FULL_STOP_AT_END",
    "MAX_HEAD",
    "NUMBER",
    "Count",
    "Head",
    "Shape",
    "counted_heads",
    "glued_numbers",
    "heads_by_shape",
    "lines_by_themselves",
    "lone_numbers",
    "places_of",
]

#: A head or foot has at most this many characters.
MAX_HEAD: Final = 80

_BLANKS: Final = " \\t\\f\u00a0\u2003\u3000"
_BLANK: Final = f"[{_BLANKS}]*+"
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~～·•∙・"
_HAN_DIGITS: Final = "〇零一二三四五六七八九十百"
_DECORATION: Final = "\\" + _DASHES + ".．:：,，。|*°"


class _Kind:
    """A kind of line that has a number: what it looks like from the line feed before it on, and how it starts."""

    def __init__(self, starts: str, pattern: str) -> None:
        self.starts = frozenset(starts) | frozenset(" \t\f\u00a0\u2003\u3000")
        self.pattern = late(pattern)

    def among(self, text: str, places: Mapping[int, str]) -> Iterator[re.Match[str]]:
        """The lines of this kind at `places` of the text."""
        for place, start in places.items():
            if start in self.starts and (found := self.pattern.match(text, place)):
                yield found


#: What stands before a line that may begin with a number or with what is printed around one. Few lines do, so that the
#: patterns below are only matched at these places, where the line begins with a blank or as it is said beside each.
_PLACE = late(f"\\n[{_BLANKS}{_DECORATION}第PpA-Z\\divxl]")
#: A number alone on its line, with what typesetters and OCR engines put around it: 12, - 12 -, · 22 ·, .57., :58,
#: A12, 39 / 223, 第 3 页 共 20 页.
_LONE = _Kind(
    f"{_DECORATION}第PpA0",
    f"\\n{_BLANK}(?P<before>[{_DECORATION} \u3000]*+)"
    "(?P<page>(?:第|Page|PAGE|page|[Pp]\\.?)? ?)(?P<letter>[A-Z]?)(?P<number>\\d{1,4})(?![\\d%‰℃])(?P<leaf> ?[页頁]?)"
    "(?P<total> ?(?:[/／,，]|of|[共总總]) ?[共总總]? ?\\d{1,4} ?[页頁]?)?"
    f"(?P<after>[{_DECORATION} \u3000]*+){_BLANK}(?=\\n)",
)
#: The same in Han numerals, where dashes or the word for page stand around them: — 十二 —, 第十二页.
_LONE_HAN = _Kind(
    f"{_DASHES}第",
    f"\\n{_BLANK}(?:[\\{_DASHES}]++ ?[{_HAN_DIGITS}]{{1,5}} ?[\\{_DASHES}]++|第[{_HAN_DIGITS}]{{1,5}}[页頁])"
    f"{_BLANK}(?=\\n)",
)
#: A page number in dashes or words that pypdf prints on one line with the text of its page: - 2 - 最引人注意的…
_GLUED = _Kind(
    f"{_DASHES}第",
    f"\\n{_BLANK}(?:[\\{_DASHES}] ?(\\d{{1,4}}) ?[\\{_DASHES}]"
    f"|第 ?(\\d{{1,4}}) ?[页頁](?: ?[共总總] ?\\d{{1,4}} ?[页頁])?)(?P<gap>[{_BLANKS}]++)(?=\\S)",
)
#: Small Roman numbers, as prefaces have.
_LONE_ROMAN = _Kind("ivxl", f"\\n{_BLANK}(?=[ivxl])((?:xl|l?x{{0,3}})(?:ix|iv|v?i{{0,3}})){_BLANK}(?=\\n)")
#: A line with a number at its start or end, as a running head with its page number has.
_NUMBER_FIRST = _Kind("第0", f"\\n{_BLANK}(?:第 ?)?\\d{{1,4}}(?![\\d.、．,，:：)）])[^\\n]{{1,{MAX_HEAD}}}+(?=\\n)")
_NUMBER_LAST = late(f"[0-9] ?[版页頁]?{_BLANK}\\Z")
#: The end of a line that may have one: to look at line ends alone is much faster than at each digit.
_MAY_END_IN_NUMBER = late(f"\\n(?<=[0-9版页頁{_BLANKS}]\\n)")
#: The stamp that a browser prints above a page: 11/22/26, 9:43 AM.
_STAMP = _Kind(
    "0",
    f"\\n{_BLANK}\\d{{1,4}}[/.\\-]\\d{{1,2}}[/.\\-]\\d{{1,4}},? ?(?:上午|下午)? ?"
    f"\\d{{1,2}}:\\d\\d(?::\\d\\d)?(?: ?[AP]M)?[^\\n]{{0,{MAX_HEAD}}}+(?=\\n)",
)
#: What it prints below: the page's address, its number and how many pages there are (https://example.com/ 1/3); the
#: numbers may be extracted apart.
_ADDRESS = late(
    f"\\n{_BLANK}((?P<scheme>file|https?)://[^\\s]++(?: ++(?P<page>\\d{{1,4}})/(?P<pages>\\d{{1,4}}))?){_BLANK}(?=\\n)"
)
#: What the journal database CNKI prints below each page, as far as OCR engines read it:
#: (C)1994-2022 China Academic Journal Electronic Publishing House. All rights reserved. http://www.cnki.net
_DATABASE = late(
    f"\\n{_BLANK}([^\\n]{{0,12}}\\d{{4}} ?[-–] ?\\d{{4}} China Academic Journal Electronic Publishing House"
    f"[^\\n]{{0,{MAX_HEAD}}}+)(?=\\n)"
)
_DATABASE_MARK: Final = "Academic Journal Electronic"
NUMBER = late("\\d+")
# A pattern that begins with one character of a class is searched for faster than one that begins with several, or with
# what stands before it.
#: Blanks that part two numbers, as in 28 Jun 2026 144 / 1279; those of a letter-spaced one stand behind single digits.
_BETWEEN_NUMBERS = late(f"[{_BLANKS}](?<=\\d\\d.)[{_BLANKS}]*+(?=\\d)")
#: The leader of a contents entry, up to its number, and how far before that one it is looked for, in characters.
_LEADER = late(r"[.．…·‥] ?(?:[.．…·‥] ?){2,}\s*\Z")
_LEADER_REACH: Final = 12
#: A contents entry, blanks left out: its number stands behind a leader.
_ENTRY = late(r"[.．…·‥][.．…·‥]{2,}\d+\Z")
_ROMAN: Final = [
    tens + units
    for tens in ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")
    for units in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
]
#: Numbers that count something else: dates and times, ordinals, sections, amounts.
_NO_PAGE_AFTER: Final = frozenset("年月日时時分秒岁歲.．:：%％‰℃元号號条條章节節卷期届屆")
_NO_PAGE_BEFORE: Final = frozenset(".．:：￥$#")
_LIST_MARKS: Final = frozenset(".．:：,，。*")
#: A date in figures alone: 2022-07-22, 8/28/2022.
_DATE = late(r"(?<!\d)(?:\d{4}([-/])\d{1,2}\1\d{1,2}|\d{1,2}([-/])\d{1,2}\2\d{4})(?!\d)")
#: Words that stand before a number that is no page number (案例 3, Table 3), in small letters.
_LABELS: Final = (
    *"例图圖表题題问問课課讲回第",
    *("步骤", "步驟", "附件", "附录", "附錄", "情形", "方案", "模块", "模組", "单元", "單元", "任务", "任務"),
    *("活动", "活動", "练习", "練習", "部分", "编号", "編號"),
    *("figure", "fig", "fig.", "table", "example", "step", "chapter", "section", "listing", "part", "question"),
    *("no", "no.", "v", "version"),
)
#: So many numbers make a version or a date of most; of those the first may count, and so many of the last.
_MANY_NUMBERS: Final = 6
_LAST_NUMBERS: Final = 2
_LABEL_ENDS: Final = frozenset(label[-1] for label in _LABELS)
FULL_STOP_AT_END: Final = SENTENCE_END | frozenset("；;：:")


class Count(NamedTuple):
    """A line that may hold the page number `value`.

    `decorated`: what stands around the number is used for page numbers (3 / 20, — 3); `certain`: and for nothing
    else (— 3 —, 第 3 页).
    """

    at: int
    value: int
    alone: bool
    decorated: bool = False
    certain: bool = False


#: A line that may be a head with its page number: where it starts, and its characters without blanks but for those that
#: part two numbers.
Head = tuple[int, str]
#: What counted lines have in common: the text around the number.
Shape = tuple[str, int, tuple[str, ...]]


def places_of(text: str) -> dict[int, str]:
    """Where the line feeds before lines stand that may begin with a number, and the first character of each line.

    `text` starts and ends with a line feed. 0 stands for all digits, A for all capitals.
    """
    places: dict[int, str] = {}
    for hit in _PLACE.finditer(text):
        place = hit.start()
        start = text[place + 1]
        places[place] = "0" if start.isdecimal() else "A" if "A" <= start <= "Z" else start
    return places


def lines_by_themselves(text: str, places: Mapping[int, str]) -> set[str]:
    """What lines say that are always furniture: a browser's stamp and foot, a database's foot, a page number in Han
    numerals.

    A stamp that comes once is one where there is such a foot; elsewhere it may be text.
    """
    surely = {_key(number[0]) for number in _LONE_HAN.among(text, places)}
    if "J" in text and _DATABASE_MARK in text:  # one character is found ten times as fast as many
        surely |= {_key(foot[1]) for foot in _DATABASE.finditer(text)}
    stamps = [_key(stamp[0]) for stamp in _STAMP.among(text, places)]
    has_addresses = ":" in text and "://" in text
    if not (stamps or has_addresses):
        return surely
    feet = _browser_feet(text, stamped=bool(stamps)) if has_addresses else set()
    stamped = {line for line, times in Counter(stamps).items() if times > 1 or feet}
    return feet | stamped | surely


def _browser_feet(text: str, *, stamped: bool) -> set[str]:
    """The lines that are addresses with page numbers, or of local files, where there are stamps or several such."""
    feet: set[str] = set()
    files: Counter[str] = Counter()
    for foot in _addresses(text):
        if foot["page"]:
            if 0 < int(foot["page"]) <= int(foot["pages"]):
                feet.add(_key(foot[1]))
        elif foot["scheme"] == "file":
            files[_key(foot[1])] += 1
    return feet | {line for line, times in files.items() if times > 1 or stamped}


def _addresses(text: str) -> Iterator[re.Match[str]]:
    """The lines that are addresses: few lines have the mark of one, so that only these are matched."""
    at = text.find("://")
    while at >= 0:
        if address := _ADDRESS.match(text, text.rindex("\n", 0, at)):
            yield address
        at = text.find("://", text.index("\n", at))


def _key(line: str) -> str:
    return "".join(line.split())


def lone_numbers(text: str, places: Mapping[int, str]) -> Iterator[tuple[Shape, Count]]:
    """The numbers that are alone on their line and may be page numbers."""
    for hit in _LONE.among(text, places):
        before, after = hit["before"].strip(), hit["after"].strip()
        number = hit["number"]
        if number.startswith("0") or (after[:1] in _LIST_MARKS and not before):
            continue
        if _follows_leader(text, hit.start("number")):
            continue
        total = NUMBER.findall(hit["total"] or "")
        named = bool(hit["page"].strip() and (hit["leaf"].strip() or total))
        certain = named or bool(before and after and before[-1] in _DASHES and after[0] in _DASHES)
        decorated = certain or bool(total or before[-1:] in ("\u2014", "\u2013"))
        value = int(number)
        if total and int(total[0]) < value:
            continue
        if 1900 <= value < 2100 and not decorated:
            continue
        yield (hit["letter"] + "#", 0, tuple(total)), Count(hit.start() + 1, value, True, decorated, certain)

    for hit in _LONE_ROMAN.among(text, places):
        if hit[1]:
            yield ("i", 0, ()), Count(hit.start() + 1, _ROMAN.index(hit[1]), True)


def glued_numbers(text: str, places: Mapping[int, str]) -> Iterator[tuple[Count, tuple[int, int]]]:
    """The numbers that may be page numbers and have text behind them on their line; where the blanks between are."""
    for hit in _GLUED.among(text, places):
        yield Count(hit.start() + 1, int(hit[1] or hit[2]), True, True, True), hit.span("gap")


def _follows_leader(text: str, at: int) -> bool:
    """Whether a leader stands before the number at `at`, on its line or the one before: it is of a contents entry."""
    return _LEADER.search(text[max(0, at - _LEADER_REACH) : at]) is not None


def heads_by_shape(text: str, places: Mapping[int, str]) -> dict[str, list[Head]]:
    """The lines that may be heads with their page number, by their text around the numbers."""
    starts = {hit.start() + 1 for hit in _NUMBER_FIRST.among(text, places)}
    for hit in _MAY_END_IN_NUMBER.finditer(text):
        start = text.rindex("\n", 0, hit.start()) + 1
        if _NUMBER_LAST.search(text, start, hit.start()):
            starts.add(start)
    heads: defaultdict[str, list[Head]] = defaultdict(list)
    for start in sorted(starts):
        content = text[start : text.index("\n", start)]
        if len(content) > 2 * MAX_HEAD:
            continue
        key = _key(content)
        if len(key) < len(content) and len(parts := _BETWEEN_NUMBERS.split(content)) > 1:
            key = " ".join(map(_key, parts))
        if not 3 <= len(key) <= MAX_HEAD or key[-1] in FULL_STOP_AT_END:
            continue
        if not (key[-1].isdecimal() and _ENTRY.search(key)):
            heads[NUMBER.sub("#", key)].append((start, key))
    return heads


def counted_heads(shape: str, heads: Iterable[Head]) -> Iterator[tuple[Shape, Count]]:
    """The numbers that may be page numbers in heads of one shape; a line may have two of them."""
    for start, key in heads:
        numbers = list(NUMBER.finditer(key))
        if not numbers or (len(numbers) == 1 and numbers[0][0] == key):
            continue
        counting = [column for column in _outer(len(numbers)) if _may_count(key, numbers[column])]
        values = [number[0] for number in numbers] if counting else []
        for column in counting:
            others = (*values[:column], *values[column + 1 :])
            end = numbers[column].end()
            total = key[end : end + 1] in ("/", "／")
            yield (shape, column, others), Count(start, int(values[column]), False, total)


def _outer(size: int) -> Iterable[int]:
    """Which of `size` numbers in a line may be its page number: of many the outer ones (V2.9.0, 28 Jun 2026 144/99)."""
    return range(size) if size <= _MANY_NUMBERS else (0, *range(size - _LAST_NUMBERS, size))


def _may_count(key: str, number: re.Match[str]) -> bool:
    """Whether a number in a line can be its page number."""
    start, end = number.span()
    after, before = key[end : end + 1], key[start - 1 : start]
    if end - start > 4 or after in _NO_PAGE_AFTER or before in _NO_PAGE_BEFORE or number[0].startswith("0"):
        return False
    if after == "/" and start == 0 and key.count("/") > 1:
        return False  # a date
    if after in ("页", "頁", "版"):
        return True
    if before.lower() in _LABEL_ENDS and key[:start].lower().endswith(_LABELS):
        return False
    if "-" not in key and "/" not in key:
        return True
    return not any(date.start() <= start < date.end() for date in _DATE.finditer(key))
