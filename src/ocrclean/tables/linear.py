"""Linearised tables: one cell a line (or a group of lines), read row by row or column by column.

What both readings share: the lines as items with their kinds, and which reading the evidence favours.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ocrclean.lines import Line
from ocrclean.tables.cells import cell_of, is_total, is_value
from ocrclean.tables.model import Cell, Table, squared

__all__ = ["VALUE", "Candidate", "Item", "find", "is_caption"]

VALUE: Final = "value"
TOTAL: Final = "total"
TEXT: Final = "text"


_CAPTION: Final = re.compile(r"(?:[图圖表]|附表|[Tt]able|[Ff]igure|表格)\s*[\d一二三四五六七八九十]+(?:[-.–][\d]+)*")


class Item(NamedTuple):
    """A line that is not blank: its text, place and kind, and whether a blank line precedes it."""

    text: str
    start: int
    line: int
    kind: str
    gap: bool


class Candidate(NamedTuple):
    """A table that items ``[first:last)`` may be, and how strong the evidence is."""

    first: int
    last: int
    score: float
    form: str
    rows: list[list[Cell]]


def items_of(lines: Sequence[Line]) -> list[Item]:
    items: list[Item] = []
    gap = False
    for number, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            gap = True
            continue
        kind = VALUE if is_value(text) else TOTAL if is_total(text) else TEXT
        items.append(Item(text, line.start + len(line.text) - len(line.text.lstrip()), number, kind, gap))
        gap = False
    return items


def is_caption(text: str) -> bool:
    """Whether a line is a caption (表1 各地产量, Table 3.4: …): it stands beside a table, never in it."""
    return _CAPTION.match(text) is not None


def cell(items: Sequence[Item]) -> Cell:
    return cell_of([(item.text, item.start) for item in items])


def find(lines: Sequence[Line]) -> Iterator[tuple[int, int, Table]]:
    """The linearised tables of `lines`, each with its first line and the one after its last."""
    from ocrclean.tables import columns, rows

    items = items_of(lines)
    candidates = [*rows.candidates(items), *columns.candidates(items)]
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.first, -c.last)):
        if all(candidate.last <= other.first or other.last <= candidate.first for other in chosen):
            chosen.append(candidate)
    for first, last, _, form, table_rows in sorted(chosen):
        low, high = items[first].line, items[last - 1].line
        yield low, high + 1, Table(lines[low].start, lines[high].end, form, squared(table_rows))
