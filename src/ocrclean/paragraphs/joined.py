"""Printed lines that were joined with a space: they are parted again, so that the merger sees what was printed.

Tools that make Markdown of a PDF, and those that copy its text, join the lines of a block with a space, between
ideographs, too (只能这样。有一 日，他遇到一个聪明人。), and take several paragraphs for a block at times. What shows is
that such spaces stand a line's width apart; one behind a sentence that stands elsewhere ends the last line of a
paragraph.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress
from math import inf
from typing import Final, NamedTuple

from ocrclean.chars import em_width
from ocrclean.late import late
from ocrclean.paragraphs.surroundings import REACH
from ocrclean.paragraphs.words import BOND_SCALE, BOUNDED_BONDS

__all__ = ["with_lines"]

#: What is neither ASCII nor a rule of a table: ideographs and their marks, where there is Chinese.
_WIDE: Final = "[^ -~\\s\u2500-\u257f]"
#: No printed line ends or begins with these marks.
_NO_END: Final = "[“‘「『（《〈【]"
_NO_START: Final = "[，。、；：？！”’」』）》〉】]"
_GAP: Final = late(f" (?<={_WIDE} )(?<!{_NO_END} )(?={_WIDE})(?!{_NO_START})")
#: Two with a stretch between them that has no other space: a text that is letter-spaced has next to none.
_STRETCH: Final = late(f" (?<={_WIDE} )(?={_WIDE}[^ \\n]{{6,160}} {_WIDE})")
#: Where Han and Latin meet, with a space and without.
_EDGE_SPACE: Final = late(
    " (?:(?<=[0-9A-Za-z%] )(?=[\u4e00-\u9fff（“])|(?<=[\u4e00-\u9fff，。；：、）”] )(?=[0-9A-Za-z]))"
)
_EDGE: Final = late("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
#: What a paragraph of Markdown begins with; and what begins a line that is none.
_MARKER: Final = late(r" *(?:(?:[-*+]|[0-9]{1,3}[.)]) +)?(?:\*\*)?")
_NO_PARAGRAPH: Final = ("#", "|", "<", ">", "```", "~~~")
#: The bullet of an item of Markdown that begins with an ideograph, and an item that stops inside a sentence.
_BULLET: Final = late("\n{1,2} *+- (?=[\u4e00-\u9fff])")
_ITEM: Final = late("( *- )([^\n]*[\u4e00-\u9fff，、]) *+(?!.)")
#: The last line of a paragraph ends so.
_LAST: Final = late("(?:[。！？…；][”’」』）]? |： (?=[“「]))")
_HAN_BESIDE: Final = late("[\u4e00-\u9fff] [\u4e00-\u9fff]")
#: No column of text is narrower, or wider, in em.
_NARROWEST: Final = 8.0
_WIDEST: Final = 80.0
#: Lines of a column differ by so many em, as marks are squeezed and may not begin a line.
_SHORTER: Final = 2.1
_LONGER: Final = 0.8
#: A first line may lack an indent, in em.
_INDENT: Final = 2.0
#: So many gaps are not those of a paragraph, but of a page: one between two headings parts lines, too, where these are
#: no shorter, in em, and it is not the space behind the number of a chapter.
_OF_A_PAGE: Final = 16
_SHORTEST: Final = 2.0
_DIVISION: Final = late("第[^第 ]{1,9}[章节節条條编編篇回]$")
_LONGEST_NUMBER: Final = 12
#: Between two spaces there may be so many printed lines: one that ends beside a Latin word shows no gap.
_MOST_LINES: Final = 3
#: So many stretches between gaps show a column; as many have no other space in them.
_ENOUGH: Final = 4
#: Of so many gaps one at least parts lines; of so many ends of lines one at least stands between ideographs.
_MOST_GAPS: Final = 3
_MOST_ENDS: Final = 6
#: The mean log-odds, in nats, that the ideographs beside the gaps are neighbours in a clause; less between verses.
_PARTED: Final = 0.25


class _Block(NamedTuple):
    """A line of the text with gaps."""

    number: int
    """Which line it is."""
    start: int
    end: int
    gaps: list[int]
    """Where its gaps are."""
    at: list[float]
    """How far each is from its first character, in em."""
    stretches: list[float]
    """How wide what stands between two gaps is, in em, where it may be a line."""
    solid: int
    """How many such stretches have no other space in them."""


def with_lines(text: str) -> str:
    """`text` with a line feed for each space at which printed lines were joined; as long as it was, and linear in that.

    A column shows where four stretches between two gaps or more, in the `REACH` lines either way, are equally wide.
    Then a gap parts two lines that stands one to three lines behind the beginning of its block or the last such gap, or
    behind a sentence; where many gaps do, in prose whose clauses go on across them. In what is as long as a page the
    gaps between headings do, too, and the spaces beside Latin words, where hardly any other word has them.
    """
    if len(_STRETCH.findall(text)) < _ENOUGH:
        return text
    blocks = list(_blocks(text))
    nearby = list(_nearby([block.number for block in blocks]))
    columns = list(_columns(blocks, nearby))
    found = [list(_ends_of_lines(text, block, column)) for block, column in zip(blocks, columns, strict=True)]
    are_lines = list(_are_lines(blocks, found, nearby, text))
    joined = list(compress(zip(blocks, columns, found, strict=True), are_lines))
    ends = sorted(end for block, _, gaps in joined for end in (*gaps, *_beside_latin(text, block)))
    if not ends:
        return text
    known = [(block.number, column) for block, column, _ in joined]
    return _parted(text, sorted([*((gap, gap + 1) for gap in ends), *_stray_bullets(text, ends, known)]))


def _parted(text: str, ends: Iterable[tuple[int, int]]) -> str:
    """`text` with one line feed, and blanks before it, for what stands from the one to the other of each of `ends`."""
    parts, done = [], 0
    for start, end in ends:
        parts += [text[done:start], " " * (end - start - 1), "\n"]
        done = end
    return "".join([*parts, text[done:]])


def _stray_bullets(text: str, ends: Sequence[int], known: Sequence[tuple[int, float]]) -> Iterator[tuple[int, int]]:
    """From where to where a bullet parts the lines of one item, as a tool prints it that marks each of its lines.

    The line before is an item, too, and full, and stops inside a sentence. `ends` are the ends of printed lines,
    `known` the numbers of lines near which a column is known, and how wide it is.
    """
    number = before = 0
    for bullet in _BULLET.finditer(text):
        number += text.count("\n", before, bullet.start())
        before = bullet.start()
        start = text.rfind("\n", 0, before) + 1
        item = _ITEM.match(text, start, before)
        if not item:
            continue
        printed = bisect_left(ends, before)
        begin = max(item.end(1), ends[printed - 1] + 1 if printed else 0)
        width, column = _width(text, begin, item.end(2)), _nearest(known, number)
        if _is_line(width, column) or _is_line(width + _INDENT, column):
            yield item.end(2), bullet.end()


def _nearest(known: Sequence[tuple[int, float]], number: int) -> float:
    """How wide the column near line `number` is, in em; 0 where none is known within `REACH`."""
    at = bisect_left(known, (number, 0.0))
    line, column = min(known[max(0, at - 1) : at + 1], key=lambda line: abs(line[0] - number))
    return column if abs(line - number) <= REACH else 0.0


def _blocks(text: str) -> Iterator[_Block]:
    """The lines of `text` that have gaps, headings and tables left out."""
    gap = _GAP.search(text)
    number = before = 0
    while gap:
        start = text.rfind("\n", 0, gap.start()) + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += text.count("\n", before, start)
        before = start
        if not text.startswith(_NO_PARAGRAPH, start):
            yield _block(text, number, start, end)
        gap = _GAP.search(text, end)


def _block(text: str, number: int, start: int, end: int) -> _Block:
    """The line that is ``text[start:end]``."""
    gaps = [found.start() for found in _GAP.finditer(text, start, end)]
    marker = _MARKER.match(text, start)
    edges = list(zip([marker.end() if marker else start, *(gap + 1 for gap in gaps)], gaps, strict=False))
    widths = [_width(text, a, b) for a, b in edges]
    stretches = [width for width in widths[1:] if _NARROWEST <= width <= _WIDEST]
    solid = len(_STRETCH.findall(text, start, end))
    return _Block(number, start, end, gaps, list(accumulate(widths)), stretches, solid)


def _width(text: str, start: int, end: int) -> float:
    """How wide ``text[start:end]`` was set, in em: most of its spaces are edges of Han and Latin, a quarter wide."""
    return em_width(text[start:end]) - 0.25 * text.count(" ", start, end)


def _nearby(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each of the lines that have `numbers`, in order, which of them are within `REACH`."""
    low = high = 0
    for number in numbers:
        while numbers[low] < number - REACH:
            low += 1
        while high < len(numbers) and numbers[high] <= number + REACH:
            high += 1
        yield low, high


def _columns(blocks: Sequence[_Block], nearby: Iterable[tuple[int, int]]) -> Iterator[float]:
    """How wide the printed lines near each of `blocks` were, in em; 0 where the gaps do not tell."""
    counts: Counter[float] = Counter()
    before = (0, 0)
    for low, high in nearby:
        for block in blocks[before[1] : high]:
            counts.update(block.stretches)
        for block in blocks[before[0] : low]:
            counts.subtract(block.stretches)
        before = low, high
        yield _commonest(sorted((width, times) for width, times in counts.items() if times))


def _commonest(stretches: Sequence[tuple[float, int]]) -> float:
    """The widest of the commonest of the `stretches`, widths in order and how often each is; 0 where these are few."""
    most = alike = first = 0
    widest = 0.0
    for width, times in stretches:
        alike += times
        while stretches[first][0] < width - _SHORTER:
            alike -= stretches[first][1]
            first += 1
        if alike > most:
            most, widest = alike, width
    return widest if most >= _ENOUGH else 0.0


def _ends_of_lines(text: str, block: _Block, column: float) -> Iterator[int]:
    """The gaps of a block that part printed lines."""
    if not column:
        return
    begin, indent = 0.0, _INDENT
    for gap, at, following in zip(block.gaps, block.at, [*block.at[1:], inf], strict=True):
        is_whole = _is_whole(at - begin, column) or _is_whole(at - begin + indent, column)
        if is_whole or _is_line(following - at, column):
            begin, indent = at, 0.0
            yield gap
        elif _ends_sentence(text, gap) or (
            len(block.gaps) > _OF_A_PAGE
            and min(at - begin, following - at) >= _SHORTEST
            and not _DIVISION.search(text, max(0, gap - _LONGEST_NUMBER), gap)
        ):
            begin, indent = at, _INDENT
            yield gap


def _beside_latin(text: str, block: _Block) -> Sequence[int]:
    """The spaces beside Latin words and figures of a page that sets hardly any there: they part lines, too."""
    if len(block.gaps) <= _OF_A_PAGE:
        return ()
    spaces = [space.start() for space in _EDGE_SPACE.finditer(text, block.start, block.end)]
    return spaces if len(spaces) <= len(_EDGE.findall(text, block.start, block.end)) else ()


def _ends_sentence(text: str, gap: int) -> bool:
    return _LAST.match(text, gap - 1) is not None or _LAST.match(text, gap - 2) is not None


def _is_whole(width: float, column: float) -> bool:
    """Whether `width` is that of one to three lines."""
    lines = max(1, round(width / column))
    return lines <= _MOST_LINES and _is_line(width / lines, column)


def _is_line(width: float, column: float) -> bool:
    return -_SHORTER <= width - column <= _LONGER


def _are_lines(
    blocks: Sequence[_Block], found: Sequence[Sequence[int]], nearby: Iterable[tuple[int, int]], text: str
) -> Iterator[bool]:
    """Whether many gaps near each of `blocks` were found, some of them between ideographs, where clauses go on.

    They do not between names and verses; and where only sentences have a space behind them, it was typed.
    """
    held = [
        [BOUNDED_BONDS[text[gap - 1] + text[gap + 1]] for gap in ends if _HAN_BESIDE.match(text, gap - 1)]
        for ends in found
    ]
    all_gaps, all_ends = _totals(len(block.gaps) for block in blocks), _totals(map(len, found))
    all_asked, all_held = _totals(map(len, held)), _totals(map(sum, held))
    solid = _totals(block.solid for block in blocks)
    for low, high in nearby:
        gaps, ends = all_gaps[high] - all_gaps[low], all_ends[high] - all_ends[low]
        asked, bonds = all_asked[high] - all_asked[low], all_held[high] - all_held[low]
        are_many = _MOST_GAPS * ends >= gaps and _MOST_ENDS * asked >= ends and solid[high] - solid[low] >= _ENOUGH
        yield are_many and bonds > _PARTED * BOND_SCALE * asked


def _totals(counts: Iterable[int]) -> list[int]:
    return list(accumulate(counts, initial=0))
