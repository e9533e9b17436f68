"""Numbers that count up from page to page."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from ocrclean.late import late
from ocrclean.pages.numbers import Count, Shape

__all__ = ["MIN_PAGE", "beside_feed", "find_chains", "is_regular", "joined_chains"]

#: Pages are at least this many characters apart where no form feed stands between them.
MIN_PAGE: Final = 150
#: Page numbers may leave out pages (blank ones, plates), but not more than this many in a row.
_MAX_STEP: Final = 3
#: The number of the last page is so near to the end of the text, in characters.
_LAST: Final = 20
_FEED_FOLLOWS = late("[^\\n]*+\\n{1,3}\\f")


def find_chains(text: str, counts: Sequence[Count], feeds: Sequence[int]) -> list[list[Count]]:
    """Sequences of counts that rise by one (or a little more) from page to page, the longest first."""
    best: dict[int, tuple[int, int | None]] = {}  # value -> weight of the chain that ends there, its last member
    links: list[tuple[int, int | None]] = []
    for k, count in enumerate(counts):
        weight, link = 0, None
        for value in range(count.value - 1, count.value - 1 - _MAX_STEP, -1):
            earlier = best.get(value)
            if earlier and earlier[0] > weight:
                before = counts[earlier[1] or 0].at
                if _page_apart(before, count.at, feeds) or _ends_text(text, before, count.at):
                    weight, link = earlier
        weight += 1 + 2 * beside_feed(text, count.at)
        links.append((weight, link))
        if count.value not in best or weight >= best[count.value][0]:
            best[count.value] = weight, k
    chains: list[list[Count]] = []
    used: set[int] = set()
    for k in sorted(range(len(counts)), key=lambda k: -links[k][0]):
        chain: list[int] = []
        step: int | None = k
        while step is not None and step not in used:
            chain.append(step)
            step = links[step][1]
        if len(chain) > 1:
            used.update(chain)
            chains.append([counts[j] for j in reversed(chain)])
    return chains


def joined_chains(chains: Iterable[tuple[Shape, list[Count]]]) -> list[tuple[Shape, list[Count]]]:
    """Chains of heads that go on counting where the chapter, and with it the head, has changed, as one."""
    unions: dict[int, tuple[Shape, list[Count]]] = {}  # by the last page number
    done: list[tuple[Shape, list[Count]]] = []
    for shape, chain in sorted(chains, key=lambda item: item[1][0].at):
        first, last = chain[0], chain[-1]
        before = unions.get(first.value - 1) or unions.get(first.value - 2)
        if first.alone:
            done.append((shape, chain))
        elif before and before[1][-1].at + MIN_PAGE <= first.at:
            del unions[before[1][-1].value]
            unions[last.value] = before[0], [*before[1], *chain]
        else:
            if last.value in unions:
                done.append(unions.pop(last.value))
            unions[last.value] = shape, chain
    return [*done, *unions.values()]


def _page_apart(a: int, b: int, feeds: Sequence[int]) -> bool:
    return b - a >= MIN_PAGE or bisect_left(feeds, a) < bisect_left(feeds, b)


def _ends_text(text: str, a: int, b: int) -> bool:
    """Whether the line at `b` is the last of the text and lines stand between it and that at `a`: a short last page."""
    is_last = len(text) - b <= _LAST and not text[text.index("\n", b) :].strip()
    return is_last and text[a:b].partition("\n")[2].strip() != ""


def beside_feed(text: str, start: int) -> bool:
    """Whether the line at `start` is the first or last of a page."""
    return "\f" in _line_at(text, start) or "\f" in text[start - 3 : start] or bool(_FEED_FOLLOWS.match(text, start))


def _line_at(text: str, start: int) -> str:
    return text[start : text.index("\n", start)]


def is_regular(shape: Shape, chain: Sequence[Count]) -> bool:
    """Whether the numbers come at distances as even as pages are long. Chapters are less even, and begin with 1."""
    words = shape[0].replace("#", "")
    distances = [b.at - a.at for a, b in pairwise(chain)]
    if len(words) >= 10:
        return min(distances) >= 500
    least = 5 if chain[0].alone else 3
    return len(chain) >= least and chain[0].value > 1 and max(distances) <= 3 * min(distances)
