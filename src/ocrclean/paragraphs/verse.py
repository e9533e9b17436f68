"""Lines that stand for themselves though no mark says so: verse, couplets, columns of titles and names.

Where prose is wrapped, a mark stands on nearly every line, and what the break parts are neighbours in a clause. Many
lines in a row without a mark would be a clause longer than prose has, and in verse each of them ends with its clause.
"""

from collections.abc import Iterator
from itertools import compress, count
from typing import Final

from ocrclean.late import late
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.words import IN_A_WORD, bond_behind

__all__ = ["verse"]

#: What ends a clause.
_MARK = late("[，。、；：？！…—,;:?!]")
#: Two lines of regulated verse on a printed line, five characters each or seven, and how wide they are, in em.
_COUPLET = late(
    "(?:[\u3400-\u9fff]{5}[，、；：][\u3400-\u9fff]{5}|[\u3400-\u9fff]{7}[，、；：][\u3400-\u9fff]{7})[，。；？！：]$"
)
_COUPLETS: Final = frozenset((12.0, 16.0))
_STARTS: Final = frozenset(("han", "name"))
#: So many lines, so many em are no clause of prose.
_LINES: Final = 6
_LONG: Final = 40.0
#: Of a longer stretch so many lines either way are looked at.
_NEAR: Final = 20
#: The mean log-odds, in nats, that the characters at the breaks are neighbours in a clause: less in verse.
_PARTED: Final = 0.2


def verse(page: Page) -> Iterator[int]:
    """The breaks between lines of verse and the like. Linear in the number of lines."""
    for k in compress(count(), map(_COUPLETS.__contains__, page.width[:-1])):
        if page.width[k] == page.width[k + 1] and _is_couplet(page.text[k]) and _is_couplet(page.text[k + 1]):
            yield k
    end = 0  # of the last stretch
    for k in range(_LINES - 1, len(page), _LINES):  # one of these is in each stretch that is long enough
        if k >= end and _is_unmarked(page, k):
            first, end = _stretch(page, k, end)
            if end - first >= _LINES:
                yield from _parted(page, first, end)


def _is_couplet(text: str) -> bool:
    return _COUPLET.match(text) is not None


def _stretch(page: Page, k: int, low: int) -> tuple[int, int]:
    """The first of the unmarked lines around line `k`, at least `low`, and the one behind their last."""
    first, end = k, k + 1
    while first > low and _is_unmarked(page, first - 1):
        first -= 1
    while end < len(page) and _is_unmarked(page, end):
        end += 1
    return first, end


def _is_unmarked(page: Page, k: int) -> bool:
    """Whether line `k` begins and ends with Han and no mark is in it."""
    return page.ends[k] == "han" and page.starts[k] in _STARTS and _MARK.search(page.text[k]) is None


def _parted(page: Page, first: int, end: int) -> Iterator[int]:
    """The breaks between the lines ``[first:end)``, near which the lines are too long for a clause and clauses end."""
    bonds = [bond_behind(page, i) for i in range(first, end - 1)]
    for i in range(first, end - 1):
        low, high = max(first, i - _NEAR), min(end, i + 2 + _NEAR)
        if sum(page.width[low:high]) >= _LONG:
            near = bonds[low - first : high - first - 1]
            # A break in a word is none of verse: a headline below it was wrapped.
            if sum(near) < _PARTED * len(near) and bonds[i - first] < IN_A_WORD:
                yield i
