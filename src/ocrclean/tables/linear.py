"""Linearised tables: one cell a line (or a group of lines), read row by row or column by column.

What both readings share: the lines as items with their kinds, and which reading the evidence favours.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from ocrclean.late import late
from ocrclean.tables.cells import TELLING_STARTS, cell_of, is_total, is_value, tighten
from ocrclean.tables.heads import is_head
from ocrclean.tables.lines import Lines
from ocrclean.tables.model import Cell, Table, squared
from ocrclean.tables.ruled import is_barrier

__all__ = ["VALUE", "Candidate", "Item", "find", "is_caption"]

VALUE: Final = "value"
TOTAL: Final = "total"
TEXT: Final = "text"


_DIGITS: Final = late(r"\d+")
#: A letter and a colon, or a decimal point: ``V:0, I:0``, ``0.0%``. A plain number may end a word (RAID0).
_TELLING: Final = late(r"[A-Z]:0|0\.0")
_MANY: Final = 3
#: How far from a value, in lines, the cells of its table may stand.
_REACH: Final = 150
_FEWEST_VALUES: Final = 3
_LONGEST_VALUE: Final = 34
_LONGEST_HEAD: Final = 14
_VALUE_STARTS: Final = frozenset(
    "0123456789+-−±¥￥$€£≥≤<>≈约–—─/\\√×✓✔✗✘○●◯☑☐△▲☆★〇一二三四五六七八九十是否有无無可必ABCDEFGHIJKLMNOPQRSTUVWXYZntfy"
    "①②③④⑤⑥⑦⑧⑨⑩"
)
#: What a line with a value starts with: the value or white space.
_LINE_STARTS: Final = _VALUE_STARTS | frozenset(
    " \t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_LONGEST_GLUED: Final = 60
_CAPTION: Final = late(r"(?:[图圖表]|附表|[Tt]able|[Ff]igure|表格)\s*[\d一二三四五六七八九十]+(?:[-.–][\d]+)*")


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


def items_of(lines: Lines) -> list[Item]:
    """The lines that are not blank, as items; a value glued to the cell before it is an item of its own."""
    items: list[Item] = []
    gap = False
    for number, (line, start) in enumerate(zip(lines.texts, lines.starts, strict=True)):
        text = line.strip()
        if not text:
            gap = True
            continue
        kind = TEXT
        if (first := text[0]) in TELLING_STARTS or first.isdecimal():
            kind = VALUE if is_value(text) else TOTAL if is_total(text) else TEXT
        indent = len(line) - len(line.lstrip()) if len(text) < len(line) else 0
        items.append(Item(text, start + indent, number, kind, gap))
        gap = False
    return _unglued(items)


def _unglued(items: list[Item]) -> list[Item]:
    """Cells that touch each other on the page are printed as one (``systemd-bootchartV:0, I:1``): cut before a value.

    Only values of a form that stands on many lines of its own, and that no word ends in, are cut off.
    """
    values = [item.text for item in items if item.kind is VALUE and (":" in item.text or "." in item.text)]
    forms = Counter(_DIGITS.sub("0", value) for value in values)
    telling = [form for form, count in forms.items() if count >= _MANY and _TELLING.search(form)]
    if not telling:
        return items
    alternatives = "|".join(re.escape(form).replace("0", r"\d+") for form in sorted(telling, key=len, reverse=True))
    glued = re.compile(rf"(?:{alternatives})$")
    ends = {form[-1] for form in telling}
    result: list[Item] = []
    for item in items:
        ending = item.text[-1]
        value = None
        if (ending in ends or ending.isdecimal()) and item.kind is TEXT and len(item.text) <= _LONGEST_GLUED:
            value = glued.search(item.text)
        if value is None or not item.text[: value.start()].strip():
            result.append(item)
            continue
        result.append(item._replace(text=item.text[: value.start()].rstrip()))
        result.append(Item(value[0], item.start + value.start(), item.line, VALUE, False))
    return result


def is_caption(text: str) -> bool:
    """Whether a line is a caption (表1 各地产量, Table 3.4: …): it stands beside a table, never in it."""
    return _CAPTION.match(text) is not None


def cell(items: Sequence[Item]) -> Cell:
    if len(items) == 1:
        text, start = items[0].text, items[0].start
        return Cell(tighten(text), ((start, start + len(text)),))
    return cell_of([(item.text, item.start) for item in items])


def _whole_lines(items: Sequence[Item], candidate: Candidate) -> bool:
    """Whether a candidate starts and ends with its lines."""
    first, last = candidate.first, candidate.last
    starts = first == 0 or items[first - 1].line < items[first].line
    return starts and (last == len(items) or items[last - 1].line < items[last].line)


def find(lines: Lines) -> Iterator[tuple[int, int, Table]]:
    """The linearised tables of `lines`, each with its first line and the one after its last."""
    from ocrclean.tables import columns, pairs, rows

    for window in _open_windows(lines):
        items = items_of(lines.part(window.start, window.stop))
        candidates = [*rows.candidates(items), *pairs.candidates(items), *columns.candidates(items)]
        chosen: list[Candidate] = []  # in order of their places
        for candidate in sorted(candidates, key=lambda c: (-c.score, c.first, -c.last)):
            k = bisect_left(chosen, candidate.first, key=attrgetter("first"))
            clear = (k == 0 or chosen[k - 1].last <= candidate.first) and (
                k == len(chosen) or candidate.last <= chosen[k].first
            )
            if clear and _whole_lines(items, candidate):
                chosen.insert(k, candidate)
        for first, last, _, form, table_rows in chosen:
            low, high = window.start + items[first].line, window.start + items[last - 1].line
            yield low, high + 1, Table(lines[low].start, lines[high].end, form, squared(table_rows))


def _open_windows(lines: Lines) -> Iterator[range]:
    """The windows, cut at lines that are drawn or belong to a table in another format."""
    for window in _windows(lines):
        start = window.start
        for k, text in enumerate(lines.texts[window.start : window.stop], window.start):
            if text and is_barrier(text):
                if k > start:
                    yield range(start, k)
                start = k + 1
        if window.stop > start:
            yield range(start, window.stop)


def _is_value_line(text: str) -> bool:
    return len(text) <= _LONGEST_VALUE and text.lstrip()[:1] in _VALUE_STARTS and is_value(text.strip())


def _signs(texts: Sequence[str]) -> tuple[list[int], list[tuple[int, int]]]:
    """The lines that are values, and the pairs of lines that are heads, one below the other."""
    likely = [
        (k, text) for k, text in enumerate(texts) if text and (text[0] in _LINE_STARTS or len(text) <= _LONGEST_HEAD)
    ]
    values = [k for k, text in likely if text[0] in _LINE_STARTS and _is_value_line(text)]
    short = [(k, text) for k, text in likely if len(text) <= _LONGEST_HEAD]
    heads = [
        (a, b) for (a, head), (b, next_head) in pairwise(short) if b - a <= 2 and is_head(head) and is_head(next_head)
    ]
    return values, heads


def _windows(lines: Lines) -> Iterator[range]:
    """The stretches of lines that may hold a table: some lines around values, and below two heads."""
    marks: list[int] = []
    values, heads = lines.in_text(_signs)
    low, high = lines.first, lines.first + len(lines)
    values = [k - low for k in values[bisect_left(values, low) : bisect_left(values, high)]]
    for k, value in enumerate(values):
        around = values[max(0, k - _FEWEST_VALUES + 1) : k + _FEWEST_VALUES]
        # Some other values stand near: alone it may be a page number.
        if len([other for other in around if abs(other - value) <= _REACH]) >= _FEWEST_VALUES:
            marks.append(value)
    marks += [a - low for a, b in heads[bisect_left(heads, (low,)) : bisect_left(heads, (high,))] if b < high]
    window = range(0)
    for mark in sorted(marks):
        if window and mark - _REACH <= window.stop:
            window = range(window.start, mark + _REACH)
        else:
            if window:
                yield range(window.start, min(window.stop, len(lines)))
            window = range(max(0, mark - _REACH, window.stop), mark + _REACH)
    if window:
        yield range(window.start, min(window.stop, len(lines)))
