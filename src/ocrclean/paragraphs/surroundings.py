"""What the neighbours of a line tell: how wide its column is, and the habits of the document around it.

Everything here looks at a bounded stretch of lines (`REACH` either way), so a break is decided by its
surroundings: what stands further away in a document cannot change it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from ocrclean.paragraphs.printed import PrintedLine

__all__ = ["REACH", "Surroundings", "survey"]

#: How many lines either way the habits are read from.
REACH: Final = 64
#: Lines that share a column with their neighbour: near enough to tell its width.
_NEAR: Final = 3
#: Lines that most often share it.
_FAR: Final = 8
#: Two lines are equally wide when they differ by less: punctuation is squeezed, Latin letters vary.
_TOLERANCE: Final = 1.1


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Measures per line; widths in em, shares from 0 to 1."""

    width: Sequence[float]
    """The line's right edge: its width, and what stands before it where a layout tool moved its rest right."""
    continues: Sequence[bool]
    """The line begins where the one before ended: the rest of a line that a layout tool broke."""
    above: Sequence[float]
    """The widest of the line and the `_NEAR` before it."""
    below: Sequence[float]
    """The widest of the line and the `_NEAR` behind it."""
    widest: Sequence[float]
    """The widest within `_FAR` lines."""
    blank_share: Sequence[float]
    """How often a blank line follows a line."""
    indent_share: Sequence[float]
    """How often a line is indented more than the next one."""
    full_share: Sequence[float]
    """How often a line is as wide as the widest around it."""
    wrapped_share: Sequence[float]
    """How often such a full line ends inside a sentence: next to never where nothing is wrapped."""
    word_spaced: Sequence[bool]
    """The engine put spaces between words: letter-spacing cannot be told."""
    habit: Sequence[str]
    """First lines of paragraphs here: "lost" (two em short: an indent that was not printed), "flush", "?"."""


def _sliding_max(values: Sequence[float], reach: int, *, ahead: bool) -> list[float]:
    """The maximum of each value and the `reach` before (`ahead`: behind) it."""
    out = list(values)
    for distance in range(1, min(reach, len(out) - 1) + 1):
        padding = [0.0] * distance
        moved = [*values[distance:], *padding] if ahead else [*padding, *values[:-distance]]
        out = list(map(max, out, moved))
    return out


def _share(flags: Sequence[int]) -> list[float]:
    """The share of lines within `REACH` whose flag is set."""
    size = len(flags)
    total = [0, *accumulate(flags)]
    shares = []
    for i in range(size):
        low, high = max(0, i - REACH), min(size, i + REACH + 1)
        shares.append((total[high] - total[low]) / (high - low))
    return shares


def _right_edges(lines: Sequence[PrintedLine]) -> tuple[list[float], list[bool]]:
    """Right edges, and which lines go on where the one before them ended.

    ``pdftotext -layout`` breaks a line at full-width punctuation and prints its rest where it stood, one space
    for each character before it.
    """
    edges: list[float] = []
    continues: list[bool] = []
    for line in lines:
        moved = 2 * line.indent
        goes_on = line.indent > 3 and bool(edges) and abs(moved - edges[-1]) < 3
        edges.append(0.0 if line.fixed else line.width + moved if goes_on else line.width)
        continues.append(goes_on)
    return edges, continues


def _first_line_signs(
    lines: Sequence[PrintedLine], width: Sequence[float], above: Sequence[float], below: Sequence[float]
) -> tuple[list[int], list[int]]:
    """Where a paragraph surely began two em short of its column (an indent was lost), and where at full width."""
    lost, flush = [0] * len(lines), [0] * len(lines)
    for i in range(len(lines) - 2):
        short = min(above[i], below[i]) - width[i]
        if short >= 2.5 and lines[i].ends in ("sentence", "closed") and width[i + 2] >= below[i + 1] - _TOLERANCE:
            missing = below[i + 1] - width[i + 1]
            lost[i] = 1.25 <= missing <= 2.8
            flush[i] = missing <= 0.75
    return lost, flush


def _habit(lost: float, flush: float) -> str:
    if lost > 0.01 and lost >= 2 * flush:
        return "lost"
    return "flush" if flush > 0.01 and flush >= 2 * lost else "?"


def survey(lines: Sequence[PrintedLine]) -> Surroundings:
    """The surroundings of each of `lines`; linear in their number."""
    width, continues = _right_edges(lines)
    above, below = _sliding_max(width, _NEAR, ahead=False), _sliding_max(width, _NEAR, ahead=True)
    widest = list(map(max, _sliding_max(width, _FAR, ahead=False), _sliding_max(width, _FAR, ahead=True)))
    lost, flush = _first_line_signs(lines, width, above, below)
    full = [w > 0 and most - w <= _TOLERANCE for w, most in zip(width, widest, strict=True)]
    wrapped = [f and line.ends in ("han", "comma", "latin", "digit") for f, line in zip(full, lines, strict=True)]
    indented = [a.indent - b.indent > 0.9 for a, b in pairwise(lines)]
    gaps = _share([line.gaps for line in lines])
    characters = _share([len(line.text) for line in lines])
    return Surroundings(
        width=width,
        continues=continues,
        above=above,
        below=below,
        widest=widest,
        blank_share=_share([line.blanks > 0 for line in lines]),
        indent_share=_share([*indented, False]),
        full_share=_share(full),
        wrapped_share=_share(wrapped),
        word_spaced=[g > 0.25 * c for g, c in zip(gaps, characters, strict=True)],
        habit=[_habit(a, b) for a, b in zip(_share(lost), _share(flush), strict=True)],
    )
