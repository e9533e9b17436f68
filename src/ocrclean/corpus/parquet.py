"""Parquet: the named columns are cleaned, all others go through as they are, some row groups at a time."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

from ocrclean.config import Settings
from ocrclean.corpus.document import Show, clean_document
from ocrclean.files import DocumentError

__all__ = ["Texts", "TextsResult", "clean_parquet", "clean_texts", "lost_texts"]

_ROWS = 512  # that one worker takes at a time
_GROUP_SIZE = 1 << 25  # bytes in memory that make a row group of the output


class Texts(NamedTuple):
    """Some values of one column."""

    name: str
    column: str
    first_row: int
    values: list[str | None]
    settings: Settings
    show: Show


class TextsResult(NamedTuple):
    """The values of `Texts`, cleaned, and the account of them."""

    values: list[str | None]
    rules: Counter[str]
    problems: list[str]
    shown: str


def clean_texts(texts: Texts) -> TextsResult:
    """Every value cleaned; one that cannot be is named and kept as it was."""
    result = TextsResult([], Counter(), [], "")
    shown: list[str] = []
    for row, value in enumerate(texts.values, texts.first_row):
        place = f"{texts.name}:{row}:{texts.column}"
        new = value
        if value is not None:
            try:
                cleaned = clean_document(value, place, texts.settings, show=texts.show, record=True)
                cleaned.text.encode("utf-8")
            except Exception as error:  # a record must not stop a run over night
                result.problems.append(
                    f"{place}: cleaning failed ({type(error).__name__}: {error}); it stays as it was"
                )
            else:
                new = cleaned.text
                result.rules.update(cleaned.rules)
                shown.append(cleaned.shown)
        result.values.append(new)
    return result._replace(shown="".join(shown))


def lost_texts(texts: Texts) -> TextsResult:
    """The account of values whose worker died on them: they stay as they were."""
    place = f"{texts.name}:{texts.first_row}-{texts.first_row + len(texts.values) - 1}:{texts.column}"
    return TextsResult(texts.values, Counter(), [f"{place}: the worker process died on these rows; they stay"], "")


Work = Callable[[Iterable[Texts]], Iterator[TextsResult]]


def clean_parquet(
    path: str, name: str, sink: BinaryIO | None, settings: Settings, *, show: Show, work: Work
) -> Iterator[tuple[int, int, TextsResult]]:
    """Clean the file at `path` into `sink` (None: nowhere); yields (rows, changed rows, account) as it goes on."""
    arrow, parquet = _pyarrow(path)
    try:
        source = parquet.ParquetFile(path)
    except arrow.ArrowInvalid as error:
        raise DocumentError(path, f"is no Parquet file ({error})", "check the file") from error
    with source:
        schema = source.schema_arrow
        _check_columns(path, schema, settings.field, arrow)
        writer = None
        if sink is not None:
            writer = parquet.ParquetWriter(sink, schema, compression=_compression(source))
        waiting: list[Any] = []  # cleaned batches of the row group that is being filled
        row = 1
        for batch in source.iter_batches(batch_size=_ROWS * 8):
            cleaned, changed, results = _clean_batch(batch, name, row, settings, show, work, arrow)
            row += batch.num_rows
            yield batch.num_rows, changed, results
            if writer is not None:
                waiting.append(cleaned)
                if sum(part.nbytes for part in waiting) >= _GROUP_SIZE:
                    writer.write_table(arrow.Table.from_batches(waiting, schema))
                    waiting.clear()
        if writer is not None:
            if waiting:
                writer.write_table(arrow.Table.from_batches(waiting, schema))
            writer.close()


def _clean_batch(
    batch: Any, name: str, first_row: int, settings: Settings, show: Show, work: Work, arrow: Any
) -> tuple[Any, int, TextsResult]:
    account = TextsResult([], Counter(), [], "")
    changed: set[int] = set()
    for column in dict.fromkeys(settings.field):
        place = batch.schema.get_field_index(column)
        old = batch.column(place)
        values = old.to_pylist()
        slices = (
            Texts(name, column, first_row + at, values[at : at + _ROWS], settings, show)
            for at in range(0, len(values), _ROWS)
        )
        new: list[str | None] = []
        for result in work(slices):
            new += result.values
            account.rules.update(result.rules)
            account.problems.extend(result.problems)
            account = account._replace(shown=account.shown + result.shown)
        rows = [row for row, (a, b) in enumerate(zip(values, new, strict=True)) if a != b]
        if rows:
            changed.update(rows)
            array = arrow.array(new, type=arrow.large_string()).cast(old.type)
            batch = batch.set_column(place, batch.schema.field(place), array)
    return batch, len(changed), account


def _check_columns(path: str, schema: Any, columns: Iterable[str], arrow: Any) -> None:
    for column in columns:
        if schema.get_field_index(column) < 0:
            raise DocumentError(path, f"has no column {column!r}", f"its columns are: {', '.join(schema.names)}")
        kind = schema.field(column).type
        inner = kind.value_type if arrow.types.is_dictionary(kind) else kind
        if not (arrow.types.is_string(inner) or arrow.types.is_large_string(inner)):
            raise DocumentError(path, f"column {column!r} holds {kind}, no text", "name another one with --field")


def _compression(source: Any) -> str:
    """How the file is packed; the first column tells."""
    if not source.metadata.num_row_groups or not source.metadata.num_columns:
        return "snappy"
    codec: str = source.metadata.row_group(0).column(0).compression.lower()
    return "none" if codec == "uncompressed" else codec


def _pyarrow(path: str) -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise DocumentError(path, "needs the package pyarrow", "pip install 'ocrclean[corpus]'") from error
    return pyarrow, pyarrow.parquet
