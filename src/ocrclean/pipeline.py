"""Pipelines of normalizers, and the default one with the reason for each place in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple

from ocrclean.edits import Edit, apply_edits, compose
from ocrclean.normalizer import Change, Normalizer, UnsafeChangeError, most_rounds
from ocrclean.normalizers.characters import normalize_characters
from ocrclean.normalizers.furniture import remove_page_furniture
from ocrclean.normalizers.glued_words import part_glued_words
from ocrclean.normalizers.han_latin import space_han_latin
from ocrclean.normalizers.mojibake import repair_mojibake
from ocrclean.normalizers.overprint import remove_overprint
from ocrclean.normalizers.punctuation import normalize_punctuation
from ocrclean.normalizers.spacing import collapse_spaced_text
from ocrclean.normalizers.tables import repair_tables
from ocrclean.normalizers.wrapping import merge_wrapped_lines

__all__ = ["DEFAULT", "Pipeline", "Step", "clean", "default_pipeline"]


class Step(NamedTuple):
    """What one normalizer did to the text that the steps before it had left."""

    name: str
    before: str
    edits: list[Edit]
    after: str


@dataclass(frozen=True, init=False)
class Pipeline(Normalizer):
    """Normalizers applied in turn, again and again until none of them changes anything.

    A pipeline is itself a normalizer: ``pipeline(text)`` is the clean text, ``pipeline.edits(text)`` one edit
    list on the input. Repeating makes the result a fixed point, so what was cleaned once stays as it is, even
    where a late normalizer lays bare work for an early one.

    With ``safe=True`` each step is checked against the class of change that its normalizer declares;
    `UnsafeChangeError` names the normalizer that broke its word.

    >>> from ocrclean import Pipeline, collapse_spaced_text, normalize_punctuation
    >>> tidy = Pipeline(collapse_spaced_text, normalize_punctuation)
    >>> tidy("月 球 能 源 , 从 哪 来 ?")
    '月球能源，从哪来？'
    """

    steps: tuple[Normalizer, ...]
    safe: bool

    name: ClassVar[str] = "pipeline"
    summary: ClassVar[str] = "normalizers applied in turn until none changes anything"
    change: ClassVar[Change] = Change.RECODE
    examples: ClassVar = ()
    counter_examples: ClassVar = ()

    def __init__(self, *steps: Normalizer, safe: bool = False) -> None:
        for step in steps:
            if not isinstance(step, Normalizer):
                raise TypeError(f"a pipeline takes normalizers, not {step!r}")
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "safe", safe)

    def run(self, text: str) -> Iterator[Step]:
        """The steps that changed something, in order."""
        quiet = 0  # normalizers in a row that had nothing to do
        for _ in range(most_rounds(text)):
            for normalizer in self.steps:
                edits = normalizer.propose(text)
                quiet += 1
                if edits and (after := apply_edits(text, edits)) != text:
                    if self.safe and not normalizer.holds(text, after):
                        raise UnsafeChangeError(
                            f"{normalizer.name} changed more than its class {normalizer.change.value!r} allows"
                        )
                    yield Step(normalizer.name, text, edits, after)
                    text, quiet = after, int(normalizer.rests)
                if quiet >= len(self.steps):
                    return

    def __call__(self, text: str) -> str:
        for step in self.run(text):
            text = step.after
        return text

    def edits(self, text: str) -> list[Edit]:
        composed: list[Edit] = []
        for step in self.run(text):
            composed = compose(composed, step.edits)
        return [edit for edit in composed if text[edit.start : edit.end] != edit.text]


#: The default order.
DEFAULT: Final[tuple[Normalizer, ...]] = (
    # First of all: in misread text C1 controls, NBSP and soft hyphens are bytes of characters, and the next step takes
    # them away.
    repair_mojibake,
    # Before all others, so that they see one line end, one kind of space and ideographs instead of radicals.
    normalize_characters,
    # Before the lines are merged: page numbers and running heads stand in mid-paragraph.
    remove_page_furniture,
    # Before the tables and the merger: the copies are told by whole lines.
    remove_overprint,
    # Before the line merger: the lines of a table are its cells, and merged cells cannot be told apart again.
    repair_tables,
    # Before collapse_spaced_text: a letter-spaced line is a full line, and only its spaces tell.
    merge_wrapped_lines,
    # On whole paragraphs: where many characters in a row are spaced, the spaces stretch a line or a heading.
    collapse_spaced_text,
    # After the merger, which joins a phrase that was wrapped; before the punctuation, which looks at the words beside.
    part_glued_words,
    # The neighbours of a mark decide, so the spaces between are gone by now; in the next round the merger and
    # collapse_spaced_text see full-width marks.
    normalize_punctuation,
    # After all others: only then is it settled which spaces between Han and Latin are left.
    space_han_latin,
)


def default_pipeline(
    *,
    blocks: str = "blank",
    han_latin: str = "tight",
    only: Collection[str] | None = None,
    skip: Collection[str] = (),
    safe: bool = False,
) -> Pipeline:
    """The default pipeline with options.

    `blocks`: what separates paragraphs, "blank" (one blank line) or "newline". `han_latin`: the policy for
    spaces between Han and Latin letters or digits, "tight", "keep" or "spaced". `only` / `skip`: names of
    normalizers to keep / leave out. Raises `ValueError` for a value that is not one of these.
    """
    return _default_pipeline(blocks, han_latin, None if only is None else frozenset(only), frozenset(skip), safe)


@lru_cache(maxsize=32)
def _default_pipeline(
    blocks: str, han_latin: str, only: frozenset[str] | None, skip: frozenset[str], safe: bool
) -> Pipeline:
    names = [step.name for step in DEFAULT]
    for option, chosen in (("only", only or frozenset()), ("skip", skip)):
        if unknown := sorted(chosen - set(names)):
            raise ValueError(
                f"{option} names {unknown[0]!r}, which is no normalizer of the default pipeline: {', '.join(names)}"
            )
    options = {"merge-wrapped-lines": {"blocks": blocks}, "space-han-latin": {"policy": han_latin}}
    # Options are checked even where `only` or `skip` leaves their normalizer out.
    steps = [step.with_options(**options.get(step.name, {})) for step in DEFAULT]
    return Pipeline(*(s for s in steps if s.name not in skip and (only is None or s.name in only)), safe=safe)


def clean(
    text: str,
    *,
    blocks: str = "blank",
    han_latin: str = "tight",
    only: Collection[str] | None = None,
    skip: Collection[str] = (),
    safe: bool = False,
) -> str:
    """`text` as it was printed: one paragraph a block, no furniture, no overprint, no stray spaces.

    The options are those of `default_pipeline`. Any `str` is accepted; what was cleaned once stays as it is.

    >>> clean("月 球 能 源 从 哪 来\\n\\n")
    '月球能源从哪来\\n'
    """
    return default_pipeline(blocks=blocks, han_latin=han_latin, only=only, skip=skip, safe=safe)(text)
