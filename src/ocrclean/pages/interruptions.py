"""Running heads that no page number betrays: they stand in the midst of a sentence, or come as evenly as pages do.

A heading stands between paragraphs, wherever its section begins. A line that stands in a text again and again, never
twice on a page, and once between two halves of a sentence, or at distances that hardly differ, is printed at the top
or foot of the pages.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import compress, count, filterfalse, pairwise
from typing import Final

from ocrclean.chars import CLOSERS, em_width, is_han
from ocrclean.pages.numbers import FULL_STOP_AT_END, MAX_HEAD
from ocrclean.pages.widths import is_full, usual_width
from ocrclean.paragraphs.bonds import bond
from ocrclean.paragraphs.kinds import start_kind
from ocrclean.paragraphs.unfinished import MARKED

__all__ = ["interrupting_lines"]

_SHORTEST: Final = 3
#: Last characters of what is no head, such as a sentence or a note has.
_CLOSED: Final = FULL_STOP_AT_END | CLOSERS
#: Tags repeat, too, and belong to no page.
_TAG: Final = "<"
#: A head has at most so much of the width that most lines have.
_SHORT: Final = 0.7
#: No page of prose has fewer lines, or narrower ones, in em: poems repeat the names of their poets.
_FEWEST_LINES: Final = 20
_NARROWEST: Final = 12.0
#: A line that comes so often, at distances in lines of which none is so many times another, comes with the pages.
_OFTEN: Final = 4
_EVEN: Final = 1.1
#: More lines are in no head; those of a form that is filled in again and again come evenly, too.
_MOST_LINES: Final = 4
#: Where a sentence goes on.
_COMMAS: Final = frozenset("，、")
_GOES_ON: Final = frozenset("，。、；：")
#: Log-odds, in nats, from which a line may be the rest of the sentence before it.
_LIKELY: Final = 1.0


def interrupting_lines(text: str) -> frozenset[str]:
    """The lines of `text`, without blanks, that stand on several pages, once in the midst of a sentence or evenly.

    Of 223 lines in the midst of a sentence, in 4,004 texts, 222 were heads, and the last one was one that repeats
    the title; of 16 others that came evenly all. Linear in the length of the text, and quick where no line stands in it
    twice.
    """
    rows = [*filter(None, text.split("\n"))]
    if len(set(rows)) == len(rows):
        return frozenset()
    if not _lines_on_pages(rows, _said_again(rows)):  # as most: what follows takes longer
        return frozenset()
    rows = [*filter(None, map(str.strip, filterfalse(str.isdecimal, rows)))]
    again = _said_again(rows)
    places = _lines_on_pages(rows, again)
    even = {row for row, at in places.items() if _come_evenly(at)}
    even = even if len(even) <= _MOST_LINES else set()
    inside = {row: within for row, at in places.items() if (within := [k for k in at if _interrupts(rows, k, again)])}
    if not (even or inside):
        return frozenset()
    usual = usual_width("".join(row.split()) for row in rows)
    interrupting = {row for row, at in inside.items() if any(is_full(rows[k - 1], usual) for k in at)}
    heads = even | interrupting if usual >= _NARROWEST else ()
    return frozenset("".join(row.split()) for row in heads if em_width(row) <= _SHORT * usual)


def _said_again(rows: Iterable[str]) -> set[str]:
    """The rows that are there more than once. Hardly any is: to count them all takes longer."""
    seen: set[str] = set()
    again: set[str] = set()
    for row in rows:
        (again if row in seen else seen).add(row)
    return again


def _lines_on_pages(rows: Sequence[str], again: Iterable[str]) -> dict[str, list[int]]:
    """The rows that may be heads, as they stand on more than one page and on none twice, and their places.

    `again`: the rows that are there more than once.
    """
    repeated = {row for row in again if _may_be_head(row.strip())}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for k in compress(count(), map(repeated.__contains__, rows)) if repeated else ():
        places[rows[k]].append(k)
    return {row: at for row, at in places.items() if all(b - a >= _FEWEST_LINES for a, b in pairwise(at))}


def _may_be_head(line: str) -> bool:
    return _SHORTEST <= len(line) <= MAX_HEAD and line[-1] not in _CLOSED and line[0] != _TAG


def _come_evenly(places: Sequence[int]) -> bool:
    distances = [k - before for before, k in pairwise(places)]
    return len(places) >= _OFTEN and max(distances) <= _EVEN * min(distances)


def _interrupts(rows: Sequence[str], k: int, again: Collection[str]) -> bool:
    """Whether the rows before and after row `k` may be halves of one sentence, of which it is hardly a part.

    A sentence is said once; in a form that is filled in again and again all rows come again.
    """
    if not 0 < k < len(rows) - 1 or rows[k - 1] in again or rows[k + 1] in again:
        return False
    end, start = rows[k - 1][-1], rows[k + 1][0]
    if not (is_han(end) or end in _COMMAS) or not (is_han(start) or start in _GOES_ON):
        return False
    if start_kind(rows[k + 1]) in MARKED:
        return False  # an article, a section or an item
    held = _held(end, rows[k][0])
    return held < _LIKELY or held < _held(end, start)


def _held(end: str, start: str) -> float:
    """The log-odds that `start` goes on with the clause that `end` ends; none where no Han meet."""
    return bond(end, start) if is_han(end) and is_han(start) else float("-inf")
