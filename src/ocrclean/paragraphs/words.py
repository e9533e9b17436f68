"""What the words say at the line breaks around: whether lines break off in the midst of words and clauses here.

In wrapped text they do, whatever the page looks like; the lines of verse, of couplets and of lists end where clauses
end. One break tells little, twenty tell much.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final

from ocrclean.paragraphs.bonds import bond
from ocrclean.paragraphs.printed import Page

__all__ = ["bonds_near"]

#: How many breaks either way are asked.
_NEAR: Final = 20
#: No single pair of characters counts for more, in nats.
_MOST: Final = 3.0
#: So many breaks between ideographs say something.
_FEWEST: Final = 2
#: Bonds are added up as whole numbers, in hundredths of a nat, so that sums do not depend on what stands far away.
_SCALE: Final = 100


def bonds_near(page: Page, breaks: Iterable[int]) -> Iterator[float | None]:
    """The mean bond, in nats, of the other breaks between ideographs near each of `breaks`; None where there are few.

    A bond is bounded here, so that one rare pair of characters does not decide. Linear in the number of lines.
    """
    between = [a == "han" == b for a, b in zip(page.ends, page.starts[1:], strict=False)]
    lines = zip(page.text, page.text[1:], between, strict=False)
    bonds = [_bounded(text[-1], following[0]) if han else 0 for text, following, han in lines]
    counts, totals = [0, *accumulate(between)], [0, *accumulate(bonds)]
    for i in breaks:
        first, end = max(0, i - _NEAR), min(len(between), i + _NEAR + 1)
        count = counts[end] - counts[first] - between[i]
        if count < _FEWEST:
            yield None
        else:
            yield (totals[end] - totals[first] - bonds[i]) / (count * _SCALE)


@lru_cache(maxsize=1 << 14)
def _bounded(before: str, after: str) -> int:
    return round(_SCALE * max(-_MOST, min(_MOST, bond(before, after))))
