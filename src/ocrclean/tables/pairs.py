"""Tables of two columns of different scripts, one cell a line: commands and what they do, terms and their meaning.

No value tells the rows here, but the script does: below two heads, Latin cells and Chinese cells take turns,

    操作 / 命令片段 / 列出所有 target 单元配置 / systemctl list-units / 启动单元 / systemctl start …

and lines of one script that follow each other are one wrapped cell.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ocrclean.chars import em_width
from ocrclean.tables.cells import first_unit, has_han, is_header_like, starts_badly
from ocrclean.tables.heads import is_head
from ocrclean.tables.linear import TEXT, Candidate, Item, cell, is_caption

__all__ = ["candidates"]

_FEWEST_RECORDS: Final = 4
_LONGEST_CELL: Final = 4


def candidates(items: Sequence[Item]) -> Iterator[Candidate]:
    """The tables of two scripts, in order, none overlapping another."""
    done = 0
    for k, other in pairwise([k for k, item in enumerate(items) if is_head(item.text)]):
        if k < done or other > k + 1 or not all(is_header_like(items[head].text) for head in (k, other)):
            continue
        if found := _from(items, k):
            yield found
            done = found.last


def _from(items: Sequence[Item], k: int) -> Candidate | None:
    """The table whose heads are the items `k` and `k + 1`."""
    runs = _runs(items, k + 2)
    if len(runs) % 2:
        runs.pop()
    if len(runs) < 2 * _FEWEST_RECORDS:
        return None
    runs[-1] = _trimmed(items, runs)
    grid = [[cell([items[k]]), cell([items[k + 1]])]]
    for a, b in zip(runs[::2], runs[1::2], strict=True):
        grid.append([cell(items[a.start : a.stop]), cell(items[b.start : b.stop])])
    return Candidate(k, runs[-1].stop, 1 + len(grid) / 1000, "rows", grid)


def _runs(items: Sequence[Item], first: int) -> list[range]:
    """Runs of lines of one script, as long as they can be cells."""
    runs: list[range] = []
    k = first
    while k < len(items):
        han = has_han(items[k].text)
        start = k
        while k < len(items) and has_han(items[k].text) == han and _is_cell(items[k]) and k - start <= _LONGEST_CELL:
            k += 1
        if k == start:
            break
        runs.append(range(start, k))
        if k - start > _LONGEST_CELL or (k < len(items) and not _is_cell(items[k])):
            break
    return runs


def _is_cell(item: Item) -> bool:
    return (
        item.kind is TEXT
        and not is_caption(item.text)
        and item.text[-1] not in "。：；，.,:"
        and not starts_badly(item.text)
    )


def _trimmed(items: Sequence[Item], runs: Sequence[range]) -> range:
    """The last cell without the lines that are not its own: a line is only where it would not have fitted above."""
    last = runs[-1]
    widest = max(em_width(items[i].text) for run in runs[1:-1:2] for i in run)
    stop = last.start + 1
    while stop < last.stop and not items[stop].gap:
        room = widest - em_width(items[stop - 1].text) - em_width(first_unit(items[stop].text))
        if room >= 0.5 or em_width(items[stop].text) > widest + 0.5:
            break
        stop += 1
    return range(last.start, stop)
