"""What the words say at a line break and at those around: whether lines break off in the midst of words and clauses.

In wrapped text they do, whatever the page looks like; the lines of verse, of couplets and of lists end where clauses
end. One break tells little, twenty tell much.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, compress
from operator import add, itemgetter
from typing import Final

from ocrclean.paragraphs.bonds import bond
from ocrclean.paragraphs.printed import Page

__all__ = ["BOND_SCALE", "BOUNDED_BONDS", "IN_A_WORD", "bond_behind", "bonds_near"]

#: Log-odds, in nats, from which two characters are neighbours in a word.
IN_A_WORD: Final = 3.0

#: How many breaks either way are asked.
_NEAR: Final = 20
#: No single pair of characters counts for more, in nats.
_MOST: Final = 3.0
#: So many breaks between ideographs say something.
_FEWEST: Final = 2
#: Bonds are added up as whole numbers, in hundredths of a nat, so that sums do not depend on what stands far away.
BOND_SCALE: Final = 100
#: So many pairs are remembered.
_REMEMBERED: Final = 1 << 14


def bond_behind(page: Page, i: int) -> float:
    """The log-odds, in nats, that the ideographs at the break behind line `i` are neighbours in a clause; else 0."""
    before, after = page.text[i][-1], page.text[i + 1][0]
    if "\u3400" <= before <= "\u9fff" and "\u3400" <= after <= "\u9fff":
        return bond(before, after)
    return 0.0


def bonds_near(page: Page, breaks: Iterable[int]) -> Iterator[float | None]:
    """The mean bond, in nats, of the other breaks between ideographs near each of `breaks`; None where there are few.

    A bond is bounded here, so that one rare pair of characters does not decide. Linear in the number of lines.
    """
    between = [a == "han" == b for a, b in zip(page.ends, page.starts[1:], strict=False)]
    lasts = map(itemgetter(-1), compress(page.text, between))
    firsts = map(itemgetter(0), compress(page.text[1:], between))
    bonds = list(map(BOUNDED_BONDS.__getitem__, map(add, lasts, firsts)))
    # How many of them there are before each break, and what they add up to.
    counts, totals = [0, *accumulate(between)], [0, *accumulate(bonds)]
    last = len(between)
    for i in breaks:
        first, end = counts[i - _NEAR if i > _NEAR else 0], counts[i + _NEAR + 1 if i + _NEAR < last else last]
        count, total = end - first, totals[end] - totals[first]
        if between[i]:
            count, total = count - 1, total - bonds[counts[i]]
        yield total / (count * BOND_SCALE) if count >= _FEWEST else None


class _Bounded(dict[str, int]):
    """Two ideographs -> their bond, bounded; a text asks for the same ones again when its lines are merged."""

    def __missing__(self, pair: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[pair] = found = round(BOND_SCALE * max(-_MOST, min(_MOST, bond(pair[0], pair[1]))))
        return found


#: Two ideographs -> their bond, bounded, as a whole number.
BOUNDED_BONDS: Final = _Bounded()
