"""The lines of a text, and which of them are page furniture."""

import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from ocrclean.chars import BULLETS, CLOSERS, SENTENCE_END, em_width, is_han
from ocrclean.late import late
from ocrclean.pages.chains import MIN_PAGE, beside_feed, find_chains, is_regular, joined_chains
from ocrclean.pages.interruptions import interrupting_lines
from ocrclean.pages.numbers import (
    FULL_STOP_AT_END,
    MAX_HEAD,
    NUMBER,
    Count,
    Shape,
    counted_heads,
    glued_numbers,
    heads_by_shape,
    lines_by_themselves,
    lone_numbers,
)
from ocrclean.pages.widths import is_full, usual_width

__all__ = ["Document", "find_furniture", "find_glued_numbers"]

#: The shape of a number that is alone on its line, with nothing around it.
_BARE: Final[Shape] = ("#", 0, ())
#: So many slides are numbered, of so many characters and line feeds each, the number of the one before among them.
_SLIDES: Final = 3
_SLIDE: Final = 30
_LINES_OF_SLIDE: Final = 2
#: Sequences of numbers are looked at up to this number.
_MAX_CHAINS: Final = 64
#: Lines that say the same are looked at up to this number.
_MAX_TITLES: Final = 16
#: A head or foot has at most this many lines.
_MAX_DEPTH: Final = 4

#: So many page numbers on lines of text count up.
_GLUED_PAGES: Final = 3

#: What may stand before the number of a text's only page.
_LAST_OF_PAGE: Final = SENTENCE_END | CLOSERS | {"日"}
#: No full page has so many times the characters of another.
_UNEVEN: Final = 3
#: Most headings fill no more of the usual width.
_HEADING: Final = 0.5

#: A form feed ends a line as a line feed does.
_LINE = late("[^\\n\\f]++")
#: In place of a page number: the line is no furniture.
_TEXT: Final = -1
_BULLETS: Final = frozenset(BULLETS + "○□▶▲▼·*+-–")
_LIST_ITEM = late("[(（]?\\d+[.、)）](?!\\d)")
_SECTION_NUMBER = late("\\d+(?:\\.\\d+)*+\\.?")
#: The number of a section, torn from its heading: §6.1, A.2
_TORN_NUMBER = late("§?(?:[A-Z]\\.)?\\d+(?:\\.\\d+)*+")
#: The number of a heading, as the heading and the running head may print it: CHAPTER 1. / Chapter 1, 1.3. / 1.3.
_HEADING_NUMBER = late("(?:(?i:chapter|appendix|part)|第)?(\\d+(?:\\.\\d+)*)[章节節篇部]?[.、:：]?")
_LETTER = late("[^\\W_]")
_NARROW: Final = str.maketrans("（）：，？！", "():,?!")
_UPPER_WORD = late("(CHAPTER|SECTION|APPENDIX|PART)[\\dA-Z]")


class _Line(NamedTuple):
    """A line that is not blank: ``text[start:end]``, its characters without blanks, and whether a page begins there."""

    start: int
    end: int
    key: str
    new_page: bool


class Document:
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
        self.usual_width = usual_width(line.key for line in self.lines)

    def index(self, start: int) -> int:
        """The number of the line that starts at `start`."""
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
        return before[-1] not in FULL_STOP_AT_END | CLOSERS and is_full(before, self.usual_width)

    def neighbours(self, k: int) -> Iterator[tuple[int, str]]:
        """The beginnings of the lines before and after, numbers aside, to see whether they repeat."""
        for side in (-1, 1):
            if 0 <= k + side < len(self.lines) and self.looks_like_head(k + side):
                yield side, NUMBER.sub("#", self.lines[k + side].key[:MAX_HEAD])[:6]

    def number_pages(self, chains: Iterable[tuple[Shape, list[Count]]]) -> None:
        """Mark the chains that number pages.

        Of chains that contradict each other that which is decorated as page numbers are, and the one over the longer
        way; numbers that another chain has elsewhere are those of sections.
        """
        kept: list[Count] = []
        best_first = sorted(chains, key=lambda item: (not _are_decorated(item[1]), item[1][0].at - item[1][-1].at))
        for shape, chain in best_first[:_MAX_CHAINS]:
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
            if all(a.value <= b.value for a, b in pairwise(merged)) and not self.are_elsewhere(counted, kept):
                kept = merged
                self.numbers_have_words |= not chain[0].alone
                self.furniture.update((self.index(count.at), count.value) for count in counted)

    def are_elsewhere(self, counted: Iterable[Count], kept: Iterable[Count]) -> bool:
        """Whether more of the numbers `counted` stand far from the same number among `kept` than beside it."""
        lines = {count.value: self.index(count.at) for count in kept}
        apart = [abs(self.index(count.at) - lines[count.value]) for count in counted if count.value in lines]
        return 2 * sum(lines_between > 2 * _MAX_DEPTH for lines_between in apart) > len(apart)

    def is_page_count(self, shape: Shape, chain: Sequence[Count]) -> bool:
        """Whether lines whose numbers count up are page numbers or heads with their page numbers."""
        if _are_decorated(chain):
            return True
        if chain[0].alone and len(chain) == 2 and chain[1].value - chain[0].value > 1:
            return False
        at = [self.index(count.at) for count in chain]
        beside = Counter(neighbour for k in at for neighbour in self.neighbours(k))
        if beside and (most := beside.most_common(1)[0])[1] >= 2 and 2 * most[1] >= len(at) and len(most[0][1]) >= 2:
            return True
        if chain[0].alone and self.number_headings(at):
            return False
        broken = sum(self.breaks_sentence(k) for k in at)
        if 4 * broken >= len(at) and broken >= (1 if len(at) == 2 and not chain[0].alone else 2):
            return True
        return is_regular(shape, chain) or (chain[0].alone and self.number_all_pages(chain))

    def number_all_pages(self, chain: Sequence[Count]) -> bool:
        """Whether the numbers go from 1 on up to one at the end of the text, at distances as even as pages are long.

        Those of chapters stand before their text. The last page may have little text.
        """
        values = [count.value for count in chain]
        if values != list(range(1, len(chain) + 1)) or self.index(chain[-1].at) != len(self.lines) - 1:
            return False
        lengths = [b - a for a, b in pairwise([0, *(count.at for count in chain[:-1])])]
        return min(lengths) >= MIN_PAGE and max(lengths) <= _UNEVEN * min(lengths)

    def number_headings(self, at: Sequence[int]) -> bool:
        """Whether lines short as headings stand behind nearly all of the lines `at`, which are numbers alone."""
        followed = [k + 1 for k in at if k + 1 < len(self.lines) and self.looks_like_head(k + 1)]
        short = sum(em_width(self.lines[k].key) <= _HEADING * self.usual_width for k in followed)
        return 5 * short >= 4 * len(at)

    def find_heads(self, groups: Iterable[Sequence[Count]]) -> None:
        """Take in the heads and feet that stand beside page numbers and where pages meet."""
        counts: defaultdict[int, list[Count]] = defaultdict(list)
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
        self.take_above_numbers()
        self.keep_first_heading()

    def fill_gaps(self, counts: dict[int, list[Count]]) -> bool:
        """Take in the lines between two page numbers that have the numbers between them; whether there were any.

        They are decorated and look as other page numbers do, as a page may hold a picture and little text; or one page
        is missing, and one line that is a page away from both has its number.
        """
        numbered = [(k, value) for k in sorted(self.furniture) if (value := self.furniture[k]) is not None]
        shapes = {NUMBER.sub("#", self.lines[k].key) for k, _ in numbered}
        candidates = sorted(counts)
        found: dict[int, int] = {}
        for (k, value), (after, next_value) in pairwise([(-1, 0), *numbered, (len(self.lines), sys.maxsize)]):
            lines = candidates[bisect_left(candidates, k + 1) : bisect_left(candidates, after)]
            between = [(j, count) for j in lines for count in counts[j] if value < count.value < next_value]
            decorated = {j: c.value for j, c in between if c.decorated and NUMBER.sub("#", self.lines[j].key) in shapes}
            if decorated and list(decorated.values()) == sorted(set(decorated.values())):
                found |= decorated
            elif next_value - value == 2:
                far = {j: count.value for j, count in between if self._is_page_off(k, j, after)}
                found |= far if len(far) == 1 else {}
        self.furniture.update(found)
        return bool(found)

    def _is_page_off(self, before: int, k: int, after: int) -> bool:
        starts = self.starts
        return min(starts[k] - starts[before], starts[after] - starts[k]) >= max(
            MIN_PAGE, (starts[after] - starts[before]) // 5
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

    def grow(self, counts: dict[int, list[Count]]) -> bool:
        """Take in the lines beside the seams that repeat, or go on counting; whether there were any."""
        seams = self.seams()
        where: defaultdict[str, dict[int, int]] = defaultdict(dict)  # what a line says -> the lines -> their seam
        for n, seam in enumerate(seams):
            for k in self.beside(seam):
                for name in self.head_names(k):
                    if "#" not in name:
                        where[name][k] = n
        repeated = {name for name, at in where.items() if _repeats(name, at, seams, self.times[name])}
        repeated -= _common_text({name: set(where[name].values()) for name in repeated}, seams)
        numbered = [k for k in sorted(self.furniture) if self.furniture[k] is not None]
        # 第 8 节 is a head where 第 7 节 is one.
        repeated |= {NUMBER.sub("#", self.lines[k].key) for k, value in self.furniture.items() if value is None}
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
        return [*names, shape] if (shape := NUMBER.sub("#", key)) != key and sum(map(is_han, shape)) > 1 else names

    def looks_like_head(self, k: int) -> bool:
        """Whether line `k` is short, is no sentence and no list item, and says something."""
        key = self.lines[k].key
        return (
            len(key) <= MAX_HEAD
            and key[-1] not in "。；：;:，、,"
            and key[0] not in _BULLETS
            and "=" not in key
            and _LETTER.search(key) is not None
            and not _SECTION_NUMBER.fullmatch(key)
        )

    def next_number(self, seam: tuple[int, int], counts: Iterable[Count], numbered: Sequence[int]) -> int | None:
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
    def times(self) -> Counter[str]:
        """How many lines say the same."""
        return Counter(line.key for line in self.lines)

    @cached_property
    def titles(self) -> dict[str, list[int]]:
        """Lines by what they say without capitals and section numbers."""
        titles: defaultdict[str, list[int]] = defaultdict(list)
        for k, line in enumerate(self.lines):
            if len(line.key) <= MAX_HEAD:
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
            if len(at) >= 3 and all(b - a >= 2 * MIN_PAGE for a, b in pairwise(starts)):
                for k in at:
                    if k == 0 or self.breaks_sentence(k):
                        self.furniture.setdefault(k, None)

    def take_above_numbers(self) -> None:
        """Take in the head above a page number that stands at the head of its page, as form feeds tell.

        No text is up there. Such a head may be printed on one page alone, and its section's number on a line before it.
        Where another head is known, what stands between may be text that was extracted before the number.
        """
        heads: list[list[int]] = []
        at_foot = 0
        for k, value in self.furniture.items():
            if value is None or k + 1 == len(self.lines):
                continue
            first = next((j for j in range(k, max(-1, k - _MAX_DEPTH), -1) if self.lines[j].new_page), None)
            if first is None or self.lines[k + 1].new_page:
                at_foot += 1
            else:
                known = any(j in self.furniture for j in range(first, k))
                heads.append([] if known else [*range(first, k)])
        if len(heads) < 2 or len(heads) <= at_foot:
            return
        for head in heads:
            torn = len(head) > 1 and _TORN_NUMBER.fullmatch(self.lines[head[0]].key) is not None
            if head and self.looks_like_head(head[torn]):
                self.furniture.update(dict.fromkeys(head[: torn + 1]))

    def take_interrupting(self, keys: Collection[str]) -> None:
        """Take in the lines that say one of `keys`, with the page numbers beside them, but where each is said first.

        That may be the title which the heads repeat.
        """
        last_at: dict[str, int] = {}
        for k, line in enumerate(self.lines):
            if line.key not in keys:
                continue
            if line.start - last_at.get(line.key, line.start) >= MIN_PAGE:
                self.furniture.setdefault(k, None)
                for beside in (k - 1, k + 1):
                    if 0 <= beside < len(self.lines) and self.lines[beside].key.isdecimal():
                        self.furniture.setdefault(beside, None)
            last_at[line.key] = line.start

    def keep_first_heading(self) -> None:
        """Give back the text's first lines where they are only a part of the head that the other pages have."""
        own = {self.lines[k].key for k in _run_from(self.furniture, 0)}
        if not own or any(self.furniture[k] is not None for k in _run_from(self.furniture, 0)):
            return
        heads = [head for head in self._later_heads() if not own.isdisjoint(head)]
        often = Counter(key for head in heads for key in head)
        if any(10 * n >= 9 * len(heads) and key not in own for key, n in often.items()):
            for k in list(_run_from(self.furniture, 0)):
                del self.furniture[k]

    def _later_heads(self) -> Iterator[set[str]]:
        """What the heads behind the text's first lines say, page numbers aside."""
        for k in sorted(self.furniture):
            if k and (k - 1 not in self.furniture or self.lines[k].new_page):
                run = _run_from(self.furniture, k)
                yield {self.lines[line].key for line in run if self.furniture[line] is None}


def _are_decorated(chain: Sequence[Count]) -> bool:
    """Whether half of the numbers have around them what is printed around page numbers."""
    return 2 * sum(count.decorated for count in chain) >= len(chain)


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


def _repeats(name: str, places: Mapping[int, int], seams: Sequence[tuple[int, int]], times: int) -> bool:
    """Whether a line is a running head: on page after page, or every other page.

    `places` are the numbers of the lines that say so -> those of the seams that they are beside; `times`: how many
    lines of the text say so.
    """
    at = list(places.values())
    if len(set(at)) < (3 if _LIST_ITEM.match(name) else 2):
        return False
    if len(name) >= 4 and 2 * sum(b - a <= 2 for a, b in pairwise(at)) >= len(at) - 1:
        return True
    # Two or three characters (书摘) must come with two in five of the page numbers: 提示 may begin a page by chance.
    # Where they stand before some of them, behind others and within pages, too, they are a heading: 示例.
    if len(name) < 4 and times > len(places) and len({k < seams[n][0] for k, n in places.items()}) > 1:
        return False
    held = [first < last for first, last in seams]
    return 5 * len(at) >= 2 * (sum(held) if all(held[n] for n in at) else len(seams))


def _common_text(repeated: Mapping[str, set[int]], seams: Sequence[tuple[int, int]]) -> set[str]:
    """Which of the lines, each `repeated` beside some of the `seams`, are no heads: what two pages have in common.

    Where a head and a foot are known already, further lines stand on all pages, though not the same on all; the outline
    of a talk, or an option of a program, stands on two by chance.
    """
    deep = {name: at for name, at in repeated.items() if len(at) < 3 and all(seams[n][1] - seams[n][0] > 1 for n in at)}
    pages = sum(first < last for first, last in seams)
    return set(deep) if len(set().union(*deep.values())) < pages else set()


def find_glued_numbers(text: str, places: Mapping[int, str]) -> list[tuple[int, int]]:
    """Where the blanks stand that part page numbers from the text of their pages on the same line.

    `text` starts and ends with a line feed; `places` are those of `places_of`.
    """
    gaps = dict(glued_numbers(text, places))
    chains = find_chains(text, list(gaps), []) if len(gaps) >= _GLUED_PAGES else []
    return sorted(gaps[count] for chain in chains if len(chain) >= _GLUED_PAGES for count in chain)


def _numbers_of_slides(text: str, counts: Sequence[Count]) -> Sequence[Count]:
    """The `counts`, all numbers alone on their lines, where they are those of slides, which hold little text.

    They go up by one, up to one that ends the text, and some lines stand before each: the number of a chapter stands
    before its text, and a rank behind one line.
    """
    values = [count.value for count in counts]
    if len(values) < _SLIDES or values != list(range(values[0], values[0] + len(values))):
        return ()
    if not _ends_text(text, counts[-1]):
        return ()
    slides = [text[a:b].strip("\n") for a, b in pairwise([0, *(count.at for count in counts)])]
    return counts if all(len(slide) >= _SLIDE and slide.count("\n") >= _LINES_OF_SLIDE for slide in slides) else ()


def _ends_text(text: str, count: Count) -> bool:
    return not text[text.index("\n", count.at) :].strip()


def find_furniture(text: str, places: Mapping[int, str], *, has_feeds: bool) -> Document | None:
    """The document with its furniture marked, or None where there is none and no form feed.

    `text` starts and ends with a line feed; `places` are those of `places_of`; `has_feeds`: whether there is a form
    feed in it.
    """
    heads = heads_by_shape(text, places)
    groups: defaultdict[Shape, list[Count]] = defaultdict(list)
    _group(groups, lone_numbers(text, places))
    # Numbers count up only where lines look alike: the other heads wait until it is known that there is furniture.
    lone_shapes = {shape[0] for shape in groups}
    waiting: list[str] = []
    for shape, alike in heads.items():
        if len(alike) > 1 or shape in lone_shapes:
            _group(groups, counted_heads(shape, alike))
        else:
            waiting.append(shape)
    feeds = [hit.start() for hit in re.finditer("\f", text)] if has_feeds else []
    chains = [
        (shape, chain)
        for shape, counts in groups.items()
        if len(counts) > 1
        for chain in find_chains(text, counts, feeds)
    ]
    singles = [count for shape, counts in groups.items() for count in counts if _is_page_number(text, shape, count)]
    singles += _number_of_only_page(text, groups.get(_BARE, ()))
    alone = lines_by_themselves(text, places)
    interrupting = interrupting_lines(text)
    slides = [] if feeds else _numbers_of_slides(text, groups.get(_BARE, ()))
    if not (feeds or chains or singles or alone or interrupting or slides):
        return None
    document = Document(text)
    document.number_pages(joined_chains(chains))
    document.furniture.update((document.index(count.at), count.value) for count in slides)
    for count in singles:
        document.furniture.setdefault(document.index(count.at), count.value)
    for k, line in enumerate(document.lines):
        if line.key in alone:
            document.furniture.setdefault(k, None)
    for shape in waiting:
        _group(groups, counted_heads(shape, heads[shape]))
    document.find_heads(groups.values())
    document.take_interrupting(interrupting)
    return document


def _group(groups: dict[Shape, list[Count]], counts: Iterable[tuple[Shape, Count]]) -> None:
    for shape, count in counts:
        groups[shape].append(count)


def _is_page_number(text: str, shape: Shape, count: Count) -> bool:
    """Whether a number is a page number whatever else there is: - 12 -, 第 3 页 共 20 页; 1/3 only at a page's end."""
    return count.certain or (count.alone and bool(shape[2]) and beside_feed(text, count.at))


def _number_of_only_page(text: str, counts: Sequence[Count]) -> Sequence[Count]:
    """The `counts`, all numbers alone on their lines, where there is but a 1, at the end of a text as long as a page.

    A sentence, a note or a date ends before it: it is no figure of a table, and nothing leads to it.
    """
    if not counts or counts[0].value != 1 or not _ends_text(text, counts[0]):
        return ()
    before = text[: counts[0].at].rstrip()
    return counts if len(before) >= MIN_PAGE and before[-1] in _LAST_OF_PAGE else ()
