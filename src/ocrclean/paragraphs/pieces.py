"""Printed lines that came in pieces: where short lines stand one after another whose widths make up a line again.

RapidOCR makes two boxes of a line where a comma leaves half an em free; ``pdftotext -raw`` and the text layer that
Tesseract writes break lines there, too, and between words that stand apart. A piece looks like the last line of a
paragraph; where the last piece of a row ends, the printed line ends.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from ocrclean.paragraphs.columns import columns
from ocrclean.paragraphs.kinds import END_KINDS
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.surroundings import SPAN, TOLERANCE, Surroundings, running_totals

__all__ = ["ROWS", "Pieces", "rows"]

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
    """Which lines of `page` came in pieces, and how usual that is around each; linear in the number of lines.

    `edges` are the right edges that `columns` reads.
    """

    def __init__(self, page: Page, around: Surroundings, edges: Sequence[float]) -> None:
        #: Of the lines near each, the share that are surely pieces.
        self.share = [0.0] * len(page)
        #: At which place of ROWS each line stands. By chance widths add up to a line anywhere, so this is asked only
        #: where pieces are usual.
        self.row = [0] * len(page)
        cut = _surely_cut(page, around)
        if True in cut:
            totals = running_totals(cut)
            counted = zip(totals, totals[SPAN:], around.near, strict=False)
            self.share = [(high - low) / near for low, high, near in counted]
            for low, high in _runs([share >= _USUAL for share in self.share]):
                lines = range(max(0, low - _STRETCH - 1), min(len(page), high + _MOST_PIECES))
                found = rows(page, edges, lines)
                self.row[low:high] = [found[i] for i in range(low, high)]


def _runs(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Where the runs of true `flags` begin and end."""
    first = 0
    for flag, run in groupby(flags):
        end = first + len(list(run))
        if flag:
            yield first, end
        first = end


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


def rows(page: Page, edges: Sequence[float], lines: range) -> dict[int, int]:
    """For each of `lines` the place in ROWS at which it stands in a row of pieces, by the `edges` of the columns.

    Linear in the number of lines; what is further than 24 lines and a column's witnesses away changes nothing.
    """
    found = dict.fromkeys(lines, 0)
    column = dict(zip(lines, columns(edges, lines), strict=True))
    for first, end in _stretches(page, column, lines):
        i = first
        while i < min(end, first + _STRETCH):
            last = _last_piece(page, column[i], i, end)
            if last > i:
                found.update(dict.fromkeys(range(i, last), _INSIDE))
                found[last] = _END
            i = last + 1
    return found


def _stretches(page: Page, column: Mapping[int, float], lines: range) -> Iterator[tuple[int, int]]:
    """Stretches of two lines and more, the last of which may be full: none but that, and no blank line in between."""
    first = lines.start
    for i, edge in column.items():
        if page.blanks[i] or edge - page.width[i] < TOLERANCE:
            if i > first:
                yield first, i + 1
            first = i + 1
    if lines.stop - first > 1:
        yield first, lines.stop


def _last_piece(page: Page, column: float, i: int, end: int) -> int:
    """The last piece of the row that line `i` begins, before line `end`; line `i` itself where it begins none."""
    total, squeezed = page.width[i], _JUSTIFIED
    if column < _NARROWEST:
        return i
    for k in range(i + 1, min(end, i + _MOST_PIECES)):
        ends, starts = page.ends[k - 1], page.starts[k]
        if ends not in _ENDS or starts not in _STARTS:
            return i
        squeezed += 0.0 if ends == "han" == starts else _SQUEEZED
        total += page.width[k]
        if -_JUSTIFIED <= total - column <= squeezed:
            return k
    return i
