"""English words, told by how common they are: a run of letters is cut into the words that it most probably is."""

import re
from collections.abc import Sequence, Set
from functools import cache, lru_cache
from math import inf
from typing import Final

__all__ = ["SHORT_WORDS", "are_words", "is_phrase", "is_word", "words_of"]

#: Words that hardly a name has.
_FUNCTION_WORDS: Final = """
about after all also and any are been before being between but can could did does during each for from had has have how
into its may more most must not one only other our should some such than that the their them then there these they this
those through upon was were what when where which while who why will with within without would you your
"""
#: The words of one and two letters; all others are abbreviations.
SHORT_WORDS: Final = "a to of in is be or if on it as by an at no so we up do us my me he"
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
#: Names of more words are rare.
_NAME_OF_WORDS: Final = 3
#: No word of the table is longer.
_LONGEST_WORD: Final = 20
# What words cost, in nats: how improbable they are. The table has the cost of most.
#: A word of capitals, for itself and each letter.
_CAPITALS: Final = 8.0
_CAPITAL: Final = 2.0
#: A name: more than two common words, as two that are glued again and again are none.
_OF_NAME: Final = 20.0
#: A rare word, for itself and each letter; how many words are known for each, and how many function words there are.
_RARE: Final = 14.0
_RARE_LETTER: Final = 2.0
_KNOWN_A_RARE: Final = 5
_TELLING_A_RARE: Final = 2


@lru_cache(maxsize=4096)
def words_of(run: str, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words that `run` most probably is made of; none where it cannot be cut into words and `names`.

    Among so many that are known one may be rare. Remembered: pages ask for the same runs again, and a text that has
    lost its spaces asks for all of them twice. Linear in the length of `run`.

    >>> words_of("thefilesonthedisk"), words_of("qzxv")
    (('the', 'files', 'on', 'the', 'disk'), ())
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
    capitals = word.removesuffix("s") if len(word) > 2 else word
    return _CAPITALS + _CAPITAL * len(word) if capitals.isupper() else inf


def is_word(run: str) -> bool:
    """Whether `run` is one word: of the table, or of those that would be taken for a phrase.

    >>> is_word("Nevertheless"), is_word("neverthelessnot")
    (True, False)
    """
    return run.lower() in _whole_words()


@cache
def _whole_words() -> frozenset[str]:
    return frozenset(_costs()) | frozenset(_SINGLE_WORDS.split())


@cache
def _costs() -> dict[str, float]:
    """Word -> how improbable it is, in nats."""
    from ocrclean.data.words import LEVELS, STEP

    return {word: level * STEP for level, words in LEVELS.items() for word in words.split()}


def is_phrase(words: Sequence[str]) -> bool:
    """Whether the words are those of a phrase and not parts of a word or name.

    >>> is_phrase(["the", "other", "files"]), is_phrase(["key", "board", "layout"]), is_phrase(["Read", "Only", "Many"])
    (True, False, False)
    """
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


def are_words(words: Sequence[str]) -> bool:
    """Whether the words are those of a text that has lost its spaces, where a run is hardly a part of a word.

    Two that are no function words are left, as programs are named so (fakeroot, reportbug), and so are a few with
    capitals (NetworkManager).

    >>> are_words(["is", "the"]), are_words(["block", "device", "layout"]), are_words(["fake", "root"])
    (True, True, False)
    """
    if len(words) < 2 or is_phrase(words):
        return len(words) > 1
    function_words, short_words = _telling_words()
    are_telling = [word.lower() in function_words or word in short_words for word in words]
    if all(are_telling):
        return True
    if sum(map(len, words)) < _MEAN_LENGTH * sum(word != _ARTICLE for word in words):
        return False
    if len(words) > _NAME_OF_WORDS:
        return True
    return all(map(str.islower, words[1:])) and (len(words) > 2 or any(are_telling))


@cache
def _function_words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_FUNCTION_WORDS.split(), key=len, reverse=True)))


@cache
def _telling_words() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_FUNCTION_WORDS.split()), frozenset(SHORT_WORDS.split())
