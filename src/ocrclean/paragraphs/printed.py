"""The printed lines of a text: what each shows of the page that it was set on."""

import re
from typing import NamedTuple

from ocrclean.chars import ASIAN_CLASS, HAN_CLASS, em_width
from ocrclean.paragraphs.kinds import end_kind, start_kind

__all__ = ["PrintedLine", "read_page"]

#: Inter-Han spaces: letter-spacing or an engine's word gaps, no part of a line's own width.
_ASIAN_GAP = re.compile(f"(?<=[{ASIAN_CLASS}])[ \u3000]+(?=[{ASIAN_CLASS}])")
#: A space at the edge of Han and Latin: a quarter of an em in print.
_EDGE_GAP = re.compile(f"(?<=[{HAN_CLASS}]) (?=[!-~])|(?<=[!-~]) (?=[{HAN_CLASS}])")
#: Three single Han characters in a row with a space between them: the line was stretched to its column.
_LETTER_SPACED = re.compile(f"(?<![{HAN_CLASS}])[{HAN_CLASS}](?: [{HAN_CLASS}]){{2,}}(?![{HAN_CLASS}])")


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
    r"\|.*\|$|#{1,6} |<[!/a-zA-Z][^<>]*>$|(?:[-*_] ?){3,}$|[\u2500-\u257f+][\u2500-\u257f+\-=|]{2,}|[│┃║]"
)


def read_page(text: str) -> list[PrintedLine]:
    """The printed lines of `text`, in order."""
    lines: list[PrintedLine] = []
    offset = 0
    blanks = 0
    fence = ""
    for raw in text.split("\n"):
        content = raw.strip()
        if not content:
            blanks += 1
        else:
            if blanks and lines:
                lines[-1] = lines[-1]._replace(blanks=blanks)
            blanks = 0
            start = offset + len(raw) - len(raw.lstrip())
            fixed = bool(fence)
            if content.startswith(("```", "~~~")):
                fixed, fence = True, "" if content.startswith(fence or "\0") else fence or content[:3]
            lines.append(_printed(raw, content, start, fixed=fixed))
        offset += len(raw) + 1
    return lines


def _printed(raw: str, content: str, start: int, *, fixed: bool) -> PrintedLine:
    solid = content
    edges = 0
    spaced = False
    if " " in content or "\u3000" in content:
        solid = _ASIAN_GAP.sub("", content)
        edges = len(_EDGE_GAP.findall(solid))
        spaced = len(content) > len(solid) + 1 and _LETTER_SPACED.search(content) is not None
    lead = raw[: len(raw) - len(raw.lstrip())]
    return PrintedLine(
        start=start,
        end=start + len(content),
        text=solid,
        width=em_width(solid) - 0.25 * edges,
        indent=em_width(lead.replace("\t", "    ")) if lead else 0.0,
        blanks=0,
        gaps=len(content) - len(solid),
        spaced=spaced,
        starts=start_kind(solid),
        ends=end_kind(solid),
        fixed=fixed or _FIXED.match(content) is not None,
    )
