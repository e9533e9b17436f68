"""Wrapped lines merged into paragraphs."""

from dataclasses import dataclass
from typing import ClassVar

from ocrclean.edits import Edit
from ocrclean.normalizer import Change, Normalizer

__all__ = ["MergeWrappedLines", "merge_wrapped_lines"]


@dataclass(frozen=True, kw_only=True)
class MergeWrappedLines(Normalizer):
    """Not written yet; see the issue."""

    blocks: str = "blank"

    name: ClassVar[str] = "merge-wrapped-lines"
    summary: ClassVar[str] = "merge wrapped lines into paragraphs, one blank line between blocks"
    change: ClassVar[Change] = Change.SPACE
    examples: ClassVar = ()
    counter_examples: ClassVar = ()

    def edits(self, text: str) -> list[Edit]:
        return []


merge_wrapped_lines = MergeWrappedLines()
