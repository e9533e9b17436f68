"""Where columns of text begin and end, told by the lines that were wrapped in them.

The widest line is a poor witness: a typesetter squeezes punctuation to get one more character into a line, so some
lines of most columns are wider than the column is. The commonest width is the column's own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

__all__ = ["columns", "margin"]

#: How many lines either way a column's right edge is read from, and its left one.
_NEAR: Final = 12
_NEAR_MARGIN: Final = 8
#: By so many em a first line may be shorter than its column: two, less or more where punctuation was squeezed.
_NARROW_INDENT: Final = 1.5
_INDENT: Final = 2.0
_WIDE_INDENT: Final = 2.5


def columns(edges: Sequence[float], breaks: Iterable[int]) -> Iterator[float]:
    """Where the column ends at each of `breaks`, which ascend: at the commonest of the `edges` near it, in em.

    `edges` has the right edge of each line that stops inside a sentence, and 0 for the others; 0 is given where there
    is none of them. Where paragraphs are short, the commonest edge may be that of first lines, whose indent was lost;
    then the column ends two em to the right of it, where other lines do. Linear in the number of edges.
    """
    counts: dict[float, int] = {}
    times = counts.get
    low = high = 0
    for i in breaks:
        top = i + _NEAR + 2
        first = i - _NEAR if i - _NEAR > low else low
        for edge in edges[high:top]:
            if edge:
                counts[edge] = times(edge, 0) + 1
        for edge in edges[low:first]:
            if edge:
                count = counts[edge]
                if count > 1:
                    counts[edge] = count - 1
                else:
                    del counts[edge]
        low, high = first, top
        yield _commonest(counts)


def _commonest(counts: Mapping[float, int]) -> float:
    """The commonest edge, the widest of them, or the wider one that makes it one of first lines."""
    most, found = 0, 0.0
    for edge, count in counts.items():
        if count >= most and (count > most or edge > found):
            most, found = count, edge
    times = counts.get
    narrow, middle, wide = found + _NARROW_INDENT, found + _INDENT, found + _WIDE_INDENT
    total = times(narrow, 0) + times(middle, 0) + times(wide, 0)
    if total > 1 and 4 * total >= most:
        return max([(times(edge, 0), edge) for edge in (narrow, middle, wide)])[1]
    return found


def margin(indents: Sequence[float], i: int) -> float:
    """Where lines begin near the break behind line `i`: the least of the `indents`, in em."""
    return min(indents[max(0, i - _NEAR_MARGIN) : i + _NEAR_MARGIN + 2])
