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
from ocrclean.late import late
from ocrclean.paragraphs.bonds import begins_clause, bond
from ocrclean.paragraphs.kinds import END_KINDS, START_KINDS, end_kind
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.surroundings import ENDED, HABITS, INSIDE, MEANINGS, SPAN, TOLERANCE, Surroundings

__all__ = ["AXES", "KINDS", "SIZES", "evidence", "surely_ended", "surely_wrapped"]

#: Marks that may not leave the character before them.
_BEHIND: Final = "，。、；：？！）》〉」』】〕”’,.;:?!)]%…"
#: What may not be parted by a line break: a word or one character, with the marks that may not leave it.
_UNIT = late(rf"[“‘「『（(\[《〈【]*+(?:[A-Za-z0-9][A-Za-z0-9./:_%+\-=@~#&]*+|.)[{re.escape(_BEHIND)}]*+", re.DOTALL)
_BRACKETS = late("[（(《“「『‘）)》”」』’]")
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
# In nats.
_BOND: Final = (-4.0, -2.5, -1.5, -0.5, 0.5, 1.5, 3.0)
_BEGINS: Final = (-1.4, -0.6, 0.4, 1.1)

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
    "bond": ("?", *_buckets(_BOND)),
    "begins clause": ("?", *_buckets(_BEGINS)),
    "announced": ("no", "1 ahead", "2 ahead", "3 ahead", "1 within", "2 within", "3 within"),
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
            "next stretched",
            "next wider",
            "word-spaced",
            "credited",
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
    "stretched, next stretched, stop, next wider, behind an end",
    "support, slack far, stop",
    "end, length, often full",
    "apart, ends in Han, next end, much shorter, behind an end",
    "brackets, stop",
    "word-spaced, stop, slack",
    "torn, brackets, start",
    "inside near, stop, slack",
    "next short both sides, stop, short",
    "wrapped share, blank, stop",
    "bond, short",
    "announced, stop, short",
    "begins clause, stop, short",
    "credited, start",
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
#: "11.3.2.1", the heading on the next line; where the number ends in a full stop, the heading may stand anywhere.
_SECTION = late(r"[0-9]{1,2}(?:\.[0-9]{1,3})+$")
_UNFINISHED: Final = frozenset(("byline", "alone"))
#: A byline whose name is printed on the next line: 本报记者⏎李芃达.
_POST = late("(?:记者|记 者|通讯员|作者|编辑)$")
#: A marker or a masthead: no running text, so its line was not wrapped.
_APART_FROM_TEXT: Final = frozenset(("alone", "masthead"))
#: No heading is as long as this, in em.
_NO_HEADING: Final = 38.0
_MARKED: Final = frozenset(("item", "head", "alone"))


def surely_wrapped(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the line before it was surely wrapped: nothing need be weighed.

    The next line starts as no line may (kinsoku), with the rest of an address, with the name that a byline lacks or
    with the heading that a section number lacks; or this one is longer than headings are, or about as wide as lines
    around it, stops inside a sentence, and running text follows, and no byline or dateline makes it a heading; or a
    layout tool moved its rest to where it stood.
    """
    blanks, indent = page.blanks, page.indent
    width, widest = around.width, around.widest
    found = []
    for i, (starts, following, ends) in enumerate(zip(page.starts, page.starts[1:], page.ends, strict=False)):
        if (following == "nostart" or ends == "colon" or starts in _UNFINISHED) and _is_unfinished(page, i):
            wrapped = True
        elif following == "han" and not blanks[i] and page.width[i] >= _NO_HEADING and ends in ("han", "comma"):
            wrapped = starts not in _MARKED
        elif around.continues[i + 1]:
            wrapped = widest[i] - width[i + 1] < 4 and following != "item"
        else:
            wrapped = (
                ends in INSIDE
                and widest[i] - width[i] <= 3.1
                and following in _RUNNING
                and width[i] >= 9
                and starts not in _APART_FROM_TEXT
                and indent[i + 1] - indent[i] < 0.6
                and (blanks[i] == 0 or (blanks[i] == 1 and around.is_double_spaced(i)))
                and not around.announced[i]
                and around.wraps(i)
            )
        found.append(wrapped)
    return found


def _is_unfinished(page: Page, i: int) -> bool:
    """Whether the line behind line `i` starts as no line may, with the rest of an address, with a byline's name, or
    with the heading of the section number that line `i` is."""
    text, following = page.text[i], page.text[i + 1]
    if page.starts[i + 1] == "nostart":
        if following[0] in _NEVER_FIRST:
            return True
        if following[0] in _CLOSING_QUOTES and not page.blanks[i] and _balance(text) > 0:
            return True
    if page.ends[i] == "colon" and following.startswith("//"):
        return True
    if page.starts[i] == "alone":
        return page.starts[i + 1] not in _MARKED and _SECTION.match(text) is not None
    is_name = page.starts[i + 1] == "han" and page.width[i + 1] <= 4
    return is_name and page.starts[i] == "byline" and _POST.search(text) is not None


def surely_ended(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the line before it surely ends a paragraph.

    A sentence ends well before the columns of both neighbours, or a blank line follows it where nothing is wrapped or
    where blank lines stand between paragraphs alone; or it is a line of a contents page; or one of the two is a
    masthead.
    """
    return [
        ends == "leader"
        or (ends in ENDED and _surely_ended(page, around, i))
        or page.starts[i] == "masthead"
        or page.starts[i + 1] == "masthead"
        for i, ends in enumerate(page.ends[:-1])
    ]


def _surely_ended(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, at whose end a sentence ends, surely ends a paragraph."""
    if page.starts[i + 1] in ("nostart", "other") or around.continues[i + 1]:
        return False
    if page.blanks[i] and (around.wrapped[i + SPAN] == around.wrapped[i] or around.blanks_part(i)):
        return True
    column = min(around.above[i], around.below[i])
    return column - around.width[i] >= 3.3 and not around.word_spaced(i)


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
_SHORTS: Final = _count("next short")
_FITS: Final = _count("fit")
_SLACKS: Final = _count("slack")
_SHARES: Final = _count("full share")
_LENGTHS: Final = _count("length")
_BLANK_STOPS: Final = _count("blank, stop")
_BRACKET_STARTS: Final = _count("brackets, start")


def evidence(page: Page, around: Surroundings, breaks: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """The evidence at each of `breaks`, that behind line `i` being `i`: the number of a category for each of `KINDS`.

    Such a number has a digit for each axis of its kind, the last axis lowest.
    """
    width, all_above, all_below = around.width, around.above, around.below
    neighbours = [inf, inf, *width, inf, inf]
    last = len(page) - 1
    for i in breaks:
        following, reach = i + 1, i + SPAN
        # What the two lines say by themselves.
        text, next_text = page.text[i], page.text[following]
        ends, starts = page.ends[i], page.starts[following]
        end, stop, start, own_start = _END_AT[ends], _STOP_AT[ends], _START_AT[starts], _START_AT[page.starts[i]]
        unit = 1.0 if starts == "han" and next_text[1:2] not in _BEHIND else _unit_width(next_text)
        brackets = _balance(text) + 1
        apart = bisect_right(_APART, abs(page.width[i] - page.width[following]))
        blanks = page.blanks[i]
        bonded = begins = 0
        if "\u3400" <= next_text[0] <= "\u9fff":
            begins = bisect_right(_BEGINS, begins_clause(next_text[0])) + 1
            if "\u3400" <= text[-1] <= "\u9fff":
                bonded = bisect_right(_BOND, bond(text[-1], next_text[0])) + 1

        # What they leave free of their columns.
        own, next_own = width[i], width[following]
        above, below, next_below = all_above[i], all_below[i], all_below[following]
        room = (above if above < below else below) - own
        room_far = around.widest[i] - own
        slack = bisect_right(_SLACK, room)
        short = slack > 3
        next_short = bisect_right(_SHORT, next_below - next_own)
        next_short_both = bisect_right(_SHORT, (above if above > next_below else next_below) - next_own)

        # What the lines next to them say.
        low, high = own - TOLERANCE, own + TOLERANCE
        two_before, before, _, behind, two_behind = neighbours[i : i + 5]
        support = (low <= two_before <= high) + (low <= before <= high)
        support += (low <= behind <= high) + (low <= two_behind <= high)
        indent, next_indent = page.indent[i], page.indent[following]
        rest = page.indent[i + 2] if following < last else indent
        indented = next_indent - (indent if indent < rest else rest) > 0.9
        behind_end = i == 0 or page.ends[i - 1] in ENDED
        announced = around.announced[i] + 3 if around.announced[i] else around.announced[following]
        credited = ends == "closer" and _is_credited(text, page.text[i - 1] if i else "")

        # What is the habit here.
        lines = around.lines[reach] - around.lines[i]
        full_share = bisect_right(_FULL_SHARE, (around.full[reach] - around.full[i]) / lines)
        wrapped_share = bisect_right(_WRAPPED, (around.wrapped[reach] - around.wrapped[i]) / lines)
        torn = bisect_right(_TORN, (around.torn[reach] - around.torn[i]) / lines)
        word_spaced = around.word_spaced(i)
        stretched = 0 if word_spaced else page.spaced[i] * 2 + page.spaced[following]

        stop_slack = stop * _SLACKS + slack
        blank_stop = (blanks if blanks < 2 else 2) * _STOPS + stop
        habit_stop = _HABIT_AT[around.habit(i)] * _STOPS + stop
        two_heads = (apart * 2 + (ends == "han")) * _ENDS + _END_AT[page.ends[following]]
        yield (
            end * _STARTS + start,
            start * _STOP_SLACKS + stop_slack,
            slack * _FITS + bisect_right(_FIT, room - unit),
            (stop * _FITS + bisect_right(_FIT, room_far - unit)) * _SHARES + full_share,
            habit_stop * _SHORTS + next_short,
            _MEANING_AT[around.blanks_mean(i)] * _BLANK_STOPS + blank_stop,
            (indented * _HABIT_STOPS + habit_stop) * _SLACKS + slack,
            bisect_right(_INDENT, next_indent - indent) * _STOPS + stop,
            own_start * _STARTS + start,
            (stretched * _STOPS + stop) * 4 + (next_own >= 2 * own) * 2 + behind_end,
            (support * _SLACKS + bisect_right(_SLACK, room_far)) * _STOPS + stop,
            (end * _LENGTHS + bisect_right(_LENGTH, page.width[i])) * 2 + (full_share > 1),
            two_heads * 4 + (slack > 5) * 2 + behind_end,
            brackets * _STOPS + stop,
            word_spaced * _STOP_SLACKS + stop_slack,
            torn * _BRACKET_STARTS + brackets * _STARTS + start,
            min(around.inside_near(i), 4) * _STOP_SLACKS + stop_slack,
            (next_short_both * _STOPS + stop) * 2 + short,
            wrapped_share * _BLANK_STOPS + blank_stop,
            bonded * 2 + short,
            (announced * _STOPS + stop) * 2 + short,
            (begins * _STOPS + stop) * 2 + short,
            credited * _STARTS + start,
        )


def _is_credited(text: str, before: str) -> bool:
    """Whether a line ends with a note in brackets behind a sentence: "……。（新华社北京１月５日电）".

    The note, or its bracket, may begin on the line before it.
    """
    opened = text.rfind("（")
    if opened < 0:
        text, opened = before, before.rfind("（")
        if opened < 0 or "）" in text[opened:]:
            return False
    return end_kind(text[:opened] if opened else before) in ENDED


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
