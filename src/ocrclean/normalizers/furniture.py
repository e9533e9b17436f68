"""Page numbers, running heads and feet: what is printed on a page and not in the text."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, Final, NamedTuple

from ocrclean.chars import CLOSERS, SENTENCE_END, em_width, is_han
from ocrclean.edits import Edit, apply_edits, compose
from ocrclean.normalizer import Change, Normalizer

__all__ = ["RemovePageFurniture", "remove_page_furniture"]

_FURNITURE: Final = "page-furniture"
_FORM_FEED: Final = "form-feed"

#: Taking furniture away can bring more of it to light (two feet one above the other).
_MAX_ROUNDS: Final = 24
#: A head or foot has at most this many characters.
_MAX_HEAD: Final = 80
#: Pages are at least this many characters apart where no form feed stands between them.
_MIN_PAGE: Final = 150
#: Page numbers may leave out pages (blank ones, plates), but not more than this many in a row.
_MAX_STEP: Final = 3
#: Sequences of numbers are looked at up to this number.
_MAX_CHAINS: Final = 64
#: Lines that say the same are looked at up to this number.
_MAX_TITLES: Final = 16
#: A head or foot has at most this many lines.
_MAX_DEPTH: Final = 4

_BLANKS: Final = " \\t\\f\u00a0\u2003\u3000"
_BLANK: Final = f"[{_BLANKS}]*+"
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~～·•∙・"
_HAN_DIGITS: Final = "〇零一二三四五六七八九十百"
_DECORATION: Final = "\\" + _DASHES + ".．:：,，。|*°"

# Each pattern first looks at the first character of the line: most lines begin with one that ends the matter.
#: A number alone on its line, with what typesetters and OCR engines put around it: 12, - 12 -, · 22 ·, .57., :58,
#: A12, 39 / 223, 第 3 页 共 20 页.
_LONE = re.compile(
    f"\\n(?=[{_BLANKS}{_DECORATION}第PpA-Z\\d]){_BLANK}(?P<before>[{_DECORATION} \u3000]*+)"
    "(?P<page>(?:第|Page|PAGE|page|[Pp]\\.?)? ?)(?P<letter>[A-Z]?)(?P<number>\\d{1,4})(?![\\d%‰℃])(?P<leaf> ?[页頁]?)"
    "(?P<total> ?(?:[/／,，]|of|[共总總]) ?[共总總]? ?\\d{1,4} ?[页頁]?)?"
    f"(?P<after>[{_DECORATION} \u3000]*+){_BLANK}(?=\\n)"
)
#: The same in Han numerals, where dashes or the word for page stand around them: — 十二 —, 第十二页.
_LONE_HAN = re.compile(
    f"\\n(?=[{_BLANKS}\\{_DASHES}第]){_BLANK}"
    f"(?:[\\{_DASHES}]++ ?[{_HAN_DIGITS}]{{1,5}} ?[\\{_DASHES}]++|第[{_HAN_DIGITS}]{{1,5}}[页頁]){_BLANK}(?=\\n)"
)
#: Small Roman numbers, as prefaces have.
_LONE_ROMAN = re.compile(f"\\n(?=[{_BLANKS}ivx]){_BLANK}(?=[ivx])(x{{0,3}}(?:ix|iv|v?i{{0,3}})){_BLANK}(?=\\n)")
#: A line with a number at its start or end, as a running head with its page number has.
_NUMBER_FIRST = re.compile(
    f"\\n(?=[{_BLANKS}第\\d]){_BLANK}(?:第 ?)?\\d{{1,4}}(?![\\d.、．,，:：)）])[^\\n]{{1,{_MAX_HEAD}}}+(?=\\n)"
)
_NUMBER_LAST = re.compile(f"[0-9] ?[版页頁]?{_BLANK}\\Z")
#: The end of a line that may have one: to look at line ends alone is much faster than at each digit.
_MAY_END_IN_NUMBER = re.compile(f"\\n(?<=[0-9版页頁{_BLANKS}]\\n)")
#: The stamp that a browser prints above a page: 11/22/26, 9:43 AM.
_STAMP = re.compile(
    f"\\n(?=[{_BLANKS}\\d]){_BLANK}\\d{{1,4}}[/.\\-]\\d{{1,2}}[/.\\-]\\d{{1,4}},? ?(?:上午|下午)? ?"
    f"\\d{{1,2}}:\\d\\d(?::\\d\\d)?(?: ?[AP]M)?[^\\n]{{0,{_MAX_HEAD}}}+(?=\\n)"
)
_FEED_FOLLOWS = re.compile("[^\\n]*+\\n{1,3}\\f")
#: The code of the ligature fi in old TeX fonts: de\\fnition.
_LIGATURE = re.compile("(?<=[^\\n\\f])\\f(?=[a-z])")
#: A form feed ends a line as a line feed does.
_LINE = re.compile("[^\\n\\f]++")
_NUMBER = re.compile("\\d+")
_ROMAN: Final = [
    tens + units
    for tens in ("", "x", "xx", "xxx")
    for units in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
]
#: In place of a page number: the line is no furniture.
_TEXT: Final = -1
#: Numbers that count something else: dates and times, ordinals, sections, amounts.
_NO_PAGE_AFTER: Final = frozenset("年月日时時分秒岁歲.．:：%％‰℃元号號条條章节節卷期届屆")
_NO_PAGE_BEFORE: Final = frozenset(".．:：￥$#")
_LIST_MARKS: Final = frozenset(".．:：,，。*")
_BULLETS: Final = frozenset("•●○◆◇■□▪▶▲▼·*+-–")
_LIST_ITEM = re.compile("[(（]?\\d+[.、)）](?!\\d)")
_SECTION_NUMBER = re.compile("\\d+(?:\\.\\d+)*+\\.?")
#: The number of a heading, as the heading and the running head may print it: CHAPTER 1. / Chapter 1, 1.3. / 1.3.
_HEADING_NUMBER = re.compile("(?:(?i:chapter|appendix|part)|第)?(\\d+(?:\\.\\d+)*)[章节節篇部]?[.、:：]?")
#: Words that stand before a number that is no page number (案例 3, Table 3).
_LABEL = re.compile(
    "(?:例|图|圖|表|题|題|问|問|步骤|附件|附录|附錄|情形|方案|模块|单元|任务|活动|练习|課|课|讲|回|部分|编号|第"
    "|(?i:figure|fig\\.?|table|example|step|chapter|section|listing|part|question|no\\.?|v|version))$"
)
_LETTER = re.compile("[^\\W_]")
_NARROW: Final = str.maketrans("（）：，？！", "():,?!")
_UPPER_WORD = re.compile("(CHAPTER|SECTION|APPENDIX|PART)[\\dA-Z]")
_FULL_STOP_AT_END: Final = SENTENCE_END | frozenset("；;：:")


class _Line(NamedTuple):
    """A line that is not blank: ``text[start:end]``, its characters without blanks, and whether a page begins there."""

    start: int
    end: int
    key: str
    new_page: bool


class _Count(NamedTuple):
    """A line that may hold the page number `value`.

    `decorated`: what stands around the number is used for page numbers (3 / 20, — 3); `certain`: and for nothing
    else (— 3 —, 第 3 页).
    """

    at: int
    value: int
    alone: bool
    decorated: bool = False
    certain: bool = False


#: What counted lines have in common: the text around the number.
_Shape = tuple[str, int, tuple[str, ...]]


# --- Lines that may hold a page number ----------------------------------------------------------------------------


def _lone_numbers(text: str) -> Iterator[tuple[_Shape, _Count]]:
    for hit in _LONE.finditer(text):
        before, after = hit["before"].strip(), hit["after"].strip()
        number = hit["number"]
        if number.startswith("0") or (after[:1] in _LIST_MARKS and not before):
            continue
        total = _NUMBER.findall(hit["total"] or "")
        named = bool(hit["page"].strip() and (hit["leaf"].strip() or total))
        certain = named or bool(before and after and before[-1] in _DASHES and after[0] in _DASHES)
        decorated = certain or bool(total or before[-1:] in ("\u2014", "\u2013"))
        value = int(number)
        if total and int(total[0]) < value:
            continue
        if 1900 <= value < 2100 and not decorated:
            continue
        yield (hit["letter"] + "#", 0, tuple(total)), _Count(hit.start() + 1, value, True, decorated, certain)

    for hit in _LONE_ROMAN.finditer(text):
        if hit[1]:
            yield ("i", 0, ()), _Count(hit.start() + 1, _ROMAN.index(hit[1]), True)


def _counted_heads(text: str) -> Iterator[tuple[_Shape, _Count]]:
    starts = {hit.start() + 1 for hit in _NUMBER_FIRST.finditer(text)}
    for hit in _MAY_END_IN_NUMBER.finditer(text):
        start = text.rindex("\n", 0, hit.start()) + 1
        if _NUMBER_LAST.search(text, start, hit.start()):
            starts.add(start)
    for start in sorted(starts):
        content = text[start : text.index("\n", start)]
        if len(content) > 2 * _MAX_HEAD:
            continue
        key = "".join(content.split())
        if not 3 <= len(key) <= _MAX_HEAD or key[-1] in _FULL_STOP_AT_END:
            continue
        numbers = list(_NUMBER.finditer(key))
        if not 0 < len(numbers) <= 6 or (len(numbers) == 1 and numbers[0][0] == key):
            continue
        shape = _NUMBER.sub("#", key)
        values = [number[0] for number in numbers]
        for column, number in enumerate(numbers):
            if _may_count(key, number):
                others = (*values[:column], *values[column + 1 :])
                total = key[number.end() : number.end() + 1] in ("/", "／")
                yield (shape, column, others), _Count(start, int(number[0]), False, total)


def _may_count(key: str, number: re.Match[str]) -> bool:
    """Whether a number in a line can be its page number."""
    start, end = number.span()
    after, before = key[end : end + 1], key[start - 1 : start]
    if end - start > 4 or after in _NO_PAGE_AFTER or before in _NO_PAGE_BEFORE or number[0].startswith("0"):
        return False
    if after == "/" and start == 0 and key.count("/") > 1:
        return False  # a date
    return not _LABEL.search(key[:start]) or after in ("页", "頁", "版")


def _chains(text: str, counts: Sequence[_Count], feeds: Sequence[int]) -> list[list[_Count]]:
    """Sequences of counts that rise by one (or a little more) from page to page, the longest first."""
    best: dict[int, tuple[int, int | None]] = {}  # value -> weight of the chain that ends there, its last member
    links: list[tuple[int, int | None]] = []
    for k, count in enumerate(counts):
        weight, link = 0, None
        for value in range(count.value - 1, count.value - 1 - _MAX_STEP, -1):
            earlier = best.get(value)
            if earlier and earlier[0] > weight and _page_apart(counts[earlier[1] or 0].at, count.at, feeds):
                weight, link = earlier
        weight += 1 + 2 * _beside_feed(text, count.at)
        links.append((weight, link))
        if count.value not in best or weight >= best[count.value][0]:
            best[count.value] = weight, k
    chains: list[list[_Count]] = []
    used: set[int] = set()
    for k in sorted(range(len(counts)), key=lambda k: -links[k][0]):
        chain: list[int] = []
        step: int | None = k
        while step is not None and step not in used:
            chain.append(step)
            step = links[step][1]
        if len(chain) > 1:
            used.update(chain)
            chains.append([counts[j] for j in reversed(chain)])
    return chains


def _unions(chains: Iterable[tuple[_Shape, list[_Count]]]) -> list[tuple[_Shape, list[_Count]]]:
    """Chains of heads that go on counting where the chapter, and with it the head, has changed, as one."""
    unions: dict[int, tuple[_Shape, list[_Count]]] = {}  # by the last page number
    done: list[tuple[_Shape, list[_Count]]] = []
    for shape, chain in sorted(chains, key=lambda item: item[1][0].at):
        first, last = chain[0], chain[-1]
        before = unions.get(first.value - 1) or unions.get(first.value - 2)
        if first.alone:
            done.append((shape, chain))
        elif before and before[1][-1].at + _MIN_PAGE <= first.at:
            del unions[before[1][-1].value]
            unions[last.value] = before[0], [*before[1], *chain]
        else:
            if last.value in unions:
                done.append(unions.pop(last.value))
            unions[last.value] = shape, chain
    return [*done, *unions.values()]


def _page_apart(a: int, b: int, feeds: Sequence[int]) -> bool:
    return b - a >= _MIN_PAGE or bisect_left(feeds, a) < bisect_left(feeds, b)


def _beside_feed(text: str, start: int) -> bool:
    """Whether the line at `start` is the first or last of a page."""
    return "\f" in _line_at(text, start) or "\f" in text[start - 3 : start] or bool(_FEED_FOLLOWS.match(text, start))


def _line_at(text: str, start: int) -> str:
    return text[start : text.index("\n", start)]


# --- Evidence that the numbers are page numbers -------------------------------------------------------------------


def _is_regular(shape: _Shape, chain: Sequence[_Count]) -> bool:
    """Whether the numbers come at distances as even as pages are long. Chapters are less even, and begin with 1."""
    words = shape[0].replace("#", "")
    distances = [b.at - a.at for a, b in pairwise(chain)]
    if len(words) >= 10:
        return min(distances) >= 500
    least = 5 if chain[0].alone else 3
    return len(chain) >= least and chain[0].value > 1 and max(distances) <= 3 * min(distances)


class _Document:
    """The lines of a text, and which of them are known to be furniture."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[_Line] = []
        done = 0
        for hit in _LINE.finditer(text):
            if key := "".join(hit[0].split()):
                start, end = hit.span()
                self.lines.append(_Line(start, end, key, "\f" in text[done:start]))
                done = end
        self.starts = [line.start for line in self.lines]
        self.furniture: dict[int, int | None] = {}  # index of a line -> its page number
        self.numbers_have_words = False  # whether page numbers stand in the lines of heads
        widths = sorted(em_width(line.key) for line in self.lines)
        self.full_width = widths[len(widths) * 7 // 10] if widths else 0.0

    def index(self, start: int) -> int:
        return bisect_left(self.starts, start)

    def at_page_edge(self, k: int) -> bool:
        """Whether line `k` is one of the first three or last three of a page, as far as form feeds tell."""
        if k < 3 or k + 3 >= len(self.lines):
            return True
        return any(line.new_page for line in self.lines[k - 2 : k + 4])

    def breaks_sentence(self, k: int) -> bool:
        """Whether the line before `k` is a full line that does not end a sentence."""
        if k == 0:
            return False
        before = self.lines[k - 1].key
        return before[-1] not in _FULL_STOP_AT_END | CLOSERS and em_width(before) >= max(8, 0.8 * self.full_width)

    def neighbours(self, k: int) -> Iterator[tuple[int, str]]:
        """The beginnings of the lines before and after, numbers aside, to see whether they repeat."""
        for side in (-1, 1):
            if 0 <= k + side < len(self.lines) and self.looks_like_head(k + side):
                yield side, _NUMBER.sub("#", self.lines[k + side].key[:_MAX_HEAD])[:6]

    def number_pages(self, chains: Iterable[tuple[_Shape, list[_Count]]]) -> None:
        """Mark the chains that number pages; of chains that contradict each other the one over the longer way."""
        kept: list[_Count] = []
        longest_first = sorted(chains, key=lambda item: item[1][0].at - item[1][-1].at)
        for shape, chain in longest_first[:_MAX_CHAINS]:
            on_edge = [count for count in chain if self.at_page_edge(self.index(count.at))]
            if any(line.new_page for line in self.lines[self.index(chain[0].at) + 1 : self.index(chain[-1].at) + 1]):
                # Where form feeds tell the pages apart, a number within a page is none.
                if len(on_edge) < 2 or 2 * len(on_edge) < len(chain):
                    continue
                counted = on_edge
            elif self.is_page_count(shape, chain):
                counted = chain
            else:
                continue
            merged = sorted([*kept, *counted], key=lambda count: count.at)
            if all(a.value <= b.value for a, b in pairwise(merged)):
                kept = merged
                self.numbers_have_words |= not chain[0].alone
                self.furniture.update((self.index(count.at), count.value) for count in counted)

    def is_page_count(self, shape: _Shape, chain: Sequence[_Count]) -> bool:
        """Whether lines whose numbers count up are page numbers or heads with their page numbers."""
        if 2 * sum(count.decorated for count in chain) >= len(chain):
            return True
        if chain[0].alone and len(chain) == 2 and chain[1].value - chain[0].value > 1:
            return False
        at = [self.index(count.at) for count in chain]
        beside = Counter(neighbour for k in at for neighbour in self.neighbours(k))
        if beside and (most := beside.most_common(1)[0])[1] >= 2 and 2 * most[1] >= len(at) and len(most[0][1]) >= 2:
            return True
        broken = sum(self.breaks_sentence(k) for k in at)
        if 4 * broken >= len(at) and broken >= (1 if len(at) == 2 and not chain[0].alone else 2):
            return True
        return _is_regular(shape, chain)

    def find_heads(self, groups: Iterable[Sequence[_Count]]) -> None:
        """Take in the heads and feet that stand beside page numbers and where pages meet."""
        counts: defaultdict[int, list[_Count]] = defaultdict(list)
        for group in groups:
            for count in group:
                if not count.alone and not self.numbers_have_words:
                    continue  # 27 如何使段首缩进 is a question where the pages are numbered - 26 -, - 28 -
                counts[self.index(count.at)].append(count)
        for _ in range(2 * _MAX_DEPTH):
            if not self.grow(counts):
                break
        if self.fill_gaps(counts):
            self.grow(counts)
        self.take_strays()
        self.keep_first_heading()

    def fill_gaps(self, counts: dict[int, list[_Count]]) -> bool:
        """Take in the one line between two page numbers that has the number between them; whether there was any."""
        numbered = [(k, value) for k in sorted(self.furniture) if (value := self.furniture[k]) is not None]
        candidates = sorted(counts)
        found: dict[int, int] = {}
        for (k, value), (after, next_value) in pairwise(numbered):
            if next_value - value == 2:
                between = [
                    j
                    for j in candidates[bisect_left(candidates, k + 1) : bisect_left(candidates, after)]
                    if any(count.value == value + 1 and self._is_page_off(k, j, after) for count in counts[j])
                ]
                if len(between) == 1:
                    found[between[0]] = value + 1
        self.furniture.update(found)
        return bool(found)

    def _is_page_off(self, before: int, k: int, after: int) -> bool:
        starts = self.starts
        return min(starts[k] - starts[before], starts[after] - starts[k]) >= max(
            _MIN_PAGE, (starts[after] - starts[before]) // 5
        )

    # --- Heads and feet stand beside page numbers and where pages meet ------------------------------------------

    def seams(self) -> list[tuple[int, int]]:
        """The places where pages meet: ``lines[first:last]`` is furniture; empty where only a form feed stands."""
        runs: list[tuple[int, int]] = []
        for k in sorted(self.furniture):
            if runs and runs[-1][1] == k:
                runs[-1] = runs[-1][0], k + 1
            else:
                runs.append((k, k + 1))
        covered = {k for first, last in runs for k in range(first, last + 1)}
        cuts = {0, *(k for k, line in enumerate(self.lines) if line.new_page), len(self.lines)}
        return sorted([*runs, *((k, k) for k in cuts if k not in covered)])

    def beside(self, seam: tuple[int, int]) -> Iterator[int]:
        """The lines before and after a seam; a section number that was extracted between two heads is looked past."""
        first, last = seam
        if last - first >= 2 * _MAX_DEPTH:
            return
        for step, k in ((-1, first - 1), (1, last)):
            for candidate in (k, k + step):
                if not 0 <= candidate < len(self.lines):
                    break
                yield candidate
                if not _SECTION_NUMBER.fullmatch(self.lines[candidate].key):
                    break

    def grow(self, counts: dict[int, list[_Count]]) -> bool:
        """Take in the lines beside the seams that repeat, or go on counting; whether there were any."""
        seams = self.seams()
        where: defaultdict[str, dict[int, int]] = defaultdict(dict)  # what a line says -> the lines -> their seam
        for n, seam in enumerate(seams):
            for k in self.beside(seam):
                for name in self.head_names(k):
                    if "#" not in name:
                        where[name][k] = n
        repeated = {name for name, at in where.items() if _repeats(name, list(at.values()), seams)}
        numbered = [k for k in sorted(self.furniture) if self.furniture[k] is not None]
        # 第 8 节 is a head where 第 7 节 is one.
        repeated |= {_NUMBER.sub("#", self.lines[k].key) for k, value in self.furniture.items() if value is None}
        found: dict[int, int | None] = {}
        for seam in seams:
            for k in self.beside(seam):
                value = self.next_number(seam, counts.get(k, ()), numbered)
                if value is not None or not repeated.isdisjoint(self.head_names(k)) or self.copies_heading(k, seam):
                    found[k] = value
        for k in sorted(found):
            if self._said_before(k, found):
                del found[k]
        self.furniture.update(found)
        return bool(found)

    def _said_before(self, k: int, found: Mapping[int, int | None]) -> bool:
        """Whether the furniture just before line `k` says the same: a head says a thing once, then comes the title."""
        for j in range(k - 1, max(-1, k - 1 - 2 * _MAX_DEPTH), -1):
            if found.get(j, self.furniture.get(j, _TEXT)) is not None:
                return False  # text, or a page number: what stands before it belongs to the page before
            if self.lines[j].key == self.lines[k].key:
                return True
        return False

    def head_names(self, k: int) -> list[str]:
        """What line `k` repeats if it is a running head: its text, or its first word in capitals (CHAPTER 1 ...)."""
        if not self.looks_like_head(k):
            return []
        key = self.lines[k].key
        if any(j in self.furniture and self.lines[j].key == key for j in (k - 1, k + 1)):
            return []  # the heading below its own running head
        upper = _UPPER_WORD.match(key)
        names = [key, upper[1]] if upper else [key]
        return [*names, shape] if (shape := _NUMBER.sub("#", key)) != key and sum(map(is_han, shape)) > 1 else names

    def looks_like_head(self, k: int) -> bool:
        key = self.lines[k].key
        return (
            len(key) <= _MAX_HEAD
            and key[-1] not in "。；：;:，、,"
            and key[0] not in _BULLETS
            and _LETTER.search(key) is not None
            and not _SECTION_NUMBER.fullmatch(key)
        )

    def next_number(self, seam: tuple[int, int], counts: Iterable[_Count], numbered: Sequence[int]) -> int | None:
        """The number among `counts` that goes on where the page numbers before and after the seam leave off.

        `numbered`: the furniture lines that hold a page number, in order.
        """
        at, behind = bisect_left(numbered, seam[0]), bisect_left(numbered, seam[1])
        if at != behind:
            return None  # the seam has its number
        before = self.furniture[numbered[at - 1]] if at else None
        after = self.furniture[numbered[at]] if at < len(numbered) else None
        for count in counts:
            steps = [count.value - before] if before is not None else []
            steps += [after - count.value] if after is not None else []
            if steps and all(0 < step <= 2 for step in steps):
                return count.value
        return None

    def copies_heading(self, k: int, seam: tuple[int, int]) -> bool:
        """Whether line `k`, beside a furniture line, is a heading printed elsewhere, in capitals or otherwise numbered.

        1.5. 获得 DEBIAN copies 1.5 获得 Debian; of two list items that say the same neither copies the other.
        """
        if seam[0] == seam[1] or not self.looks_like_head(k):
            return False
        key = self.lines[k].key
        number, title = _split_heading(key)
        if len(title) < 2:
            return False
        for j in self.titles.get(title, [])[:_MAX_TITLES]:
            other = self.lines[j].key
            if j in self.furniture or other == key:
                continue
            if (key == key.upper() and other != other.upper() and not _LIST_ITEM.match(key)) or (
                "." in number and _split_heading(other)[0] in (number, "")
            ):
                return True
        return False

    @cached_property
    def titles(self) -> dict[str, list[int]]:
        """Lines by what they say without capitals and section numbers."""
        titles: defaultdict[str, list[int]] = defaultdict(list)
        for k, line in enumerate(self.lines):
            if len(line.key) <= _MAX_HEAD:
                titles[_split_heading(line.key)[1]].append(k)
        return titles

    def take_strays(self) -> None:
        """Heads on pages whose number was lost, where no form feed tells the pages apart."""
        if any(line.new_page for line in self.lines[1:]):
            return
        known = Counter(self.lines[k].key for k, value in self.furniture.items() if value is None)
        where: dict[str, list[int]] = {key: [] for key, n in known.items() if n >= 2 and len(key) >= 4}
        for k, line in enumerate(self.lines):
            if line.key in where:
                where[line.key].append(k)
        for at in where.values():
            starts = [self.lines[k].start for k in at]
            if len(at) >= 3 and all(b - a >= 2 * _MIN_PAGE for a, b in pairwise(starts)):
                for k in at:
                    if k == 0 or self.breaks_sentence(k):
                        self.furniture.setdefault(k, None)

    def keep_first_heading(self) -> None:
        """Give back the text's first lines where they are only a part of the head that the other pages have."""
        own = {self.lines[k].key for k in _run_from(self.furniture, 0)}
        if not own or any(self.furniture[k] is not None for k in _run_from(self.furniture, 0)):
            return
        pages = [k for k, line in enumerate(self.lines) if line.new_page and k in self.furniture]
        heads = [{self.lines[k].key for k in _run_from(self.furniture, page)} for page in pages]
        often = Counter(key for head in heads for key in head)
        if any(10 * n >= 9 * len(heads) and key not in own for key, n in often.items()):
            for k in list(_run_from(self.furniture, 0)):
                del self.furniture[k]


def _run_from(furniture: dict[int, int | None], first: int) -> Iterator[int]:
    """The furniture lines from `first` on, up to the greatest depth of a head."""
    for k in range(first, first + 2 * _MAX_DEPTH):
        if k not in furniture:
            break
        yield k


def _split_heading(key: str) -> tuple[str, str]:
    """A heading's number and its words without regard to capitals: 1.5. 获得 DEBIAN and 1.5 获得 Debian are one."""
    start = _HEADING_NUMBER.match(key)
    number, title = (start[1], key[start.end() :]) if start else ("", key)
    return number, title.casefold().translate(_NARROW)


def _repeats(name: str, at: Sequence[int], seams: Sequence[tuple[int, int]]) -> bool:
    """Whether a line beside the seams `at` is a running head: on page after page, or every other page."""
    if len(set(at)) < (3 if _LIST_ITEM.match(name) else 2):
        return False
    if len(name) >= 4 and 2 * sum(b - a <= 2 for a, b in pairwise(at)) >= len(at) - 1:
        return True
    # Two or three characters (书摘) must come with two in five of the page numbers: 提示 may begin a page by chance.
    held = [first < last for first, last in seams]
    return 5 * len(at) >= 2 * (sum(held) if all(held[n] for n in at) else len(seams))


def _find(text: str) -> _Document | None:
    """The document with its furniture marked, or None where there is none and no form feed."""
    groups: defaultdict[_Shape, list[_Count]] = defaultdict(list)
    for shape, count in [*_lone_numbers(text), *_counted_heads(text)]:
        groups[shape].append(count)
    feeds = [hit.start() for hit in re.finditer("\f", text)]
    chains = [
        (shape, chain) for shape, counts in groups.items() if len(counts) > 1 for chain in _chains(text, counts, feeds)
    ]
    singles = [count for shape, counts in groups.items() for count in counts if _is_page_number(text, shape, count)]
    said = Counter("".join(hit[0].split()) for hit in _STAMP.finditer(text))
    alone = {key for key, n in said.items() if n > 1}
    alone.update("".join(hit[0].split()) for hit in _LONE_HAN.finditer(text))
    if not (feeds or chains or singles or alone):
        return None
    document = _Document(text)
    document.number_pages(_unions(chains))
    for count in singles:
        document.furniture.setdefault(document.index(count.at), count.value)
    for k, line in enumerate(document.lines):
        if line.key in alone:
            document.furniture.setdefault(k, None)
    document.find_heads(groups.values())
    return document


def _is_page_number(text: str, shape: _Shape, count: _Count) -> bool:
    """Whether a number is a page number whatever else there is: - 12 -, 第 3 页 共 20 页; 1/3 only at a page's end."""
    return count.certain or (count.alone and bool(shape[2]) and _beside_feed(text, count.at))


# --- Closing the gap ----------------------------------------------------------------------------------------------


def _close_gaps(document: _Document) -> Iterator[Edit]:
    """Deletes what stands between the last line of a page and the first of the next."""
    text, lines = document.text, document.lines
    for first, last in document.seams():
        start = lines[first - 1].end if first else 0
        end = lines[last].start if last < len(lines) else len(text)
        gap = text[start:end]
        if first == last and "\f" not in gap:
            continue
        if not first:
            new = "\n"
        elif last == len(lines):
            new = "\n\n" if "\n" in gap[:-1] else "\n"  # the last line feed is not the text's
        else:
            new = "\n\n" if _has_blank_line(gap) and _ends_paragraph(document, first - 1) else "\n"
        if gap != new:
            yield Edit(start, end, new, _FURNITURE if first < last else _FORM_FEED)


def _has_blank_line(gap: str) -> bool:
    return any(not line.strip() for line in gap.split("\n")[1:-1])


def _ends_paragraph(document: _Document, k: int) -> bool:
    """Whether the line ends a sentence, or is shorter than the full lines of its page."""
    line = document.lines[k]
    if line.key[-1] in _FULL_STOP_AT_END | CLOSERS:
        return True
    widths = sorted(em_width(text.key) for text in document.lines[max(0, k - 24) : k + 1])
    return em_width(line.key) < 0.8 * widths[-3 if len(widths) > 3 else -1]


@dataclass(frozen=True, kw_only=True)
class RemovePageFurniture(Normalizer):
    """Delete page numbers, running heads and feet, browser heads and form feeds, and close the text over the gap.

    Page furniture is printed on the page and belongs to no paragraph; extractors put it where it stood, mostly in
    the middle of a sentence. The evidence is that numbers count up from page to page, that heads repeat beside
    them or beside form feeds, and that they interrupt sentences.

    Left alone: numbers of list items, sections, articles and notes, table cells, years, dates and scores, and a
    masthead that is printed once: nothing in the text tells it from text.

    Class of change: deletes. Linear in the length of the text.

    >>> remove_page_furniture("旧历的年底毕竟最像年底，村镇上\\n- 12 -\\n\\n\\f不必说。\\n")
    '旧历的年底毕竟最像年底，村镇上\\n不必说。\\n'
    """

    name: ClassVar[str] = "remove-page-furniture"
    summary: ClassVar[str] = "delete page numbers, running heads and feet, browser heads and form feeds"
    change: ClassVar[Change] = Change.DELETE
    examples: ClassVar = (
        ("旧历的年底毕竟最像年底，村镇上\n- 12 -\n不必说。\n", "旧历的年底毕竟最像年底，村镇上\n不必说。\n"),
        (
            "晚云中间时时发出闪光，\n\n第 3 页 共 20 页\n\n\f接着一声钝响。\n",
            "晚云中间时时发出闪光，\n接着一声钝响。\n",
        ),
    )
    counter_examples: ClassVar = ("1.1.2\n\nGUI 下的 shell\n", "级数\n1\n2\n3\n", "2024\n", "比分\n3 : 2\n")

    def edits(self, text: str) -> list[Edit]:
        edits = found = _deletions(text)
        for _ in range(_MAX_ROUNDS):
            if not found:
                break
            text = apply_edits(text, found)
            found = _deletions(text)
            edits = compose(edits, found)
        return edits


def _deletions(text: str) -> list[Edit]:
    """What can be told from one look, as an edit list."""
    if "\f" in text and (ligatures := list(_LIGATURE.finditer(text))):
        return [Edit(*hit.span(), "", _FORM_FEED) for hit in ligatures]
    document = _find(f"\n{text}\n")
    if document is None:
        return []
    # The line feeds that were put around the text are none of it.
    return [
        Edit(max(start, 1) - 1, min(end, len(text) + 1) - 1, new[start == 0 : len(new) - (end == len(text) + 2)], rule)
        for start, end, new, rule in _close_gaps(document)
    ]


remove_page_furniture = RemovePageFurniture()
