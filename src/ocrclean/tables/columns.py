"""Tables read column by column: all cells of column 1, then all of column 2.

How they break: a PDF text layer holds a newspaper's table as one text frame a column, so that the extractor prints

    序号 1 2 3 合计 | 债务人 甲公司 乙公司 丙公司 | 本金（元） 13,808,230.19 …

one cell below the other, a wrapped cell in several lines. The evidence: runs of values of one length, each below
a head. Between two runs stand whole columns of text, so their cells can be counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from operator import add
from typing import Final, NamedTuple

from ocrclean.chars import em_width
from ocrclean.tables.cells import is_header_like, is_number, is_prose, starts_entry, tighten
from ocrclean.tables.heads import head_count, is_head
from ocrclean.tables.linear import TEXT, TOTAL, VALUE, Candidate, Item, cell
from ocrclean.tables.model import Cell

__all__ = ["candidates"]

#: Fewer records than this are no evidence of a table.
_FEWEST_ROWS: Final = 2
#: How far a table's columns of text are looked for: bounds that keep the work linear.
_MOST_RUNS: Final = 16
_MOST_COLUMNS: Final = 5
_LONGEST_CELL: Final = 8


class Column(NamedTuple):
    """A head and its cells, each a range of items; `None` where a cell is empty."""

    head: range
    cells: list[range | None]


class Run(NamedTuple):
    """Consecutive values ``[first:last)`` (a total's label may be among them)."""

    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first


def candidates(items: Sequence[Item]) -> Iterator[Candidate]:
    """The tables that the runs of values make, in order, none overlapping another."""
    runs = _runs(items)
    k = 0
    done = 0
    while k < len(runs):
        candidate, used = _grow(items, runs, k, done)
        if candidate is None:
            k += used
            continue
        yield candidate
        done = candidate.last
        k += used
        while k < len(runs) and runs[k].first < done:
            k += 1


def _runs(items: Sequence[Item]) -> list[Run]:
    """Maximal runs of at least two values, each below a line that can be a head."""
    runs: list[Run] = []
    k = 0
    while k < len(items):
        if items[k].kind is not VALUE:
            k += 1
            continue
        first = k
        while k < len(items) and items[k].kind is not TEXT:
            k += 1
        if k - first >= _FEWEST_ROWS and first and is_header_like(items[first - 1].text):
            runs.append(Run(first, k))
    return runs


def _grow(items: Sequence[Item], runs: Sequence[Run], k: int, done: int) -> tuple[Candidate | None, int]:
    """The table that starts with the run `k`: as many runs of the same length as follow, and the text between them."""
    rows = runs[k].size
    # The label of the totals may stand in a column of text, so that a run of ordinals is one short of the amounts.
    if k + 1 < len(runs) and runs[k + 1].size == rows + 1 and items[runs[k].last - 1].kind is VALUE:
        rows += 1
    chain: list[Column] = []
    used = 0
    for number in range(k, min(len(runs), k + _MOST_RUNS)):
        run = runs[number]
        if not rows - 1 <= run.size <= rows or (run.size < rows and number > k):
            break
        head = range(run.first - 1, run.first)
        if chain:
            between = _text_columns(items, chain_end(chain), head.start, chain, whole=True)
            if between is None:
                break
            chain += between
        values = [range(i, i + 1) for i in range(run.first, run.last)]
        chain.append(Column(head, [*values, *[None] * (rows - run.size)]))
        used += 1
    if not head_count(items[column.head.start].text for column in chain) and not any(
        _adds_up(items, column) for column in chain
    ):
        return None, used
    chain = [*_leading(items, chain, done), *chain]
    end = chain_end(chain)
    limit = min(len(items), end + _LONGEST_CELL * _MOST_COLUMNS * (rows + 1))
    chain += _text_columns(items, end, limit, chain, whole=False) or []
    score = _score(items, chain, rows, used)
    if score <= 0:
        return None, used
    first = chain[0].head.start
    grid = _grid(items, chain, rows)
    return Candidate(first, chain_end(chain), score, "columns", grid), used


def chain_end(chain: Sequence[Column]) -> int:
    """The item behind the last one that the columns use."""
    return max([chain[-1].head.stop, *(part.stop for part in chain[-1].cells if part)])


def _units(items: Sequence[Item], first: int, last: int) -> list[range]:
    """Items that stand together as one cell: no blank line between, and no list that starts anew.

    A head that is followed by a numbered entry is a unit of its own: ``抵（质）押物 / 1.陈永金以其…``.
    """
    starts: list[int] = []
    for i, item in enumerate(items[first:last], first):
        fresh = not starts or item.gap
        if not fresh and starts_entry(item.text) == 1:
            unit = items[starts[-1] : i]
            fresh = (len(unit) == 1 and is_header_like(unit[0].text)) or any(map(_starts_entry, unit))
        if fresh:
            starts.append(i)
    return list(map(range, starts, [*starts[1:], last]))


def _starts_entry(item: Item) -> bool:
    return starts_entry(item.text) is not None


def _text_columns(
    items: Sequence[Item], first: int, last: int, chain: Sequence[Column], *, whole: bool
) -> list[Column] | None:
    """The columns of text that fill ``[first:last)`` (with `whole`), or that it starts with.

    `chain`: the columns before them.
    """
    rows = len(chain[0].cells)
    records = rows - 1 if _has_total(items, chain) else rows  # a row of totals is empty in a column of text
    found: list[Column] = []
    gaps = any(items[i].gap for i in range(first + 1, min(last, first + 4 * rows)))
    units = _units(items, first, last) if gaps else [range(i, i + 1) for i in range(first, last)]
    k = 0
    while k < len(units):
        head = units[k]
        if len(head) > 1 or not is_header_like(tighten(items[head.start].text)):
            break
        cells: Sequence[range] = units[k + 1 : k + 1 + records]
        if not whole:
            cells = _before_prose(items, cells)
        behind = items[units[k + 1 + records].start].text if k + 1 + records < len(units) else None
        full = (
            len(cells) == records
            and _one_width(items, cells)
            and (behind is None or is_head(behind) or is_prose(behind))
        )
        if not (whole or full):
            cells = _cells_below(items, cells)
        placed: list[range | None] | None = [*cells, *[None] * (rows - records)]
        if len(cells) < records:
            placed = _place(items, cells, [*chain, *found], rows)
        # A column of text behind the last run needs a head that is surely one, or one that is stands behind it.
        named = is_head(items[head.start].text) or (full and behind is not None and is_head(behind))
        values = sum(items[part.start].kind is VALUE for part in cells)  # many would have made a run
        if not placed or not (whole or named) or values * 2 > len(cells):
            break
        found.append(Column(head, placed))
        k += 1 + len(cells)
    return None if whole and k < len(units) else found


def _leading(items: Sequence[Item], chain: Sequence[Column], done: int) -> list[Column]:
    """The columns of text before the first run, each below a line that is surely a head."""
    rows = len(chain[0].cells)
    records = rows - 1 if _has_total(items, chain) else rows
    last = chain[0].head.start
    first = max(done, last - _LONGEST_CELL * _MOST_COLUMNS * (rows + 1))
    gaps = any(items[i].gap for i in range(max(first + 1, last - 4 * rows), last))
    units = _units(items, first, last) if gaps else [range(i, i + 1) for i in range(first, last)]
    found: list[Column] = []
    while len(units) > records:
        head, cells = units[-records - 1], units[-records:]
        if len(head) > 1 or not is_head(items[head.start].text) or not _one_width(items, cells):
            break
        found.insert(0, Column(head, [*cells, *[None] * (rows - records)]))
        units = units[: -records - 1]
    return found


def _has_total(items: Sequence[Item], chain: Sequence[Column]) -> bool:
    last = [column.cells[-1] for column in chain]
    return any(part is not None and items[part.start].kind is TOTAL for part in last) or any(
        _adds_up(items, column) for column in chain
    )


def _before_prose(items: Sequence[Item], units: Sequence[range]) -> Sequence[range]:
    """The units up to the first that ends as a sentence, where those before it do not: there the text goes on."""
    for k, unit in enumerate(units):
        if items[unit[-1]].text.endswith("。"):
            return units[:k] if k else units
    return units


def _cells_below(items: Sequence[Item], units: Sequence[range]) -> list[range]:
    """As many of the units as can be cells of one column: up to the next head, or to a line of another width."""
    cells: list[range] = []
    for unit in units:
        next_head = len(unit) == 1 and cells and is_head(items[unit.start].text)
        if next_head or not _one_width(items, [*cells, unit]):
            break
        cells.append(unit)
    return cells


def _place(
    items: Sequence[Item], cells: Sequence[range], chain: Sequence[Column], rows: int
) -> list[range | None] | None:
    """The rows of cells that are fewer than the records: a cell stands where the row's other cells name the same.

    The guarantor 王荣 is named again in the cell of 王荣's house. `None` where a cell shares no name with any row.
    """
    parts = [[column.cells[row] or () for column in chain] for row in range(rows)]
    known = [_pairs("".join(items[i].text for part in row for i in part)) for row in parts]
    common = _in_several(known)
    placed: list[range | None] = [None] * rows
    next_row = 0
    for part in cells:
        names = set(filter(str.isalpha, _pairs("".join(items[i].text for i in part)))) - common
        shared = [len(names & row) for row in known]
        best = max(range(rows), key=lambda row: shared[row])
        if best < next_row or not shared[best]:
            return None
        placed[best] = part
        next_row = best + 1
    return placed if cells else None


def _pairs(text: str) -> set[str]:
    bare = text.replace(" ", "")
    return set(map(add, bare, bare[1:]))


def _in_several(rows: Iterable[set[str]]) -> set[str]:
    """What is in more than one of the rows."""
    seen: set[str] = set()
    common: set[str] = set()
    for row in rows:
        common |= seen & row
        seen |= row
    return common


def _one_width(items: Sequence[Item], cells: Sequence[range]) -> bool:
    """Whether the cells can be of one column: the lines that were full when they were wrapped are equally wide."""
    lines = [(items[i], items[i + 1]) for part in cells if len(part) > 1 for i in part[:-1]]
    full = [_width(line) for line, following in lines if not _starts_entry(following)]
    if not full or max(full) - min(full) > 2.5:
        return not full
    room = max(full) + 1
    return all(_width(items[i]) <= room for part in cells for i in part)


def _width(item: Item) -> float:
    return em_width(tighten(item.text))


def _score(items: Sequence[Item], chain: Sequence[Column], rows: int, used: int) -> float:
    """How strong the evidence is that these columns are a table; 0 where it is too weak."""
    heads = [items[column.head.start].text for column in chain]
    named = head_count(heads)
    sums = sum(_adds_up(items, column) for column in chain)
    if len(chain) < 2 or (named * 2 < len(chain) and not sums):
        return 0
    if used < 2 and (rows < 3 or not (_counts_up(items, chain) or named == len(chain))):
        return 0
    return (named / len(chain)) + sums + rows * len(chain) / 1000


def _adds_up(items: Sequence[Item], column: Column) -> bool:
    """Whether the last number of a column is the sum of the others: a row of totals."""
    texts = [items[part.start].text for part in column.cells if part]
    if len(texts) < 3 or not all(map(is_number, texts)):
        return False
    try:
        *parts, total = (Decimal(text.replace(",", "").replace("，", "").strip("()%％")) for text in texts)
    except InvalidOperation:
        return False
    return sum(parts) == total


def _counts_up(items: Sequence[Item], chain: Sequence[Column]) -> bool:
    """Whether a column holds the ordinals 1, 2, 3 … (or 0, 1, 2 …), a total aside."""
    parts = [[items[part.start] for part in column.cells if part] for column in chain]
    texts = [[item.text for item in column if item.kind is not TOTAL] for column in parts]
    return any(column == [str(n + start) for n in range(len(column))] for column in texts for start in (0, 1))


def _grid(items: Sequence[Item], chain: Sequence[Column], rows: int) -> list[list[Cell]]:
    grid = [[cell([items[i] for i in column.head]) for column in chain]]
    for row in range(rows):
        parts = [column.cells[row] for column in chain]
        grid.append([cell([items[i] for i in part]) if part else Cell("") for part in parts])
    return grid
