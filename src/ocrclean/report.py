"""Views of edits for people: places in a file, explanations."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ocrclean.edits import Edit

__all__ = ["Places", "explain"]

_SHOWN = 60  # characters of a text that an explanation quotes


class Places:
    """Lines and columns of a text, both counted from 1; columns count code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`.

        >>> Places("甲乙\\n丙").of(3)
        (2, 1)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def explain(name: str, text: str, edits: Sequence[Edit]) -> Iterator[str]:
    """One line for each edit: ``file:line:column: rule: 'before' -> 'after'``.

    >>> list(explain("a.txt", "年 底", [Edit(1, 2, "", "inter-han-space")]))
    ["a.txt:1:2: inter-han-space: ' ' -> ''"]
    """
    places = Places(text)
    for start, end, new, rule in edits:
        line, column = places.of(start)
        yield f"{name}:{line}:{column}: {rule}: {_quoted(text[start:end])} -> {_quoted(new)}"


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")
