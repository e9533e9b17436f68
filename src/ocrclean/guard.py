"""Ranges that are left alone: off/on marks, literals, and in Markdown all that is not prose.

A guarded normalizer sees the whole text, since evidence such as the column width lies in all of it, and makes
only those of its edits that stay clear of the ranges. Ranges are found in the text as it is at each step, so
they need no bookkeeping between steps.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

from ocrclean.edits import Edit, apply_edits
from ocrclean.normalizer import Change, Normalizer
from ocrclean.pipeline import Pipeline

__all__ = ["Guarded", "Range", "leave_alone"]


class Range(NamedTuple):
    """The code points ``[start:end)`` stay as they are; where `sealed`, nothing is put in at either edge."""

    start: int
    end: int
    sealed: bool


@dataclass(frozen=True, kw_only=True)
class Guarded(Normalizer):
    """A normalizer that keeps its hands off some ranges of the text; made by `leave_alone`."""

    normalizer: Normalizer
    literals: tuple[str, ...] = ()
    markdown: bool = False

    examples: ClassVar = ()
    counter_examples: ClassVar = ()

    def __post_init__(self) -> None:
        # What a guarded normalizer says of itself is what the normalizer in it says.
        for name in ("name", "summary", "change"):
            object.__setattr__(self, name, getattr(self.normalizer, name))

    def edits(self, text: str) -> list[Edit]:
        edits = self.normalizer.edits(text)
        if not edits:
            return edits
        ranges = _find_ranges(text, self.literals, markdown=self.markdown)
        if not ranges:
            return edits
        clear = list(_clear_of(ranges, edits))
        # What a reordering normalizer moves is cut out by one edit and put in by another: both or none.
        torn = self.change is Change.REORDER and len(clear) < len(edits)
        return [] if torn and not self.holds(text, apply_edits(text, clear)) else clear

    def fold(self, text: str) -> str:
        return self.normalizer.fold(text)


def leave_alone(pipeline: Pipeline, *, literals: Iterable[str] = (), markdown: bool = False) -> Pipeline:
    """`pipeline`, but ranges of the text stay as they are.

    They are: what stands between ``<!-- ocrclean: off -->`` and ``<!-- ocrclean: on -->`` (or the end of the
    text), each occurrence of one of the `literals`, and with `markdown=True` front matter, code, HTML tags, link
    targets and the marks that make a line a heading, a list item, a quotation or a table row.

    Raises `ValueError` for an empty literal.

    >>> from ocrclean import Pipeline, collapse_spaced_text
    >>> tidy = leave_alone(Pipeline(collapse_spaced_text), literals=["天 地 会"])
    >>> tidy("反 清 复 明 的 天 地 会")
    '反清复明的天 地 会'
    """
    wanted = tuple(dict.fromkeys(literals))
    if "" in wanted:
        raise ValueError("literals has an empty string, which would leave nothing to clean")
    guarded = (Guarded(normalizer=step, literals=wanted, markdown=markdown) for step in pipeline.steps)
    return Pipeline(*guarded, safe=pipeline.safe)


def _clear_of(ranges: list[Range], edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits that touch no range; both lists ascend."""
    k = 0
    for edit in edits:
        while k < len(ranges) and ranges[k].end < edit.start:
            k += 1
        if not any(_touches(edit, candidate) for candidate in ranges[k : k + 2]):
            yield edit


def _touches(edit: Edit, candidate: Range) -> bool:
    if edit.start == edit.end and candidate.sealed:
        return candidate.start <= edit.start <= candidate.end
    return edit.start < candidate.end and edit.end > candidate.start


def _find_ranges(text: str, literals: tuple[str, ...], *, markdown: bool) -> list[Range]:
    """The ranges of `text`, in ascending order, those that meet put together."""
    found = list(_marked(text))
    if literals:
        found += (Range(*match.span(), False) for match in _any_of(literals).finditer(text))
    if markdown:
        found += _markdown(text)
    merged: list[Range] = []
    for item in sorted(found):
        if merged and item.start <= merged[-1].end:
            last = merged[-1]
            merged[-1] = Range(last.start, max(last.end, item.end), last.sealed or item.sealed)
        else:
            merged.append(item)
    return merged


@cache
def _any_of(literals: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(literals, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


_MARK = r"<!--[ \t]*ocrclean:[ \t]*(off|on)[ \t]*-->"


def _marked(text: str) -> Iterator[Range]:
    """From an off mark to the next on mark, both included with the line ends around them."""
    if "ocrclean:" not in text:
        return
    start: int | None = None
    for mark in re.finditer(_MARK, text):
        if mark[1] == "off" and start is None:
            start = mark.start()
        elif mark[1] == "on":
            yield _with_line_ends(text, mark.start() if start is None else start, mark.end())
            start = None
    if start is not None:
        yield _with_line_ends(text, start, len(text))


def _with_line_ends(text: str, start: int, end: int) -> Range:
    """A sealed range that holds the line feeds next to it, so that nothing is joined to what is in it."""
    return Range(start - text.startswith("\n", start - 1, start), end + text.startswith("\n", end), True)


# Markdown: CommonMark 0.31, and front matter as static site generators read it.

_FRONT_MATTER = r"\A(?:---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+)[ \t]*(?:\n|\Z)"
_FENCE = r"^[ \t>]*+(`{3,}+|~{3,}+)([^\n]*)"
_INLINE = (
    r"(?<!`)(`++)[^`\n]++\1(?!`)"  # code
    r"|</?[A-Za-z][^<>]*+>"  # a tag, or an address in angle brackets
    r"|\]\([^()\n]*+\)"  # the target of a link
    r"|^ {0,3}\[[^]\n]++\]:[^\n]*+"  # a link definition
)
_LINE_MARKS = (
    r"\n?^[ \t]*+#{1,6}[ \t][^\n]*+\n*+"  # a heading; it is one line whatever its length
    r"|\n{0,2}^[ \t]*+(?:[-*+]|[0-9]{1,9}[.)])[ \t]++(?:\[[ xX]\][ \t]++)?"  # a list item's mark with its indent
    r"|\n?^[ \t]*+>[ \t>]*+"  # a quotation
    r"|\n?^[ \t]*+\|[^\n]*+\n?"  # a table row
    r"|\n?^[ \t]*+(?:-[-\t ]*+|=++[ \t]*+|\*[*\t ]++|_[_\t ]++)$\n?"  # a rule, or what underlines a heading
    r"|(?:[ ]{2}|\\)\n"  # a hard line break
    r"|(?<=\n)\n(?:(?: {4}|\t)[^\n]*+\n?)++"  # indented code
    r"|\n[ \t]++(?=\S)"  # the indent of a list item's next line
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when the first Markdown file comes: most calls of the command see none."""
    return re.compile(pattern, re.MULTILINE)


def _markdown(text: str) -> Iterator[Range]:
    if front := _compiled(_FRONT_MATTER).match(text):
        yield Range(0, front.end(), True)
    yield from _fenced(text)
    yield from _comments(text)
    yield from (Range(*match.span(), False) for match in _compiled(_INLINE).finditer(text))
    yield from (Range(*match.span(), True) for match in _compiled(_LINE_MARKS).finditer(text))


def _fenced(text: str) -> Iterator[Range]:
    """Code between fences; a fence that nothing closes runs to the end of the text."""
    opening: re.Match[str] | None = None
    for fence in _compiled(_FENCE).finditer(text):
        if opening is None:
            if not (fence[1].startswith("`") and "`" in fence[2]):  # that is inline code
                opening = fence
        elif fence[1].startswith(opening[1]) and not fence[2].strip():
            yield _with_line_ends(text, opening.start(), fence.end())
            opening = None
    if opening is not None:
        yield _with_line_ends(text, opening.start(), len(text))


def _comments(text: str) -> Iterator[Range]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        yield Range(start, end + 3, False)
        start = text.find("<!--", end)
