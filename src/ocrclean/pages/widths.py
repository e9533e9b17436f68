"""Which lines of a text are full: what breaks off at the end of such a line goes on in the next."""

from collections.abc import Iterable
from typing import Final

from ocrclean.chars import em_width

__all__ = ["is_full", "usual_width"]

#: A full line has at least so much of the width that most lines have, and is so wide, in em, at least.
_FULL: Final = 0.8
_NO_COLUMN: Final = 8.0


def usual_width(lines: Iterable[str]) -> float:
    """The width, in em, that seven in ten of `lines` do not exceed; 0 where there are none."""
    widths = sorted(map(em_width, lines))
    return widths[len(widths) * 7 // 10] if widths else 0.0


def is_full(line: str, usual: float) -> bool:
    """Whether `line` fills a column where lines are `usual` em wide."""
    return em_width(line) >= max(_NO_COLUMN, _FULL * usual)
