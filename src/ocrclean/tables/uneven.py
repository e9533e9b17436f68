"""Rows on one line each, their cells only one blank apart.

How they break: an extractor that writes each row of a page as a line leaves one blank between cells, the same as
between words, and a wrapped cell pushes a part of the row onto the next line:

    分区方式 所需最小空间 所新建的分区
    建立 /home 分区 500MB /, /home, swap
    分别建立 /home、/var 和 /tmp
    分区 1GB /, /home, /var, /tmp, swap

The evidence: a line of heads, and below it rows in which values stand in the same columns. A value is one word, so
what stands between two values is a cell, where it is one column; where it is more, the words must be as many.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ocrclean.chars import em_width
from ocrclean.late import late
from ocrclean.lines import Line
from ocrclean.tables.aligned import grid_evidence
from ocrclean.tables.cells import cell_of, is_value, value_form
from ocrclean.tables.heads import head_count, may_be_heads
from ocrclean.tables.linear import is_caption
from ocrclean.tables.lines import Lines
from ocrclean.tables.model import Cell, Table, squared
from ocrclean.tables.ruled import is_barrier

__all__ = ["find"]

_WORD: Final = late(r"\S+")
_OPENERS: Final = late(r"[(（\[［【「《]")
_CLOSERS: Final = late(r"[)）\]］】」》]")
_FEWEST_ROWS: Final = 3
#: A line without a value that belongs to the next row is the wrapped first cell of it, and short.
_LONGEST_PART: Final = 30


class Word(NamedTuple):
    text: str
    start: int


def find(lines: Lines) -> Iterator[tuple[int, int, Table]]:
    """The tables of `lines` whose cells are one blank apart, each with its first line and the one after its last."""
    k = 0
    while k + 2 < len(lines):
        found = _table(lines, k) if may_be_heads(lines.texts[k]) else None
        if found is None:
            k += 1
            continue
        end, rows = found
        yield k, end, Table(lines[k].start, lines[end - 1].end, "uneven", squared(rows))
        k = end


def _words(line: Line) -> list[Word]:
    return [Word(match[0], line.start + match.start()) for match in _WORD.finditer(line.text)]


def _table(lines: Lines, first: int) -> tuple[int, list[list[Cell]]] | None:
    """The table below the line of heads `first`: the line after its last, and its rows."""
    heads = _words(lines[first])
    best: tuple[int, list[list[Cell]]] | None = None
    for typed in _typings(lines, first, len(heads)):
        end, rows = _rows(lines, first, typed, len(heads))
        if best is None or end > best[0]:
            best = end, rows
    if best is None:
        return None
    end, rows = best
    grid = [[cell_of([word]) for word in heads], *rows]
    if head_count(word.text for word in heads) < len(heads) and not _has_numbers(rows):
        return None
    texts = [[cell.text for cell in row] for row in grid]
    if any(len(_OPENERS.findall(text)) != len(_CLOSERS.findall(text)) for row in texts for text in row):
        return None  # a bracket opens and closes in one cell
    if len(grid) < _FEWEST_ROWS + (head_count(texts[0]) * 2 < len(heads)) or not grid_evidence(texts):
        return None
    return end, grid


def _has_numbers(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column holds numbers (marks like - and √ are weak evidence)."""
    return any(
        all(is_value(cell.text) and value_form(cell.text) != "mark" for cell in column)
        for column in zip(*rows, strict=True)
    )


def _typings(lines: Lines, first: int, columns: int) -> Iterator[frozenset[int]]:
    """Which columns may hold values: what the rows of as many words as heads say, or any one column."""
    exact = [words for k in range(first + 1, min(first + 7, len(lines))) if len(words := _words(lines[k])) == columns]
    if exact:
        typed = frozenset(k for k in range(columns) if all(is_value(words[k].text) for words in exact))
        if typed:
            yield typed
    for k in range(columns):
        yield frozenset((k,))


def _rows(lines: Lines, first: int, typed: frozenset[int], columns: int) -> tuple[int, list[list[Cell]]]:
    """The rows below the heads, and the line after the last of them."""
    rows: list[list[list[Word]]] = []
    end = k = first + 1
    pending: list[Word] = []
    while k < len(lines):
        words = _words(lines[k])
        if not words and not pending and rows and k + 1 < len(lines):
            k += 1
            continue
        if not words or is_caption(lines.texts[k]) or is_barrier(lines.texts[k]) or may_be_heads(lines.texts[k]):
            break
        cells = _cells(pending + words, typed, columns) if len(words) > 1 else None
        if cells is not None:
            rows.append(cells)
            pending = []
            end = k + 1
        elif (
            not pending and not any(is_value(word.text) for word in words) and em_width(lines.texts[k]) <= _LONGEST_PART
        ):
            pending = words
        else:
            break
        k += 1
    return end, [[_cell(words) for words in row] for row in rows]


def _cell(words: Sequence[Word]) -> Cell:
    return Cell(" ".join(word.text for word in words), tuple((w.start, w.start + len(w.text)) for w in words))


def _cells(words: Sequence[Word], typed: frozenset[int], columns: int) -> list[list[Word]] | None:
    """The words of a row by column; `None` where the values do not stand as `typed` says."""
    cells: list[list[Word]] = []
    rest = list(words)
    column = 0
    while column < columns:
        following = min((k for k in typed if k >= column), default=columns)
        texts = following - column
        if following == columns:
            text, rest = rest, []
        else:
            place = next((k for k in range(texts, len(rest)) if is_value(rest[k].text)), None)
            if place is None:
                return None
            text, value, rest = rest[:place], rest[place], rest[place + 1 :]
        if texts == 1 and text:
            cells.append(text)
        elif texts == len(text):
            cells += [[word] for word in text]
        else:
            return None
        if following < columns:
            cells.append([value])
        column = following + 1
    return cells if not rest else None
