"""The evidence at a line break, as named categories; what each is worth stands in `weights`."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from typing import Final

from ocrclean.chars import em_width
from ocrclean.paragraphs.printed import PrintedLine
from ocrclean.paragraphs.surroundings import Surroundings

__all__ = ["KINDS", "evidence", "surely_ended", "surely_wrapped"]

#: What may not be parted by a line break: a word or one character, with the marks that may not leave it.
_UNIT = re.compile(
    r"[“‘「『（(\[《〈【]*+(?:[A-Za-z0-9][A-Za-z0-9./:_%+\-=@~#&]*+|.)[，。、；：？！）》〉」』】〕”’,.;:?!)\]%…]*+",
    re.DOTALL,
)

_OPENING = re.compile("[（(《“「『‘]")
_CLOSING = re.compile("[）)》”」』’]")

# Bounds of the buckets that measures fall into; all in em but the shares.
_SLACK: Final = (-0.6, 0.6, 1.1, 1.6, 2.3, 3.3, 6.0, 12.0)
_FIT: Final = (-1.0, -0.4, 0.1, 0.6, 1.6, 4.0)
_SHORT: Final = (-1.6, -0.6, 0.6, 1.2, 1.8, 2.3, 2.8, 4.0)
_INDENT: Final = (-4.6, -2.6, -0.6, 0.6, 1.6, 2.6, 4.6)
_FULL_SHARE: Final = (0.2, 0.4, 0.6, 0.8)
_TORN: Final = (0.02, 0.06)
_WRAPPED: Final = (0.01, 0.05, 0.15, 0.3, 0.5)
_LENGTH: Final = (1.1, 4.1, 8.1, 12.1, 18.1, 25.1, 35.1, 45.1, 60.1)
_APART: Final = (0.6, 1.6, 3.1, 6.1)

#: Names of the kinds of evidence, in the order in which `evidence` gives them.
KINDS: Final = (
    "end, start",
    "stop, start, slack",
    "slack, fit",
    "stop, fit far, full share",
    "stop, next short, habit",
    "blank, meaning, stop",
    "indented, habit, stop, slack",
    "indent, stop",
    "own start, start",
    "own start, end",
    "stretched, stop, slack",
    "support, slack far, stop",
    "end, length, full share",
    "two heads",
    "brackets, stop",
    "word-spaced, stop, slack",
    "torn, brackets, start",
    "torn, stop, slack",
    "inside near, stop, slack",
    "next short both sides, stop, slack",
    "begins, habit, stop, next short",
    "wrapped share, blank, stop",
)


#: Starts of running text.
_RUNNING: Final = frozenset(("han", "nostart", "latin", "digit", "quote", "bracket"))
_ENDED: Final = frozenset(("sentence", "closed"))
#: Ends inside a sentence.
_INSIDE: Final = frozenset(("han", "comma", "latin", "digit"))
#: What a line's end says by itself: a sentence ends, something follows, or nothing is said.
_STOPS: Final = {"sentence": ".", "closed": ".", "colon": ":", "semicolon": ";", "closer": ")", "comma": ","}


#: Marks that begin no line in print. Dashes, ellipses and dots do; OCR engines read padding as a closing quote.
_NEVER_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕％")
_CLOSING_QUOTES: Final = frozenset("”’")


#: A byline whose name is printed on the next line: 本报记者⏎李芃达.
_POST = re.compile("(?:记者|记 者|通讯员|作者|编辑)$")
#: No heading is as long as this, in em.
_NO_HEADING: Final = 38.0
_MARKED: Final = frozenset(("item", "head", "alone"))


def surely_wrapped(a: PrintedLine, b: PrintedLine, around: Surroundings, i: int) -> bool:
    """Whether line `a`, the `i`-th, was surely wrapped: nothing need be weighed.

    The next line starts as no line may (kinsoku), with the rest of an address or with the name that a byline lacks; or
    this one is longer than headings are, or about as wide as lines around it, stops inside a sentence, and running
    text follows; or a layout tool moved its rest to where it stood.
    """
    missing = around.widest[i] - around.width[i]
    if b.starts == "nostart" and (
        b.text[0] in _NEVER_FIRST or (b.text[0] in _CLOSING_QUOTES and not a.blanks and _open_brackets(a.text) > 0)
    ):
        return True
    if a.ends == "colon" and b.text.startswith("//"):
        return True
    if a.starts == "byline" and _POST.search(a.text) and b.starts == "han" and b.width <= 4:
        return True
    if a.width >= _NO_HEADING and not a.blanks and a.ends in ("han", "comma") and b.starts == "han":
        return a.starts not in _MARKED
    if around.continues[i + 1]:
        return around.widest[i] - around.width[i + 1] < 4 and b.starts != "item"
    return (
        missing <= 3.1
        and a.ends in _INSIDE
        and b.starts in _RUNNING
        and a.starts != "alone"
        and around.width[i] >= 9
        and b.indent - a.indent < 0.6
        and (a.blanks == 0 or (a.blanks == 1 and around.is_double_spaced(i)))
        and around.wrapped[i] > 0.1 * around.lines[i]
    )


def surely_ended(a: PrintedLine, b: PrintedLine, around: Surroundings, i: int) -> bool:
    """Whether line `a`, the `i`-th, surely ends a paragraph.

    A sentence ends well before the columns of both neighbours, or a blank line follows it where nothing is wrapped;
    or it is a line of a contents page.
    """
    if a.ends == "leader":
        return True
    if a.ends not in _ENDED or b.starts in ("nostart", "other") or around.continues[i + 1]:
        return False
    if a.blanks and not around.wrapped[i]:
        return True
    column = min(around.above[i], around.below[i])
    return column - around.width[i] >= 3.3 and not around.word_spaced(i)


def evidence(lines: Sequence[PrintedLine], around: Surroundings, i: int) -> tuple[Hashable, ...]:
    """The evidence, one category for each of `KINDS`, at the break between line `i` and the next."""
    a, b = lines[i], lines[i + 1]
    width = around.width
    own = width[i]
    size = around.lines[i]
    stop = _STOPS.get(a.ends, "-")
    word_spaced = around.word_spaced(i)
    habit = around.habit(i)
    above, below = around.above[i] - own, around.below[i] - own
    unit = _unit_width(b.text)
    slack = bisect_right(_SLACK, min(above, below))
    next_short = bisect_right(_SHORT, around.below[i + 1] - width[i + 1])
    blank = min(a.blanks, 2)
    meaning = around.blanks_mean(i)
    indent = bisect_right(_INDENT, b.indent - a.indent)
    rest = lines[i + 2].indent if i + 2 < len(lines) else a.indent
    indented = b.indent - min(a.indent, rest) > 0.9
    brackets = _open_brackets(a.text)
    torn = bisect_right(_TORN, around.torn[i] / size)
    full_share = bisect_right(_FULL_SHARE, around.full[i] / size)
    support = sum([abs(w - own) <= 1.1 for w in width[max(0, i - 2) : i] + width[i + 1 : i + 3]])
    before_ended = i == 0 or lines[i - 1].ends in _ENDED
    begins = before_ended and (i == 0 or lines[i - 1].blanks > a.blanks or around.above[i - 1] - width[i - 1] >= 1.6)
    return (
        (a.ends, b.starts),
        (stop, b.starts, slack),
        (slack, bisect_right(_FIT, min(above, below) - unit)),
        (stop, bisect_right(_FIT, around.widest[i] - own - unit), full_share),
        (stop, next_short, habit),
        (blank, meaning, stop),
        (indented, habit, stop, slack),
        (indent, stop),
        (a.starts, b.starts),
        (a.starts, a.ends),
        (a.spaced and not word_spaced, stop, slack),
        (support, bisect_right(_SLACK, around.widest[i] - own), stop),
        (a.ends, bisect_right(_LENGTH, a.width), full_share > 1),
        (bisect_right(_APART, abs(a.width - b.width)), a.ends == "han", b.ends, slack > 5, before_ended),
        (brackets, stop),
        (word_spaced, stop, slack),
        (torn, brackets, b.starts),
        (torn, stop, slack),
        (min(around.inside[i], 4), stop, slack),
        (bisect_right(_SHORT, max(around.above[i], around.below[i + 1]) - width[i + 1]), stop, slack > 3),
        (begins, habit, stop, next_short),
        (bisect_right(_WRAPPED, around.wrapped[i] / size), blank, stop),
    )


def _unit_width(text: str) -> float:
    """Width in em of the first unit of `text` that may not be broken."""
    unit = _UNIT.match(text)
    return em_width(unit.group()) if unit else 1.0


def _open_brackets(text: str) -> int:
    """Whether `text` leaves a bracket or quote open (1), closes more than it opens (-1), or neither (0)."""
    balance = len(_OPENING.findall(text)) - len(_CLOSING.findall(text))
    return (balance > 0) - (balance < 0)
