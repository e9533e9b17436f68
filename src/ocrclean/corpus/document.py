"""One document: text in, clean text and an account of the changes out."""

from collections import Counter
from enum import Enum
from typing import NamedTuple

from ocrclean.config import Settings
from ocrclean.edits import Edit, compose

__all__ = ["Cleaned", "Kind", "Show", "clean_document", "kind_of"]


class Kind(Enum):
    """What a file holds, by its name."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSONL = "jsonl"
    PARQUET = "parquet"


_SUFFIXES = {
    Kind.MARKDOWN: (".md", ".markdown"),
    Kind.JSONL: (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst"),
    Kind.PARQUET: (".parquet",),
}


def kind_of(path: str) -> Kind:
    """What the file at `path` holds; any text where its name tells nothing."""
    lower = path.lower()
    return next((kind for kind, suffixes in _SUFFIXES.items() if lower.endswith(suffixes)), Kind.TEXT)


class Show(Enum):
    """What is printed of a document."""

    NOTHING = ""
    TEXT = "text"
    DIFF = "diff"
    COLOR_DIFF = "color diff"
    EDITS = "edits"
    EDITS_AS_JSON = "edits as json"


class Cleaned(NamedTuple):
    """A clean text, how many edits each rule made, and what is to be printed."""

    text: str
    rules: Counter[str]
    shown: str


def clean_document(
    text: str, name: str, settings: Settings, *, show: Show, markdown: bool = False, record: bool = False
) -> Cleaned:
    """`text` cleaned; `name` stands in what is shown. A `record` gets no final line feed that it did not have."""
    if record and not text.endswith("\n"):
        cleaned = clean_document(f"{text}\n", name, settings, show=show, markdown=markdown)
        return cleaned._replace(text=cleaned.text.removesuffix("\n"))
    pipeline = settings.pipeline_for(text, markdown=markdown)
    rules: Counter[str] = Counter()
    composed: list[Edit] = []
    explained = show not in (Show.NOTHING, Show.TEXT)
    after = text
    for step in pipeline.run(text):
        rules.update(edit.rule for edit in step.edits)
        if explained:
            composed = compose(composed, step.edits)
        after = step.after
    edits = [edit for edit in composed if text[edit.start : edit.end] != edit.text]
    return Cleaned(after, rules, _shown(name, text, edits, show) if explained else "")


def _shown(name: str, text: str, edits: list[Edit], show: Show) -> str:
    from ocrclean import report

    if show is Show.EDITS:
        return "".join(report.explain(name, text, edits))
    if show is Show.EDITS_AS_JSON:
        return "".join(report.explain_as_json(name, text, edits))
    return "".join(report.unified_diff(name, text, edits, color=show is Show.COLOR_DIFF))
