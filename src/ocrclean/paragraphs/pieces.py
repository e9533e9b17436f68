"""Printed lines that came in pieces: where short lines stand one after another whose widths make up a line again.

RapidOCR makes two boxes of a line where a comma leaves half an em free; ``pdftotext -raw`` and the text layer that
Tesseract writes break lines there, too, and between words that stand apart. A piece looks like the last line of a
paragraph; where the last piece of a row ends, the printed line ends.
"""

from collections.abc import Iterator
from typing import Final

from ocrclean.paragraphs.kinds import END_KINDS
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.surroundings import SPAN, TOLERANCE, Surroundings, running_totals

__all__ = ["ROWS", "Pieces", "row"]

#: Where a line stands in a row: in none, before its last piece, or at its end.
ROWS: Final = ("-", "inside", "end")
_INSIDE: Final = ROWS.index("inside")
_END: Final = ROWS.index("end")
#: A piece leaves more free, in em, than a squeezed line or a long word does.
_FREE: Final = 3.3
#: Pieces are usual where one line in a hundred surely is one.
_USUAL: Final = 0.01
#: Printed lines break into pieces behind and before these.
_ENDS: Final = frozenset(END_KINDS) - {"dash", "leader", "other", "stop"}
_STARTS: Final = frozenset(("han", "nostart", "latin", "digit", "quote", "bracket", "label", "name"))
#: Lines of a column differ by so many em, and by half a mark for each that may be squeezed at the end of a piece.
_JUSTIFIED: Final = 0.7
_SQUEEZED: Final = 0.5
#: Widths may add up by chance to a column that is narrower, in em, and in rows of more pieces.
_NARROWEST: Final = 9.0
_MOST_PIECES: Final = 7
#: Of a stretch of short lines so many are looked at: rows are told from its first line on.
_STRETCH: Final = 24


class Pieces:
    """Which lines of `page` came in pieces, and how usual that is around each."""

    def __init__(self, page: Page, around: Surroundings) -> None:
        self.page = page
        self.near = around.near
        #: The lines that surely are pieces, counted as in `Surroundings`.
        self.cut = running_totals(_surely_cut(page, around))

    def share(self, i: int) -> float:
        """Of the lines near line `i`, the share that are surely pieces."""
        return (self.cut[i + SPAN] - self.cut[i]) / self.near[i]

    def row(self, i: int, column: float) -> int:
        """At which place of ROWS line `i` stands, where the column ends at `column` em.

        By chance widths add up to a line anywhere, so this is asked only where pieces are usual.
        """
        return row(self.page, i, column) if self.share(i) >= _USUAL else 0


def _surely_cut(page: Page, around: Surroundings) -> list[bool]:
    """The lines that are surely pieces: much narrower than the lines beside them, and no sentence ends there."""
    width, above, below = around.width, around.above, around.below
    found = [False] * len(page)
    for i in _may_be_cut(page):
        found[i] = above[i] - width[i] > _FREE and below[i] - width[i] > _FREE
    return found


def _may_be_cut(page: Page) -> Iterator[int]:
    """The lines that end at a comma, or inside a clause with spaces between the words, as Tesseract's layer has."""
    for i, ends in enumerate(page.ends):
        if ends == "comma" or (ends == "han" and page.gaps[i] and 5 * page.gaps[i] > len(page.text[i])):
            yield i


def row(page: Page, i: int, column: float) -> int:
    """At which place of ROWS line `i` stands in a row of pieces, where the column ends at `column` em.

    What is further than 30 lines away changes nothing.
    """
    first = _first_of_stretch(page, i, column)
    end = min(i + 1, first + _STRETCH)
    while first < end:
        last = _last_piece(page, first, column)
        if i <= last:
            return 0 if first == last else _END if i == last else _INSIDE
        first = last + 1
    return 0


def _first_of_stretch(page: Page, i: int, column: float) -> int:
    """The first of the lines before line `i`, and it, none of which is full or has a blank line behind it.

    The one behind line `i` where that is full itself, or the stretch is too long to tell its rows.
    """
    widest = column - TOLERANCE
    if column < _NARROWEST or page.width[i] > widest:
        return i + 1
    longest = _STRETCH + _MOST_PIECES - 1
    for k in range(i - 1, max(-1, i - 1 - longest), -1):
        if page.width[k] > widest or page.blanks[k]:
            return k + 1
    return 0 if i < longest else i + 1


def _last_piece(page: Page, i: int, column: float) -> int:
    """The last piece of the row that line `i` begins; line `i` itself where it begins none."""
    total, squeezed = page.width[i], _JUSTIFIED
    for k in range(i + 1, min(len(page), i + _MOST_PIECES)):
        ends, starts = page.ends[k - 1], page.starts[k]
        if page.blanks[k - 1] or ends not in _ENDS or starts not in _STARTS:
            return i
        squeezed += 0.0 if ends == "han" == starts else _SQUEEZED
        total += page.width[k]
        if -_JUSTIFIED <= total - column <= squeezed:
            return k
    return i
