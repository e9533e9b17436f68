"""The breaks behind lines that were surely wrapped: nothing need be weighed there."""

from collections.abc import Sequence
from itertools import compress, count
from operator import not_
from typing import Final

from ocrclean.paragraphs.kinds import balance
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.reads_on import reads_on
from ocrclean.paragraphs.surroundings import (
    ENDED,
    INSIDE,
    LEAST_INDENT,
    MOST_INDENT,
    PROSE,
    SPAN,
    TOLERANCE,
    Surroundings,
)
from ocrclean.paragraphs.unfinished import MARKED, unfinished
from ocrclean.paragraphs.words import IN_A_WORD, bond_behind

__all__ = ["surely_wrapped"]

#: Starts of running text.
_RUNNING: Final = frozenset(("han", "nostart", "latin", "digit", "quote", "bracket"))
#: Starts of paragraphs that stand whole on a line.
_STARTS_WHOLE: Final = PROSE | {"digit"}
_STARTS_OF_WORDS: Final = frozenset(("han", "latin"))
#: A marker, a byline or a masthead: no running text, so its line was not wrapped.
_APART_FROM_TEXT: Final = frozenset(("alone", "byline", "masthead"))
#: Ends of lines that go on where they are full, or too long for a heading.
_ENDS_OF_FULL: Final = frozenset(("han", "comma"))
_ENDS_OF_LONG: Final = _ENDS_OF_FULL | {"latin"}
#: Few headings are as long as the first of these, in em, fewer as each that follows; of Latin words they are longer.
_LONG: Final = 20.0
_LONG_PROSE: Final = 25.0
_LONGER: Final = 34.0
_NO_HEADING: Final = 38.0
_NO_LATIN_HEADING: Final = 45.0
#: Log-odds, in nats, from which two characters may well be neighbours in a word, and from which the clause need not end
#: between them.
_LIKELY_IN_A_WORD: Final = 0.5
_PARTED: Final = -2.0
#: No column of running text is narrower than the first of these, in em; headlines are, and few as wide as the second.
#: Of lines in between that are not full one in twelve was a headline, where its words do not hold with the next.
_NARROW: Final = 9.0
_WIDE: Final = 12.0
#: A line that fills its column leaves no more of it, in em.
_FULL: Final = 0.6
#: A wrapped line is so much narrower than the widest of its column at most: it lost two em, and a unit of two.
_ROOM: Final = 4.1
#: The same of one that breaks off in a word, as in a column that goes around a photo.
_ROOM_IN_A_WORD: Final = 8.0
#: The same of the widest line further off, by which a column is told less surely.
_ROOM_BESIDE: Final = 3.1
#: A line that stands in from the one before by less goes on with it, in em.
_LEVEL: Final = 0.6
#: The rest of a line that a layout tool moved right ends less than this short of the widest line around, in em.
_NEAR_EDGE: Final = 4.0
#: Equal widths of lines that are narrower than this, in em, show no column.
_NARROWEST: Final = 4.0


def surely_wrapped(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the line before it was surely wrapped.

    It lacks its end, which stands on the next line; or it is longer than headings are, or about as wide as lines around
    it or holds together with the next by its words, stops inside a sentence, and running text follows, and no byline or
    dateline makes it a heading; or the words at the break say so; or it is full and leaves a quote open, and no blank
    line parts it from the next; or a layout tool moved its rest to where it stood.
    """
    width = around.width
    # Few lines are special: they are found among all, then asked. What is said last holds.
    found = _in_running_text(page, around)
    for i in compress(count(), around.continues[1:]):
        found[i] = max(around.beside[i], width[i]) - width[i + 1] < _NEAR_EDGE and page.starts[i + 1] != "item"
    is_long = map(_LONG.__le__, page.width[:-1])
    for i in compress(count(), is_long):
        if not found[i] and page.ends[i] in _ENDS_OF_LONG:
            found[i] = _is_no_heading(page, around, i)
    if around.blank[-1]:
        for i in compress(count(), map(not_, page.blanks[:-1])):
            found[i] = found[i] or _leaves_open(page, around, i)
    for i in compress(count(), map(not_, found)):
        if not (page.blanks[i] and around.none_wrapped[i]):
            found[i] = reads_on(page, i)
    for i in unfinished(page, around.special):
        found[i] = True
    return found


def _in_running_text(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether running text goes on there, behind a line about as wide as others or by its words."""
    wrapped, blank = around.wrapped, around.blank
    if not wrapped[-1]:
        return [False] * (len(page) - 1)
    lines = zip(
        count(), page.starts, page.starts[1:], ["", *page.ends], page.ends, around.width, around.beside, page.blanks,
        around.near, wrapped, wrapped[SPAN:], blank, blank[SPAN:], strict=False,
    )  # fmt: skip
    # Lines are wrapped here at all; behind one that is, blank lines stand nowhere or nearly everywhere.
    found = [
        ends in INSIDE
        and following in _RUNNING
        and starts not in _APART_FROM_TEXT
        and 10 * (wrapped_to - wrapped) > near
        and (
            (
                beside - width <= _ROOM_BESIDE
                and width >= _NARROW
                and (beside - width <= TOLERANCE or width >= _WIDE or bond_behind(page, i) >= 0)
                and (blanks == 0 or (blanks == 1 and 10 * (up_to - blank) > 9 * near))
            )
            or _goes_on(page, around, i)
        )
        and (before not in ENDED or not _is_first_line(page, around, i + 1))
        for i, starts, following, before, ends, width, beside, blanks, near, wrapped, wrapped_to, blank, up_to in lines
    ]
    for i in compress(count(), around.announced[:-1]):
        found[i] = False
    for i in compress(count(), page.indent[1:]):
        found[i] = found[i] and page.indent[i + 1] - page.indent[i] < _LEVEL
    return found


def _is_first_line(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i` may be a first line that lost its indent: two em narrower than the next, and goes on there."""
    if i + 1 == len(page) or page.ends[i] not in INSIDE:
        return False
    return LEAST_INDENT <= around.width[i + 1] - around.width[i] <= MOST_INDENT


def _goes_on(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, narrower than lines further away or with a blank line behind it, surely goes on in the next.

    Beside a photo or in a box, lines next to it show the column; it stops at a comma or in a word, or it is a first
    line, which has lost its indent.
    """
    ends = page.ends[i]
    if ends not in _ENDS_OF_FULL or page.starts[i] not in _RUNNING:
        return False
    if page.blanks[i] and (page.blanks[i] > 1 or not around.blanks_behind_wrapped(i)):
        return False
    own, following = around.width[i], around.width[i + 1]
    room = max(around.above[i], around.below[i]) - own
    # The second line of a headline is shorter than the first, and no sentence ends there.
    if own < _NARROW or room > _ROOM or (following < own - 1 and page.ends[i + 1] not in ENDED):
        breaks_off = ends == "han" and bond_behind(page, i) >= IN_A_WORD
        return breaks_off and own >= _NARROWEST and (room < _ROOM_IN_A_WORD or _is_as_next(page, around.width, i))
    return ends == "comma" or _goes_on_in_column(page, i, room, is_wider=following > own + 0.5)


def _goes_on_in_column(page: Page, i: int, room: float, *, is_wider: bool) -> bool:
    """Whether line `i`, `room` em narrower than its column and ending in Han, goes on in the next, that may be wider.

    It breaks off in a word; or it is a first line, which has lost its indent; or it is full, and so is the line before.
    """
    held = bond_behind(page, i)
    if held > _LIKELY_IN_A_WORD:
        return True
    if i == 0 or page.ends[i - 1] in ENDED:
        return i > 0 and is_wider
    is_full = room <= TOLERANCE and page.width[i] > _WIDE and page.ends[i - 1] in _ENDS_OF_FULL
    return is_full and held > _PARTED


def _is_as_next(page: Page, width: Sequence[float], i: int) -> bool:
    """Whether a line next to line `i` is as wide and stops inside a sentence, too."""
    ends, own = page.ends, width[i]
    if abs(width[i + 1] - own) <= TOLERANCE and ends[i + 1] in INSIDE:
        return True
    return i > 0 and abs(width[i - 1] - own) <= TOLERANCE and ends[i - 1] in INSIDE


def _is_no_heading(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i` stops inside a clause and is too long for a heading, or was torn from the next one."""
    width, ends, following = page.width[i], page.ends[i], page.starts[i + 1]
    if not page.blanks[i]:
        if ends in _ENDS_OF_FULL and following == "han" and width >= _NO_HEADING:
            return page.starts[i] not in MARKED
        if ends == "latin":
            return width >= _NO_LATIN_HEADING and following in _STARTS_OF_WORDS
        if ends == "han" and width >= _LONGER and page.ends[i + 1] in ENDED:
            return True
    return ends == "han" == following and _is_torn(page, around, i)


def _is_torn(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i` and the next, Han at either side of the break, are a word or paragraph that was torn in two.

    The break of a page or column tears paragraphs where they stand whole on a line; then the next one ends a sentence.
    """
    held = bond_behind(page, i)
    if held > IN_A_WORD:
        return True
    stands_whole = page.width[i] >= _LONG_PROSE and around.none_wrapped[i]
    return stands_whole and held > 0 and page.starts[i] in _STARTS_WHOLE and page.ends[i + 1] in ENDED


def _leaves_open(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i` is full and leaves a quote or bracket open, with no blank line where blank lines part."""
    room = max(around.above[i], around.below[i]) - around.width[i]
    return room <= _FULL and around.blanks_part(i) and balance(page.text[i]) > 0
