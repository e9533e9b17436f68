"""Where a text has lost characters for good: found and counted, never guessed."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["Unreadable", "find_unreadable"]

#: Kind -> what it looks like. Several in a row are one finding.
_KINDS: Final = {
    # Bytes that were no text in the encoding they were read in.
    "replacement": "\ufffd+",
    # The traces that replacement characters leave when they are decoded wrongly in turn (EF BF BD read as GBK or as
    # Latin-1), and memory that a program printed before it had written to it (CC and CD read as GBK).
    "lost-bytes": "(?:锟斤拷)+|(?:ï¿½)+|烫{4,}|屯{4,}",
    # pdfminer and others print the number of a glyph that has no character.
    "glyph-number": r"(?:\(cid:[0-9]{1,6}\)\s?)+",
    # ... or its name: /x88 /g123 /uni4E2D. Not a path: no letter, digit or mark of one stands before it.
    "glyph-name": r"(?:(?<![\w/.:~-])/(?:x[0-9A-F]{2}|g[0-9]{1,5}|uni[0-9A-F]{4})(?![\w/.-])\s?)+",
    # Characters that only one font or one company gives a meaning: Founder's typesetting, icon fonts, Symbol.
    "private-use": "[\ue000-\uf8ff\U000f0000-\U0010ffff]+",
    # Half of a pair of UTF-16 code units: no character, and it cannot be written to a file.
    "surrogate": "[\ud800-\udfff]+",
}
_ANY: Final = re.compile("|".join(f"(?P<{kind.replace('-', '_')}>{pattern})" for kind, pattern in _KINDS.items()))
_UNITS: Final = {"glyph-number": re.compile(r"\(cid:"), "glyph-name": re.compile("/")}


class Unreadable(NamedTuple):
    """A stretch of a text that stands for characters nobody can read any more."""

    kind: str
    """"replacement", "lost-bytes", "glyph-number", "glyph-name", "private-use" or "surrogate"."""
    start: int
    """Offset of the first code point."""
    end: int
    line: int
    """Counted from 1; only LF ends a line."""
    column: int
    """Counted from 1, in code points."""
    characters: int
    """How many characters, or glyphs, the stretch stands for."""
    text: str


def find_unreadable(text: str) -> Iterator[Unreadable]:
    """What `text` has lost: U+FFFD, 锟斤拷, ``(cid:123)``, ``/x88``, private-use characters, lone surrogates.

    Characters that can be told are mended elsewhere (`repair_mojibake`, `normalize_characters`); run this on clean
    text to see what is left. Nothing is changed: what stood there must come from the source.

    >>> for found in find_unreadable("价格为\\ufffd\\ufffd元\\n第(cid:12)(cid:7)章"):
    ...     print(found.line, found.column, found.kind, found.characters)
    1 4 replacement 2
    2 2 glyph-number 2
    """
    line, line_start = 1, 0
    for match in _ANY.finditer(text):
        start, end = match.span()
        feeds = text.count("\n", line_start, start)
        if feeds:
            line += feeds
            line_start = text.rfind("\n", line_start, start) + 1
        kind = str(match.lastgroup).replace("_", "-")
        stretch = match[0]
        units = _UNITS.get(kind)
        characters = len(units.findall(stretch)) if units else len(stretch)
        yield Unreadable(kind, start, end, line, start - line_start + 1, characters, stretch)
