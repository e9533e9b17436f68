"""What a table is here: rows of cells that know where in the source they stood. And what tables are drawn with."""

from typing import Final, NamedTuple

from ocrclean.late import late

__all__ = ["BARS", "Cell", "Table", "has_bars", "has_box_drawing", "has_rows", "squared"]

#: What stands between the cells of a ruled table: one of these is in each of its rows.
BARS: Final = "|\u2502\u2503\u2506\u2507\u250a\u250b\u2551\uff5c"
#: U+2500 to U+257F in UTF-8: the first two bytes, which nothing else has.
_BOX_DRAWING: Final = late(rb"\xe2[\x94\x95]")


class Cell(NamedTuple):
    """A cell: its text, with a line feed between its entries, and the source spans that it was put together from.

    A wrapped cell has one span for each of its lines; an empty cell may have none.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()


class Table(NamedTuple):
    """A table that stood at ``[start:end)`` of the source (whole lines, the last line feed left out).

    All rows are equally long. The first is the header, as Markdown has it. `form` says how the table was found:
    "markdown", "tabs", "ruled", "aligned", "uneven", "rows" or "columns".
    """

    start: int
    end: int
    form: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def header(self) -> tuple[Cell, ...]:
        return self.rows[0]

    def texts(self) -> list[list[str]]:
        """The cells' texts, row by row."""
        return [[cell.text for cell in row] for row in self.rows]


def squared(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with empty cells added at the right, so that all are as long as the longest."""
    width = max(map(len, rows), default=0)
    return tuple((*row, *[Cell("")] * (width - len(row))) for row in rows)


def has_rows(text: str) -> bool:
    """Whether there may be a row of a ruled table: drawn lines alone (────) are none.

    To look for each bar is twice as fast as to look for the whole block of characters.
    """
    return any(map(text.__contains__, BARS))


def has_bars(text: str) -> bool:
    """Whether there is a bar, or a box-drawing character."""
    return "|" in text or "｜" in text or has_box_drawing(text)


def has_box_drawing(text: str) -> bool:
    """Whether there is a box-drawing character (─│┌┼═║).

    Looked for in UTF-8, where they begin with one fixed byte: `re` tries each character of a string for a class.
    """
    encoded = text.encode("utf-8", "surrogatepass")
    return b"\xe2" in encoded and _BOX_DRAWING.search(encoded) is not None
