"""What the neighbours of a line tell: how wide its column is, and the habits of the document around it.

Everything here looks at a bounded stretch of lines (`REACH` either way), so a break is decided by its
surroundings: what stands further away in a document cannot change it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
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
    """Measures of each line's surroundings. Widths are in em; a tally counts flagged lines up to each line."""

    width: list[float]
    """The line's right edge: its width, and what stands before it where a layout tool moved its rest right."""
    continues: list[bool]
    """The line begins where the one before ended: the rest of a line that a layout tool broke."""
    above: list[float]
    """The widest of the line and the three before it: those most likely in its column."""
    below: list[float]
    """The widest of the line and the three behind it."""
    widest: list[float]
    """The widest within eight lines."""
    blank: list[int]
    """Tally of lines with a blank line behind them."""
    indented: list[int]
    """Tally of lines that are indented more than the next one."""
    full: list[int]
    """Tally of lines as wide as the widest around them."""
    wrapped: list[int]
    """Tally of such lines that end inside a sentence: next to none where nothing is wrapped."""
    lost: list[int]
    """Tally of paragraphs that surely begin two em short: their indent was not printed."""
    flush: list[int]
    """Tally of paragraphs that surely begin at full width."""
    gaps: list[int]
    """Tally of spaces between East Asian characters."""
    characters: list[int]
    """Tally of characters, those spaces left out."""

    def share(self, tally: list[int], i: int) -> float:
        """The share of the lines within `REACH` of line `i` that `tally` counts."""
        low, high = max(0, i - REACH), min(len(tally) - 1, i + REACH + 1)
        return (tally[high] - tally[low]) / (high - low)

    def word_spaced(self, i: int) -> bool:
        """Whether the engine put spaces between words here, so that letter-spacing cannot be told."""
        return self.share(self.gaps, i) > 0.25 * self.share(self.characters, i)

    def habit(self, i: int) -> str:
        """How paragraphs begin here: "lost" (two em short: an indent that was not printed), "flush" or "?"."""
        lost, flush = self.share(self.lost, i), self.share(self.flush, i)
        if lost > 0.01 and lost >= 2 * flush:
            return "lost"
        return "flush" if flush > 0.01 and flush >= 2 * lost else "?"


def _widest_ahead(values: list[float]) -> tuple[list[float], list[float]]:
    """The maximum of each value and the next three, and of each value and the next eight."""
    two = list(map(max, values, [*values[1:], 0.0]))
    four = list(map(max, two, [*two[2:], 0.0, 0.0]))
    eight = list(map(max, four, [*four[4:], 0.0, 0.0, 0.0, 0.0]))
    return four, list(map(max, eight, [*values[8:], *[0.0] * min(8, len(values))]))


def _tally(flags: Iterable[int]) -> list[int]:
    return [0, *accumulate(flags)]


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
) -> tuple[list[int], list[int]]:
    """Where a paragraph surely began two em short of its column (an indent was lost), and where at full width."""
    lost, flush = [0] * len(lines), [0] * len(lines)
    for i in range(len(lines) - 2):
        if lines[i].ends not in ("sentence", "closed") or min(above[i], below[i]) - width[i] < 2.5:
            continue
        if width[i + 2] >= below[i + 1] - _TOLERANCE:
            missing = below[i + 1] - width[i + 1]
            lost[i] = 1.25 <= missing <= 2.8
            flush[i] = missing <= 0.75
    return lost, flush


def survey(lines: Sequence[PrintedLine]) -> Surroundings:
    """The surroundings of each of `lines`; linear in their number."""
    width, continues = _right_edges(lines)
    below, far_below = _widest_ahead(width)
    above, far_above = (found[::-1] for found in _widest_ahead(width[::-1]))
    widest = list(map(max, far_below, far_above))
    lost, flush = _first_lines(lines, width, above, below)
    full = [most - w <= _TOLERANCE and w > 0 for w, most in zip(width, widest, strict=True)]
    indents = [line.indent for line in lines]
    return Surroundings(
        width=width,
        continues=continues,
        above=above,
        below=below,
        widest=widest,
        blank=_tally([line.blanks > 0 for line in lines]),
        indented=_tally([a - b > 0.9 for a, b in zip(indents, [*indents[1:], inf], strict=True)]),
        full=_tally(full),
        wrapped=_tally([f and line.ends in _INSIDE for f, line in zip(full, lines, strict=True)]),
        lost=_tally(lost),
        flush=_tally(flush),
        gaps=_tally([line.gaps for line in lines]),
        characters=_tally([len(line.text) for line in lines]),
    )
