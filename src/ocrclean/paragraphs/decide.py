"""The decision at each line break, and how sure it is."""

from collections.abc import Hashable, Sequence
from functools import cache
from math import exp
from typing import Final, NamedTuple

from ocrclean.paragraphs.evidence import KINDS, evidence, surely_ended, surely_wrapped
from ocrclean.paragraphs.printed import PrintedLine
from ocrclean.paragraphs.surroundings import survey

__all__ = ["LineBreak", "decide"]

#: Where a rule decides, as measured: 1 in 1,000 of the wrapped and 3 in 1,000 of the ended are not.
_WRAPPED: Final = 0.001
_ENDED: Final = 0.997


class LineBreak(NamedTuple):
    """What a line break is."""

    ends_paragraph: bool
    confidence: float
    """The probability that the decision is right, 0.5 to 1, as measured on the cases that the weights come from."""


@cache
def _tables() -> tuple[float, list[dict[Hashable, float]]]:
    from ocrclean.paragraphs.weights import BIAS, WEIGHTS

    return BIAS, [WEIGHTS[kind] for kind in KINDS]


def decide(lines: Sequence[PrintedLine]) -> list[LineBreak]:
    """What the break behind each of `lines` but the last is. Linear in the number of lines."""
    if len(lines) < 2:
        return []
    around = survey(lines)
    bias, tables = _tables()
    decisions = []
    for i in range(len(lines) - 1):
        if lines[i].fixed or lines[i + 1].fixed:
            probability = 1.0
        elif surely_wrapped(lines[i], lines[i + 1], around, i):
            probability = _WRAPPED
        elif surely_ended(lines[i], lines[i + 1], around, i):
            probability = _ENDED
        else:
            log_odds = bias
            for table, category in zip(tables, evidence(lines, around, i), strict=True):
                log_odds += table.get(category, 0.0)
            probability = 1 / (1 + exp(-log_odds))
        ends = probability > 0.5
        decisions.append(LineBreak(ends, probability if ends else 1 - probability))
    return decisions
