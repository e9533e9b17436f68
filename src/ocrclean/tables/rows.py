"""Tables read row by row, one cell a line."""

from collections.abc import Iterator, Sequence

from ocrclean.tables.linear import Candidate, Item

__all__ = ["candidates"]


def candidates(items: Sequence[Item]) -> Iterator[Candidate]:
    """The tables that are read row by row."""
    del items
    return iter(())
