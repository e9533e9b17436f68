"""The breaks that are clear: nothing need be weighed there."""

from collections.abc import Sequence
from itertools import compress, count
from typing import Final

from ocrclean.late import late
from ocrclean.paragraphs.bonds import bond
from ocrclean.paragraphs.columns import margin
from ocrclean.paragraphs.kinds import balance
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.surroundings import ENDED, INSIDE, SPAN, TOLERANCE, Surroundings

__all__ = ["surely_ended", "surely_wrapped"]

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
#: Ends of lines as long as that which surely go on.
_LONG_ENDS: Final = frozenset(("han", "comma"))
_MARKED: Final = frozenset(("item", "head", "alone"))
#: Starts of lines that may be the rest of what stands before a blank line; ends that something follows.
_GOING_ON: Final = frozenset(("nostart", "other"))
_BREAKING_OFF: Final = frozenset(("comma", "opener"))
#: Most headings are no longer, in em.
_SHORT: Final = 20.0
#: Log-odds, in nats, from which two characters are neighbours in a word.
_IN_A_WORD: Final = 3.0


def surely_wrapped(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the line before it was surely wrapped: nothing need be weighed.

    The next line starts as no line may (kinsoku), with the rest of an address, with the name that a byline lacks or
    with the heading that a section number lacks; or this one is longer than headings are, or about as wide as lines
    around it or holds together with the next by its words, stops inside a sentence, and running text follows, and no
    byline or dateline makes it a heading; or a layout tool moved its rest to where it stood.
    """
    starts, ends, width = page.starts, page.ends, around.width
    # Few lines are special: they are found among all, then asked. What is said last holds.
    found = _in_running_text(page, around)
    for i in compress(count(), around.continues[1:]):
        found[i] = max(around.beside[i], width[i]) - width[i + 1] < 4 and starts[i + 1] != "item"
    is_long = map(_NO_HEADING.__le__, page.width[:-1])
    for i in compress(count(), is_long):
        if ends[i] in _LONG_ENDS and starts[i + 1] == "han" and not page.blanks[i]:
            found[i] = starts[i] not in _MARKED
    for i in _maybe_unfinished(page, around.special):
        if _is_unfinished(page, i):
            found[i] = True
    return found


def _maybe_unfinished(page: Page, special: Sequence[int]) -> list[int]:
    """The breaks for which `_is_unfinished` must be asked."""
    found = [i - 1 for i in special if i and page.starts[i] == "nostart"]
    found += [i for i in special if page.starts[i] in _UNFINISHED]
    found += [i for i, kind in enumerate(page.ends) if kind == "colon"]
    return [i for i in found if i < len(page) - 1]


def _in_running_text(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether running text goes on there, behind a line about as wide as others or by its words."""
    wrapped, blank = around.wrapped, around.blank
    if not wrapped[-1]:
        return [False] * (len(page) - 1)
    lines = zip(
        count(), page.starts, page.starts[1:], page.ends, around.width, around.beside, page.blanks, around.near,
        wrapped, wrapped[SPAN:], blank, blank[SPAN:], strict=False,
    )  # fmt: skip
    # Lines are wrapped here at all; behind one that is, blank lines stand nowhere or nearly everywhere.
    found = [
        ends in INSIDE
        and following in _RUNNING
        and starts not in _APART_FROM_TEXT
        and ((beside - width <= 3.1 and width >= 9) or _goes_on(page, around.width, i))
        and 10 * (wrapped_to - wrapped) > near
        and (blanks == 0 or (blanks == 1 and 10 * (blank_to - blank) > 9 * near))
        for i, starts, following, ends, width, beside, blanks, near, wrapped, wrapped_to, blank, blank_to in lines
    ]
    for i in compress(count(), around.announced[:-1]):
        found[i] = False
    for i in compress(count(), page.indent[1:]):
        found[i] = found[i] and page.indent[i + 1] - page.indent[i] < 0.6
    return found


def _goes_on(page: Page, width: Sequence[float], i: int) -> bool:
    """Whether line `i`, narrower than lines further away, goes on in the next: beside a photo, in a box.

    A line next to it is as wide and stops inside a sentence, too, and its last character and the next line's first are
    neighbours in words.
    """
    ends, own = page.ends, width[i]
    if ends[i] != "han" or page.starts[i + 1] != "han" or page.starts[i] not in _RUNNING or own < 4:
        return False
    as_next = abs(width[i + 1] - own) <= TOLERANCE and ends[i + 1] in INSIDE
    if not as_next and (i == 0 or abs(width[i - 1] - own) > TOLERANCE or ends[i - 1] not in INSIDE):
        return False
    before, after = page.text[i][-1], page.text[i + 1][0]
    return "\u3400" <= before <= "\u9fff" and "\u3400" <= after <= "\u9fff" and bond(before, after) >= _IN_A_WORD


def _is_unfinished(page: Page, i: int) -> bool:
    """Whether the line behind line `i` starts as no line may, with the rest of an address, with a byline's name, or
    with the heading of the section number that line `i` is."""
    text, following = page.text[i], page.text[i + 1]
    if page.starts[i + 1] == "nostart":
        if following[0] in _NEVER_FIRST:
            return True
        if following[0] in _CLOSING_QUOTES and not page.blanks[i] and balance(text) > 0:
            return True
    if page.ends[i] == "colon" and following.startswith("//"):
        return True
    if page.starts[i] == "alone":
        return page.starts[i + 1] not in _MARKED and _SECTION.match(text) is not None
    is_name = page.starts[i + 1] == "han" and page.width[i + 1] <= 4
    return is_name and page.starts[i] == "byline" and _POST.search(text) is not None


def surely_ended(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the line before it surely ends a paragraph.

    A sentence ends, and the next line is indented, or it ends well before the columns of both neighbours, or a blank
    line follows it where blank lines stand between paragraphs alone; or a blank line follows where nothing is wrapped;
    or it is a line of a contents page; or one of the two is a masthead.
    """
    found = [False] * (len(page) - 1)
    wrapped = around.wrapped
    for i, ends, blanks in zip(count(), page.ends[:-1], page.blanks, strict=False):
        if ends in ENDED:
            found[i] = _ends_with_sentence(page, around, i)
        elif ends == "leader":
            found[i] = True
        elif blanks and wrapped[i + SPAN] == wrapped[i]:
            found[i] = _stands_apart(page, around, i)
    for i in [i for i in around.special if page.starts[i] == "masthead"]:
        found[max(0, i - 1) : i + 1] = [True] * len(found[max(0, i - 1) : i + 1])
    return found


def _ends_with_sentence(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, at whose end a sentence ends, surely ends a paragraph."""
    if page.starts[i + 1] in _GOING_ON or around.continues[i + 1]:
        return False
    if page.indent[i + 1] > 0.9 and _is_indented(page, i):
        return True
    if page.blanks[i] and (around.wrapped[i + SPAN] == around.wrapped[i] or around.blanks_part(i)):
        return True
    width = around.width[i]
    return around.above[i] - width >= 3.3 and around.below[i] - width >= 3.3 and not around.word_spaced(i)


def _stands_apart(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, at whose end no sentence ends and around which none is wrapped, is text that is merged already.

    Then it is no piece of prose that a page break cut: it is short, or stops at a mark.
    """
    if page.starts[i + 1] in _GOING_ON or around.continues[i + 1]:
        return False
    ends = page.ends[i]
    return ends not in _BREAKING_OFF and (ends not in INSIDE or around.width[i] <= _SHORT)


def _is_indented(page: Page, i: int) -> bool:
    """Whether the line behind line `i` stands in from it or, behind a blank line, from the lines around."""
    indent = page.indent[i + 1]
    return indent - page.indent[i] > 0.9 or (page.blanks[i] > 0 and indent - margin(page.indent, i) > 0.9)
