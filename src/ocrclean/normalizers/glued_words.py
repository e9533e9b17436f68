"""English words that an extractor printed as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import inf
from typing import ClassVar, Final

from ocrclean.chars import is_chinese
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, Normalizer
from ocrclean.protected import unprotected

__all__ = ["PartGluedWords", "part_glued_words"]

#: So many letters, at least, may be a phrase; no line of print has more of them.
_SHORTEST: Final = 12
_LONGEST: Final = 400
#: Such a run: no part of a name with other signs, of a path, an address or an option, and no call of a function.
_RUN: Final = late(
    rf"[A-Za-z](?<![A-Za-z_/\\@~$'-].)[A-Za-z']{{{_SHORTEST - 1},{_LONGEST}}}+(?![A-Za-z0-9_/\\@(=']|\.[a-z])"
)
#: Whether there may be one, asked of what is ASCII in the text: of a Chinese one that is little.
_ANY_RUN: Final = late(rb"[A-Za-z']{%d}" % _SHORTEST)

#: Words that hardly a name has.
_FUNCTION_WORDS: Final = """
about after all also and any are been before being between but can could did does during each for from had has have how
into its may more most must not one only other our should some such than that the their them then there these they this
those through upon was were what when where which while who why will with within without would you your
"""
#: The words of one and two letters.
_SHORT_WORDS: Final = "a to of in is be or if on it as by an at no so we up do us my me he"
#: The words of a dictionary of 350,000 that would be taken for phrases.
_SINGLE_WORDS: Final = """
fortunetelling hereinbefore metathesized metathesizes metathesizing northeasternmost northwesternmost notwithstanding
overburdensome overwithheld overwithhold overwithholding overwithholds southeasternmost southwesternmost thanatological
thereinafter thereinbefore withdrawable
"""
#: So many words are a phrase with a function word among them, and so many with short words alone.
_WITH_FUNCTION_WORD: Final = 3
_WITH_SHORT_WORDS: Final = 5
#: The words of a phrase have so many letters in the mean, but for the article.
_MEAN_LENGTH: Final = 3.5
_ARTICLE: Final = "a"
#: What a word costs more that is a single letter, and one of capitals, which no table has: for itself and each letter,
#: in nats.
_SINGLE: Final = 3.0
_CAPITALS: Final = 8.0
_CAPITAL: Final = 2.0


@dataclass(frozen=True, kw_only=True)
class PartGluedWords(Normalizer):
    """Put back the spaces between English words that an extractor lost.

    Where a line of Chinese is justified its Latin words are set closely, and the gap between two of them is less than
    what pypdf and pdfplumber take for a space (a fixed share of an em): they print a whole English sentence as one
    word. OCR engines that read by line, such as RapidOCR, do so as well. The words are found again by how common they
    are in English: of all ways to cut the run into words the most probable one. A run is a phrase where it has three
    words or more and one of them, such as *the* or *which*, is hardly a part of a name; or five with two letters.

    Left alone: two words (keyboardemulation), as many such are one word (filesystem); names (NetworkManager,
    getUserPrincipal); paths, addresses, options and code; runs with a rare word; text that is not Chinese.

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

    def edits(self, text: str) -> list[Edit]:
        if not _ANY_RUN.search(text.encode("ascii", "ignore")):
            return []
        found = [Edit(at, at, " ", "glued-words") for at in _joints(text)]
        # Asked last, as it takes a look at all characters and clean text has no edits.
        return unprotected(text, found) if found and is_chinese(text) else []


def _joints(text: str) -> Iterator[int]:
    """Where the words of glued phrases meet."""
    for run in _RUN.finditer(text):
        if run[0].lower() not in _whole_words():
            words = _words(run[0])
            if _is_phrase(words):
                yield from list(accumulate(map(len, words), initial=run.start()))[1:-1]


def _words(run: str) -> list[str]:
    """The words that `run` most probably is made of; none where it cannot be cut into words."""
    lower = run.lower()
    reach = max(map(len, _costs()))
    # For each number of letters: what the words that they make up cost at least, and where the last of them begins.
    best = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        ways = [
            (best[start][0] + _cost(run[start:end], lower[start:end]), start)
            for start in range(max(0, end - reach), end)
            if best[start][0] < inf
        ]
        best.append(min(ways, default=(inf, 0)))
    if best[-1][0] == inf:
        return []
    words: list[str] = []
    end = len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return words[::-1]


def _cost(word: str, lower: str) -> float:
    """How improbable a word is, in nats; no word has a capital behind a small letter."""
    cost = _costs().get(lower, inf)
    if cost < inf and (word.islower() or word[1:].islower() or word.isupper()):
        return cost
    capitals = word.removesuffix("s")
    return _CAPITALS + _CAPITAL * len(word) if len(capitals) > 1 and capitals.isupper() else inf


@cache
def _whole_words() -> frozenset[str]:
    return frozenset(_costs()) | frozenset(_SINGLE_WORDS.split())


@cache
def _costs() -> dict[str, float]:
    """Word -> how improbable it is, in nats."""
    from ocrclean.data.words import LEVELS, STEP

    costs = {word: level * STEP for level, words in LEVELS.items() for word in words.split()}
    costs[_ARTICLE] += _SINGLE
    return costs


def _is_phrase(words: list[str]) -> bool:
    """Whether the words are those of a phrase and not parts of a word or name."""
    if sum(map(len, words)) < _MEAN_LENGTH * sum(word != _ARTICLE for word in words):
        return False
    if not any(map(str.islower, words[1:])):
        return False  # ReadOnlyMany
    function_words, short_words = _telling_words()
    if not function_words.isdisjoint([words[0].lower(), *words[1:]]):
        return len(words) >= _WITH_FUNCTION_WORD
    return len(words) >= _WITH_SHORT_WORDS and not short_words.isdisjoint(words)


@cache
def _telling_words() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_FUNCTION_WORDS.split()), frozenset(_SHORT_WORDS.split())


part_glued_words = PartGluedWords()
"""Where the words of an English phrase were printed as one."""
