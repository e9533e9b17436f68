"""Views of edits for people and programs: places in a file, explanations, unified diffs."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ocrclean.edits import Edit, apply_edits

__all__ = ["Places", "explain", "explain_as_json", "unified_diff"]

_SHOWN = 60  # characters of a text that an explanation quotes
_CONTEXT = 3  # lines around a change in a diff


class Places:
    """Lines and columns of a text, both counted from 1; columns count code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`.

        >>> Places("甲乙\\n丙").of(3)
        (2, 1)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def explain(name: str, text: str, edits: Sequence[Edit]) -> Iterator[str]:
    """One line for each edit: ``file:line:column: rule: 'before' -> 'after'``.

    >>> list(explain("a.txt", "年 底", [Edit(1, 2, "", "inter-han-space")]))
    ["a.txt:1:2: inter-han-space: ' ' -> ''\\n"]
    """
    places = Places(text)
    for start, end, new, rule in edits:
        line, column = places.of(start)
        yield f"{name}:{line}:{column}: {rule}: {_quoted(text[start:end])} -> {_quoted(new)}\n"


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")


def explain_as_json(name: str, text: str, edits: Sequence[Edit]) -> Iterator[str]:
    """One JSON object for each edit; `start` and `end` count code points."""
    import json

    places = Places(text)
    for start, end, new, rule in edits:
        line, column = places.of(start)
        record = {"path": name, "line": line, "column": column, "start": start, "end": end, "rule": rule}
        yield json.dumps(record | {"before": text[start:end], "after": new}, ensure_ascii=False) + "\n"


class _Hunk(NamedTuple):
    """The lines ``[start:end)`` of the old text, counted from 0, and what stands in their place."""

    start: int
    end: int
    new: list[str]


def unified_diff(name: str, text: str, edits: Sequence[Edit], *, color: bool = False) -> Iterator[str]:
    """The edits as a unified diff that `patch` and `git apply` take; linear in the length of the text."""
    old = _lines(text)
    hunks = [hunk for hunk in _hunks(text, old, edits) if hunk.new or hunk.end > hunk.start]
    if hunks:
        yield from _shown([f"--- {name}\n", f"+++ {name}\n"], color=color)
    shift = 0  # new line numbers minus old ones
    for group in _near(hunks):
        first, last = max(0, group[0].start - _CONTEXT), min(len(old), group[-1].end + _CONTEXT)
        lines: list[str] = []
        at = first
        for start, end, new in group:
            lines += [f" {line}" for line in old[at:start]]
            lines += [f"-{line}" for line in old[start:end]]
            lines += [f"+{line}" for line in new]
            at = end
        lines += [f" {line}" for line in old[at:last]]
        added = sum(len(hunk.new) - (hunk.end - hunk.start) for hunk in group)
        head = f"@@ -{_span(first, last - first)} +{_span(first + shift, last - first + added)} @@\n"
        yield from _shown([head, *lines], color=color)
        shift += added


def _lines(text: str) -> list[str]:
    """The lines of `text` with their line feeds."""
    *lines, rest = text.split("\n")
    return [line + "\n" for line in lines] + [rest] * bool(rest)


def _hunks(text: str, old: Sequence[str], edits: Sequence[Edit]) -> Iterator[_Hunk]:
    """The lines that the edits change; edits that meet in a line make one hunk."""
    starts = [0, *accumulate(map(len, old))]  # of each line; the last one is the end of the text

    def hunk(first: int, last: int, own: Sequence[Edit]) -> _Hunk:
        low, high = starts[first], starts[last]
        local = [Edit(start - low, end - low, new, rule) for start, end, new, rule in own]
        return _trimmed(first, old[first:last], _lines(apply_edits(text[low:high], local)))

    first, last, own = 0, 0, list[Edit]()
    for edit in edits:
        edit_first = max(0, min(bisect_right(starts, edit.start), len(old)) - 1)
        if own and edit_first >= last > 0:
            yield hunk(first, last, own)
            own = []
        if not own:
            first = edit_first
        # The line in which the edit ends belongs to it: where a line feed is deleted, the next line moves up.
        last = min(bisect_right(starts, edit.end), len(old))
        own.append(edit)
    if own:
        yield hunk(first, last, own)


def _trimmed(first: int, before: Sequence[str], after: list[str]) -> _Hunk:
    """The hunk without the lines at its ends that stay the same."""
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    tail = next((i for i in range(shorter - head) if before[-1 - i] != after[-1 - i]), shorter - head)
    return _Hunk(first + head, first + len(before) - tail, after[head : len(after) - tail])


def _near(hunks: Iterable[_Hunk]) -> Iterator[list[_Hunk]]:
    """Hunks whose context meets, together."""
    group: list[_Hunk] = []
    for hunk in hunks:
        if group and hunk.start - group[-1].end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _span(start: int, count: int) -> str:
    """Lines in a hunk's head: counted from 1, but an empty span names the line before it."""
    return f"{start + bool(count)},{count}"


_COLORS = {"-": "\033[31m", "+": "\033[32m", "@": "\033[36m"}


def _shown(lines: Iterable[str], *, color: bool) -> Iterator[str]:
    for line in lines:
        whole = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        paint = _COLORS.get(line[0]) if color else None
        yield f"{paint}{whole[:-1]}\033[0m\n" if paint else whole
