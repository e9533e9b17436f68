"""What the neighbours of a line tell: how wide its column is, and the habits of the document around it.

Everything here looks at a bounded stretch of lines (`REACH` either way), so a break is decided by its
surroundings: what stands further away in a document cannot change it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import eq, sub
from typing import Final

from ocrclean.paragraphs.printed import Page

__all__ = [
    "ENDED",
    "HABITS",
    "INSIDE",
    "LEAST_INDENT",
    "MOST_INDENT",
    "PROSE",
    "REACH",
    "SPAN",
    "TOLERANCE",
    "Habits",
    "Surroundings",
    "running_totals",
    "survey",
]

#: How many lines either way the habits are read from.
REACH: Final = 64
#: How many lines those are, with the line between.
SPAN: Final = 2 * REACH + 1
#: Two lines are equally wide when they differ by less: punctuation is squeezed, Latin letters vary. In em.
TOLERANCE: Final = 1.1
#: Line ends inside a clause, inside a sentence, and behind one.
_CLAUSE: Final = frozenset(("han", "latin", "digit"))
INSIDE: Final = _CLAUSE | {"comma"}
ENDED: Final = frozenset(("sentence", "closed"))
#: Starts of most paragraphs.
PROSE: Final = frozenset(("han", "quote"))
#: Starts of the rest of a line that a layout tool broke at full-width punctuation.
_BEHIND_TEAR: Final = frozenset(("nostart", "quote"))
#: No column is as narrow, in em.
_NO_COLUMN: Final = 5.0
#: The rest of a line stands further right than an indent does, and so much further than the line before it, in em.
_NO_INDENT: Final = 3.0
_MOVED: Final = 2.0
#: An indent of two em may be so wide, where punctuation was squeezed.
LEAST_INDENT: Final = 1.25
MOST_INDENT: Final = 2.8
#: A report begins here, or the name of who wrote it stands here.
_OPENS_REPORT: Final = frozenset(("dateline", "byline", "name"))
_NO_HEADLINE: Final = _OPENS_REPORT | {"masthead", "label", "note", "item", "date"}
#: So many blank lines are a habit.
_HABIT: Final = 3
#: How paragraphs begin.
HABITS: Final = ("?", "printed", "lost", "flush")


@dataclass(slots=True, eq=False)
class Surroundings:
    """Measures of each line's surroundings, widths in em.

    What is counted is kept in running totals, padded so that of the lines within `REACH` of line `i` there are
    ``totals[i + SPAN] - totals[i]``.
    """

    width: list[float]
    """The line's right edge: its width, and what stands before it where a layout tool moved its rest right."""
    continues: list[bool]
    """The line begins where the one before ended: the rest of a line that a layout tool broke."""
    above: list[float]
    """The widest of the line and the three before it: those most likely in its column."""
    below: list[float]
    """The widest of the line and the three behind it."""
    beside: list[float]
    """The widest of the eight lines before it and the eight behind it."""
    announced: list[int]
    """How many lines further a byline or dateline begins: up to three, and 0 for none. Such lines are headings."""
    near: list[int]
    """How many lines there are within `REACH`."""
    special: list[int]
    """Lines that do not start as Han text does."""
    blank: list[int]
    """Lines with a blank line behind them."""
    blank_wrapped: list[int]
    """Such lines that end inside a sentence and are as wide as the widest around them: wrapped ones."""
    full: list[int]
    """Lines as wide as the widest around them."""
    wrapped: list[int]
    """Such lines that end inside a clause: next to none where nothing is wrapped, and in verse."""
    none_wrapped: list[bool]
    """Whether no line near it is surely wrapped: there a blank line parts."""
    gaps: list[int]
    """Spaces between East Asian characters."""
    characters: list[int]
    """Characters, those spaces left out; not counted where there are none."""

    def word_spaced(self, i: int) -> bool:
        """Whether the engine put spaces between words here, so that letter-spacing cannot be told."""
        gaps = self.gaps[i + SPAN] - self.gaps[i]
        return gaps > 0 and gaps > 0.25 * (self.characters[i + SPAN] - self.characters[i])

    def are_wrapped(self, i: int) -> bool:
        """Whether lines are wrapped here: one in ten surely is."""
        return 10 * (self.wrapped[i + SPAN] - self.wrapped[i]) > self.near[i]

    def blanks_behind_wrapped(self, i: int) -> bool:
        """Whether blank lines stand behind wrapped lines here, one line in ten at least."""
        return 10 * (self.blank_wrapped[i + SPAN] - self.blank_wrapped[i]) > self.near[i]

    def blanks_part(self, i: int) -> bool:
        """Whether blank lines stand here, and none behind a line that was wrapped."""
        end = i + SPAN
        return self.blank[end] - self.blank[i] >= _HABIT and self.blank_wrapped[end] == self.blank_wrapped[i]


class Habits:
    """What else is usual around each line of `page`; needed where a break must be weighed.

    Counted as in `Surroundings`; linear in the number of lines.
    """

    # No dataclass: to make one takes Python longer than to read the habits of a page.
    def __init__(self, page: Page, around: Surroundings) -> None:
        printed, lost, flush = _first_lines(page, around)
        #: How many lines there are within `REACH`.
        self.near = around.near
        #: Where the lines that stop inside a sentence end, their indent counted; 0 for other lines.
        self.edges = _edges(page, around.width)
        #: Paragraphs that surely begin with a printed indent.
        self.printed = running_totals(printed)
        #: Paragraphs that surely begin two em short: their indent was not printed.
        self.lost = running_totals(lost)
        #: Paragraphs that surely begin at full width.
        self.flush = running_totals(flush)
        #: Lines that start or end as no typeset line may: an extractor tore lines at a change of font.
        self.torn = running_totals(_torn(page, around.special))

    def habit(self, i: int) -> str:
        """How paragraphs begin here: "printed" (indented), "lost" (two em short: the indent was not printed), "flush"
        or "?"."""
        end = i + SPAN
        printed = self.printed[end] - self.printed[i]
        lost = self.lost[end] - self.lost[i]
        flush = self.flush[end] - self.flush[i]
        enough = 0.01 * self.near[i]
        if lost > enough and lost >= 2 * printed and lost >= 2 * flush:
            return "lost"
        if printed > enough and printed >= 2 * lost and printed >= 2 * flush:
            return "printed"
        return "flush" if flush > enough and flush >= 2 * printed and flush >= 2 * lost else "?"


def _larger(first: Iterable[float], second: Iterable[float]) -> list[float]:
    """The larger of each two; the shorter of the iterables says how many."""
    return [a if a > b else b for a, b in zip(first, second, strict=False)]


def _widest(values: list[float]) -> tuple[list[float], list[float], list[float]]:
    """The maximum of each value and the three before it, of it and the three behind it, and of the eight either way."""
    padded = [*[0.0] * 8, *values, *[0.0] * 8]
    two = _larger(padded, padded[1:])
    four = _larger(two, two[2:])  # four[k] is the maximum of padded[k : k + 4], and so on
    eight = _larger(four, four[4:])
    size = len(values)
    return four[5 : 5 + size], four[8 : 8 + size], _larger(eight, eight[9:])


def running_totals(counts: Sequence[int]) -> list[int]:
    """The totals of `counts` from which `Surroundings` tells how many there are within `REACH`."""
    if not any(counts):
        return [0] * (len(counts) + SPAN)
    totals = [0] * REACH
    totals += accumulate(counts, initial=0)
    totals += totals[-1:] * REACH
    return totals


def _lines_near(size: int) -> list[int]:
    """For each of `size` lines, how many lines are within `REACH`."""
    totals = [*[0] * REACH, *range(size + 1), *[size] * REACH]
    return list(map(sub, totals[SPAN:], totals))


def _right_edges(page: Page) -> tuple[list[float], list[bool]]:
    """Right edges, and which lines go on where the one before them ended.

    ``pdftotext -layout`` breaks a line at full-width punctuation and prints its rest where it stood, one space
    for each character before it. What begins or ends with no such mark is centred, or stands in from all others;
    what stands no further right than the line before it begins a paragraph.
    """
    edges = list(page.width)
    for i in compress(count(), page.fixed):
        edges[i] = 0.0
    continues = [False] * len(edges)
    for i in compress(count(), page.indent):
        indent = page.indent[i]
        at_mark = page.starts[i] in _BEHIND_TEAR or page.ends[i - 1] == "comma"
        is_moved = i > 0 and indent > _NO_INDENT and indent - page.indent[i - 1] >= _MOVED
        if is_moved and at_mark and abs(2 * indent - edges[i - 1]) < 3:
            edges[i] = page.width[i] + 2 * indent
            continues[i] = True
    return edges, continues


def _edges(page: Page, width: list[float]) -> list[float]:
    edges = [edge if ends in INSIDE and edge > _NO_COLUMN else 0.0 for edge, ends in zip(width, page.ends, strict=True)]
    for i in compress(count(), page.indent):
        if edges[i]:
            edges[i] += page.indent[i]
    return edges


def _first_lines(page: Page, around: Surroundings) -> tuple[list[bool], list[bool], list[bool]]:
    """Where a paragraph surely began with an indent, two em short of its column (the indent was lost), or flush."""
    width, indent, above, below = around.width, page.indent, around.above, around.below
    printed, lost, flush = [False] * len(width), [False] * len(width), [False] * len(width)
    for i in [i for i, ends in enumerate(page.ends[:-2]) if ends in ENDED]:
        if above[i] - width[i] < 2.5 or below[i] - width[i] < 2.5:
            continue
        if indent[i + 1] - indent[i + 2] > 0.9:
            printed[i] = True
        elif width[i + 2] >= below[i + 1] - TOLERANCE:
            missing = below[i + 1] - width[i + 1]
            lost[i] = LEAST_INDENT <= missing <= MOST_INDENT
            flush[i] = missing <= 0.75
    return printed, lost, flush


def _announced(page: Page, special: Iterable[int]) -> list[int]:
    """How far behind each line a byline or dateline begins, where no sentence ends in between."""
    found = [0] * len(page)
    for k in [k for k in special if page.starts[k] in _OPENS_REPORT]:
        for i in range(k - 1, max(-1, k - 4), -1):
            if found[i] or page.ends[i] in ENDED or page.starts[i] in _NO_HEADLINE:
                break
            found[i] = k - i
    return found


def survey(page: Page) -> Surroundings:
    """The surroundings of each line of `page`; linear in their number."""
    width, continues = _right_edges(page)
    above, below, beside = _widest(width)
    full = [most - w <= TOLERANCE for w, most in zip(width, beside, strict=True)]
    for i in compress(count(), page.fixed):
        full[i] = False
    blank = running_totals(list(map(bool, page.blanks)))
    blank_ends = zip(page.blanks, full, page.ends, strict=True)
    blank_wrapped = [is_full and blanks > 0 and ends in INSIDE for blanks, is_full, ends in blank_ends]
    wrapped = running_totals([is_full and ends in _CLAUSE for is_full, ends in zip(full, page.ends, strict=True)])
    gaps = running_totals(page.gaps)
    special = [k for k, kind in enumerate(page.starts) if kind != "han"]
    return Surroundings(
        width=width,
        continues=continues,
        above=above,
        below=below,
        beside=beside,
        announced=_announced(page, special),
        near=_lines_near(len(page)),
        special=special,
        blank=blank,
        blank_wrapped=running_totals(blank_wrapped),
        full=running_totals(full),
        wrapped=wrapped,
        none_wrapped=list(map(eq, wrapped, wrapped[SPAN:])),
        gaps=gaps,
        characters=running_totals(list(map(len, page.text)) if gaps[-1] else [0] * len(page)),
    )


def _torn(page: Page, special: Iterable[int]) -> list[bool]:
    torn = [False] * len(page)
    if "opener" in page.ends:
        torn = [ends == "opener" for ends in page.ends]
    for k in special:
        if page.starts[k] == "nostart":
            torn[k] = True
    return torn
