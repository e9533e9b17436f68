"""Ranges that character-level normalizers leave alone: code, markup, formulas, addresses.

A full-width comma inside a URL breaks the URL, and a space taken out of ``code`` changes what the code says. Such a
range is found by its own marks: backticks, angle brackets, dollar signs, ``://``, ``@``. Where a text has none of them
the search costs a few `in` tests and nothing else.

Numbers (13,808,230.19, 10:30), Latin words and file names need no ranges: the rules look at the neighbours of a mark
and find no Chinese there.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from ocrclean.chars import DIGITS, LATIN_ALPHABET
from ocrclean.edits import Edit
from ocrclean.formulas import BRACKETED, DISPLAYED, ENVIRONMENT, INLINE

__all__ = ["Span", "protected_spans", "unprotected"]


class Span(NamedTuple):
    """The code points ``[start:end)``."""

    start: int
    end: int


#: Characters of an address (RFC 3986, without the quotes and brackets that enclose one in running text).
_ADDRESS: Final = r"[0-9A-Za-z%&/=#@_~+$*;:,.?!\-]"
#: What follows a scheme, but for the sentence's own punctuation behind it.
_URL_REST: Final = rf"://{_ADDRESS}*(?:\({_ADDRESS}*+\){_ADDRESS}*)*(?<![.,;:?!])"
_SCHEME: Final = LATIN_ALPHABET + DIGITS + "+.-"
_EMAIL_REST: Final = r"@[0-9A-Za-z\-]{1,63}(?:\.[0-9A-Za-z\-]{1,63}){1,8}"
_MAILBOX: Final = LATIN_ALPHABET + DIGITS + "._%+-"
#: The longest head that is looked for: a mailbox has at most 64 characters (RFC 5321).
_HEAD: Final = 64

#: What must stand in the text for a search to be worth while -> the pattern to search.
_KINDS: Final = (
    # A fence runs to its closing fence, or to the end (CommonMark 0.31, 4.5).
    ("```", r"(?ms:^[ ]{0,3}```[^\n]*$.*?(?:^[ ]{0,3}```[ ]*$|\Z))"),
    # A code span is closed by as many backticks as opened it (6.1), here on the same line.
    ("`", r"(?<!`)(?P<ticks>`{1,2})(?!`)[^`\n]+(?P=ticks)(?!`)"),
    ("$", f"{DISPLAYED}|{INLINE}"),
    ("\\begin{", ENVIRONMENT),
    ("\\", BRACKETED),
    # A tag or a comment (6.6), not a comparison (a < b).
    ("<", r"</?[A-Za-z][^<>\n]{0,500}>|<!--[^\n]{0,500}?-->"),
    # The target of a Markdown link, with brackets in it (6.3).
    ("](", r"\]\([^()\n]{0,500}+(?:\([^()\n]{0,200}\)[^()\n]{0,200}+){0,3}\)"),
    # What a footnote begins with, in Markdown that has them.
    ("[^", r"(?m:^\[\^[^\]\n]{1,20}\]:)"),
    # The number of a glyph, which pdfminer prints where a font does not say its character.
    ("(cid:", r"\(cid:\d{1,6}\)"),
    ("&", r"&(?:[A-Za-z][0-9A-Za-z]{1,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});"),  # a character reference (6.4)
)


@cache
def _pattern(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(kinds))


def protected_spans(text: str) -> list[Span]:
    """The protected ranges of `text`, in order, none overlapping another.

    >>> protected_spans("见 `a,b` 与 https://a.cn/x,y。")
    [Span(start=2, end=7), Span(start=10, end=26)]
    """
    return _with_marked(text, _addresses(text))


def _with_marked(text: str, addresses: list[Span]) -> list[Span]:
    """The addresses and the ranges that have marks of their own, as one list."""
    kinds = tuple([pattern for mark, pattern in _KINDS if _has(text, mark)])
    spans = [Span(*match.span()) for match in _pattern(kinds).finditer(text)] if kinds else []
    if not addresses:
        return spans
    merged: list[Span] = []
    for span in sorted([*spans, *addresses]):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _has(text: str, mark: str) -> bool:
    """Whether `mark` is in `text`. One character is found ten times as fast as several: its first one is asked for."""
    return mark[0] in text and mark in text


def _addresses(text: str) -> list[Span]:
    """URLs and e-mail addresses, each found by its mark, from which the search goes both ways."""
    found: list[Span] = []
    for mark, before, rest in (("://", _SCHEME, _URL_REST), ("@", _MAILBOX, _EMAIL_REST)):
        if mark[0] in text:  # to look for all of "://" takes as long as the pattern
            for match in _pattern((rest,)).finditer(text):
                start = match.start()
                window = text[max(0, start - _HEAD) : start]
                head = window[len(window.rstrip(before)) :].lstrip(DIGITS + "+.-")
                if head:
                    found.append(Span(start - len(head), match.end()))
    return found


def unprotected(text: str, edits: Sequence[Edit], *, apart: bool = False) -> list[Edit]:
    """The edits of an edit list that touch no protected range; the ranges are searched only where there are edits.

    With `apart` an edit that starts where a URL or an e-mail address ends is left out as well: a space there tells the
    address from what follows.
    """
    if not edits:
        return []
    addresses = _addresses(text)
    if apart and addresses:
        ends = frozenset([address.end for address in addresses])
        edits = [edit for edit in edits if edit.start not in ends]
    spans = _with_marked(text, addresses)
    if not spans:
        return list(edits)
    kept: list[Edit] = []
    waiting = iter(spans)
    span: Span | None = next(waiting)
    for edit in edits:
        while span is not None and span.end <= edit.start:
            span = next(waiting, None)
        if span is None or edit.end <= span.start:
            kept.append(edit)
    return kept
