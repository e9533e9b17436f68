"""English words that an extractor printed as one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from math import inf
from typing import ClassVar, Final

from ocrclean.chars import is_chinese
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer
from ocrclean.protected import unprotected

__all__ = ["PartGluedWords", "part_glued_words"]

#: So many letters, at least, may be a phrase; no line of print has more of them.
_SHORTEST: Final = 12
_LONGEST: Final = 400
#: Where a run begins: not within a name with other signs, a path, an address or an option.
_BEGIN: Final = r"[A-Za-z](?<![A-Za-z_/\\@~$'].)(?:(?<!-.)|(?<=[A-Za-z0-9]-.))"
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

#: No word of the table is longer.
_LONGEST_WORD: Final = 20
#: A name by itself.
_NAME: Final = late("[A-Z](?<![A-Za-z0-9_].)[a-z]{2,14}(?:[A-Z][a-z]{2,14})?(?![A-Za-z0-9_])")
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
apalachicola cancellarial christological chromatograph chromatographic chromatographically chromatographing
chromatographs chromatosphere discouraging fortunetelling hereinbefore impeachabilities impeachability incandescent
metathesized metathesizes metathesizing morphallaxes morphallaxis noncapitalists northeasternmost northwesternmost
overburdensome overwithheld overwithhold overwithholding overwithholds parthenogenesis periodontally planetological
postcapitalist southeasternmost southwesternmost superintendency superintendentship thanatological thereinafter
thereinbefore thirtysomethings throughither withdrawable
"""
#: So many words are a phrase with a function word among them, and so many with short words alone.
_WITH_FUNCTION_WORD: Final = 3
_WITH_SHORT_WORDS: Final = 5
#: The words of a phrase have so many letters in the mean, but for the article; of a long phrase, of so many words.
_MEAN_LENGTH: Final = 3.5
_LONG_PHRASE: Final = 6
_MEAN_LENGTH_OF_LONG: Final = 2.8
_ARTICLE: Final = "a"
#: A preposition between words of so many letters makes a phrase, too: units of measurement.
_PREPOSITIONS: Final = frozenset(("of", "to", "in", "by", "as", "on"))
_BESIDE_PREPOSITION: Final = 5
#: Two words in a text that has lost its spaces have so many letters; names of more words are rare.
_SHORTEST_PAIR: Final = 8
_NAME_OF_WORDS: Final = 3
#: What a word costs more that is a single letter, and one of capitals, which no table has: for itself and each letter,
#: in nats.
_SINGLE: Final = 3.0
#: What a name costs: more than two common words, as two that are glued again and again are none.
_OF_NAME: Final = 20.0
#: What a rare word costs, for itself and each letter; how many words are known for each that is rare, and how many
#: function words there are.
_RARE: Final = 14.0
_RARE_LETTER: Final = 2.0
_KNOWN_A_RARE: Final = 5
_TELLING_A_RARE: Final = 2
_CAPITALS: Final = 8.0
_CAPITAL: Final = 2.0


@dataclass(frozen=True, kw_only=True)
class PartGluedWords(RepeatedNormalizer):
    """Put back the spaces between English words that an extractor lost.

    pypdf, pdfplumber and ``pdftotext -raw`` take a gap for a space where it is as wide as a fixed share of an em. In a
    line of Chinese that was justified, and in many pages that a browser printed, the gaps between Latin words are
    narrower: a whole English sentence comes out as one word. OCR engines that read by line, such as RapidOCR, do so as
    well. The words are found again by how common they are in English: of all ways to cut the run into words the most
    probable one, with the names that stand in the text by themselves. A run is a phrase where it has three words or
    more and one of them, such as *the* or *which*, is hardly a part of a name, or where short words say so (*units of
    measurement*). In a text that has hardly a space between Latin words left, two words are parted, too.

    Left alone: elsewhere two words (keyboardemulation), as many such are one word (filesystem); names (NetworkManager,
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
    phrases = list(_phrases(text, _RUN, _is_phrase))
    if len(phrases) >= _PHRASES and len(_SPACE.findall(text)) < _SPACES_A_PHRASE * len(phrases):
        phrases = list(_phrases(text, _LOST_RUN, _are_words))
    return [joint for joints in phrases for joint in joints]


def _phrases(text: str, pattern: re.Pattern[str], judge: Callable[[Sequence[str]], bool]) -> Iterator[list[int]]:
    """For each run of `pattern` that is several words, as `judge` says, where they meet."""
    runs = [run for run in pattern.finditer(text) if run[0].lower() not in _whole_words()]
    names = _names(text) if runs else frozenset()
    for run in runs:
        words = _words(run[0], names)
        if judge(words):
            yield list(accumulate(map(len, words), initial=run.start()))[1:-1]


def _names(text: str) -> frozenset[str]:
    """The names that stand in the text by themselves, more than once: Debian, LibreOffice."""
    return frozenset(name for name, times in Counter(_NAME.findall(text)).items() if times > 1)


@lru_cache(maxsize=4096)
def _words(run: str, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words that `run` most probably is made of; none where it cannot be cut into words and `names`.

    Among so many that are known one may be rare. Remembered: pages ask for the same runs again, and a text that has
    lost its spaces asks for all of them twice.
    """
    words = _cut(run, names, with_rare=False)
    if words or len(_function_words().findall(run)) < _TELLING_A_RARE:
        return words
    words = _cut(run, names, with_rare=True)
    rare = sum(_cost(word, word.lower(), names) == inf for word in words)
    return words if len(words) - rare >= _KNOWN_A_RARE * rare else ()


def _cut(run: str, names: Set[str], *, with_rare: bool) -> tuple[str, ...]:
    """The words that cost least together; none where there are no such words."""
    costs, lower, size = _costs(), run.lower(), len(run)
    is_lower = run == lower
    # For each number of letters: what the words that they make up cost at least, and where the last of them begins.
    least, begin = [0.0] + [inf] * size, [0] * (size + 1)
    for start in range(size):
        if least[start] == inf:
            continue
        for end in range(start + 1, min(start + _LONGEST_WORD, size) + 1):
            word = lower[start:end]
            cost = costs.get(word, inf) if is_lower else _cost(run[start:end], word, names)
            if cost == inf and with_rare and run[start + 1 : end].islower():
                cost = _RARE + _RARE_LETTER * (end - start)
            if least[start] + cost < least[end]:
                least[end], begin[end] = least[start] + cost, start
    words: list[str] = []
    end = size if least[size] < inf else 0
    while end:
        words.append(run[begin[end] : end])
        end = begin[end]
    return tuple(reversed(words))


def _cost(word: str, lower: str, names: Set[str]) -> float:
    """How improbable a word is, in nats; no word has a capital behind a small letter."""
    cost = _costs().get(lower, inf)
    if cost < inf and (word.islower() or word[1:].islower() or word.isupper()):
        return cost
    if not word[0].isupper():
        return inf
    if word in names:
        return _OF_NAME
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


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether the words are those of a phrase and not parts of a word or name."""
    mean = _MEAN_LENGTH if len(words) < _LONG_PHRASE else _MEAN_LENGTH_OF_LONG
    if sum(map(len, words)) < mean * sum(word != _ARTICLE for word in words):
        return False
    if not any(map(str.islower, words[1:])):
        return False  # ReadOnlyMany
    function_words, short_words = _telling_words()
    if not function_words.isdisjoint([words[0].lower(), *words[1:]]):
        return len(words) >= _WITH_FUNCTION_WORD
    if len(words) >= _WITH_SHORT_WORDS and not short_words.isdisjoint(words):
        return True
    return any(
        middle in _PREPOSITIONS and min(len(before), len(behind)) >= _BESIDE_PREPOSITION and behind.islower()
        for before, middle, behind in zip(words, words[1:], words[2:], strict=False)
    )


def _are_words(words: Sequence[str]) -> bool:
    """Whether the words are those of a text that has lost its spaces, where a run is hardly a part of a word.

    Names have capitals (NetworkManager); of parts of words those of one or two letters are the likeliest.
    """
    if len(words) < 2 or _is_phrase(words):
        return len(words) > 1
    function_words, short_words = _telling_words()
    if all(word.lower() in function_words | short_words for word in words):
        return True
    letters = sum(map(len, words))
    if letters < _SHORTEST_PAIR or letters < _MEAN_LENGTH * sum(word != _ARTICLE for word in words):
        return False
    return len(words) > _NAME_OF_WORDS or all(map(str.islower, words[1:]))


@cache
def _function_words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_FUNCTION_WORDS.split(), key=len, reverse=True)))


@cache
def _telling_words() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_FUNCTION_WORDS.split()), frozenset(_SHORT_WORDS.split())


part_glued_words = PartGluedWords()
"""Where the words of an English phrase were printed as one."""
