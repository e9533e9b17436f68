"""The printed lines of a text: what each shows of the page that it was set on."""

import re
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


_FENCES = ("```", "~~~")


def read_page(text: str) -> list[PrintedLine]:
    """The printed lines of `text`, in order. Linear in its length."""
    lines: list[PrintedLine] = []
    offset = 0
    blanks = 0
    fence = ""
    held: str | None = None  # a line waits until it is known how many blank lines follow it
    held_at = 0
    held_fixed = False
    for raw in text.split("\n"):
        if not raw or raw.isspace():
            blanks += 1
        else:
            if held is not None:
                lines.append(_printed(held, held_at, blanks, fixed=held_fixed))
            blanks = 0
            held, held_at, held_fixed = raw, offset, bool(fence)
            if raw.lstrip()[:3] in _FENCES:
                mark = raw.lstrip()[:3]
                if mark == fence:
                    fence = ""
                elif not fence:
                    fence = mark
        offset += len(raw) + 1
    if held is not None:
        lines.append(_printed(held, held_at, 0, fixed=held_fixed))
    return lines


def _printed(raw: str, at: int, blanks: int, *, fixed: bool) -> PrintedLine:
    content = raw.strip()
    first = content[0]
    at += raw.find(first)
    solid = content
    gaps = 0
    spaced = False
    width = em_width(content)
    if " " in content or "\u3000" in content:
        solid = _ASIAN_GAP.sub("", content)
        gaps = len(content) - len(solid)
        spaced = gaps > 1 and _LETTER_SPACED.search(content) is not None
        width = em_width(solid) - 0.25 * len(_EDGE_GAP.findall(solid))
    lead = raw[: len(raw) - len(raw.lstrip())] if raw[0] != first else ""
    return PrintedLine(
        at,
        at + len(content),
        solid,
        width,
        em_width(lead.replace("\t", "    ")) if lead else 0.0,
        blanks,
        gaps,
        spaced,
        start_kind(solid),
        end_kind(solid),
        fixed or (first in _FIXED_FIRST and _FIXED.match(content) is not None),
    )
