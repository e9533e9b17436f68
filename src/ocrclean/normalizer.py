"""What a normalizer is: a pure function of text that proposes edits and declares what it may change."""

import enum
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, ClassVar, Self

from ocrclean.edits import Edit, apply_edits, compose
from ocrclean.late import late

__all__ = ["Change", "Normalizer", "RepeatedNormalizer", "UnsafeChangeError", "most_rounds"]

_WHITE_SPACE = late(r"\s+")


def most_rounds(text: str) -> int:
    """How often a rule that lays bare new work for itself may be applied to `text`.

    Two or three rounds are the rule. A short text may take as many as it needs to come to rest; the bound keeps the
    work linear on long hostile ones.
    """
    return 8 + 2_000_000 // (len(text) + 1)


class Change(enum.Enum):
    """The class of change that a normalizer declares, and `Normalizer.holds` checks."""

    SPACE = "space"
    """Only white space changes."""
    WIDTH = "width"
    """Characters change into others of the same meaning: equal after the normalizer's `fold`."""
    DELETE = "delete"
    """Characters are only deleted: the output is a subsequence of the input, white space aside."""
    REORDER = "reorder"
    """The same characters in another order, table markup aside."""
    RECODE = "recode"
    """Any character may become others (mojibake, script conversion)."""


class UnsafeChangeError(RuntimeError):
    """A normalizer changed more than it declares: a defect of the normalizer, raised in safe mode."""


class Normalizer(ABC):
    """A pure ``str -> str`` function that can also say which edits it makes.

    Concrete normalizers are frozen dataclasses whose fields are their options, keyword-only and validated. They
    are total (any `str`, lone surrogates included), deterministic, picklable, linear in the length of the text
    and idempotent on their own output.

    >>> from ocrclean import normalize_punctuation
    >>> normalize_punctuation("你好,世界")
    '你好，世界'
    >>> normalize_punctuation.edits("你好,世界")
    [Edit(start=2, end=3, text='，', rule='punctuation-width')]
    """

    name: ClassVar[str]
    """The name on the command line and in configuration: words joined by hyphens."""
    summary: ClassVar[str]
    """One line for ``--list``."""
    change: ClassVar[Change]
    examples: ClassVar[Sequence[tuple[str, str]]]
    """Pairs (before, after)."""
    counter_examples: ClassVar[Sequence[str]]
    """Texts that look alike and are left as they are."""
    rests: ClassVar[bool] = False
    """Whether what `propose` leaves holds no work for it, so that a pipeline need not ask again to know."""

    @abstractmethod
    def edits(self, text: str) -> list[Edit]:
        """The edit list that this normalizer proposes for `text`."""

    def propose(self, text: str) -> list[Edit]:
        """The edits of one look at `text`: a pipeline asks again until nothing is left.

        The same as `edits` but where a normalizer needs several looks to come to rest.
        """
        return self.edits(text)

    def __call__(self, text: str) -> str:
        return apply_edits(text, self.edits(text))

    def fold(self, text: str) -> str:
        """What must stay the same through this normalizer (white space aside)."""
        return text

    def holds(self, before: str, after: str) -> bool:
        """Whether `after` differs from `before` only as the declared class of change allows."""
        if self.change is Change.RECODE:
            return True
        a, b = (_WHITE_SPACE.sub("", self.fold(text)) for text in (before, after))
        if self.change is Change.DELETE:
            remaining = iter(a)
            return all(character in remaining for character in b)
        if self.change is Change.REORDER:
            return sorted(a) == sorted(b)
        return a == b

    def with_options(self, **options: Any) -> Self:
        """The same normalizer with other options; raises `ValueError` where one is unknown or out of range."""
        known = {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]
        if unknown := options.keys() - known.keys():
            raise ValueError(f"{self.name} has no option {sorted(unknown)[0]!r}; it has: {', '.join(known) or 'none'}")
        return type(self)(**(known | options))


class RepeatedNormalizer(Normalizer):
    """A normalizer whose edits may lay bare more work for itself: it says what one look finds, and looks again."""

    @abstractmethod
    def look(self, text: str) -> list[Edit]:
        """The edits of one look at `text`."""

    def edits(self, text: str) -> list[Edit]:
        composed = found = self.look(text)
        now = text
        for _ in range(most_rounds(text)):
            if not found:
                break
            now = apply_edits(now, found)
            found = self.look(now)
            composed = compose(composed, found)
        return [edit for edit in composed if text[edit.start : edit.end] != edit.text]
