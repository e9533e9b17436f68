"""The breaks that are clear: nothing need be weighed there."""

from collections.abc import Sequence
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
                and following in _RUNNING
                and starts not in _APART_FROM_TEXT
                and ((widest[i] - width[i] <= 3.1 and width[i] >= 9) or _goes_on(page, width, i))
                and indent[i + 1] - indent[i] < 0.6
                and (blanks[i] == 0 or (blanks[i] == 1 and around.double_spaced[i]))
                and not around.announced[i]
                and around.wraps[i]
            )
        found.append(wrapped)
    return found


def _goes_on(page: Page, width: Sequence[float], i: int) -> bool:
    """Whether line `i`, narrower than lines further away, goes on in the next: beside a photo, in a box.

    A line next to it is as wide and stops inside a sentence, too, and its last character and the next line's first are
    neighbours in words.
    """
    if page.ends[i] != "han" or page.starts[i + 1] != "han" or page.starts[i] not in _RUNNING or width[i] < 4:
        return False
    before, after = page.text[i][-1], page.text[i + 1][0]
    if not ("\u3400" <= before <= "\u9fff" and "\u3400" <= after <= "\u9fff") or bond(before, after) < _IN_A_WORD:
        return False
    return any(abs(width[j] - width[i]) <= TOLERANCE and page.ends[j] in INSIDE for j in (i - 1, i + 1) if j >= 0)


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
    return [
        ends == "leader"
        or (ends in ENDED and _ends_with_sentence(page, around, i))
        or (blanks > 0 and ends not in ENDED and _stands_apart(page, around, i))
        or page.starts[i] == "masthead"
        or page.starts[i + 1] == "masthead"
        for i, (ends, blanks) in enumerate(zip(page.ends[:-1], page.blanks, strict=False))
    ]


def _ends_with_sentence(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, at whose end a sentence ends, surely ends a paragraph."""
    if page.starts[i + 1] in _GOING_ON or around.continues[i + 1]:
        return False
    if page.indent[i + 1] > 0.9 and _is_indented(page, i):
        return True
    if page.blanks[i] and (around.wrapped[i + SPAN] == around.wrapped[i] or around.blanks_part(i)):
        return True
    column = min(around.above[i], around.below[i])
    return column - around.width[i] >= 3.3 and not around.word_spaced(i)


def _stands_apart(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, at whose end no sentence ends, is a block of text that is merged already.

    No line around is wrapped, and it is no piece of prose that a page break cut: it is short, or stops at a mark.
    """
    if around.wrapped[i + SPAN] != around.wrapped[i] or page.starts[i + 1] in _GOING_ON or around.continues[i + 1]:
        return False
    ends = page.ends[i]
    return ends not in _BREAKING_OFF and (ends not in INSIDE or around.width[i] <= _SHORT)


def _is_indented(page: Page, i: int) -> bool:
    """Whether the line behind line `i` stands in from it or, behind a blank line, from the lines around."""
    indent = page.indent[i + 1]
    return indent - page.indent[i] > 0.9 or (page.blanks[i] > 0 and indent - margin(page.indent, i) > 0.9)
