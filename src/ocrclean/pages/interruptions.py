"""Running heads that no page number betrays: they stand in the midst of a sentence.

A heading stands between paragraphs. A line that stands in a text again and again, and once between two halves of a
sentence that hold together without it, is printed at the top or foot of the pages.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import compress, count
from typing import Final

from ocrclean.chars import CLOSERS, em_width, is_han
from ocrclean.pages.numbers import FULL_STOP_AT_END, MAX_HEAD
from ocrclean.pages.widths import is_full, usual_width
from ocrclean.paragraphs.bonds import bond

__all__ = ["interrupting_lines"]

_SHORTEST: Final = 3
#: Last characters of what is no head, such as a sentence or a note has.
_CLOSED: Final = FULL_STOP_AT_END | CLOSERS
#: A head has at most so much of the width that most lines have.
_SHORT: Final = 0.7
#: Log-odds, in nats, that two characters are neighbours in a clause: at least the first at the break of a sentence that
#: goes on. Where the head meets the halves of the sentence they are not, or hold together by so much less.
_GOES_ON: Final = 1.0
_LESS: Final = 2.0


def interrupting_lines(text: str) -> frozenset[str]:
    """The lines of `text`, without blanks, that stand in it more than once, and once in the midst of a sentence.

    Linear in the length of the text, and quick where no line stands in it twice.
    """
    rows = [*filter(None, text.split("\n"))]
    if len(set(rows)) == len(rows):
        return frozenset()
    rows = [row for row in rows if not row.isdecimal()]
    repeated = {row for row, n in Counter(rows).items() if n > 1}
    found = [k for k in compress(count(), map(repeated.__contains__, rows)) if _interrupts(rows, k)]
    if not found:
        return frozenset()
    usual = usual_width("".join(row.split()) for row in rows)
    return frozenset(
        "".join(rows[k].split())
        for k in found
        if em_width(rows[k].strip()) <= _SHORT * usual and is_full(rows[k - 1].strip(), usual)
    )


def _interrupts(rows: Sequence[str], k: int) -> bool:
    """Whether the rows before and after row `k` are halves of one sentence, of which it is no part."""
    if not 0 < k < len(rows) - 1:
        return False
    before, row, after = (rows[at].strip() for at in (k - 1, k, k + 1))
    if not (before and after and _SHORTEST <= len(row) <= MAX_HEAD) or row[-1] in _CLOSED:
        return False
    held = _held(before, after)
    return held >= _GOES_ON and max(_held(before, row), _held(row, after)) < max(0.0, held - _LESS)


def _held(before: str, after: str) -> float:
    """The log-odds that `after` goes on with the clause with which `before` ends; none where no Han meet."""
    end, start = before[-1], after[0]
    return bond(end, start) if is_han(end) and is_han(start) else float("-inf")
