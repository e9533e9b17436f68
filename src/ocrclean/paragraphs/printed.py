"""The printed lines of a text: what each shows of the page that it was set on."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ocrclean.chars import em_width
from ocrclean.paragraphs.kinds import end_kind, start_kind

__all__ = ["PrintedLine", "read_page"]

# Wide classes are slow to compile: "not ASCII, not Western" stands for East Asian here, where only widths depend on it.
#: Inter-Han spaces: letter-spacing or an engine's word gaps, no part of a line's own width.
_ASIAN_GAP = re.compile("(?<=[^ -~\u00a1-\u024f])[ \u3000]+(?=[^ -~\u00a1-\u024f])")
#: A space at the edge of Han and Latin: a quarter of an em in print.
_EDGE_GAP = re.compile("(?<=[^ -~]) (?=[!-~])|(?<=[!-~]) (?=[^ -~])")
#: Three single Han characters in a row with a space between them: the line was stretched to its column.
_ALONE = "[^ -~，。、；：？！（）《》“”‘’…—\u3000]"
_LETTER_SPACED = re.compile(f"(?<!{_ALONE}){_ALONE}(?: {_ALONE}){{2,}}(?!{_ALONE})")


class PrintedLine(NamedTuple):
    """A line with something printed on it."""

    start: int
    """Offset of its first character that is not white space."""
    end: int
    """Offset behind its last one."""
    text: str
    """``source[start:end]`` without inter-Han spaces."""
    width: float
    """Set width in em, inter-Han spaces left out."""
    indent: float
    """White space before it, in em."""
    blanks: int
    """Blank lines between it and the next printed line."""
    gaps: int
    """Inter-Han spaces that were left out."""
    spaced: bool
    """Three Han characters or more stand apart."""
    starts: str
    """How it starts: see `start_kind`."""
    ends: str
    """How it ends: see `end_kind`."""
    fixed: bool
    """Markup whose line breaks are its meaning: table rows, code fences, Markdown headings, rules."""


_FIXED = re.compile(
    r"\|.*\|$|#{1,6} |<[!/a-zA-Z][^<>]*>$|(?:[-*_] ?){3,}$|[\u2500-\u257f+][\u2500-\u257f+\-=|]{2,}|[│┃║]|```|~~~"
)
#: What such markup begins with.
_FIXED_FIRST = frozenset("|#<-*_+`~" + "".join(map(chr, range(0x2500, 0x2580))))


#: What is printed on a line, from its first character to its last.
_CONTENT = re.compile(r"\S(?:[^\n]*\S)?")


def read_page(text: str) -> list[PrintedLine]:
    """The printed lines of `text`, in order. Linear in its length."""
    found = list(_CONTENT.finditer(text))
    following = [*(match.start() for match in found[1:]), 0][: len(found)]
    fenced = _fenced(text, found)
    lines = []
    for k, (match, next_start) in enumerate(zip(found, following, strict=True)):
        start, end = match.span()
        content = solid = match.group()
        width = em_width(content)
        gaps = 0
        spaced = False
        if " " in content or "\u3000" in content:
            solid = _ASIAN_GAP.sub("", content)
            gaps = len(content) - len(solid)
            spaced = gaps > 1 and _LETTER_SPACED.search(content) is not None
            width = em_width(solid) - 0.25 * len(_EDGE_GAP.findall(solid))
        lines.append(
            PrintedLine(
                start,
                end,
                solid,
                width,
                0.0 if not start or text[start - 1] == "\n" else _indent(text, start),
                text.count("\n", end, next_start) - 1 if next_start else 0,
                gaps,
                spaced,
                start_kind(solid),
                end_kind(solid),
                k in fenced or (content[0] in _FIXED_FIRST and _FIXED.match(content) is not None),
            )
        )
    return lines


def _indent(text: str, start: int) -> float:
    """The white space between the line's start and `start`, in em; a tab is two."""
    return em_width(text[text.rfind("\n", 0, start) + 1 : start].replace("\t", "    "))


def _fenced(text: str, found: Sequence[re.Match[str]]) -> frozenset[int]:
    """Which of the lines stand inside code fences."""
    if "```" not in text and "~~~" not in text:
        return frozenset()
    inside = set()
    fence = ""
    for k, match in enumerate(found):
        mark = match.group()[:3]
        if fence:
            inside.add(k)
        if mark in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
    return frozenset(inside)
