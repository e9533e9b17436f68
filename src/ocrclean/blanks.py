"""The white space inside lines, and how to find it fast."""

import re
from functools import cache
from typing import Final

__all__ = ["BLANK_CLASS", "blanks_of", "gaps_beside_wide"]

#: The white space of a line, as the body of a character class: space, tab, NBSP, the spaces of fixed width, U+3000.
BLANK_CLASS: Final = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
#: The same but for the space, one by one: few texts have any of them.
_RARE: Final = "\t\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"


def blanks_of(text: str) -> str:
    """The body of a class that holds the blanks of `text`: BLANK_CLASS; " " where the space is the only one; or "".

    `re` looks for one fixed character ten times as fast as for a class.

    >>> blanks_of("中 文\\n")
    ' '
    """
    if any(blank in text for blank in _RARE):
        return BLANK_CLASS
    return " " if " " in text else ""


def gaps_beside_wide(text: str, blanks: str) -> list[tuple[int, int]]:
    """The runs of `blanks` inside lines that have a character outside of ASCII before or behind them.

    For a normalizer to judge by the two neighbours, which exist.

    >>> gaps_beside_wide("in a 中  文\\n 字", " ")
    [(4, 5), (6, 8)]
    """
    return [match.span() for match in _beside_wide(blanks).finditer(text)]


@cache
def _beside_wide(blanks: str) -> re.Pattern[str]:
    # Starts with the blank itself, and looks behind at once, so that only the first blank of a run is tried.
    blank = f"[{blanks}]"
    wide = f"[^\x00-\x7f{blanks}]"
    return re.compile(f"{blank}(?:(?<={wide}{blank}){blank}*+(?=[^\\n])|(?<=[!-~]{blank}){blank}*+(?={wide}))")
