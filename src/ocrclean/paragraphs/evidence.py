"""The evidence at a line break, as numbered categories; what each is worth stands in `weights`.

A category is made of one value on each of a few axes: the kind "next line, stop, start" has one for each thing that the
next line shows of its column, each thing that the end of this line says, and each way that the next line starts. To add
a kind: its axes in AXES, its name in KINDS, its number in `evidence`; then fit the weights anew.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import prod
from typing import Final

from ocrclean.chars import em_width
from ocrclean.late import late
from ocrclean.paragraphs.bonds import bond
from ocrclean.paragraphs.columns import columns, margin
from ocrclean.paragraphs.kinds import END_KINDS, START_KINDS, balance
from ocrclean.paragraphs.pieces import ROWS, Pieces
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.surroundings import ENDED, HABITS, INSIDE, SPAN, Habits, Surroundings
from ocrclean.paragraphs.words import bonds_near

__all__ = ["AXES", "KINDS", "SIZES", "evidence"]

#: Marks that may not leave the character before them.
_BEHIND: Final = "，。、；：？！）》〉」』】〕”’,.;:?!)]%…"
#: What may not be parted by a line break: a word or one character, with the marks that may not leave it.
_UNIT = late(rf"[“‘「『（(\[《〈【]*+(?:[A-Za-z0-9][A-Za-z0-9./:_%+\-=@~#&]*+|.)[{re.escape(_BEHIND)}]*+", re.DOTALL)

# Bounds of the buckets that measures fall into; all in em but the shares and the number of lines.
_SLACK: Final = (-0.6, 0.6, 1.1, 1.6, 2.3, 3.3, 6.0, 12.0)
_FIT: Final = (-2.3, -1.3, -0.6, -0.1, 0.6, 1.6, 3.6, 8.0)
_ROUGH_FIT: Final = (-0.6, 0.6, 1.6, 5.0, 14.0)
_FIT_FAR: Final = (-1.0, -0.4, 0.1, 0.6, 1.6, 4.0)
_INDENT: Final = (-4.6, -2.6, -0.6, 0.6, 1.6, 2.6, 4.6)
_LENGTH: Final = (1.1, 4.1, 8.1, 12.1, 18.1, 25.1, 35.1, 45.1, 60.1)
_SIZE: Final = (4.1, 8.1, 14.1, 22.1, 34.1)
_COLUMN: Final = (9.0, 14.0, 20.0, 28.0, 40.0)
_APART: Final = (0.6, 1.6, 3.1, 6.1)
_WIDER: Final = (-1.1, 1.1, 2.6)
_NEXT_WIDER: Final = (-2.6, -1.1, 1.1, 2.6)
_FULL_SHARE: Final = (0.2, 0.4, 0.6, 0.8)
_TORN: Final = (0.02, 0.06)
_PIECES: Final = (0.01, 0.04, 0.1)
_WRAPPED: Final = (0.01, 0.05, 0.15, 0.3, 0.5)
_LINES: Final = (3.0, 4.0, 5.0, 7.0, 9.0, 13.0)
# In nats.
_BOND: Final = (-4.0, -2.5, -1.5, -0.5, 0.5, 1.5, 3.0)
_BONDS_NEAR: Final = (-1.5, -0.8, -0.2, 0.4, 1.0)

#: What a line's end says by itself: nothing, that a sentence ends, or that something follows.
_STOP_NAMES: Final = ("-", ".", ":", ";", ")", ",")
_STOP_OF: Final = {"sentence": ".", "closed": ".", "colon": ":", "semicolon": ";", "closer": ")", "comma": ","}

#: What the next line shows of its column, by the em that it leaves free: one that stops inside a sentence is full, two
#: em short (a first line, its indent lost) or neither; of another it is known whether it is too wide for a first line.
_NEXT_LINES: Final = ("?", "full", "1 short", "2 short", "shorter", "ended: full", "ended: 2 short", "ended: shorter")
_INSIDE_SHORT: Final = (0.6, 1.4, 2.6)
_ENDED_SHORT: Final = (1.4, 2.6)


def _buckets(bounds: Sequence[float]) -> tuple[str, ...]:
    """Names of the buckets between `bounds`."""
    between = (f"{low} to {high}" for low, high in pairwise(bounds))
    return (f"< {bounds[0]}", *between, f">= {bounds[-1]}")


#: What evidence is made of -> the names of the values that it takes.
AXES: Final[dict[str, tuple[str, ...]]] = {
    "start before": (*START_KINDS, "no line"),
    "own start": START_KINDS,
    "start": START_KINDS,
    "end": END_KINDS,
    "stop": _STOP_NAMES,
    "next end": END_KINDS,
    "slack": _buckets(_SLACK),
    "fit": (*_buckets(_FIT), "?"),
    "rough fit": _buckets(_ROUGH_FIT),
    "local fit": _buckets(_ROUGH_FIT),
    "fit far": _buckets(_FIT_FAR),
    "next line": _NEXT_LINES,
    "column": _buckets(_COLUMN),
    "indent": _buckets(_INDENT),
    "length": _buckets(_LENGTH),
    "size": _buckets(_SIZE),
    "next size": _buckets(_SIZE),
    "apart": _buckets(_APART),
    "wider": _buckets(_WIDER),
    "next wider": _buckets(_NEXT_WIDER),
    "next wider than its next": _buckets(_WIDER),
    "full share": _buckets(_FULL_SHARE),
    "wrapped share": _buckets(_WRAPPED),
    "torn": _buckets(_TORN),
    "pieces": _buckets(_PIECES),
    "row": ROWS,
    "lines": _buckets(_LINES),
    "blank": ("0", "1", ">= 2"),
    "bond": ("?", *_buckets(_BOND)),
    "bonds near": ("?", *_buckets(_BONDS_NEAR)),
    "announced": ("no", "1 ahead", "2 ahead", "3 ahead", "1 within", "2 within", "3 within"),
    "brackets": ("closes", "even", "opens"),
    "habit": HABITS,
    **dict.fromkeys(
        (
            "often full",
            "short",
            "much shorter",
            "ends in Han",
            "behind an end",
            "word-spaced",
            "blanks part",
            "indented",
        ),
        ("no", "yes"),
    ),
}

#: The kinds of evidence, each named after its axes, in the order in which `evidence` gives them.
KINDS: Final = (
    # What the lines say.
    "own start, start",
    "start before, own start",
    "brackets, stop",
    "announced, stop, short",
    "bonds near, bond, rough fit",
    "end, start, local fit",
    # Whether the next word would have fitted in the line, and what the next line shows.
    "fit, next line, stop",
    "column, fit, stop",
    "next line, stop, start",
    "next line, stop, habit",
    "next wider than its next, next line, stop",
    "wider, next wider, stop",
    "size, next size, stop, rough fit",
    "end, length, often full",
    "apart, ends in Han, next end, much shorter, behind an end",
    "indented, indent, habit, stop",
    "stop, fit far, full share",
    # What is usual here.
    "bonds near, word-spaced, stop, slack",
    "torn, brackets, start",
    "row, pieces, stop",
    "row, bond, slack",
    "blanks part, wrapped share, blank, stop",
    # What a few lines by themselves show, where nothing is usual.
    "lines, slack, stop",
)


def _count(kind: str) -> int:
    """How many categories a kind of evidence has."""
    return prod(len(AXES[axis]) for axis in kind.split(", "))


#: How many categories each of KINDS has.
SIZES: Final = tuple(map(_count, KINDS))

_END_AT: Final = {kind: number for number, kind in enumerate(END_KINDS)}
_STOP_AT: Final = {kind: _STOP_NAMES.index(_STOP_OF.get(kind, "-")) for kind in END_KINDS}
_START_AT: Final = {kind: number for number, kind in enumerate(START_KINDS)}
_HABIT_AT: Final = {habit: number for number, habit in enumerate(HABITS)}

_ENDS: Final = _count("end")
_STARTS: Final = _count("start")
_BONDS: Final = _count("bond")
_STOPS: Final = _count("stop")
_FITS: Final = _count("fit")
_FITS_FAR: Final = _count("fit far")
_ROUGH_FITS: Final = _count("rough fit")
_SHOWN: Final = _count("next line, stop")
_NO_FIT: Final = _count("fit") - 1
_INDENTS: Final = _count("indent")
_LEVEL: Final = bisect_right(_INDENT, 0.0)
_HABITS: Final = _count("habit")
_SLACKS: Final = _count("slack")
_SHARES: Final = _count("full share")
_LENGTHS: Final = _count("length")
_NEXT_SIZES: Final = _count("next size")
_NEXT_WIDERS: Final = _count("next wider")
_PIECE_SHARES: Final = _count("pieces")
_WRAPPED_SHARES: Final = _count("wrapped share")
_BLANK_STOPS: Final = _count("blank, stop")
_BRACKET_STARTS: Final = _count("brackets, start")


def evidence(page: Page, around: Surroundings, breaks: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The evidence at each of `breaks`, that behind line `i` being `i`: the number of a category for each of `KINDS`.

    Such a number has a digit for each axis of its kind, the last axis lowest. `breaks` are in ascending order.
    """
    indent = page.indent
    usual = Habits(page, around)
    broken = Pieces(page, around)
    # Two short loops by themselves are faster than generators in turn.
    near_breaks = zip(breaks, list(columns(usual.edges, breaks)), list(bonds_near(page, breaks)), strict=True)
    for i, column, others_bonded in near_breaks:
        ends, next_ends, start, own_start, start_before, behind_end, brackets, bonded = _what_lines_say(page, i)
        end, stop, next_end = _END_AT[ends], _STOP_AT[ends], _END_AT[next_ends]
        habit = usual.habit(i)
        unit, slack, local_fit, fit_far = _fit_beside_others(page, around, i)
        fit, next_line, rough_fit = _NO_FIT, 0, local_fit
        if column:
            left = column - indent[i] - around.width[i] - unit
            rough_fit = bisect_right(_ROUGH_FIT, left)
            if habit == "lost" and i and behind_end and column - around.width[i - 1] - indent[i - 1] > 2.2:
                left -= 2  # a paragraph's first line
            fit = bisect_right(_FIT, left)
            next_line = _shown(next_ends, column - around.width[i + 1] - indent[i + 1])
        wider, next_wider, next_wider_still, sizes, apart, length = _how_wide(page, around, i)
        full_share, wrapped_share, torn = _shares(around, usual, i)
        row = broken.row(i, column)

        announced = around.announced[i] + 3 if around.announced[i] else around.announced[i + 1]
        bonds = 0 if others_bonded is None else bisect_right(_BONDS_NEAR, others_bonded) + 1
        indents = _indents(indent, i) if indent[i] or indent[i + 1] else _LEVEL
        shown = next_line * _STOPS + stop
        lines = bisect_right(_LINES, around.near[i])
        yield (
            own_start * _STARTS + start,
            start_before * _STARTS + own_start,
            brackets * _STOPS + stop,
            (announced * _STOPS + stop) * 2 + (slack > 3),
            (bonds * _BONDS + bonded) * _ROUGH_FITS + rough_fit,
            (end * _STARTS + start) * _ROUGH_FITS + local_fit,
            fit * _SHOWN + shown,
            (bisect_right(_COLUMN, column) * _FITS + fit) * _STOPS + stop,
            shown * _STARTS + start,
            shown * _HABITS + _HABIT_AT[habit],
            next_wider_still * _SHOWN + shown,
            (wider * _NEXT_WIDERS + next_wider) * _STOPS + stop,
            (sizes * _STOPS + stop) * _ROUGH_FITS + rough_fit,
            (end * _LENGTHS + length) * 2 + (full_share > 1),
            ((apart * 2 + (ends == "han")) * _ENDS + next_end) * 4 + (slack > 5) * 2 + behind_end,
            (indents * _HABITS + _HABIT_AT[habit]) * _STOPS + stop,
            (stop * _FITS_FAR + fit_far) * _SHARES + full_share,
            ((bonds * 2 + around.word_spaced(i)) * _STOPS + stop) * _SLACKS + slack,
            torn * _BRACKET_STARTS + brackets * _STARTS + start,
            (row * _PIECE_SHARES + bisect_right(_PIECES, broken.share(i))) * _STOPS + stop,
            (row * _BONDS + bonded) * _SLACKS + slack,
            (around.blanks_part(i) * _WRAPPED_SHARES + wrapped_share) * _BLANK_STOPS
            + min(page.blanks[i], 2) * _STOPS
            + stop,
            (lines * _SLACKS + slack) * _STOPS + stop,
        )


def _what_lines_say(page: Page, i: int) -> tuple[str, str, int, int, int, bool, int, int]:
    """What the lines at the break behind line `i` say by themselves.

    How the two end; how the next one starts, line `i`, and the one before it; whether that ends a sentence; which
    brackets line `i` leaves open; and how its last character and the next one hold together.
    """
    text, following = page.text[i], page.text[i + 1]
    before, after = text[-1], following[0]
    bonded = 0
    if "\u3400" <= after <= "\u9fff" and "\u3400" <= before <= "\u9fff":
        bonded = bisect_right(_BOND, bond(before, after)) + 1
    return (
        page.ends[i],
        page.ends[i + 1],
        _START_AT[page.starts[i + 1]],
        _START_AT[page.starts[i]],
        _START_AT[page.starts[i - 1]] if i else _STARTS,
        i == 0 or page.ends[i - 1] in ENDED,
        balance(text) + 1,
        bonded,
    )


def _fit_beside_others(page: Page, around: Surroundings, i: int) -> tuple[float, int, int, int]:
    """How wide the next word is, in em, and whether it would have fitted in line `i`.

    By the room that the line leaves beside the lines next to it; by that room and the word; by the widest lines around.
    """
    own, above, below = around.width[i], around.above[i], around.below[i]
    following = page.text[i + 1]
    unit = 1.0 if page.starts[i + 1] == "han" and following[1:2] not in _BEHIND else _unit_width(following)
    room = (above if above < below else below) - own
    far = around.beside[i] - own if around.beside[i] > own else 0.0
    return unit, bisect_right(_SLACK, room), bisect_right(_ROUGH_FIT, room - unit), bisect_right(_FIT_FAR, far - unit)


def _how_wide(page: Page, around: Surroundings, i: int) -> tuple[int, int, int, int, int, int]:
    """How wide the lines at the break are beside each other, and by themselves."""
    width, printed, following = around.width, page.width, i + 1
    own, next_own = width[i], width[following]
    return (
        bisect_right(_WIDER, own - width[i - 1]) if i else 0,
        bisect_right(_NEXT_WIDER, next_own - own),
        bisect_right(_WIDER, next_own - width[i + 2]) if i + 2 < len(width) else 0,
        bisect_right(_SIZE, own) * _NEXT_SIZES + bisect_right(_SIZE, next_own),
        bisect_right(_APART, abs(printed[i] - printed[following])),
        bisect_right(_LENGTH, printed[i]),
    )


def _shares(around: Surroundings, usual: Habits, i: int) -> tuple[int, int, int]:
    """How many lines near the break are full, surely wrapped, and torn."""
    lines, reach = around.near[i], i + SPAN
    torn = usual.torn[reach] - usual.torn[i]
    return (
        bisect_right(_FULL_SHARE, (around.full[reach] - around.full[i]) / lines),
        bisect_right(_WRAPPED, (around.wrapped[reach] - around.wrapped[i]) / lines),
        bisect_right(_TORN, torn / lines) if torn else 0,
    )


def _shown(ends: str, short: float) -> int:
    """What a line that ends so and is `short` em shorter than its column shows of it: one of _NEXT_LINES."""
    if ends in INSIDE:
        return bisect_right(_INSIDE_SHORT, short) + 1
    return bisect_right(_ENDED_SHORT, short) + 5


def _indents(indent: Sequence[float], i: int) -> int:
    """How far the line behind line `i` stands in from it, and whether from the lines around, too."""
    following = indent[i + 1]
    is_indented = following > 0.9 and following - margin(indent, i) > 0.9
    return is_indented * _INDENTS + bisect_right(_INDENT, following - indent[i])


def _unit_width(text: str) -> float:
    """Width in em of the first unit of `text` that may not be broken."""
    unit = _UNIT.match(text)
    return em_width(unit.group()) if unit else 1.0
