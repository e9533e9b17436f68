"""The evidence at a line break, as numbered categories; what each is worth stands in `weights`.

A category is made of one value on each of a few axes: the kind "start, stop, slack" has one for each way that the next
line starts, each thing that the end of this line says, and each bucket of the room that is left behind it. To add a
kind: its axes in AXES, its name in KINDS, its number in `evidence`; then fit the weights anew.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf, prod
from typing import Final

from ocrclean.chars import em_width
from ocrclean.paragraphs.kinds import END_KINDS, START_KINDS
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.surroundings import ENDED, HABITS, INSIDE, MEANINGS, TOLERANCE, Surroundings

__all__ = ["AXES", "KINDS", "SIZES", "evidence", "surely_ended", "surely_wrapped"]

#: Marks that may not leave the character before them.
_BEHIND: Final = "，。、；：？！）》〉」』】〕”’,.;:?!)]%…"
#: What may not be parted by a line break: a word or one character, with the marks that may not leave it.
_UNIT = re.compile(
    rf"[“‘「『（(\[《〈【]*+(?:[A-Za-z0-9][A-Za-z0-9./:_%+\-=@~#&]*+|.)[{re.escape(_BEHIND)}]*+", re.DOTALL
)
_BRACKETS = re.compile("[（(《“「『‘）)》”」』’]")
_OPENING: Final = frozenset("（(《“「『‘")

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

#: What a line's end says by itself: nothing, that a sentence ends, or that something follows.
_STOP_NAMES: Final = ("-", ".", ":", ";", ")", ",")
_STOP_OF: Final = {"sentence": ".", "closed": ".", "colon": ":", "semicolon": ";", "closer": ")", "comma": ","}


def _buckets(bounds: Sequence[float]) -> tuple[str, ...]:
    """Names of the buckets between `bounds`."""
    between = (f"{low} to {high}" for low, high in pairwise(bounds))
    return (f"< {bounds[0]}", *between, f">= {bounds[-1]}")


#: What evidence is made of -> the names of the values that it takes.
AXES: Final[dict[str, tuple[str, ...]]] = {
    "own start": START_KINDS,
    "end": END_KINDS,
    "stop": _STOP_NAMES,
    "start": START_KINDS,
    "next end": END_KINDS,
    "slack": _buckets(_SLACK),
    "slack far": _buckets(_SLACK),
    "fit": _buckets(_FIT),
    "fit far": _buckets(_FIT),
    "next short": _buckets(_SHORT),
    "next short both sides": _buckets(_SHORT),
    "indent": _buckets(_INDENT),
    "length": _buckets(_LENGTH),
    "apart": _buckets(_APART),
    "full share": _buckets(_FULL_SHARE),
    "wrapped share": _buckets(_WRAPPED),
    "torn": _buckets(_TORN),
    "blank": ("0", "1", ">= 2"),
    "support": ("0", "1", "2", "3", "4"),
    "inside near": ("0", "1", "2", "3", ">= 4"),
    "brackets": ("closes", "even", "opens"),
    "habit": HABITS,
    "meaning": MEANINGS,
    **dict.fromkeys(
        (
            "often full",
            "short",
            "much shorter",
            "ends in Han",
            "behind an end",
            "indented",
            "stretched",
            "word-spaced",
            "begins",
        ),
        ("no", "yes"),
    ),
}

#: The kinds of evidence, each named after its axes, in the order in which `evidence` gives them.
KINDS: Final = (
    "end, start",
    "start, stop, slack",
    "slack, fit",
    "stop, fit far, full share",
    "habit, stop, next short",
    "meaning, blank, stop",
    "indented, habit, stop, slack",
    "indent, stop",
    "own start, start",
    "own start, end",
    "stretched, stop, slack",
    "support, slack far, stop",
    "end, length, often full",
    "apart, ends in Han, next end, much shorter, behind an end",
    "brackets, stop",
    "word-spaced, stop, slack",
    "torn, brackets, start",
    "torn, stop, slack",
    "inside near, stop, slack",
    "next short both sides, stop, short",
    "begins, habit, stop, next short",
    "wrapped share, blank, stop",
)


def _count(kind: str) -> int:
    """How many categories a kind of evidence has."""
    return prod(len(AXES[axis]) for axis in kind.split(", "))


#: How many categories each of KINDS has.
SIZES: Final = tuple(map(_count, KINDS))

#: Starts of running text.
_RUNNING: Final = frozenset(("han", "nostart", "latin", "digit", "quote", "bracket"))
#: Marks that begin no line in print. Dashes, ellipses and dots do; OCR engines read padding as a closing quote.
_NEVER_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕％")
_CLOSING_QUOTES: Final = frozenset("”’")


#: A byline whose name is printed on the next line: 本报记者⏎李芃达.
_POST = re.compile("(?:记者|记 者|通讯员|作者|编辑)$")
#: No heading is as long as this, in em.
_NO_HEADING: Final = 38.0
_MARKED: Final = frozenset(("item", "head", "alone"))


def surely_wrapped(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the line before it was surely wrapped: nothing need be weighed.

    The next line starts as no line may (kinsoku), with the rest of an address or with the name that a byline lacks; or
    this one is longer than headings are, or about as wide as lines around it, stops inside a sentence, and running
    text follows; or a layout tool moved its rest to where it stood.
    """
    return [_surely_wrapped(page, around, i) for i in range(len(page) - 1)]


def _surely_wrapped(page: Page, around: Surroundings, i: int) -> bool:
    starts, following, ends = page.starts[i], page.starts[i + 1], page.ends[i]
    if following == "nostart":
        first = page.text[i + 1][0]
        if first in _NEVER_FIRST or (first in _CLOSING_QUOTES and not page.blanks[i] and _balance(page.text[i]) > 0):
            return True
    if ends == "colon" and page.text[i + 1].startswith("//"):
        return True
    if starts == "byline" and following == "han" and page.width[i + 1] <= 4 and _POST.search(page.text[i]):
        return True
    if page.width[i] >= _NO_HEADING and not page.blanks[i] and ends in ("han", "comma") and following == "han":
        return starts not in _MARKED
    if around.continues[i + 1]:
        return around.widest[i] - around.width[i + 1] < 4 and following != "item"
    return (
        ends in INSIDE
        and following in _RUNNING
        and around.widest[i] - around.width[i] <= 3.1
        and around.width[i] >= 9
        and starts != "alone"
        and page.indent[i + 1] - page.indent[i] < 0.6
        and (page.blanks[i] == 0 or (page.blanks[i] == 1 and around.double_spaced[i]))
        and around.wrapped[i] > 0.1 * around.lines[i]
    )


def surely_ended(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the line before it surely ends a paragraph.

    A sentence ends well before the columns of both neighbours, or a blank line follows it where nothing is wrapped;
    or it is a line of a contents page.
    """
    return [
        ends == "leader" or (ends in ENDED and _surely_ended(page, around, i)) for i, ends in enumerate(page.ends[:-1])
    ]


def _surely_ended(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, at whose end a sentence ends, surely ends a paragraph."""
    if page.starts[i + 1] in ("nostart", "other") or around.continues[i + 1]:
        return False
    if page.blanks[i] and not around.wrapped[i]:
        return True
    column = min(around.above[i], around.below[i])
    return column - around.width[i] >= 3.3 and not around.word_spaced[i]


_END_AT: Final = {kind: number for number, kind in enumerate(END_KINDS)}
_STOP_AT: Final = {kind: _STOP_NAMES.index(_STOP_OF.get(kind, "-")) for kind in END_KINDS}
_START_AT: Final = {kind: number for number, kind in enumerate(START_KINDS)}
_HABIT_AT: Final = {habit: number for number, habit in enumerate(HABITS)}
_MEANING_AT: Final = {meaning: number for number, meaning in enumerate(MEANINGS)}

_ENDS: Final = _count("end")
_STARTS: Final = _count("start")
_STOPS: Final = _count("stop")
_STOP_SLACKS: Final = _count("stop, slack")
_HABIT_STOPS: Final = _count("habit, stop")
_HABIT_STOP_SHORTS: Final = _count("habit, stop, next short")
_SHORTS: Final = _count("next short")
_FITS: Final = _count("fit")
_SLACKS: Final = _count("slack")
_SHARES: Final = _count("full share")
_LENGTHS: Final = _count("length")
_BLANK_STOPS: Final = _count("blank, stop")
_BRACKET_STARTS: Final = _count("brackets, start")


def evidence(page: Page, around: Surroundings, breaks: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """The evidence at each of `breaks`, the one behind line `i` for `i`: a number of a category for each of `KINDS`.

    Such a number has a digit for each axis of its kind, the last axis lowest.
    """
    text, indents, blanks = page.text, page.indent, page.blanks
    width, all_above, all_below = around.width, around.above, around.below
    apart_from = [inf, inf, *width, inf, inf]
    last = len(page) - 1
    for i in breaks:
        following = i + 1
        own, next_width = width[i], width[following]
        lines = around.lines[i]
        ends, starts = page.ends[i], page.starts[following]
        end, start, own_start, stop = _END_AT[ends], _START_AT[starts], _START_AT[page.starts[i]], _STOP_AT[ends]
        above, below, next_below = all_above[i], all_below[i], all_below[following]
        room = (above if above < below else below) - own
        room_far = around.widest[i] - own
        higher = above if above > next_below else next_below
        next_text = text[following]
        unit = 1.0 if starts == "han" and next_text[1:2] not in _BEHIND else _unit_width(next_text)
        slack = bisect_right(_SLACK, room)
        next_short = bisect_right(_SHORT, next_below - next_width)
        full_share = bisect_right(_FULL_SHARE, around.full[i] / lines)
        torn = bisect_right(_TORN, around.torn[i] / lines)
        low, high = own - TOLERANCE, own + TOLERANCE
        before, just_before, _, just_behind, behind = apart_from[i : i + 5]
        support = (
            (low <= before <= high)
            + (low <= just_before <= high)
            + (low <= just_behind <= high)
            + (low <= behind <= high)
        )
        indent, next_indent = indents[i], indents[following]
        rest = indents[i + 2] if following < last else indent
        indented = next_indent - (indent if indent < rest else rest) > 0.9
        before_ended = begins = i == 0
        if i:
            before_ended = page.ends[i - 1] in ENDED
            begins = before_ended and (blanks[i - 1] > blanks[i] or all_above[i - 1] - width[i - 1] >= 1.6)
        brackets = _balance(text[i]) + 1
        word_spaced = around.word_spaced[i]
        habit_stop = _HABIT_AT[around.habit(i)] * _STOPS + stop
        stop_slack = stop * _SLACKS + slack
        blank_stop = (blanks[i] if blanks[i] < 2 else 2) * _STOPS + stop
        habit_stop_short = habit_stop * _SHORTS + next_short
        yield (
            end * _STARTS + start,
            start * _STOP_SLACKS + stop_slack,
            slack * _FITS + bisect_right(_FIT, room - unit),
            (stop * _FITS + bisect_right(_FIT, room_far - unit)) * _SHARES + full_share,
            habit_stop_short,
            _MEANING_AT[around.blanks_mean(i)] * _BLANK_STOPS + blank_stop,
            (indented * _HABIT_STOPS + habit_stop) * _SLACKS + slack,
            bisect_right(_INDENT, next_indent - indent) * _STOPS + stop,
            own_start * _STARTS + start,
            own_start * _ENDS + end,
            (page.spaced[i] and not word_spaced) * _STOP_SLACKS + stop_slack,
            (support * _SLACKS + bisect_right(_SLACK, room_far)) * _STOPS + stop,
            (end * _LENGTHS + bisect_right(_LENGTH, page.width[i])) * 2 + (full_share > 1),
            (
                (
                    (bisect_right(_APART, abs(page.width[i] - page.width[following])) * 2 + (ends == "han")) * _ENDS
                    + _END_AT[page.ends[following]]
                )
                * 2
                + (slack > 5)
            )
            * 2
            + before_ended,
            brackets * _STOPS + stop,
            word_spaced * _STOP_SLACKS + stop_slack,
            torn * _BRACKET_STARTS + brackets * _STARTS + start,
            torn * _STOP_SLACKS + stop_slack,
            min(around.inside[i], 4) * _STOP_SLACKS + stop_slack,
            (bisect_right(_SHORT, higher - next_width) * _STOPS + stop) * 2 + (slack > 3),
            begins * _HABIT_STOP_SHORTS + habit_stop_short,
            bisect_right(_WRAPPED, around.wrapped[i] / lines) * _BLANK_STOPS + blank_stop,
        )


def _unit_width(text: str) -> float:
    """Width in em of the first unit of `text` that may not be broken."""
    unit = _UNIT.match(text)
    return em_width(unit.group()) if unit else 1.0


def _balance(text: str) -> int:
    """Whether `text` leaves a bracket or quote open (1), closes more than it opens (-1), or neither (0)."""
    found = _BRACKETS.findall(text)
    if not found:
        return 0
    opened = sum([mark in _OPENING for mark in found])
    closed = len(found) - opened
    return (opened > closed) - (opened < closed)
