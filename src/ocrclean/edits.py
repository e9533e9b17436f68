"""The edit algebra: what a change of text is, how changes are applied, put together and traced.

An edit says "replace ``[start:end)`` by ``text``, because of ``rule``". Every normalizer yields edits, and
everything else is a view of them: the clean text, the explanation, a diff, the map between the positions of
the input and those of the output.

An *edit list* is a sequence of edits in ascending order that do not overlap. Offsets count code points.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

__all__ = ["Edit", "OffsetMap", "apply_edits", "compose"]


class Edit(NamedTuple):
    """Replace the code points ``[start:end)`` of a text by ``text``, because of ``rule``.

    >>> apply_edits("中 文", [Edit(1, 2, "", "inter-han-space")])
    '中文'
    """

    start: int
    end: int
    text: str
    rule: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with an edit list applied.

    Raises ``ValueError`` when the edits overlap, go backwards or leave the text.

    >>> apply_edits("abc", [Edit(0, 1, "A", "case"), Edit(3, 3, "!", "mark")])
    'Abc!'
    """
    parts: list[str] = []
    done = 0
    for edit in edits:
        start, end, new = edit.start, edit.end, edit.text
        if not done <= start <= end:
            raise ValueError(
                f"{edit} starts before offset {done}, where the edit before it ended, or ends before it starts"
            )
        parts.append(text[done:start])
        if new:
            parts.append(new)
        done = end
    if done > len(text):
        raise ValueError(f"an edit ends at offset {done}, beyond the text of {len(text)} code points")
    parts.append(text[done:])
    return "".join(parts)


class _Placed(NamedTuple):
    """An edit with the place of its replacement: ``[start:end)`` is in the text between the two lists."""

    start: int
    end: int
    order: int  # 0: of the second list, 1: of the first; where both are empty the insertion comes first
    source_start: int
    source_end: int
    text: str
    rule: str


def _place(first: Sequence[Edit], second: Sequence[Edit]) -> list[_Placed]:
    """Both lists as one, sorted by their place in the text between them."""
    placed: list[_Placed] = []
    shift = 0
    waiting = iter([*second, None])
    other = next(waiting)

    def place_second(before: tuple[float, int, int]) -> None:
        nonlocal other
        while other is not None and (other.start, other.end, 0) < before:
            start, end, text, rule = other
            placed.append(_Placed(start, end, 0, start - shift, end - shift, text, rule))
            other = next(waiting)

    for start, end, text, rule in first:
        own = _Placed(start + shift, start + shift + len(text), 1, start, end, text, rule)
        place_second(before=own[:3])
        placed.append(own)
        shift += len(text) - (end - start)
    place_second(before=(inf, 0, 0))
    return placed


def _fuse(group: list[_Placed], shift: int) -> Edit:
    """One edit for a group of edits that overlap; `shift` leads from the source to the text between, behind it."""
    low = group[0].start
    high = max(item.end for item in group)
    source_start = group[0].source_start
    source_end = high - shift
    firsts = [item for item in group if item.order]
    parts: list[str] = []

    def kept(a: int, b: int) -> None:
        """What the first list wrote into ``[a:b)``; outside the second list's edits a group has nothing else."""
        for item in firsts:
            parts.append(item.text[max(0, a - item.start) : max(0, b - item.start)])

    done = low
    for item in group:
        if not item.order:
            kept(done, item.start)
            parts.append(item.text)
            done = item.end
    kept(done, high)
    rules = dict.fromkeys(rule for item in sorted(group, key=lambda g: -g.order) for rule in item.rule.split("+"))
    return Edit(source_start, source_end, "".join(parts), "+".join(rules))


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One edit list that does what `first`, then `second` on its result, do.

    ``apply_edits(t, compose(a, b)) == apply_edits(apply_edits(t, a), b)``. Edits that overlap become one whose
    rule names both ("line-join+inter-han-space"). Linear in the number of edits.

    >>> compose([Edit(1, 2, "", "x")], [Edit(1, 2, "Q", "y")])
    [Edit(start=1, end=2, text='', rule='x'), Edit(start=2, end=3, text='Q', rule='y')]
    """
    if not first:
        return list(second)
    if not second:
        return list(first)
    result: list[Edit] = []
    group: list[_Placed] = []
    high = 0
    shift = 0  # of the first list's edits in `group` and before it
    for item in _place(first, second):
        if group and item.start < high and (item.end > group[0].start):
            group.append(item)
            high = max(high, item.end)
        else:
            if group:
                result.append(_single(group[0]) if len(group) == 1 else _fuse(group, shift))
            group, high = [item], item.end
        if item.order:
            shift += len(item.text) - (item.source_end - item.source_start)
    if group:
        result.append(_single(group[0]) if len(group) == 1 else _fuse(group, shift))
    return result


def _single(item: _Placed) -> Edit:
    return Edit(item.source_start, item.source_end, item.text, item.rule)


class OffsetMap:
    """Where each character went, and where each came from, through one edit list.

    A character that no edit touches maps to itself; one inside a replacement maps to the whole span that the
    edit replaced. All offsets count code points.

    >>> text, edits = "中 文 字", [Edit(1, 2, "", "space"), Edit(3, 4, "", "space")]
    >>> offsets = OffsetMap(edits)
    >>> offsets.to_source(1, 3)
    (2, 5)
    >>> offsets.to_output(2, 3)
    (1, 2)
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = tuple(edits)
        self._source_starts = [e.start for e in self._edits]
        self._output_starts: list[int] = []
        self._shifts = [0]  # output minus source, before edit k
        for start, end, text, _ in self._edits:
            self._output_starts.append(start + self._shifts[-1])
            self._shifts.append(self._shifts[-1] + len(text) - (end - start))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that the output's ``[start:end)`` came from."""
        low = self._source_of(start, last=False)
        high = self._source_of(end - 1, last=True) if end > start else low
        return low, max(low, high)

    def to_output(self, start: int, end: int) -> tuple[int, int]:
        """The span of the output that the source's ``[start:end)`` became; empty where it was deleted."""
        low = self._output_of(start, last=False)
        high = self._output_of(end - 1, last=True) if end > start else low
        return low, max(low, high)

    def _source_of(self, position: int, *, last: bool) -> int:
        """Start (or end, with `last`) of the source span of the output character at `position`."""
        k = bisect_right(self._output_starts, position) - 1
        # Of several edits at one place only the last can have written a character there.
        if k >= 0:
            edit, at = self._edits[k], self._output_starts[k]
            if position < at + len(edit.text):
                return edit.end if last else edit.start
        return position - self._shifts[k + 1] + last

    def _output_of(self, position: int, *, last: bool) -> int:
        """Start (or end, with `last`) of the output span of the source character at `position`."""
        k = bisect_right(self._source_starts, position) - 1
        if k >= 0:
            edit, at = self._edits[k], self._output_starts[k]
            if position < edit.end:
                return at + len(edit.text) if last else at
        return position + self._shifts[k + 1] + last
