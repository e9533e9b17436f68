"""A typesetter: paragraphs in, the lines of a printed page out, as a text layer or an OCR engine would give them.

It knows what decides where a Chinese line ends: the width of the column in em, Latin words and numbers that are
not broken, and kinsoku (no ，。”） begins a line, no “（ ends one; JIS X 4051 and W3C clreq, "prohibition rules for
line start and line end"), by carrying a character over to the next line, by squeezing punctuation or by letting a
mark hang. And it knows what extraction does to the page: indents lost, justified lines letter-spaced, a blank line
after every line, heads printed twice, running heads and page numbers among the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ocrclean.chars import HAN_CLASS, NO_LINE_END, NO_LINE_START, em_width

__all__ = ["Block", "Layout", "expected", "last_line_slack", "typeset"]

#: A Latin word, a number or an address: set without a break. Double dashes and ellipses are one unit, too.
_UNIT = re.compile(r"[!-'*-~]+|——|……|\s+|.", re.DOTALL)
_EDGE = re.compile(f"(?<=[{HAN_CLASS}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{HAN_CLASS}])")
_GAP = 0.25  # em, between Han and Latin
_SQUEEZED = 0.5  # em, what a full-width mark gives up
_HANGING = frozenset("，。、")


class Block(NamedTuple):
    """A paragraph, or a heading set on a line of its own."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a text is set, and what its extraction does to it. Widths are in em of the body type."""

    width: float = 20.0
    """Of the column."""
    indent: Literal["lost", "ideographic", "spaces", "none"] = "lost"
    """The first line's indent of two em: not there in the text, printed as U+3000 twice or as four spaces; or the
    paragraphs are set without one."""
    kinsoku: Literal["carry", "squeeze", "hang"] = "carry"
    """How a mark that may not begin a line is kept off it."""
    justified: bool = False
    """Lines that fall short by one em or more (a word was carried over) come out letter-spaced."""
    double_spaced: bool = False
    """A blank line follows every line."""
    gap: bool = False
    """A blank line follows every paragraph."""
    overprint: Literal["", "glued", "spaced", "doubled", "line"] = ""
    """How headings are printed a second time: 标题标题, 标 题标 题, 标标题题, or on a second line."""
    page_lines: int = 0
    """Lines on a page; 0 for one endless page."""
    head: str = ""
    """The running head of each page, `{}` standing for the page number."""
    foot: str = ""
    """The foot of each page, `{}` standing for the page number."""
    form_feed: bool = False
    """A page ends with U+000C."""
    photo: tuple[int, int, float] | None = None
    """Beside a photo the lines [first, last) of the column are this narrow."""


class _Line(NamedTuple):
    text: str
    slack: float  # em that are left of the column
    is_last: bool


def expected(blocks: Sequence[Block]) -> str:
    """What a cleaner should make of the blocks, however they are set."""
    return "\n\n".join(block.text for block in blocks) + "\n"


def typeset(blocks: Sequence[Block], layout: Layout) -> str:
    """The blocks as an extractor gives the printed pages."""
    lines: list[str] = []
    for block in blocks:
        if block.is_heading:
            lines += _heading(block.text, layout)
        else:
            lines += [_print_line(line, layout) for line in _set(block.text, layout, len(lines))]
        lines += [""] if layout.gap else []
    if layout.double_spaced:
        lines = [spaced for line in lines for spaced in ((line, "") if line else (line,))]
    return "".join(f"{line}\n" for line in _paged(lines, layout))


def last_line_slack(text: str, layout: Layout) -> float:
    """How many em of the column the last line of a paragraph leaves, set from the first line of a page on."""
    return list(_set(text, layout, at=1_000_000))[-1].slack


def _heading(text: str, layout: Layout) -> list[str]:
    spaced = " ".join(text)
    forms = {
        "": [text],
        "glued": [text + text],
        "spaced": [spaced + spaced],
        "doubled": ["".join(character * 2 for character in text)],
        "line": [text, text],
    }
    return forms[layout.overprint]


def _set(text: str, layout: Layout, at: int) -> Iterator[_Line]:
    """A paragraph's lines; its first is the line number `at` of the text."""
    units = _bound_units(text)
    first = True
    while units:
        indent = 2.0 if first and layout.indent != "none" else 0.0
        width = _column_at(at, layout) - indent
        taken = _fill(units, width, layout)
        line = "".join(units[:taken]).rstrip()
        units = units[taken:]
        if units and not units[0].strip():
            units = units[1:]  # the space between two words at whose place the line ends
        printed = {"ideographic": "\u3000\u3000", "spaces": "    "}.get(layout.indent, "") if first else ""
        yield _Line(printed + line, width - _width(line), not units)
        first = False
        at += 1


def _column_at(at: int, layout: Layout) -> float:
    if layout.photo and layout.photo[0] <= at < layout.photo[1]:
        return layout.photo[2]
    return layout.width


def _bound_units(text: str) -> list[str]:
    """The pieces between which a line may end: words, and characters with the marks that cling to them."""
    units: list[str] = []
    for piece in _UNIT.findall(text):
        clings = units and (piece[0] in NO_LINE_START or units[-1][-1] in NO_LINE_END)
        if clings and piece.strip() and units[-1].strip():
            units[-1] += piece
        else:
            units.append(piece)
    return units


def _fill(units: Sequence[str], width: float, layout: Layout) -> int:
    """How many units go on a line: as many as fit, one at least."""
    line = ""
    for count, unit in enumerate(units):
        wider = line + unit
        if _width(wider.rstrip()) - _give(wider, layout) > width + 1e-6:
            return max(1, count)
        line = wider
    return len(units)


def _give(line: str, layout: Layout) -> float:
    """By how many em a line may be wider than its column."""
    if layout.kinsoku == "hang":
        return 1.0 if line[-1] in _HANGING else 0.0
    if layout.kinsoku == "squeeze":
        return _SQUEEZED if line[-1] in NO_LINE_START and not line[-1].isascii() else 0.0
    return 0.0


def _width(text: str) -> float:
    return em_width(text) + _GAP * len(_EDGE.findall(text))


def _print_line(line: _Line, layout: Layout) -> str:
    if not layout.justified or line.is_last or line.slack < 1.0:
        return line.text
    indent = line.text[: len(line.text) - len(line.text.lstrip())]
    return indent + " ".join(_UNIT.findall(line.text.lstrip()))


def _paged(lines: Sequence[str], layout: Layout) -> Iterator[str]:
    """The lines with page heads and feet between them."""
    if not layout.page_lines:
        yield from lines
        return
    for number, start in enumerate(range(0, len(lines), layout.page_lines), 1):
        feed = "\f" if layout.form_feed and start else ""
        body = list(lines[start : start + layout.page_lines])
        page = [*([layout.head.format(number)] if layout.head else []), *body]
        page += [layout.foot.format(number)] if layout.foot else []
        page[0] = feed + page[0]
        yield from page
