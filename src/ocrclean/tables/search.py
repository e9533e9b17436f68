"""The search for tables: cheap signs first, then one way of breaking after the other on what is left."""

from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from typing import TYPE_CHECKING, Final, NamedTuple

from ocrclean.late import late
from ocrclean.tables.model import Table, has_rows

if TYPE_CHECKING:
    from ocrclean.tables.lines import Lines

__all__ = ["parse"]


class _Finder(NamedTuple):
    """A way of breaking: what finds its tables, and whether it may find more in what its own finds leave."""

    find: Callable[["Lines"], Iterator[tuple[int, int, Table]]]
    again: bool = True


# Most lines are none of these. So each pattern begins with a line feed, which `re` finds fast, and looks ahead at
# once for what is told fast.
#: A line that is a value, with the line before it: three of them may be a linearised table. (A class of Han, to leave
#: most lines out at once, would take longer to compile than it saves on a page.)
_VALUE_LINE: Final = late(r"\n(?=[-+−¥￥$A-Z\d \u3000])[ \u3000]*+(?:[-+−¥￥$]|[A-Z]:)?\d[^\n，。；]{0,28}+(?=\n)")
#: A short line above another.
_SHORT_LINE: Final = late(r"\n(?=.{1,10}+\n++.{1,10}+\n)([^\s，。]{1,10}+)\n++(?=([^\s，。]{1,10}+)\n)")
#: As in a wide gap; `re` finds two spaces in less time than ``"  " in text`` takes.
_TWO_SPACES: Final = late("  ")
#: What is behind a wide gap, in a line with fields far apart; and in a text without a run of ideographic spaces.
_GAP_LINE: Final = late(r" (?<=\S ) ++\S.*+|\u3000(?<=\S\u3000)\u3000++\S.*+")
_SPACES_LINE: Final = late(r" (?<=\S ) ++\S.*+")
#: A line of two to ten short words without punctuation, none but the last of them a number that is no year, soon
#: followed by a digit: it may be a line of heads.
_HEAD_LINE: Final = late(
    r"\n(?=..[^ ]{0,12}+ )"
    r"((?:(?!(?!(?:1[89]|20)\d\d )\d++(?![年月季~～至–—-]))[^\s。，；！？,;|]{2,14}+ ){1,9}+"
    r"[^\s。，；！？,;|]{2,14}+)\n"
    r"(?=(?:[^\n]*\n){0,2}[^\n]*\d)"
)
#: Places of a sign of one table are nearer to each other than this, in characters.
_NEAR: Final = 3000


def parse(text: str) -> list[Table]:
    """The tables of `text`, in order. Linear in its length; next to nothing where it has no sign of a table."""
    finders = _finders(text)
    if not finders:
        return []
    from ocrclean.tables.lines import Lines

    return sorted(_search(Lines.of(text), finders))


def _finders(text: str) -> list[_Finder]:
    """The ways of breaking that the text has any sign of."""
    finders: list[_Finder] = []
    if has_rows(text):
        from ocrclean.tables import ruled

        finders.append(_Finder(ruled.find, again=False))  # a table is told by its own lines
    if "\t" in text:
        from ocrclean.tables import tabs

        finders.append(_Finder(tabs.find))
    if _has_gaps(text):
        from ocrclean.tables import aligned

        finders.append(_Finder(aligned.find))
    framed = f"\n{text}\n"  # so that each line stands between two line feeds
    if _has_values(framed) or _has_heads(framed):
        from ocrclean.tables import linear

        finders.append(_Finder(linear.find))
    if _has_head_line(framed):
        from ocrclean.tables import uneven

        finders.append(_Finder(uneven.find))
    return finders


def _has_head_line(text: str) -> bool:
    """Whether a line is made of heads, with a value below it."""
    lines = _HEAD_LINE.findall(text)
    if not lines:
        return False
    from ocrclean.tables.heads import may_be_heads

    return any(map(may_be_heads, lines))


def _has_gaps(text: str) -> bool:
    if _TWO_SPACES.search(text) is None:
        return False
    gap_line = _GAP_LINE if "\u3000\u3000" in text else _SPACES_LINE
    return _crowd(match.start() for match in gap_line.finditer(text))


def _has_values(text: str) -> bool:
    first = _VALUE_LINE.search(text)
    if first is None:
        return False
    from ocrclean.tables.cells import is_value

    return _crowd(match.start() for match in _VALUE_LINE.finditer(text, first.start()) if is_value(match[0].strip()))


def _crowd(places: Iterable[int]) -> bool:
    """Whether three of the places stand near each other: a page number here and one there are no table."""
    older = old = -2 * _NEAR
    for place in places:
        if place - older < _NEAR:
            return True
        older, old = old, place
    return False


def _has_heads(text: str) -> bool:
    """Whether two lines that are heads stand one below the other."""
    short = _SHORT_LINE.search(text)
    if short is None:
        return False
    from ocrclean.tables.heads import is_head

    return any(is_head(match[1]) and is_head(match[2]) for match in _SHORT_LINE.finditer(text, short.start()))


def _search(lines: "Lines", finders: list[_Finder]) -> Iterator[Table]:
    """Each finder in turn on the stretches that are left, until none finds anything.

    A stretch is looked at as if it were a text of its own, so that looking again at the result, where tables
    stand between the stretches, finds nothing new.
    """
    stretches = [lines]
    quiet = 0  # so many finders in a row have nothing to find in what is left
    for finder in cycle(finders):
        quiet += 1
        left: list[Lines] = []
        for stretch in stretches:
            done = 0
            trimmed = _trim(stretch)
            for first, last, table in finder.find(trimmed):
                yield table
                quiet = 0 if finder.again else 1
                left.append(trimmed.part(done, first))
                done = last
            left.append(trimmed.part(done, len(trimmed)) if done else trimmed)
        stretches = [stretch for stretch in left if stretch]
        if quiet == len(finders) or not stretches:
            return


def _trim(lines: "Lines") -> "Lines":
    """The lines without blank ones at either end."""
    texts = lines.texts
    low, high = 0, len(texts)
    while low < high and not texts[low].strip():
        low += 1
    while high > low and not texts[high - 1].strip():
        high -= 1
    return lines.part(low, high) if high - low < len(texts) else lines
