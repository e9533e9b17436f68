"""The decision at each line break, and how sure it is."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, count
from math import exp
from operator import getitem
from typing import Final, NamedTuple

from ocrclean.paragraphs.ended import surely_ended
from ocrclean.paragraphs.evidence import KINDS, evidence
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.reads_on import is_quoted
from ocrclean.paragraphs.surroundings import Surroundings, survey
from ocrclean.paragraphs.verse import verse
from ocrclean.paragraphs.wrapped import surely_wrapped

__all__ = ["DOUBTFUL", "LineBreak", "by_rule", "decide"]


class LineBreak(NamedTuple):
    """What a line break is."""

    ends_paragraph: bool
    confidence: float
    """The probability that the decision is right, 0.5 to 1, as measured on the cases that the weights come from."""


#: Where a rule decides. Of 9,964 breaks that are surely wrapped, in the cases that were fitted and not made in bulk, 5
#: are not; of 5,034 that surely end a paragraph, 17 do not.
_WRAPPED: Final = LineBreak(False, 0.999)
_ENDED: Final = LineBreak(True, 0.995)
#: Of 340 breaks between lines of verse without marks, 8 are none.
_VERSE: Final = LineBreak(True, 0.97)
_MARKUP: Final = LineBreak(True, 1.0)
#: No rule says anything.
DOUBTFUL: Final = LineBreak(True, 0.5)


@cache
def _tables() -> tuple[float, list[Sequence[float]]]:
    from ocrclean.paragraphs.weights import BIAS, WEIGHTS

    return BIAS, [[int(weight) / 100 for weight in WEIGHTS[kind].split()] for kind in KINDS]


def decide(page: Page) -> list[LineBreak]:
    """What the break behind each line of `page` but the last is. Linear in the number of lines."""
    if len(page) < 2:
        return []
    around = survey(page)
    found = by_rule(page, around)
    doubtful = [i for i, kind in enumerate(found) if kind is DOUBTFUL]
    if doubtful:
        for i, said in zip(doubtful, _weigh(evidence(page, around, doubtful)), strict=True):
            found[i] = said
    return found


def by_rule(page: Page, around: Surroundings) -> list[LineBreak]:
    """The decisions that need no weighing; `DOUBTFUL` for the others."""
    rules = zip(surely_wrapped(page, around), surely_ended(page, around), strict=True)
    found = [_WRAPPED if wrapped else _ENDED if ended else DOUBTFUL for wrapped, ended in rules]
    for i in [i for i, kind in enumerate(found) if kind is DOUBTFUL]:
        if page.ends[i] == "sentence" and is_quoted(page, i):
            found[i] = _WRAPPED  # within a quotation a sentence ends no paragraph
    for i in verse(page):
        found[i] = _VERSE
    for i in compress(count(), page.fixed):
        for k in range(max(0, i - 1), min(i + 1, len(found))):
            found[k] = _MARKUP
    return found


def _weigh(breaks: Iterable[Sequence[int]]) -> Iterator[LineBreak]:
    """The decisions that the evidence at each of `breaks` sums up to."""
    bias, tables = _tables()
    for categories in breaks:
        probability = 1 / (1 + exp(-sum(map(getitem, tables, categories), bias)))
        yield LineBreak(True, probability) if probability > 0.5 else LineBreak(False, 1 - probability)
