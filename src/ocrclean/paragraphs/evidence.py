"""The evidence at a line break, as named categories; what each is worth stands in `weights`."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from typing import Final

from ocrclean.chars import em_width
from ocrclean.paragraphs.printed import PrintedLine
from ocrclean.paragraphs.surroundings import Surroundings

__all__ = ["KINDS", "evidence", "surely_wrapped"]

#: What may not be parted by a line break: a word or one character, with the marks that may not leave it.
_UNIT = re.compile(
    r"[“‘「『（(\[《〈【]*+(?:[A-Za-z0-9][A-Za-z0-9./:_%+\-=@~#&]*+|.)[，。、；：？！）》〉」』】〕”’,.;:?!)\]%…]*+",
    re.DOTALL,
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\u2e80-\u2fdf]")

# Bounds of the buckets that measures fall into; all in em but the shares.
_SLACK: Final = (-0.6, 0.6, 1.1, 1.6, 2.3, 3.3, 6.0, 12.0)
_FIT: Final = (-1.0, -0.4, 0.1, 0.6, 1.6, 4.0)
_SHORT: Final = (-1.6, -0.6, 0.6, 1.2, 1.8, 2.3, 2.8, 4.0)
_INDENT: Final = (-4.6, -2.6, -0.6, 0.6, 1.6, 2.6, 4.6)
_SHARE: Final = (0.02, 0.1, 0.3, 0.6, 0.9)
_FULL_SHARE: Final = (0.2, 0.4, 0.6, 0.8)
_WRAPPED: Final = (0.01, 0.05, 0.15, 0.3, 0.5)
_RELATIVE: Final = (0.15, 0.3, 0.5, 0.7, 0.9)
_TINY: Final = (1.1, 2.1, 4.1)
_LENGTH: Final = (1.1, 4.1, 8.1, 12.1, 18.1, 25.1, 35.1, 45.1, 60.1)
_APART: Final = (0.6, 1.6, 3.1, 6.1)
_LONGER: Final = (-6.0, -3.0, -1.0, 1.0, 3.0, 6.0, 12.0)

#: Names of the kinds of evidence, in the order in which `evidence` gives them.
KINDS: Final = (
    "end",
    "start",
    "end, slack",
    "end, start",
    "stop, start, slack",
    "slack, fit",
    "stop, fit",
    "slack, slack other side",
    "stop, slack far, full share",
    "stop, fit far, full share",
    "stop, next short, habit",
    "stop, next short, slack",
    "stop, next short, indent share",
    "blank, blank share, stop",
    "blank, blank share, slack",
    "blank, doubled, start",
    "indent, indent share, stop",
    "indent, slack",
    "own start, start",
    "own start, slack",
    "own start, end",
    "stretched, next stretched, stop",
    "stretched, stop, slack",
    "stretched, fit",
    "next stretched, next short, stop",
    "support, slack far, stop",
    "support, wider, stop, han",
    "support, slack, full share",
    "continues",
    "tiny, next tiny",
    "end, length, full share",
    "two heads",
    "longer, stop, start",
    "start behind, start, stop",
    "brackets, stop",
    "relative, stop, start",
    "blanks around",
    "sentence before, stop, slack",
    "han, next han, stop",
    "word-spaced, stop, slack",
    "next short both sides, stop, slack",
    "wrapped share, stop, slack",
    "wrapped share, blank, stop",
)


def surely_wrapped(line: PrintedLine, following: PrintedLine, around: Surroundings, i: int) -> bool:
    """A full line that stops inside a sentence, with running text behind it: nothing more needs to be weighed."""
    return (
        line.ends in ("han", "comma")
        and following.starts in ("han", "nostart", "latin", "digit")
        and not line.spaced
        and line.starts != "alone"
        and around.wrapped_share[i] > 0.3
        and around.widest[i] - around.width[i] <= 1.1
        and around.width[i] >= 9
        and (line.blanks == 0 or (line.blanks == 1 and around.blank_share[i] > 0.9))
        and -2.6 < following.indent - line.indent < 0.6
    )


def evidence(lines: Sequence[PrintedLine], around: Surroundings, i: int) -> tuple[Hashable, ...]:
    """The evidence, one entry for each of `KINDS`, at the break between line `i` and the next."""
    a, b = lines[i], lines[i + 1]
    behind = lines[i + 2] if i + 2 < len(lines) else None
    width = around.width
    slack_above, slack_below = around.above[i] - width[i], around.below[i] - width[i]
    slack_near, slack_other = sorted((slack_above, slack_below))
    slack_far = around.widest[i] - width[i]
    unit = _unit_width(b.text)
    stop = (
        "."
        if a.ends in ("sentence", "closed")
        else a.ends
        if a.ends in ("colon", "semicolon", "closer", "comma")
        else "-"
    )

    slack = bisect_right(_SLACK, slack_near)
    far = bisect_right(_SLACK, slack_far)
    fit = bisect_right(_FIT, slack_near - unit)
    next_short = bisect_right(_SHORT, around.below[i + 1] - width[i + 1])
    blank = min(a.blanks, 2)
    blank_share = bisect_right(_SHARE, around.blank_share[i])
    indent = bisect_right(_INDENT, b.indent - a.indent)
    indent_share = bisect_right(_SHARE, around.indent_share[i])
    full_share = bisect_right(_FULL_SHARE, around.full_share[i])
    wrapped = bisect_right(_WRAPPED, around.wrapped_share[i])
    stretched = a.spaced and not around.word_spaced[i]
    next_stretched = b.spaced and not around.word_spaced[i]
    near = [w - width[i] for w in (*width[max(0, i - 2) : i], *width[i + 1 : i + 3])]
    support = sum(abs(w) <= 1.1 for w in near)
    wider = min(3, sum(w - width[i] > 1.6 for w in (*width[max(0, i - 3) : i], *width[i + 1 : i + 4])))
    before_ended = lines[i - 1].ends in ("sentence", "closed") if i else True
    before_blank = min(lines[i - 1].blanks, 2) if i else 3
    return (
        a.ends,
        b.starts,
        (a.ends, slack),
        (a.ends, b.starts),
        (stop, b.starts, slack),
        (slack, fit),
        (stop, fit),
        (slack, bisect_right(_SLACK, slack_other)),
        (stop, far, full_share),
        (stop, bisect_right(_FIT, slack_far - unit), full_share),
        (stop, next_short, around.habit[i]),
        (stop, next_short, slack),
        (stop, next_short, indent_share),
        (blank, blank_share, stop),
        (blank, blank_share, slack),
        (blank, blank_share > 3, b.starts),
        (indent, indent_share, stop),
        (indent, slack),
        (a.starts, b.starts),
        (a.starts, slack),
        (a.starts, a.ends),
        (stretched, next_stretched, stop),
        (stretched, stop, slack),
        (stretched, fit),
        (next_stretched, next_short, stop),
        (support, far, stop),
        (support, wider, stop, b.starts == "han"),
        (support, slack, full_share),
        around.continues[i + 1],
        (bisect_right(_TINY, a.width), bisect_right(_TINY, b.width)),
        (a.ends, bisect_right(_LENGTH, a.width), full_share > 1),
        (bisect_right(_APART, abs(a.width - b.width)), a.ends == "han", b.ends, slack > 5, before_ended),
        (bisect_right(_LONGER, b.width - a.width), stop, b.starts),
        (behind.starts if behind else "", b.starts, stop),
        (_open_brackets(a.text), stop),
        (bisect_right(_RELATIVE, a.width / max(1.0, around.widest[i])), stop, b.starts),
        (before_blank, blank, min(b.blanks, 2), blank_share > 3),
        (before_ended, stop, slack),
        (_HAN.search(a.text) is not None, _HAN.search(b.text) is not None, stop),
        (around.word_spaced[i], stop, slack),
        (bisect_right(_SHORT, max(around.above[i], around.below[i + 1]) - width[i + 1]), stop, slack > 3),
        (wrapped, stop, slack),
        (wrapped, blank, stop),
    )


def _unit_width(text: str) -> float:
    """Width in em of the first unit of `text` that may not be broken."""
    unit = _UNIT.match(text)
    return em_width(unit.group()) if unit else 1.0


def _open_brackets(text: str) -> int:
    """Whether `text` leaves a bracket or quote open (1), closes more than it opens (-1), or neither (0)."""
    balance = sum(map(text.count, "（(《“「『‘")) - sum(map(text.count, "）)》”」』’"))
    return (balance > 0) - (balance < 0)
