"""Wrapped lines merged into paragraphs."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from ocrclean.chars import BULLETS, DIGITS, HYPHENS, is_asian, is_chinese
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer
from ocrclean.paragraphs.decide import decide
from ocrclean.paragraphs.joined import with_lines
from ocrclean.paragraphs.printed import Page, read_page

__all__ = ["Decision", "MergeWrappedLines", "merge_wrapped_lines"]

_SEPARATORS: Final = {"blank": "\n\n", "newline": "\n"}

_HYPHENATED = late(f"([A-Za-z]+)[{HYPHENS}]$")
_LOWER_WORD = late("[a-z]+")
#: So many characters either way a word is looked for.
_NEARBY: Final = 5000
#: What has a space behind it where it stood alone on its line: the number of an article, a bullet.
_SPACE_BEHIND: Final = "第" + BULLETS
#: No space goes behind these, or before those: the inside of brackets, and parts of addresses and paths.
_NO_SPACE_BEHIND: Final = "([{/\\_@~$#"
_NO_SPACE_BEFORE: Final = ")]},.;:!?%/\\_@"


class Decision(NamedTuple):
    """One line break of a text, and what it was taken for."""

    offset: int
    """Where the line before it ends, in code points."""
    ends_paragraph: bool
    confidence: float
    """0.5 to 1."""


@dataclass(frozen=True, kw_only=True)
class MergeWrappedLines(RepeatedNormalizer):
    """Merge lines that were wrapped at the width of a column into paragraphs, and part the paragraphs.

    PDF text layers and OCR engines give lines, not paragraphs: a line ends where the column did. Which breaks end
    a paragraph is told from what is left of the page: how wide the column is around here, whether the next word
    would still have fitted, the two em that a lost indent leaves at a paragraph's first line, kinsoku, closing
    punctuation, list and section numbers, bylines and datelines, how often the two characters at the break are
    neighbours in a clause, and what blank lines mean in this document. A line that is joined gets
    no space between East Asian characters (CSS Text 3, segment break transformation), one between Latin words,
    and a word that was hyphenated at the line's end is made whole; a hyphen that may be part of the word stays.

    Tools that make Markdown of a PDF, and those that copy its text, join the lines of a block with spaces themselves.
    Where such spaces stand a line's width apart the lines are told and decided on like others, and a bullet that such a
    tool put before each line of an item goes.

    Left alone: text without Han, Japanese, fenced code, formulas in LaTeX, table rows, Markdown headings and rules, and
    line breaks inside them. Text that is merged already stays as it is.

    >>> from ocrclean import merge_wrapped_lines
    >>> merge_wrapped_lines("月球大气极其稀\\n薄，太阳辐射能\\n够直接照射到月\\n球表面。\\n")
    '月球大气极其稀薄，太阳辐射能够直接照射到月球表面。\\n'
    """

    blocks: str = "blank"
    """What stands between blocks: "blank" for one blank line, "newline" for none."""

    name: ClassVar[str] = "merge-wrapped-lines"
    summary: ClassVar[str] = "merge wrapped lines into paragraphs, one blank line between blocks"
    change: ClassVar[Change] = Change.SPACE
    examples: ClassVar = (
        (
            "月球大气极其稀\n薄，太阳辐射能\n够直接照射到月\n球表面。\n",
            "月球大气极其稀薄，太阳辐射能够直接照射到月球表面。\n",
        ),
        # A lost indent: the line after a short one is two em short itself.
        (
            "在武汉未来科技城，中国电\n信中部智算中心完成扩容。\n算力分为超算、通用和\n智能等类型。其中，智能算\n力是重要基础。\n",
            "在武汉未来科技城，中国电信中部智算中心完成扩容。\n\n算力分为超算、通用和智能等类型。其中，智能算力是重要基础。\n",
        ),
    )
    counter_examples: ClassVar = (
        "The moon has\nno air.\n",
        "```\n月球\n能源\n```\n",
        "| 序号 | 债务人 |\n| --- | --- |\n| 1 | 甲 |\n",
    )

    def __post_init__(self) -> None:
        if self.blocks not in _SEPARATORS:
            raise ValueError(f"blocks is {self.blocks!r}; it must be one of {', '.join(map(repr, _SEPARATORS))}")

    def fold(self, text: str) -> str:
        """Text without hyphens: one at a line's end may go."""
        return text.translate(dict.fromkeys(map(ord, HYPHENS)))

    def decisions(self, text: str) -> list[Decision]:
        """What each line break of `text` is taken for, and how sure that is: sort by confidence to see the doubtful."""
        if not is_chinese(text):
            return []
        page = read_page(with_lines(text))
        return [
            Decision(end, found.ends_paragraph, found.confidence)
            for end, found in zip(page.end, decide(page), strict=False)
        ]

    def propose(self, text: str) -> list[Edit]:
        return self.look(text)  # merged lines are new surroundings, but a pipeline looks again

    def look(self, text: str) -> list[Edit]:
        page = read_page(with_lines(text) if is_chinese(text) else "")
        if not page:
            return []
        edits: list[Edit] = []
        if page.start[0] and not page.fixed[0]:
            edits.append(Edit(0, page.start[0], "", "trim"))
        separator = _SEPARATORS[self.blocks]
        new_edit = tuple.__new__  # in half the time: nearly all lines of a page are joined
        breaks = zip(decide(page), page.end, page.start[1:], page.ends, page.starts[1:], strict=False)
        for k, (found, end, start, ends, starts) in enumerate(breaks):
            if found.ends_paragraph:
                between = text[end:start].partition("-")[0]  # a bullet that may have stood in a sentence did not
                if between != separator and not (page.fixed[k] and page.fixed[k + 1]):
                    edits.append(Edit(end, end + len(between), separator, "block-break"))
            elif (ends == "han" or starts == "han") and page.starts[k] != "alone":
                edits.append(new_edit(Edit, (end, start, "", "line-join")))
            elif (edit := _join(text, page, k)).text != text[edit.start : edit.end]:
                edits.append(edit)
        if text[page.end[-1] :] != "\n":
            edits.append(Edit(page.end[-1], len(text), "\n", "trim"))
        return edits


def _join(text: str, page: Page, k: int) -> Edit:
    """Line `k + 1` goes on where line `k` stopped; behind bullets and numbers of articles a wide space was printed."""
    end, start = page.end[k], page.start[k + 1]
    before, after = text[end - 1], text[start]
    if page.starts[k] == "alone" and text[page.start[k]] in _SPACE_BEHIND:
        return Edit(end, start, " ", "line-join-space")
    if is_asian(before) or is_asian(after):
        return Edit(end, start, "", "line-join")
    if before in HYPHENS and (word := _HYPHENATED.search(text, page.start[k], end)):
        rest = _LOWER_WORD.match(text, start, page.end[k + 1])
        if rest and _was_hyphenated(text, word, rest):
            return Edit(end - 1, start, "", "hyphen-join")
        return Edit(end, start, "", "line-join")
    is_range = before in HYPHENS and after in DIGITS and text[end - 2] in DIGITS
    is_between_formulas = before == "$" == after
    if is_range or (not is_between_formulas and (before in _NO_SPACE_BEHIND or after in _NO_SPACE_BEFORE)):
        return Edit(end, start, "", "line-join")
    return Edit(end, start, " ", "line-join-space")


def _was_hyphenated(text: str, word: re.Match[str], rest: re.Match[str]) -> bool:
    """Whether a hyphen at a line's end parts one word, and is no part of it.

    The common hyphen is a part of nearly all words that have one at a line's end in Chinese text (dpkg-⏎source), as
    hardly any of it was set with hyphenation: it goes where the word stands whole nearby. Of the special hyphens it is
    the other way round: one stays where the compound stands nearby, or a capital before it.
    """
    near = text[max(0, word.start() - _NEARBY) : rest.end() + _NEARBY]
    if f"{word[1]}-{rest[0]}" in near or not word[1][-1].islower():
        return False
    return text[word.end() - 1] != "-" or re.search(rf"\b{word[1]}{rest[0]}\b", near) is not None


merge_wrapped_lines = MergeWrappedLines()
