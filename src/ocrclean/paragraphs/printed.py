"""The printed lines of a text: what each shows of the page that it was set on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import add, itemgetter, ne, sub

from ocrclean.chars import em_width
from ocrclean.formulas import displayed
from ocrclean.late import late
from ocrclean.paragraphs.kinds import end_kinds, start_kinds

__all__ = ["Page", "read_page"]

#: "Not ASCII, not Western" stands for East Asian here, where only widths depend on it: wide classes compile slowly.
_WIDE = "[^ -~\u00a1-\u024f]"
# A pattern that begins with the blank itself is found fast.
#: Inter-Han spaces: letter-spacing or an engine's word gaps, no part of a line's own width.
_ASIAN_GAP = late(f" (?<={_WIDE} ) *(?={_WIDE})")
#: The same where ideographic spaces stand, which count as wide themselves.
_ASIAN_GAP_WIDE = late(f"(?<={_WIDE})[ \u3000]+(?={_WIDE})")
#: A space at the edge of Han and Latin: a quarter of an em in print.
_EDGE_GAP = late(" (?:(?<=[^ -~] )(?=[!-~])|(?<=[!-~] )(?=[^ -~]))")
#: What an extractor prints for one space: its own, and the text's.
_DOUBLE_SPACE = late("(?<! )  (?! )")
#: Three single Han characters in a row with a space between them: the line was stretched to its column.
_ALONE = "[^ -~，。、；：？！（）《》“”‘’…—\u3000]"
_LETTER_SPACED = late(f"(?<!{_ALONE}){_ALONE}(?: {_ALONE}){{2,}}(?!{_ALONE})")


@dataclass(slots=True, eq=False)
class Page:
    """The lines with something printed on them, in columns: of each, what line `k` shows stands at place `k`."""

    start: list[int]
    """Offset of the line's first character that is not white space."""
    end: list[int]
    """Offset behind its last one."""
    text: list[str]
    """``source[start:end]`` without inter-Han spaces."""
    width: list[float]
    """Set width in em, inter-Han spaces left out."""
    indent: list[float]
    """White space before it, in em."""
    blanks: list[int]
    """Blank lines between it and the next printed line."""
    gaps: list[int]
    """Inter-Han spaces that were left out."""
    spaced: list[bool]
    """Three Han characters or more stand apart."""
    starts: list[str]
    """How it starts: see `start_kind`."""
    ends: list[str]
    """How it ends: see `end_kind`."""
    fixed: list[bool]
    """Markup whose line breaks are its meaning: table rows, code fences, formulas, Markdown headings and quotations,
    rules."""

    def __len__(self) -> int:
        return len(self.start)


def read_page(text: str) -> Page:
    """The printed lines of `text`, in order. Linear in its length."""
    every_row = text.split("\n")
    rows = list(filter(None, every_row))
    numbers = list(compress(count(), every_row))
    lengths = list(map(len, rows))
    # Before a row stand the earlier ones, and a line feed for each of them, the empty ones too.
    start = list(map(add, accumulate(lengths, initial=0), numbers))
    contents = [row.strip() for row in rows]
    if not all(contents):  # rows of white space alone
        rows = list(compress(rows, contents))
        numbers, lengths, start = (list(compress(those, contents)) for those in (numbers, lengths, start))
        contents = list(filter(None, contents))
    indent = [0.0] * len(contents)
    with_margins = compress(count(), map(ne, rows, contents)) if rows != contents else ()  # at either side
    for k in with_margins:
        margin = rows[k][: len(rows[k]) - len(rows[k].lstrip())]
        start[k] += len(margin)
        lengths[k] = len(contents[k])
        indent[k] = em_width(margin.replace("\t", "    "))  # a tab is two em
    width, with_blanks = _widths(contents, lengths)
    solid, gaps, spaced = _close_gaps(contents, with_blanks, width)
    firsts = list(map(itemgetter(0), contents))
    dated = [k for mark in "日〔" for k in _lines_with(mark, text, start)]
    fixed = _fixed(contents, firsts)
    for first, behind in displayed(text):
        lines = range(bisect_right(start, first) - 1, bisect_left(start, behind))
        fixed[lines.start : lines.stop] = [True] * len(lines)
    colons = [k for mark in "：:" for k in _lines_with(mark, text, start)]
    return Page(
        start=start,
        end=list(map(add, start, lengths)),
        text=solid,
        width=width,
        indent=indent,
        blanks=[step - 1 for step in map(sub, numbers[1:], numbers)] + [0] * bool(numbers),
        gaps=gaps,
        spaced=spaced,
        starts=start_kinds(solid, firsts, dated=dated, with_colon=colons),
        ends=end_kinds(solid),
        fixed=fixed,
    )


def _lines_with(mark: str, text: str, start: Sequence[int]) -> Iterator[int]:
    """The lines with a `mark` in them, of which a text has few: to go from one to the next beats asking each line."""
    at = text.find(mark)
    while at >= 0:
        behind = bisect_right(start, at)
        yield behind - 1
        at = text.find(mark, start[behind]) if behind < len(start) else -1


def _widths(contents: Sequence[str], lengths: Sequence[int]) -> tuple[list[float], list[int]]:
    """How wide the lines are, all their spaces counted, and which have spaces."""
    joined = "\n".join(contents)
    narrow = joined.encode("ascii", "ignore").split(b"\n")
    with_narrow = list(compress(count(), narrow))
    width = list(map(float, lengths))
    for k in with_narrow:
        width[k] -= 0.5 * len(narrow[k])
    if "\u3000" in joined:
        return width, [k for k, line in enumerate(contents) if " " in line or "\u3000" in line]
    return width, [k for k in with_narrow if " " in contents[k]]


def _close_gaps(
    contents: Sequence[str], with_blanks: Sequence[int], width: list[float]
) -> tuple[list[str], list[int], list[bool]]:
    """The lines without their inter-Han spaces, how many each had, and whether it is letter-spaced.

    Sets the widths of lines with spaces right.
    """
    solid = list(contents)
    gaps = [0] * len(contents)
    spaced = [False] * len(contents)
    # All lines as one text, as one search costs less than many. No line feed stands beside a blank in it.
    joined = "\n".join([contents[k] for k in with_blanks])
    closed = (_ASIAN_GAP_WIDE if "\u3000" in joined else _ASIAN_GAP).sub("", joined)
    for k, line in zip(with_blanks, closed.split("\n"), strict=False):
        content = contents[k]
        if len(line) < len(content):
            solid[k] = line
            gaps[k] = len(content) - len(line)
            spaced[k] = gaps[k] > 1 and _LETTER_SPACED.search(content) is not None
            width[k] = em_width(line)
        if "  " in line:
            width[k] -= 0.5 * len(_DOUBLE_SPACE.findall(line))
            width[k] -= 0.25 * len(_EDGE_GAP.findall(_DOUBLE_SPACE.sub(" ", line)))
        elif " " in line:
            width[k] -= 0.25 * len(_EDGE_GAP.findall(line))
    return solid, gaps, spaced


_FIXED = late(
    r"\|.*\|$|#{1,6} |> (?=\S)|(?:[-*_] *+){3,}$|[\u2500-\u257f+][\u2500-\u257f+\-=|]{2,}|[│┃║]|```|~~~"
    # An image and bold text by themselves.
    r"|!\[[^\]]*\]\([^)]*\)$|\*\*[^*]+\*\*$"
    # A tag alone on its line, and blocks of HTML, which stand in the Markdown of OCR engines.
    "|<[!/a-zA-Z][^<>]*>$|</?(?:div|p|table|t[rdh]|thead|tbody|img|center|figure|figcaption)[ >]"
)
_FENCES = ("```", "~~~")
#: What such markup begins with.
_FIXED_FIRST = frozenset("|#<>-*_+`~!" + "".join(map(chr, range(0x2500, 0x2580))))


def _fixed(contents: Sequence[str], firsts: Sequence[str]) -> list[bool]:
    """Which of the lines, that begin with the characters `firsts`, are markup."""
    fixed = [False] * len(contents)
    if _FIXED_FIRST.isdisjoint(firsts):
        return fixed
    special = [k for k, first in enumerate(firsts) if first in _FIXED_FIRST]
    for k in special:
        fixed[k] = _FIXED.match(contents[k]) is not None
    if any(contents[k].startswith(_FENCES) for k in special):
        fence = ""
        for k, content in enumerate(contents):
            mark = content[:3]
            if fence:
                fixed[k] = True
            if mark in _FENCES and fence in ("", mark):
                fence = "" if fence else mark
    return fixed
