"""What a table is here: rows of cells that know where in the source they stood. And the lines it is looked for in."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, Self, TypeVar, overload

from ocrclean.lines import Line

__all__ = ["Cell", "Lines", "Table"]

T = TypeVar("T")


class Lines(Sequence[Line]):
    """The lines of a text, or some that follow each other: a `Line` is made when it is asked for, as few are.

    `texts` is what stands in them, for what looks at all of them; a slice is a plain list of lines. `first` is the
    number of the first of them in the text.
    """

    def __init__(self, texts: list[str], starts: list[int], first: int = 0, whole: "Lines | None" = None) -> None:
        self.texts = texts
        self.starts = starts
        self.first = first
        self._whole: list[str] = texts if whole is None else whole._whole
        self._seen: dict[Callable[[list[str]], Any], Any] = {} if whole is None else whole._seen

    @classmethod
    def of(cls, text: str) -> Self:
        """All lines of `text`, as `split_lines` has them."""
        texts = text.split("\n")
        if not texts[-1]:
            texts.pop()
        starts = [0, *accumulate([len(content) + 1 for content in texts])]
        starts.pop()  # behind the last line
        return cls(texts, starts)

    def part(self, first: int, last: int) -> Self:
        """The lines ``[first:last)``."""
        return type(self)(self.texts[first:last], self.starts[first:last], self.first + first, self)

    def in_text(self, look: Callable[[list[str]], T]) -> T:
        """What `look` sees in all lines of the text: done once, however many parts of it are searched."""
        if look not in self._seen:
            self._seen[look] = look(self._whole)
        seen: T = self._seen[look]
        return seen

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [_line(*place) for place in zip(self.texts[index], self.starts[index], strict=True)]
        return _line(self.texts[index], self.starts[index])


def _line(text: str, start: int) -> Line:
    return Line(start, start + len(text), text)


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
