"""Simplified into traditional Chinese and back, and between their regional standards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer
from ocrclean.scripts import telling_characters

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["CONFIGURATIONS", "ConvertScript", "convert_script"]

#: OpenCC's configurations: s simplified, t traditional (OpenCC's own standard), tw Taiwan, hk Hong Kong, jp Japanese
#: ideographs; with p the words of the region as well.
CONFIGURATIONS: Final = (
    "s2t", "t2s", "s2tw", "tw2s", "s2hk", "hk2s", "s2twp", "tw2sp", "s2hkp", "hk2sp", "t2tw", "tw2t", "t2hk", "hk2t",
    "t2jp", "jp2t",
)  # fmt: skip
#: What OpenCC's interface cannot take: NUL ends a C string, and a lone surrogate has no UTF-8.
_UNFIT: Final = "\0\ud800-\udfff"
#: Phrases of OpenCC's dictionaries do not reach over these, and conversion leaves them as they are.
_BOUNDARY: Final = late(r"[，。！？；：、（）《》“”「」\s]")
#: Beyond this a clause is not aligned character by character: the work grows with its square.
_LONG_CLAUSE: Final = 200


@dataclass(frozen=True, kw_only=True)
class ConvertScript(RepeatedNormalizer):
    """Text in one script is written in another, by OpenCC.

    Not part of the default pipeline: a text is kept in the script that it was printed in, unless somebody wants it
    otherwise. Conversion goes by phrases, since one simplified character may stand for several traditional ones
    (头发 is 頭髮, 发展 is 發展); names are beyond it.

    `config` is one of OpenCC's configurations, by name: "t2s", "s2t", "tw2sp", "s2twp", "s2hk", ... `protect` lists
    words that are kept (the company 昇腾 is not 升腾). A text that has no character of the script it is converted from
    and some of the target's is left as it is: converting twice would spoil words that mean something else there.

    The converter is loaded at the first use, once in each process; the normalizer itself can be pickled.

    >>> from ocrclean import ConvertScript
    >>> ConvertScript(config="t2s")("頭髮與發展")
    '头发与发展'
    >>> ConvertScript(config="s2twp")("鼠标和软件")
    '滑鼠和軟體'
    >>> ConvertScript(config="s2t", protect=("皇后镇",))("去皇后镇的机票")
    '去皇后镇的機票'
    """

    config: str = "t2s"
    protect: tuple[str, ...] | str = ()

    name: ClassVar[str] = "convert-script"
    summary: ClassVar[str] = "traditional Chinese into simplified, or as `config` says (by OpenCC)"
    change: ClassVar[Change] = Change.RECODE
    examples: ClassVar = (
        ("漢語與漢字", "汉语与汉字"),
        ("頭髮、發展、乾燥、乾隆", "头发、发展、干燥、乾隆"),
    )
    counter_examples: ClassVar = ("汉语与汉字", "乾隆皇帝", "AI 2023")

    def __post_init__(self) -> None:
        if self.config not in CONFIGURATIONS:
            raise ValueError(f"config is {self.config!r}, which is none of: {', '.join(CONFIGURATIONS)}")
        words = (self.protect,) if isinstance(self.protect, str) else tuple(self.protect)
        if not all(words):
            raise ValueError("protect has an empty word")
        object.__setattr__(self, "protect", words)

    def look(self, text: str) -> list[Edit]:
        """What one conversion changes; it is converted again until it is all in the target script or stays the same."""
        pieces = [] if text.isascii() else list(self._pieces(text))
        if self._is_done("".join(piece for _, piece in pieces)):
            return []
        found: list[Edit] = []
        for start, old in pieces:
            if (new := _converter(self.config).convert(old)) != old:
                found += _aligned(start, old, new)
        return found

    def _pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """What is converted, with its place: all but protected words and what OpenCC cannot take."""
        kept = _kept(tuple(self.protect))
        done = 0
        for match in kept.finditer(text):
            if match.start() > done:
                yield done, text[done : match.start()]
            done = match.end()
        if done < len(text):
            yield done, text[done:]

    def _is_done(self, text: str) -> bool:
        """Whether `text` is in the target script; where source and target are variants of one, nobody can tell."""
        source, target = self.config.split("2")
        if (source == "s") == target.startswith("s"):
            return False
        simplified, traditional = telling_characters()
        here, there = (simplified, traditional) if source == "s" else (traditional, simplified)
        characters = set(text)
        return not characters.isdisjoint(there) and characters.isdisjoint(here)


@cache
def _kept(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest_first), f"[{_UNFIT}]+"]))


@cache
def _converter(config: str) -> "OpenCC":
    """OpenCC's converter: it loads dictionaries, so each process makes one; it cannot be pickled."""
    from opencc import OpenCC

    return OpenCC(config)


def _aligned(start: int, old: str, new: str) -> Iterator[Edit]:
    """The edits that make `new` of `old`, which stands at `start`: characters, and words of another length."""
    if len(old) == len(new):
        yield from _substitutions(start, old, new)
        return
    old_clauses, new_clauses = _clauses(old), _clauses(new)
    if len(old_clauses) != len(new_clauses):
        old_clauses, new_clauses = [old], [new]
    for before, after in zip(old_clauses, new_clauses, strict=True):
        if len(before) == len(after):
            yield from _substitutions(start, before, after)
        elif len(before) > _LONG_CLAUSE:
            yield Edit(start, start + len(before), after, "convert-script")
        else:
            for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
                if tag != "equal":
                    yield Edit(start + i1, start + i2, after[j1:j2], "convert-script")
        start += len(before)


def _clauses(text: str) -> list[str]:
    """`text` cut behind its punctuation and white space."""
    ends = [match.end() for match in _BOUNDARY.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _substitutions(start: int, old: str, new: str) -> Iterator[Edit]:
    for i, (a, b) in enumerate(zip(old, new, strict=True)):
        if a != b:
            yield Edit(start + i, start + i + 1, b, "convert-script")


convert_script = ConvertScript()
