"""What the neighbours of a line tell: how wide its column is, and the habits of the document around it.

Everything here looks at a bounded stretch of lines (`REACH` either way), so a break is decided by its
surroundings: what stands further away in a document cannot change it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import and_, sub
from typing import Final

from ocrclean.paragraphs.printed import PrintedLine

__all__ = ["REACH", "Surroundings", "survey"]

#: How many lines either way the habits are read from.
REACH: Final = 64
#: Two lines are equally wide when they differ by less: punctuation is squeezed, Latin letters vary. In em.
_TOLERANCE: Final = 1.1
#: Line ends inside a sentence.
_INSIDE: Final = frozenset(("han", "comma", "latin", "digit"))


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
    gaps: list[int]
    """Count of spaces between East Asian characters."""
    characters: list[int]
    """Count of characters, those spaces left out."""

    def word_spaced(self, i: int) -> bool:
        """Whether the engine put spaces between words here, so that letter-spacing cannot be told."""
        return self.gaps[i] > 0.25 * self.characters[i]

    def habit(self, i: int) -> str:
        """How paragraphs begin here: "printed" (indented), "lost" (two em short: the indent was not printed), "flush"
        or "?"."""
        printed, lost, flush = self.printed[i], self.lost[i], self.flush[i]
        enough = 0.01 * self.lines[i]
        if printed > enough and printed >= 2 * max(lost, flush):
            return "printed"
        if lost > enough and lost >= 2 * max(printed, flush):
            return "lost"
        return "flush" if flush > enough and flush >= 2 * max(printed, lost) else "?"

    def is_double_spaced(self, i: int) -> bool:
        """Whether a blank line follows nearly every line here; in a few lines of verse that says nothing."""
        return self.blank[i] > 0.9 * self.lines[i]

    def blanks_mean(self, i: int) -> str:
        """What a blank line means here: "nothing" (it follows every line), "paragraph" (never inside a sentence),
        "little", or "?" where there are none."""
        blank = self.blank[i]
        if not blank:
            return "?"
        if self.is_double_spaced(i):
            return "nothing"
        return "paragraph" if self.blank_inside[i] < 0.15 * blank else "little"


def _widest_ahead(values: list[float]) -> tuple[list[float], list[float]]:
    """The maximum of each value and the next three, and of each value and the next eight."""
    two = list(map(max, values, [*values[1:], 0.0]))
    four = list(map(max, two, [*two[2:], 0.0, 0.0]))
    eight = list(map(max, four, [*four[4:], 0.0, 0.0, 0.0, 0.0]))
    return four, list(map(max, eight, [*values[8:], *[0.0] * min(8, len(values))]))


def _counts(flags: Iterable[int]) -> list[int]:
    """For each flag, the sum of the flags within `REACH`."""
    flags = list(flags)
    if not any(flags):
        return flags
    total = [0, *accumulate(flags)]
    size = len(total) - 1
    up_to = [*total[REACH + 1 :], *[total[-1]] * min(REACH, size)]
    before = [*[0] * min(REACH, size), *total]
    return list(map(sub, up_to, before[:size]))


def _right_edges(lines: Sequence[PrintedLine]) -> tuple[list[float], list[bool]]:
    """Right edges, and which lines go on where the one before them ended.

    ``pdftotext -layout`` breaks a line at full-width punctuation and prints its rest where it stood, one space
    for each character before it.
    """
    edges = [0.0 if line.fixed else line.width for line in lines]
    continues = [False] * len(lines)
    for i, line in enumerate(lines):
        if line.indent > 3 and i and abs(2 * line.indent - edges[i - 1]) < 3:
            edges[i] = line.width + 2 * line.indent
            continues[i] = True
    return edges, continues


def _first_lines(
    lines: Sequence[PrintedLine], width: list[float], above: list[float], below: list[float]
) -> tuple[list[int], list[int], list[int]]:
    """Where a paragraph surely began with an indent, two em short of its column (the indent was lost), or flush."""
    printed, lost, flush = [0] * len(lines), [0] * len(lines), [0] * len(lines)
    for i in range(len(lines) - 2):
        if lines[i].ends not in ("sentence", "closed") or min(above[i], below[i]) - width[i] < 2.5:
            continue
        first, second = lines[i + 1], lines[i + 2]
        if first.indent - second.indent > 0.9:
            printed[i] = 1
        elif width[i + 2] >= below[i + 1] - _TOLERANCE:
            missing = below[i + 1] - width[i + 1]
            lost[i] = 1.25 <= missing <= 2.8
            flush[i] = missing <= 0.75
    return printed, lost, flush


def survey(lines: Sequence[PrintedLine]) -> Surroundings:
    """The surroundings of each of `lines`; linear in their number."""
    width, continues = _right_edges(lines)
    below, far_below = _widest_ahead(width)
    above, far_above = (found[::-1] for found in _widest_ahead(width[::-1]))
    widest = list(map(max, far_below, far_above))
    printed, lost, flush = _first_lines(lines, width, above, below)
    inside = [line.ends in _INSIDE and line.ends != "comma" for line in lines]
    until = [0, 0, 0, 0, *accumulate(inside)]
    until += [until[-1]] * 3
    full = [most - w <= _TOLERANCE and w > 0 for w, most in zip(width, widest, strict=True)]
    gaps = [line.gaps for line in lines]
    return Surroundings(
        width=width,
        inside=list(map(sub, until[7:], until)),
        continues=continues,
        above=above,
        below=below,
        widest=widest,
        lines=_counts([1] * len(lines)),
        blank=_counts([line.blanks > 0 for line in lines]),
        blank_inside=_counts([line.blanks > 0 and line.ends in _INSIDE for line in lines]),
        full=_counts(full),
        wrapped=_counts(map(and_, full, inside)),
        printed=_counts(printed),
        lost=_counts(lost),
        flush=_counts(flush),
        torn=_counts([line.starts == "nostart" or line.ends == "opener" for line in lines]),
        gaps=_counts(gaps),
        characters=_counts([len(line.text) for line in lines]) if any(gaps) else gaps,
    )
