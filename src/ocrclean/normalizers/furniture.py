"""Page numbers, running heads and feet: what is printed on a page and not in the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from ocrclean.chars import CLOSERS, em_width
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer
from ocrclean.pages.document import Document, find_furniture, find_glued_numbers
from ocrclean.pages.numbers import FULL_STOP_AT_END, places_of

__all__ = ["RemovePageFurniture", "remove_page_furniture"]

_FURNITURE: Final = "page-furniture"
_FORM_FEED: Final = "form-feed"
#: The code of the ligature fi in old TeX fonts: de\\fnition.
_LIGATURE = late("(?<=[^\\n\\f])\\f(?=[a-z])")


def _close_gaps(document: Document) -> Iterator[Edit]:
    """Deletes what stands between the last line of a page and the first of the next."""
    text, lines = document.text, document.lines
    for first, last in document.seams():
        start = lines[first - 1].end if first else 0
        end = lines[last].start if last < len(lines) else len(text)
        gap = text[start:end]
        if first == last and "\f" not in gap:
            continue
        if not first:
            new = "\n"
        elif last == len(lines):
            new = "\n\n" if "\n" in gap[:-1] else "\n"  # the last line feed is not the text's
        else:
            new = "\n\n" if _has_blank_line(gap) and _ends_paragraph(document, first - 1) else "\n"
        if gap != new:
            yield Edit(start, end, new, _FURNITURE if first < last else _FORM_FEED)


def _has_blank_line(gap: str) -> bool:
    return any(not line.strip() for line in gap.split("\n")[1:-1])


def _ends_paragraph(document: Document, k: int) -> bool:
    """Whether the line ends a sentence, or is shorter than the full lines of its page."""
    line = document.lines[k]
    if line.key[-1] in FULL_STOP_AT_END | CLOSERS:
        return True
    widths = sorted(em_width(text.key) for text in document.lines[max(0, k - 24) : k + 1])
    return em_width(line.key) < 0.8 * widths[-3 if len(widths) > 3 else -1]


@dataclass(frozen=True, kw_only=True)
class RemovePageFurniture(RepeatedNormalizer):
    """Delete page numbers, running heads and feet, browser heads and form feeds, and close the text over the gap.

    Page furniture is printed on the page and belongs to no paragraph; extractors put it where it stood, mostly in
    the middle of a sentence. The evidence is that numbers count up from page to page, that heads repeat beside
    them or beside form feeds, and that they interrupt sentences: a line that stands on several pages, and there once
    between two halves of a sentence, or that comes as evenly as pages do, is a head, but for its first place, which
    may be the title. Numbers alone on their lines from 1 on up to one at the text's end are those of its pages. What
    a browser prints below a page is told by itself: the address with the page's number and their count, or that of a
    local file beside a stamp.

    Left alone: numbers of list items, sections, articles and notes, table cells, years, dates and scores, and a
    masthead that is printed once: nothing in the text tells it from text.

    Class of change: deletes. Linear in the length of the text.

    >>> remove_page_furniture("旧历的年底毕竟最像年底，村镇上\\n- 12 -\\n\\n\\f不必说。\\n")
    '旧历的年底毕竟最像年底，村镇上\\n不必说。\\n'
    """

    name: ClassVar[str] = "remove-page-furniture"
    summary: ClassVar[str] = "delete page numbers, running heads and feet, browser heads and form feeds"
    change: ClassVar[Change] = Change.DELETE
    examples: ClassVar = (
        ("旧历的年底毕竟最像年底，村镇上\n- 12 -\n不必说。\n", "旧历的年底毕竟最像年底，村镇上\n不必说。\n"),
        (
            "晚云中间时时发出闪光，\n\n第 3 页 共 20 页\n\n\f接着一声钝响。\n",
            "晚云中间时时发出闪光，\n接着一声钝响。\n",
        ),
    )
    counter_examples: ClassVar = ("1.1.2\n\nGUI 下的 shell\n", "级数\n1\n2\n3\n", "2024\n", "比分\n3 : 2\n")

    def look(self, text: str) -> list[Edit]:
        """What one look finds; taking it away can bring more to light (two feet one above the other).

        Where page numbers stand on one line with text, they get lines of their own first.
        """
        has_feeds = "\f" in text
        if has_feeds and (ligatures := list(_LIGATURE.finditer(text))):
            return [Edit(*hit.span(), "", _FORM_FEED) for hit in ligatures]
        framed = f"\n{text}\n"
        places = places_of(framed)
        if glued := find_glued_numbers(framed, places):
            return [Edit(start - 1, end - 1, "\n", _FURNITURE) for start, end in glued]
        document = find_furniture(framed, places, has_feeds=has_feeds)
        if document is None:
            return []
        # The line feeds that were put around the text are none of it.
        last = len(text) + 1
        return [
            Edit(max(start, 1) - 1, min(end, last) - 1, new[start == 0 : len(new) - (end > last)], rule)
            for start, end, new, rule in _close_gaps(document)
        ]


remove_page_furniture = RemovePageFurniture()
