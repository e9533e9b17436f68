"""English words that an extractor printed as one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Final

from ocrclean.chars import is_chinese
from ocrclean.edits import Edit
from ocrclean.english import are_words, is_phrase, is_word, words_of
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer
from ocrclean.protected import unprotected

__all__ = ["PartGluedWords", "part_glued_words"]

#: So many letters, at least, may be a phrase; no line of print has more of them.
_SHORTEST: Final = 12
_LONGEST: Final = 400
#: Where a run begins: not within a name with other signs, a path, an address or an option.
_BEGIN: Final = r"[A-Za-z](?<![A-Za-z_/\\@~$'].)(?<!www\..)(?:(?<!-.)|(?<=[A-Za-z0-9]-.))"
#: Such a run that is no call of a function either, nor the name of a file.
_RUN: Final = late(rf"{_BEGIN}[A-Za-z']{{{_SHORTEST - 1},{_LONGEST}}}+(?![A-Za-z_/\\@(=']|\.[a-z])")
#: A run in a text that has lost its spaces, those behind marks, too.
_SHORTEST_LOST: Final = 4
_LOST_RUN: Final = late(rf"{_BEGIN}[A-Za-z']{{{_SHORTEST_LOST - 1},{_LONGEST}}}+(?![A-Za-z_/\\@='])")
#: A text has lost them where so many phrases are found, and fewer spaces between words for each of them.
_PHRASES: Final = 3
_SPACES_A_PHRASE: Final = 2
_SPACE: Final = late("[A-Za-z]{2} [A-Za-z]{2}")
#: Whether there may be one, asked of what is ASCII in the text: of a Chinese one that is little.
_ANY_RUN: Final = late(rb"[A-Za-z']{%d}" % _SHORTEST)

#: A name by itself.
_NAME: Final = late("[A-Z](?<![A-Za-z0-9_].)[a-z]{2,14}(?:[A-Z][a-z]{2,14})?(?![A-Za-z0-9_])")


@dataclass(frozen=True, kw_only=True)
class PartGluedWords(RepeatedNormalizer):
    """Put back the spaces between English words that an extractor lost.

    TeX prints no spaces, only gaps, of about a quarter of an em: pdfplumber looks for three points, and pypdf misses
    them, too. ``pdftotext -raw`` passes over the spaces of fonts that have narrow ones, such as Noto Sans CJK (0.22 em)
    and Noto Serif CJK (0.26 em), where the line was not stretched. So a whole English sentence comes out as one word.
    OCR engines that read by line, such as RapidOCR, print some so as well. The words are found again by how common they
    are in English: of all ways to cut the run into words the most probable one, with the names that stand in the text
    by themselves. A run is a phrase where it has three words or more and one of them, such as *the* or *which*, is
    hardly a part of a name, or where short words say so (*units of measurement*). In a text that has hardly a space
    between Latin words left, any three words are parted, and two of which one is such a word.

    Left alone: two words (keyboardemulation), as many such are one word (filesystem, fakeroot); names (NetworkManager,
    getUserPrincipal); paths, addresses, options and code; runs with rare words; text that is not Chinese.

    Class of change: white space. Linear in the length of the text.

    >>> from ocrclean import part_glued_words
    >>> part_glued_words("参见Whichothercommandsshouldbeusedinthiscase一节")
    '参见Which other commands should be used in this case一节'
    >>> part_glued_words("由NetworkManager管理")
    '由NetworkManager管理'
    """

    name: ClassVar[str] = "part-glued-words"
    summary: ClassVar[str] = "put back the spaces that an extractor lost between English words"
    change: ClassVar[Change] = Change.SPACE
    examples: ClassVar = (
        (
            "参见Whichothercommandsshouldbeusedinthiscase一节",
            "参见Which other commands should be used in this case一节",
        ),
        ("提示：Chooseafilefromthelist。", "提示：Choose a file from the list。"),
        ("按下SavetheURLsrelativetothefile按钮", "按下Save the URLs relative to the file按钮"),
    )
    counter_examples: ClassVar = (
        "由NetworkManager管理",
        "调用getUserPrincipal方法",
        "启用keyboardemulation选项",
        "选项--usethisfilefromthelist",
        "路径/usethisfilefromthelist/",
        "网址 https://a.cn/usethisfilefromthelist",
        "nevertheless，这里不同",
    )

    def look(self, text: str) -> list[Edit]:
        """The edits of one look; a name that it parts from its phrase may be known in the next."""
        if not _ANY_RUN.search(text.encode("ascii", "ignore")):
            return []
        found = [Edit(at, at, " ", "glued-words") for at in _joints(text)]
        # Asked last, as it takes a look at all characters and clean text has no edits.
        return unprotected(text, found) if found and is_chinese(text) else []


def _joints(text: str) -> list[int]:
    """Where the words of glued phrases meet."""
    phrases = list(_phrases(text, _RUN, is_phrase))
    if len(phrases) >= _PHRASES and len(_SPACE.findall(text)) < _SPACES_A_PHRASE * len(phrases):
        phrases = list(_phrases(text, _LOST_RUN, are_words))
    return [joint for joints in phrases for joint in joints]


def _phrases(text: str, pattern: re.Pattern[str], judge: Callable[[Sequence[str]], bool]) -> Iterator[list[int]]:
    """For each run of `pattern` that is several words, as `judge` says, where they meet."""
    runs = [run for run in pattern.finditer(text) if not is_word(run[0])]
    names = _names(text) if runs else frozenset()
    for run in runs:
        words = words_of(run[0], names)
        if judge(words):
            yield list(accumulate(map(len, words), initial=run.start()))[1:-1]


def _names(text: str) -> frozenset[str]:
    """The names that stand in the text by themselves, more than once: Debian, LibreOffice."""
    return frozenset(name for name, times in Counter(_NAME.findall(text)).items() if times > 1)


part_glued_words = PartGluedWords()
"""Where the words of an English phrase were printed as one."""
