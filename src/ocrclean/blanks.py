"""The white space inside lines, and how to find it fast."""

import re
from typing import Final

__all__ = ["BLANK_CLASS", "WIDE", "blanks_of", "gap_pattern"]

#: The white space of a line, as the body of a character class: space, tab, NBSP, the spaces of fixed width, U+3000.
BLANK_CLASS: Final = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
#: The same but for the space, one by one: few texts have any of them.
_RARE: Final = "\t\u00a0\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
#: Those of them whose code ends in 00: for them `find` takes half the time that `in` takes.
_RARE_ROUND: Final = "\u3000\u2000"

#: The class of what is neither ASCII nor white space: to compile one of Han takes a millisecond.
WIDE: Final = "[^\x00-\x7f\\s]"


def blanks_of(text: str) -> str:
    """The body of a class that holds the blanks of `text`: BLANK_CLASS; " " where the space is the only one; or "".

    `re` looks for one fixed character ten times as fast as for a class.

    >>> blanks_of("中 文\\n")
    ' '
    """
    for blank in _RARE:
        if blank in text:
            return BLANK_CLASS
    for blank in _RARE_ROUND:
        if text.find(blank) >= 0:
            return BLANK_CLASS
    return " " if " " in text else ""


def gap_pattern(blanks: str, *neighbours: tuple[str, str]) -> re.Pattern[str]:
    """A pattern for the runs of `blanks` that stand between characters of the two classes of one of the `neighbours`.

    No class holds white space.

    >>> [gap.span() for gap in gap_pattern(" ", ("[a-z]", "[0-9]"), ("[0-9]", "[a-z]")).finditer("a 1  b c 2")]
    [(1, 2), (3, 5), (8, 9)]
    """
    # Starts with the blank itself, and looks behind at once, so that only the first blank of a run is tried.
    gaps = [f"(?<={left}.)[{blanks}]*+(?={right})" for left, right in neighbours]
    return re.compile(f"[{blanks}](?:{'|'.join(gaps)})")
