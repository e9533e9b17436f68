"""Which lines of an aligned table start a row, and which go on with the cells of the row above.

Without rules only the room and the text tell. A line goes on only where nothing of it would have fitted into the line
above. Where it leaves columns empty, that is enough. Where it fills all of them, it may as well be a row of its own
below cells that happen to be full, and the signs are weighed: how rare full cells are elsewhere in the table,
brackets that are open, a break behind a comma, and whether the other cells of the column start in this way:

    软件包类型                 名称结构
    源代码软件包（上游源代     package-name_upstream-ve
    码）                       rsion-debian.revision.or
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log2
from typing import Final, NamedTuple

from ocrclean.late import late
from ocrclean.tables.cells import first_unit, is_value, starts_badly
from ocrclean.tables.heads import is_head

__all__ = ["Field", "Metric", "row_starts"]

Metric = Callable[[str], int]

_OPENERS: Final = late(r"[(（\[［【「《“{]")
_CLOSERS: Final = late(r"[)）\]］】」》”}]")
_ENDS_IN_OPENER: Final = late(r"[(（\[［【「《]$")
_ENDS_IN_COMMA: Final = late(r"[，、,]$")
_ENDS_IN_PARTICLE: Final = late(r"[的和与與或及]$")
#: A line that is signs alone (``}'``), or closes a bracket that it does not open.
_FRAGMENT: Final = late(r"[^\w\s]{1,3}$|^[)）\]］】」》}]")
#: Cells are alike that start with these many characters in common.
_ALIKE: Final = 3
_FEWEST_ALIKE: Final = 3

# Weights in bits: how much likelier a sign is in a line that goes on than in one that starts a row.
_RAREST: Final = 3.0
_TELLING: Final = 4
_HINT: Final = 3
_SEEN_WRAPPED: Final = 2
_ENOUGH: Final = 6


class Field(NamedTuple):
    """A stretch of a line between wide gaps, with its place in the source and in display columns."""

    text: str
    start: int
    left: int
    right: int


Placed = Mapping[int, Field]


class _Column(NamedTuple):
    """What the lines that surely start a row say of a column: its room, its starts, how full cells end."""

    room: int
    beginnings: frozenset[str]
    sign: str  # what most of its cells start with, or nothing
    widths: list[int]  # of the last lines of its cells, sorted
    wraps: bool


class _Cell:
    """What of the cell above is still open."""

    def __init__(self) -> None:
        self.brackets = self.quotes = 0
        self.last = ""

    def add(self, text: str) -> None:
        self.brackets += len(_OPENERS.findall(text)) - len(_CLOSERS.findall(text))
        self.quotes += text.count('"')
        self.last = text


def row_starts(lines: Sequence[Placed], columns: Sequence[tuple[int, int]], metric: Metric) -> list[bool]:
    """Whether each line, given as its fields by column, starts a row."""
    full = [_is_full(line, lines[k - 1] if k else {}, columns, metric) for k, line in enumerate(lines)]
    # Columns that are seen to be wrapped: a line that fills only some columns goes on there.
    wrapping = {c for line, over in zip(lines, full, strict=True) if over and len(line) < len(columns) for c in line}
    known = [_column(lines, full, c, columns[c], c in wrapping) for c in range(len(columns))]
    starts: list[bool] = []
    cells: dict[int, _Cell] = {}
    for k, line in enumerate(lines):
        if len(line) == len(columns):
            goes_on = full[k] and not _below_heads(lines, k) and _weight(line, cells, known, metric) >= _ENOUGH
        else:
            goes_on = (full[k] or _is_single(line, lines[k - 1] if k else {})) and wrapping.issuperset(line)
        starts.append(not goes_on)
        if not goes_on and line:
            cells = {}
        for c, field in line.items():
            cells.setdefault(c, _Cell()).add(field.text)
    return starts


def _is_full(line: Placed, above: Placed, columns: Sequence[tuple[int, int]], metric: Metric) -> bool:
    """Whether none of a line's fields would have fitted into the line above: it may go on with the cells there."""
    for column, field in line.items():
        before = above.get(column)
        if before is None or (is_value(field.text) and is_value(before.text)):
            return False
        left, right = columns[column]
        fits = before.right - before.left + metric(first_unit(field.text)) <= right - left - 1
        if fits and _ENDS_IN_OPENER.search(before.text) is None:
            return False
    return bool(line)


def _is_single(line: Placed, above: Placed) -> bool:
    """Whether a line fills one column alone, behind the first, below a cell: records start in the first column."""
    return len(line) == 1 and 0 not in line and all(column in above for column in line)


def _below_heads(lines: Sequence[Placed], k: int) -> bool:
    return k == 1 and all(is_head(field.text) for field in lines[0].values())


def _column(lines: Sequence[Placed], full: Sequence[bool], c: int, span: tuple[int, int], wraps: bool) -> _Column:
    records = [line for line, over in zip(lines[1:], full[1:], strict=True) if not over]
    texts = [line[c].text for line in records if c in line]
    ends = [line[c] for line, over in zip(lines, full[1:], strict=False) if not over and c in line]
    [(sign, count)] = Counter(text[:1] for text in texts).most_common(1) or [("", 0)]
    return _Column(
        room=span[1] - span[0],
        beginnings=frozenset(text[:_ALIKE] for text in texts if len(text) >= _ALIKE),
        sign=sign if count >= _FEWEST_ALIKE and count * 4 >= len(texts) * 3 else "",
        widths=sorted(field.right - field.left for field in ends),
        wraps=wraps,
    )


def _weight(line: Placed, cells: Mapping[int, _Cell], columns: Sequence[_Column], metric: Metric) -> float:
    """How much speaks for a line of full cells that goes on with the row above."""
    weight = sum(_of_field(field.text, cells[c], columns[c], metric) for c, field in line.items())
    # A table none of whose cells is seen to be wrapped has no wrapped cells, as a rule.
    return weight if any(column.wraps for column in columns) else weight - _TELLING


def _of_field(text: str, above: _Cell, column: _Column, metric: Metric) -> float:
    return (
        _rarity(column, metric(first_unit(text)))
        + _what_is_open(text, above)
        + _how_it_starts(text, above, column)
        + _SEEN_WRAPPED * column.wraps
    )


def _rarity(column: _Column, unit: int) -> float:
    """How rare cells are in a column that leave no room for a unit of this width."""
    as_full = len(column.widths) - bisect_right(column.widths, column.room - unit)
    return min(_RAREST, -log2((as_full + 0.5) / (len(column.widths) + 1)))


def _what_is_open(text: str, above: _Cell) -> int:
    weight = 0
    if (above.brackets > 0 and _CLOSERS.search(text)) or (above.quotes % 2 and '"' in text):
        weight += _TELLING
    if _ENDS_IN_OPENER.search(above.last) or _ENDS_IN_COMMA.search(above.last):
        weight += _TELLING
    elif _ENDS_IN_PARTICLE.search(above.last):
        weight += _HINT
    return weight


def _how_it_starts(text: str, above: _Cell, column: _Column) -> int:
    if starts_badly(text) or _FRAGMENT.match(text):
        return _TELLING
    if is_value(text):  # a value is never wrapped, and what is wrapped is seldom a value
        return -_HINT
    beginning = text[:_ALIKE]
    if len(beginning) == _ALIKE and (beginning in column.beginnings or above.last.startswith(beginning)):
        return -_TELLING
    if column.sign:
        return -_HINT if text[0] == column.sign else _HINT
    return 0
