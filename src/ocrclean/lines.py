"""Lines of text and their places.

Only the line feed ends a line here: `str.splitlines` also breaks at form feeds, U+0085 and U+2028, which are
evidence of their own (`normalize_characters` turns the other line ends into line feeds first).
"""

from typing import NamedTuple

__all__ = ["Line", "split_lines"]


class Line(NamedTuple):
    """A line without its line feed: ``text == source[start:end]``."""

    start: int
    end: int
    text: str


def split_lines(text: str) -> list[Line]:
    """All lines of `text`, blank ones included; a final line feed ends the last line and starts none.

    >>> split_lines("一\\n\\n二\\n")
    [Line(start=0, end=1, text='一'), Line(start=2, end=2, text=''), Line(start=3, end=4, text='二')]
    """
    lines: list[Line] = []
    start = 0
    for content in text.split("\n"):
        end = start + len(content)
        lines.append(Line(start, end, content))
        start = end + 1
    if lines[-1].start == lines[-1].end:
        lines.pop()
    return lines
