"""The lines that tables are looked for in."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, Self, TypeVar, overload

from ocrclean.lines import Line

__all__ = ["Lines"]

T = TypeVar("T")


class Lines(Sequence[Line]):
    """The lines of a text, or some that follow each other: a `Line` is made when it is asked for, as few are.

    `texts` is what stands in them, for what looks at all of them; a slice is a plain list of lines. `first` is the
    number of the first of them in the text.
    """

    def __init__(self, texts: list[str], starts: list[int], first: int = 0, whole: "Lines | None" = None) -> None:
        self.texts = texts
        self.starts = starts
        self.first = first
        self._whole: list[str] = texts if whole is None else whole._whole
        self._seen: dict[Callable[[list[str]], Any], Any] = {} if whole is None else whole._seen

    @classmethod
    def of(cls, text: str) -> Self:
        """All lines of `text`, as `split_lines` has them."""
        texts = text.split("\n")
        if not texts[-1]:
            texts.pop()
        starts = [0, *accumulate([len(content) + 1 for content in texts])]
        starts.pop()  # behind the last line
        return cls(texts, starts)

    def part(self, first: int, last: int) -> Self:
        """The lines ``[first:last)``."""
        return type(self)(self.texts[first:last], self.starts[first:last], self.first + first, self)

    def in_text(self, look: Callable[[list[str]], T]) -> T:
        """What `look` sees in all lines of the text: done once, however many parts of it are searched."""
        if look not in self._seen:
            self._seen[look] = look(self._whole)
        seen: T = self._seen[look]
        return seen

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [_line(*place) for place in zip(self.texts[index], self.starts[index], strict=True)]
        return _line(self.texts[index], self.starts[index])


def _line(text: str, start: int) -> Line:
    return Line(start, start + len(text), text)
