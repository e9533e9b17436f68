"""What the neighbours of a line tell: how wide its column is, and the habits of the document around it.

Everything here looks at a bounded stretch of lines (`REACH` either way), so a break is decided by its
surroundings: what stands further away in a document cannot change it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import Final

from ocrclean.paragraphs.printed import Page

__all__ = ["ENDED", "HABITS", "INSIDE", "MEANINGS", "REACH", "TOLERANCE", "Surroundings", "survey"]

#: How many lines either way the habits are read from.
REACH: Final = 64
#: Two lines are equally wide when they differ by less: punctuation is squeezed, Latin letters vary. In em.
TOLERANCE: Final = 1.1
#: Line ends inside a clause, inside a sentence, and behind one.
_CLAUSE: Final = frozenset(("han", "latin", "digit"))
INSIDE: Final = _CLAUSE | {"comma"}
ENDED: Final = frozenset(("sentence", "closed"))
#: How paragraphs begin; what a blank line means.
HABITS: Final = ("?", "printed", "lost", "flush")
MEANINGS: Final = ("?", "nothing", "paragraph", "little")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Measures of each line's surroundings. Widths are in em; a count is over the lines within `REACH`."""

    width: list[float]
    """The line's right edge: its width, and what stands before it where a layout tool moved its rest right."""
    inside: list[int]
    """How many of the seven lines around it (itself among them) end inside a clause: none in verse and lists."""
    continues: list[bool]
    """The line begins where the one before ended: the rest of a line that a layout tool broke."""
    above: list[float]
    """The widest of the line and the three before it: those most likely in its column."""
    below: list[float]
    """The widest of the line and the three behind it."""
    widest: list[float]
    """The widest within eight lines."""
    lines: list[int]
    """How many lines that is."""
    blank: list[int]
    """Count of lines with a blank line behind them."""
    blank_inside: list[int]
    """Count of such lines that end inside a sentence."""
    full: list[int]
    """Count of lines as wide as the widest around them."""
    wrapped: list[int]
    """Count of such lines that end inside a clause: next to none where nothing is wrapped, and in verse."""
    printed: list[int]
    """Count of paragraphs that surely begin with a printed indent."""
    lost: list[int]
    """Count of paragraphs that surely begin two em short: their indent was not printed."""
    flush: list[int]
    """Count of paragraphs that surely begin at full width."""
    torn: list[int]
    """Count of lines that start or end as no typeset line may: an extractor tore lines at a change of font."""
    word_spaced: list[bool]
    """The engine put spaces between words here, so that letter-spacing cannot be told."""
    double_spaced: list[bool]
    """A blank line follows nearly every line here; in a few lines of verse that says nothing."""

    def habit(self, i: int) -> str:
        """How paragraphs begin here: "printed" (indented), "lost" (two em short: the indent was not printed), "flush"
        or "?"."""
        printed, lost, flush = self.printed[i], self.lost[i], self.flush[i]
        if not (printed or lost or flush):
            return "?"
        enough = 0.01 * self.lines[i]
        if printed > enough and printed >= 2 * max(lost, flush):
            return "printed"
        if lost > enough and lost >= 2 * max(printed, flush):
            return "lost"
        return "flush" if flush > enough and flush >= 2 * max(printed, lost) else "?"

    def blanks_mean(self, i: int) -> str:
        """What a blank line means here: "nothing" (it follows every line), "paragraph" (never inside a sentence),
        "little", or "?" where there are none."""
        blank = self.blank[i]
        if not blank:
            return "?"
        if self.double_spaced[i]:
            return "nothing"
        return "paragraph" if self.blank_inside[i] < 0.15 * blank else "little"


def _larger(first: Iterable[float], second: Iterable[float]) -> list[float]:
    """The larger of each two; the shorter of the iterables says how many."""
    return [a if a > b else b for a, b in zip(first, second, strict=False)]


def _widest(values: list[float]) -> tuple[list[float], list[float], list[float]]:
    """The maximum of each value and the three before it, of it and the three behind it, and of all within eight."""
    padded = [*[0.0] * 8, *values, *[0.0] * 8]
    two = _larger(padded, padded[1:])
    four = _larger(two, two[2:])  # four[k] is the maximum of padded[k : k + 4], and so on
    eight = _larger(four, four[4:])
    seventeen = _larger(_larger(eight, eight[8:]), padded[16:])
    size = len(values)
    return four[5 : 5 + size], four[8 : 8 + size], seventeen


def _counts(flags: list[bool] | list[int]) -> list[int]:
    """For each flag, the sum of the flags within `REACH`."""
    size = len(flags)
    if not any(flags):
        return [0] * size
    total = [0, *accumulate(flags)]
    up_to = [*total[REACH + 1 :], *[total[-1]] * min(REACH, size)]
    before = [*[0] * min(REACH, size), *total]
    return list(map(sub, up_to, before))


def _right_edges(page: Page) -> tuple[list[float], list[bool]]:
    """Right edges, and which lines go on where the one before them ended.

    ``pdftotext -layout`` breaks a line at full-width punctuation and prints its rest where it stood, one space
    for each character before it.
    """
    edges = list(page.width)
    if any(page.fixed):
        edges = [0.0 if fixed else width for width, fixed in zip(page.width, page.fixed, strict=True)]
    continues = [False] * len(edges)
    if any(page.indent):
        for i, indent in enumerate(page.indent):
            if indent > 3 and i and abs(2 * indent - edges[i - 1]) < 3:
                edges[i] = page.width[i] + 2 * indent
                continues[i] = True
    return edges, continues


def _first_lines(
    page: Page, width: list[float], above: list[float], below: list[float]
) -> tuple[list[bool], list[bool], list[bool]]:
    """Where a paragraph surely began with an indent, two em short of its column (the indent was lost), or flush."""
    printed, lost, flush = [False] * len(width), [False] * len(width), [False] * len(width)
    for i, ends in enumerate(page.ends[:-2]):
        if ends not in ENDED or min(above[i], below[i]) - width[i] < 2.5:
            continue
        if page.indent[i + 1] - page.indent[i + 2] > 0.9:
            printed[i] = True
        elif width[i + 2] >= below[i + 1] - TOLERANCE:
            missing = below[i + 1] - width[i + 1]
            lost[i] = 1.25 <= missing <= 2.8
            flush[i] = missing <= 0.75
    return printed, lost, flush


def survey(page: Page) -> Surroundings:
    """The surroundings of each line of `page`; linear in their number."""
    width, continues = _right_edges(page)
    above, below, widest = _widest(width)
    printed, lost, flush = _first_lines(page, width, above, below)
    clause = [ends in _CLAUSE for ends in page.ends]
    until = [0, 0, 0, 0, *accumulate(clause)]
    until += [until[-1]] * 3
    full = [most - w <= TOLERANCE and w > 0 for w, most in zip(width, widest, strict=True)]
    blank = [blanks > 0 for blanks in page.blanks]
    sizes, blanks = _counts([1] * len(page)), _counts(blank)
    return Surroundings(
        width=width,
        inside=list(map(sub, until[7:], until)),
        continues=continues,
        above=above,
        below=below,
        widest=widest,
        lines=sizes,
        blank=blanks,
        blank_inside=_counts([is_blank and ends in INSIDE for is_blank, ends in zip(blank, page.ends, strict=True)]),
        full=_counts(full),
        wrapped=_counts([is_full and stops for is_full, stops in zip(full, clause, strict=True)]),
        printed=_counts(printed),
        lost=_counts(lost),
        flush=_counts(flush),
        torn=_counts(
            [start == "nostart" or end == "opener" for start, end in zip(page.starts, page.ends, strict=True)]
        ),
        word_spaced=_word_spaced(page),
        double_spaced=[count > 0.9 * size for count, size in zip(blanks, sizes, strict=True)],
    )


def _word_spaced(page: Page) -> list[bool]:
    """Where there are so many spaces between East Asian characters that an engine put them between words."""
    if not any(page.gaps):
        return [False] * len(page)
    characters = _counts(list(map(len, page.text)))
    return [gaps > 0.25 * size for gaps, size in zip(_counts(page.gaps), characters, strict=True)]
