"""The breaks at which the words say that the line goes on, whatever the page looks like.

What parts paragraphs parts phrases. A particle stands behind what it belongs to and a preposition before it, a decimal
point within a number, and a name in quotes or brackets is printed whole.
"""

import re
from collections.abc import Callable
from typing import Final

from ocrclean.chars import DIGITS, PAIRS
from ocrclean.late import late
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.unfinished import MARKED

__all__ = ["is_quoted", "reads_on"]

#: No clause begins with these but for words that no line begins with behind a name or figure (的确, 和平).
_PARTICLES: Final = frozenset("的了和之及等")
#: What figures count or measure: 120⏎万元
_UNITS: Final = frozenset("年月日时時万萬亿億元个個%％℃吨噸米亩畝岁歲")
#: Something follows these; where it is a name in Latin letters or a path, the line was wrapped or torn before it.
_PREPOSITIONS: Final = frozenset("的和与與及在以于於从從对對将將由被把")
#: The same, of two characters.
_LEADING_ON: Final = frozenset((
    "或者", "例如", "比如", "根据", "根據", "按照", "因为", "因為", "来自", "來自", "称为", "稱為", "采用", "採用",
    "一个", "一個", "两个", "兩個", "多个", "多個", "一种", "一種", "这个", "這個", "那个", "那個",
))  # fmt: skip
_FOREIGN: Final = frozenset(("latin", "other"))
#: The same before a quote, but for nouns: 称之为⏎“月光”
_BEFORE_QUOTES: Final = _PREPOSITIONS | frozenset("为為是如")
_NO_VERBS: Final = frozenset(("行为", "行為", "可为", "可為", "有为", "有為"))
#: No clause ends with these before Han, but in words that are seldom the last of a heading (名将).
_BEFORE_HAN: Final = frozenset("将將以这這")
_LEADING_ON_HAN: Final = frozenset(("因为", "因為", "应当", "應當"))
#: The same before a figure: 不低于⏎92%
_BEFORE_FIGURES: Final = frozenset("为為有在以于於和从從至由是第自")
#: A date that breaks off: 1月⏎13日
_IN_DATE = late("[0-9][年月日]$")
#: Articles, prepositions, conjunctions and auxiliary verbs part no sentences of English.
_ENGLISH_WORDS: Final = "the|an?|to|of|and|or|in|on|for|with|by|from|as|at|is|are|was|were|be|has|have|that|which|than"
_ENGLISH_BEFORE = late(rf"\b(?:{_ENGLISH_WORDS}|this|its|your|not|can|will|if|when|you)$", re.IGNORECASE)
_ENGLISH = late(rf"(?:{_ENGLISH_WORDS})(?![A-Za-z.:])")
#: None of these words is longer, in characters.
_LONGEST_WORD: Final = 5
#: What begins with these is the rest of a line that an extractor broke there.
_TORN_AT: Final = frozenset("，。、；：”’」』》）")
#: No line ends with these; an opening “ is often a closing one that was misread.
_OPENING: Final = frozenset("《『（(")
#: A decimal point that ends a line: 0．⏎16％
_DECIMAL_POINT = late("[0-9] ?[.．]$")
#: The longest term in quotes or brackets that is looked for, in characters either side of the break.
_TERM: Final = 12
_OPENED = late("([“‘「『《〈（(【〔])[^“”‘’「」『』《》〈〉（()）【】〔〕]*$")
_CLOSED = late("[^“”‘’「」『』《》〈〉（()）【】〔〕。！？；]{0,12}([”’」』》〉）)】〕])")
_QUOTES: Final = {"“": "”", "「": "」"}
#: On so many lines the end of a quotation is looked for.
_QUOTED_LINES: Final = 8
_MAY_SPLIT: Final = frozenset(("han", "latin", "digit", "comma", "other", "dash"))


def reads_on(page: Page, i: int) -> bool:
    """Whether the words at the break behind line `i` say that it goes on in the next."""
    if (says_so := _BY_END.get(page.ends[i])) and says_so(page, i):
        return True
    return page.ends[i] in _MAY_SPLIT and _is_split(page.text[i], page.text[i + 1])


def _goes_on_behind_name(page: Page, i: int) -> bool:
    return page.text[i + 1][0] in _PARTICLES


def _goes_on_behind_latin(page: Page, i: int) -> bool:
    """Whether line `i`, which ends with a Latin letter, goes on with a particle, or breaks off in an English phrase."""
    text, following = page.text[i], page.text[i + 1]
    if not following[0].islower():
        return following[0] in _PARTICLES
    return (
        _ENGLISH_BEFORE.search(text, max(0, len(text) - _LONGEST_WORD)) is not None
        or _ENGLISH.match(following) is not None
    )


def _goes_on_behind_figure(page: Page, i: int) -> bool:
    text, following = page.text[i], page.text[i + 1][0]
    return following in _PARTICLES or (following in _UNITS and text[-1] in DIGITS and not text.isdigit())


def _goes_on_behind_han(page: Page, i: int) -> bool:
    """Whether line `i` is the rest of a line, or ends with a preposition before a name, or within a date or word."""
    text, starts = page.text[i], page.starts[i + 1]
    if starts == "han":
        # Ideographs of one word may be set apart and extracted line by line.
        is_apart = page.width[i] == page.width[i + 1] == 1 and not page.blanks[i]
        leads_on = text[-1] in _BEFORE_HAN or text[-2:] in _LEADING_ON_HAN
        return is_apart or leads_on or (page.starts[i] == "nostart" and text[0] in _TORN_AT)
    if starts in _FOREIGN:
        return text[-1] in _PREPOSITIONS or text[-2:] in _LEADING_ON
    if starts == "quote":
        return text[-1] in _BEFORE_QUOTES and text[-2:] not in _NO_VERBS
    if starts != "digit":
        return False
    return text[-1] in _BEFORE_FIGURES or _IN_DATE.search(text, len(text) - 2) is not None


def _breaks_at_decimal_point(page: Page, i: int) -> bool:
    text, following = page.text[i], page.text[i + 1]
    if following[0] not in DIGITS or page.starts[i + 1] in MARKED:
        return False
    return _DECIMAL_POINT.search(text, max(0, len(text) - 3)) is not None


def is_quoted(page: Page, i: int) -> bool:
    """Whether line `i` leaves a quote open, whose end comes before another begins.

    Where a quotation has more than one paragraph each of them begins with an opening quote.
    """
    for opening, closing in _QUOTES.items():
        if page.text[i].rfind(opening) > page.text[i].rfind(closing):
            following = "".join(page.text[i + 1 : i + 1 + _QUOTED_LINES])
            return closing in following.partition(opening)[0]
    return False


def _opens(page: Page, i: int) -> bool:
    return page.text[i][-1] in _OPENING


def _is_split(text: str, following: str) -> bool:
    """Whether a short term in quotes or brackets begins at the end of `text` and ends on the line behind it."""
    opened = _OPENED.search(text, max(0, len(text) - _TERM - 1))
    if not opened:
        return False
    closed = _CLOSED.match(following)
    return closed is not None and PAIRS[opened[1]] == closed[1]


#: What a line that ends so may go on with.
_BY_END: Final[dict[str, Callable[[Page, int], bool]]] = {
    "closer": _goes_on_behind_name, "latin": _goes_on_behind_latin, "digit": _goes_on_behind_figure,
    "han": _goes_on_behind_han, "stop": _breaks_at_decimal_point, "sentence": _breaks_at_decimal_point,
    "opener": _opens,
}  # fmt: skip
