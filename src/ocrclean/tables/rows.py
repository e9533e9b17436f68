"""Tables read row by row, one cell a line.

How they break: an OCR engine reads one box of text after the other, and some PDF extractors write a line for each:

    级数 / 全年应纳税所得额 / 税率（%） / 1 / 不超过36000元的 / 3 / 2 / 超过36000元至144000元的部分 / 10 …

The evidence is a rhythm: values come back after the same number of lines, and as many heads stand before the first
record as a record has cells. Values are never wrapped, so lines between two values are the cells of text there;
where only one column of text stands between them, all lines are its one wrapped cell.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, product
from typing import Final, NamedTuple

from ocrclean.chars import em_width
from ocrclean.tables.cells import first_unit, has_han, is_header_like, starts_badly, value_form
from ocrclean.tables.heads import head_count, is_head
from ocrclean.tables.linear import VALUE, Candidate, Item, cell, is_caption

__all__ = ["candidates"]

_MOST_VALUES: Final = 10
#: The rhythm is looked for in this many values; a bound that keeps the work linear.
_SAMPLE: Final = 48
#: More lines than this between two values are no cells.
_MOST_LINES: Final = 24
#: Columns of text side by side, and rhythms tried.
_MOST_TEXTS: Final = 6
_MOST_RHYTHMS: Final = 40
_MOST_TRIES: Final = 8
_PASSES: Final = 2


class Rhythm(NamedTuple):
    """What comes back: the columns of text before each value of a record, and those behind its last value."""

    leading: int
    between: tuple[int, ...]  # after the 1st, 2nd … value but the last
    trailing: int

    @property
    def columns(self) -> int:
        return self.leading + sum(self.between) + len(self.between) + 1 + self.trailing


class Width(NamedTuple):
    """What a column's cells say: the widest line, in em, how many are Han and Latin, whether any is wrapped."""

    widest: float = 0.0
    han: int = 0
    latin: int = 0
    wraps: bool = False


def candidates(items: Sequence[Item]) -> Iterator[Candidate]:
    """The tables that are read row by row, in order, none overlapping another."""
    values = [k for k, item in enumerate(items) if item.kind is VALUE]
    done = 0
    tried = 0
    for number, first in enumerate(values):
        if first <= done or number < tried or items[first - 1].kind is VALUE:
            continue
        rhythms = _likeliest(items, values, number, done)
        for score, rhythm in rhythms:
            # First on a sample, so that a rhythm which fails costs little wherever it is tried.
            if _build(items, values, number, number + _SAMPLE, rhythm, score) is None:
                continue
            candidate = _build(items, values, number, len(values), rhythm, score)
            tried = number + _SAMPLE
            if candidate is not None:
                yield candidate
                done = candidate.last
            else:
                tried = number + _all_records(items, values, number, len(values), rhythm) * (len(rhythm.between) + 1)
            break


def _likeliest(items: Sequence[Item], values: Sequence[int], number: int, done: int) -> list[tuple[float, Rhythm]]:
    """The rhythms of a table whose first record's first value is `values[number]`, with a score, best first."""
    run = _text_before(items, values[number], done)
    if run < 2 or not any(is_head(item.text) for item in items[values[number] - run : values[number]]):
        return []
    gaps = [b - a - 1 for a, b in pairwise(values[number : number + _SAMPLE])]
    ranked: list[tuple[float, Rhythm]] = []
    for size in range(1, _MOST_VALUES + 1):
        if (records := _records(gaps, size)) >= 2:
            ranked += _ranked(items, values[number], run, _rhythms(gaps[: records * size - 1], size))
    return sorted(ranked, reverse=True)[:_MOST_TRIES]


def _is_even(items: Sequence[Item], rows: Sequence[Sequence[range]], rhythm: Rhythm, all_named: bool) -> bool:
    """Whether the columns of values hold values of one form each, and no cell starts as none does.

    Marks alone (√, 是, —) are weak evidence: then all heads must be sure ones, and more than two.
    """
    if any(starts_badly(items[part.start].text) for row in rows for part in row):
        return False
    strong = False
    column = rhythm.leading
    for between in (*rhythm.between, 0):
        [(form, count), *others] = Counter(value_form(items[row[column].start].text) for row in rows).most_common()
        marks = sum(number for other, number in others if other == "mark")
        if (count + marks) * 5 < len(rows) * 4:
            return False
        strong |= form != "mark"
        column += between + 1
    return strong or (all_named and rhythm.columns > 2)


def _rhythms(gaps: Sequence[int], size: int) -> Iterator[Rhythm]:
    """The rhythms of `size` values a record; a column that is wrapped in every record has fewer cells than lines."""
    least = [min(gaps[k::size], default=0) for k in range(size)]
    choices = [range(min(1, lines), min(lines, _MOST_TEXTS) + 1) for lines in least]
    for *between, around in islice(product(*choices), _MOST_RHYTHMS):
        for leading in range(around + 1):
            yield Rhythm(leading, tuple(between), around - leading)


def _ranked(items: Sequence[Item], value: int, run: int, rhythms: Iterable[Rhythm]) -> Iterator[tuple[float, Rhythm]]:
    """The rhythms whose heads stand before the first record, with a score."""
    for rhythm in rhythms:
        columns = rhythm.columns
        first = value - rhythm.leading
        if columns < 2 or run < columns + rhythm.leading:
            continue
        heads = [item.text for item in items[first - columns : first]]
        named = head_count(heads)
        if named * 2 < columns or not all(map(is_header_like, heads)):
            continue
        before = items[first - columns - 1].text if first > columns else ""
        closed = not before or items[first - columns].gap or not is_header_like(before)
        score = named / columns + 0.25 * closed - 0.5 * is_head(before) - 0.4 * is_head(items[first].text)
        yield score - 0.02 * len(rhythm.between), rhythm


def _text_before(items: Sequence[Item], first: int, done: int) -> int:
    """How many lines of text stand directly before the item `first`."""
    low = first
    while low > done and items[low - 1].kind is not VALUE and first - low < 2 * _MOST_LINES:
        low -= 1
    return first - low


def _records(gaps: Sequence[int], size: int) -> int:
    """How many records of `size` values have text at the same places, and no more than cells can hold."""
    matched = size - 1
    for k, gap in enumerate(gaps):
        if gap > _MOST_LINES or (k >= size and (gap == 0) != (gaps[k - size] == 0)):
            break
        matched = k
    return (matched + 2) // size if gaps else 0


def _build(
    items: Sequence[Item], values: Sequence[int], number: int, stop: int, rhythm: Rhythm, score: float
) -> Candidate | None:
    """The table that starts with `values[number]`, ends before `values[stop]` and has this rhythm."""
    columns, size = rhythm.columns, len(rhythm.between) + 1
    first = values[number] - rhythm.leading
    heads = items[first - columns : first]
    records = _all_records(items, values, number, stop, rhythm)
    if records < 2 or (records == 2 and (head_count(item.text for item in heads) < columns or size < 2)):
        return None
    cells = _cells(items, values[number : number + records * size], rhythm)
    del cells[len(cells) // columns * columns :]  # the last record may lack its last cells: then it is none
    if len(cells) < 2 * columns:
        return None
    rows = [cells[k : k + columns] for k in range(0, len(cells), columns)]
    if not _is_even(items, rows, rhythm, head_count(item.text for item in heads) == columns):
        return None
    grid = [[cell([item]) for item in heads], *([cell(items[part.start : part.stop]) for part in row] for row in rows)]
    last = cells[-1].stop
    return Candidate(first - columns, last, score + min(records, 20) * columns / 1000, "rows", grid)


def _all_records(items: Sequence[Item], values: Sequence[int], number: int, stop: int, rhythm: Rhythm) -> int:
    """How many records before `values[stop]` the rhythm holds for."""
    size = len(rhythm.between) + 1
    around = rhythm.leading + rhythm.trailing
    wanted = (*rhythm.between, around)
    count = 0
    stop = min(stop, len(values))
    for k in range(number, stop):
        place = (k - number) % size
        count += place == size - 1
        if k + 1 == stop:
            break
        gap = values[k + 1] - values[k] - 1
        need = wanted[place]
        if gap < need or (gap and not need) or gap > _MOST_LINES:
            break
        if place == size - 1 and not _continues(items, values[k] + 1, values[k + 1]):
            break
    return count


def _continues(items: Sequence[Item], first: int, last: int) -> bool:
    """Whether the lines between two records can be cells: no caption, no heading among them."""
    return not any(is_caption(item.text) for item in items[first:last])


def _cells(items: Sequence[Item], values: Sequence[int], rhythm: Rhythm) -> list[range]:
    """The cells of all records, one after the other."""
    columns = rhythm.columns
    exact = _assigned(items, values, rhythm, None)
    widths = _widths(items, exact, columns)
    for _ in range(_PASSES):
        cells = _assigned(items, values, rhythm, widths)
        widths = _widths(items, cells, columns)
    parts = [part for part in cells if part is not None]
    return parts + _last_cells(items, parts[-1].stop, widths[columns - rhythm.trailing :] if rhythm.trailing else [])


def _assigned(
    items: Sequence[Item], values: Sequence[int], rhythm: Rhythm, widths: Sequence[Width] | None
) -> list[range | None]:
    """The cells up to the last value; without `widths` only those that no other reading gives (`None`: not known)."""
    columns = rhythm.columns
    needs = [*rhythm.between, rhythm.leading + rhythm.trailing]
    cells: list[range | None] = [range(k, k + 1) for k in range(values[0] - rhythm.leading, values[0] + 1)]
    for k, (before, value) in enumerate(pairwise(values)):
        lines, count = range(before + 1, value), needs[k % len(needs)]
        if count == 1:
            cells.append(lines)
        elif len(lines) == count:
            cells += [range(i, i + 1) for i in lines]
        elif widths is None:
            cells += [None] * count
        else:
            column = len(cells) % columns
            cells += _split(items, lines, [widths[(column + j) % columns] for j in range(count)])
        cells.append(range(value, value + 1))
    return cells


def _widths(items: Sequence[Item], cells: Sequence[range | None], columns: int) -> list[Width]:
    """What the cells say of each column."""
    found = [Width()] * columns
    for k, part in enumerate(cells):
        if part is not None:
            widest, han, latin, wraps = found[k % columns]
            widest = max(widest, *(em_width(items[i].text) for i in part))
            is_latin = not has_han(items[part.start].text)
            found[k % columns] = Width(widest, han + (not is_latin), latin + is_latin, wraps or len(part) > 1)
    return found


def _split(items: Sequence[Item], lines: range, widths: Sequence[Width]) -> list[range]:
    """The lines between two values as cells of the columns with these widths.

    Only full lines are wrapped: of all ways to cut the lines into cells, the one whose wrapped lines are widest
    and whose cells are of their column's script.
    """
    count = len(widths)
    best: dict[int, tuple[float, list[range]]] = {lines.start: (0.0, [])}
    for column, width in enumerate(widths):
        following: dict[int, tuple[float, list[range]]] = {}
        for start, (cost, parts) in best.items():
            for stop in range(start + 1, lines.stop - (count - column - 1) + 1):
                total = cost + _cost(items, range(start, stop), width)
                if stop not in following or total < following[stop][0]:
                    following[stop] = (total, [*parts, range(start, stop)])
        best = following
    return best[lines.stop][1]


def _cost(items: Sequence[Item], part: range, width: Width) -> float:
    """How unlikely it is that these lines are one cell of a column."""
    widest = max(width.widest, *(em_width(items[i].text) for i in part))
    cost = sum(_room(items, i, widest) for i in part[:-1]) + 0.5 * (len(part) - 1)
    if width.han + width.latin:
        foreign = width.han if not has_han(items[part.start].text) else width.latin
        cost += 8 * foreign / (width.han + width.latin)
    if width.widest:
        cost += max(0.0, widest - width.widest - 1)
    return cost


def _room(items: Sequence[Item], line: int, widest: float) -> float:
    """How much room was left in a line, in em, after what the next one starts with: none in a line that is full."""
    return max(0.0, widest - em_width(items[line].text) - em_width(first_unit(items[line + 1].text)))


def _last_cells(items: Sequence[Item], first: int, widths: Sequence[Width]) -> list[range]:
    """The cells behind the last value: one line each, and more where a line is as full as the column's wrapped ones."""
    cells: list[range] = []
    for width in widths:
        stop = first + 1
        if stop > len(items) or items[first].kind is VALUE or is_caption(items[first].text):
            return cells
        while stop < len(items) and _is_wrapped(items, stop, width):
            stop += 1
        cells.append(range(first, stop))
        first = stop
    return cells


def _is_wrapped(items: Sequence[Item], stop: int, width: Width) -> bool:
    """Whether the item `stop` goes on the cell whose last line is before it."""
    line, following = items[stop - 1], items[stop]
    if following.gap or following.kind is VALUE or is_caption(following.text) or not width.wraps:
        return False
    fits = em_width(line.text) <= width.widest + 0.5 and em_width(following.text) <= width.widest + 0.5
    return fits and _room(items, stop - 1, width.widest) < 0.5
