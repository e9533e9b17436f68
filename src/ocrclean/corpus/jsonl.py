"""JSON Lines: the named fields of each record are cleaned, every other byte of the line stays as it is."""

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import IO, Any, NamedTuple, Protocol

from ocrclean.config import Settings
from ocrclean.corpus.document import Show, clean_document
from ocrclean.files import STDIN, DocumentError

__all__ = [
    "Batch",
    "BatchResult",
    "Sink",
    "Source",
    "clean_batch",
    "lost_batch",
    "open_for_reading",
    "packed",
    "read_batches",
]

_BATCH_SIZE = 1 << 18  # bytes of whole lines that one worker takes at a time


class Source(Protocol):
    """What records are read from: a binary file, packed or not."""

    def readlines(self, hint: int, /) -> list[bytes]:
        """Whole lines, of about `hint` bytes together; none at the end."""
        ...


class Sink(Protocol):
    """What records are written to."""

    def write(self, data: bytes, /) -> Any:
        """Write all of `data`."""
        ...


class Batch(NamedTuple):
    """Whole lines of one file."""

    name: str
    first_line: int
    data: bytes
    settings: Settings
    show: Show


class BatchResult(NamedTuple):
    """The lines of a batch, cleaned, and the account of them."""

    data: bytes
    size: int  # of the batch as it was
    lines: int
    records: int
    changed: int
    rules: Counter[str]
    problems: list[str]
    shown: str


def read_batches(source: Source, name: str, settings: Settings, first_line: int = 1, *, show: Show) -> Iterator[Batch]:
    """The lines from here to the end of `source`, some at a time."""
    while lines := source.readlines(_BATCH_SIZE):
        yield Batch(name, first_line, b"".join(lines), settings, show)
        first_line += len(lines)


def clean_batch(batch: Batch) -> BatchResult:
    """Every line of the batch cleaned; a line that cannot be is named and kept as it was."""
    out: list[bytes] = []
    rules: Counter[str] = Counter()
    problems: list[str] = []
    shown: list[str] = []
    lines = batch.data.split(b"\n")
    lines[:-1] = [line + b"\n" for line in lines[:-1]]
    if not lines[-1]:
        lines.pop()
    changed = records = 0
    for number, line in enumerate(lines, batch.first_line):
        place = f"{batch.name}:{number}"
        try:
            new = _clean_line(line, place, batch, rules, shown)
        except Exception as error:  # a record must not stop a run over night
            problems.append(f"{place}: {_reason(error)}; the record stays as it was")
            new = line
        out.append(new)
        records += bool(line.strip())
        changed += new != line
    return BatchResult(b"".join(out), len(batch.data), len(lines), records, changed, rules, problems, "".join(shown))


def lost_batch(batch: Batch) -> BatchResult:
    """The account of a batch whose worker died on it: it stays as it was."""
    count = batch.data.count(b"\n") + (not batch.data.endswith(b"\n"))
    place = f"{batch.name}:{batch.first_line}-{batch.first_line + count - 1}"
    problem = f"{place}: the worker process died on these lines; they stay as they were"
    return BatchResult(batch.data, len(batch.data), count, count, 0, Counter(), [problem], "")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"is not valid JSON ({error.msg}, character {error.pos})"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} of the line is not UTF-8"
    if isinstance(error, DocumentError):
        return str(error)
    return f"cleaning failed ({type(error).__name__}: {error})"


def _clean_line(line: bytes, place: str, batch: Batch, rules: Counter[str], shown: list[str]) -> bytes:
    if not line.strip():
        return line
    mark = _MARK if line.startswith(_MARK) else b""
    source = line[len(mark) :].decode("utf-8")
    parts: list[str] = []
    done = 0
    for start, end, text in _values(source, batch.settings.field):
        cleaned = clean_document(text, place, batch.settings, show=batch.show, record=True)
        rules.update(cleaned.rules)
        shown.append(cleaned.shown)
        if cleaned.text != text:
            parts += [source[done:start], _encoded(cleaned.text, like=source[start:end])]
            done = end
    return mark + "".join([*parts, source[done:]]).encode("utf-8") if parts else line


_MARK = b"\xef\xbb\xbf"  # the byte order mark of UTF-8
_SPACE = re.compile(r"[ \t\r\n]*+")
_DECODER = json.JSONDecoder()


def _values(source: str, fields: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where the strings of the named fields stand in a record, quotes included, and what they say."""
    record = json.loads(source)
    if not isinstance(record, dict):
        raise DocumentError("record", "is no JSON object")
    for field in fields:
        if not isinstance(record.get(field), str | None):
            raise DocumentError(f"field {field!r}", "is no text")
        if field not in record:
            raise DocumentError(f"field {field!r}", "is missing")
    found = []
    at = _after_space(source, source.index("{") + 1)
    while source[at : at + 1] == '"':  # valid JSON, as the parser has seen
        key, at = _DECODER.raw_decode(source, at)
        start = _after_space(source, source.index(":", at) + 1)
        value, end = _DECODER.raw_decode(source, start)
        if key in fields and isinstance(value, str):
            found.append((start, end, value))
        at = _after_space(source, _after_space(source, end) + 1)  # beyond the comma or the closing brace
    return found


def _after_space(source: str, at: int) -> int:
    """The first offset from `at` on that holds no white space."""
    match = _SPACE.match(source, at)
    return match.end() if match else at


def _encoded(text: str, *, like: str) -> str:
    """`text` as JSON, escaped as the value was that it replaces."""
    escaped = like.isascii() and "\\u" in like
    lone = any("\ud800" <= character <= "\udfff" for character in text)
    return json.dumps(text, ensure_ascii=escaped or lone)


@contextmanager
def open_for_reading(path: str) -> Iterator[tuple[Source, IO[bytes]]]:
    """The lines of the file at `path`, unpacked where its name ends in .gz or .zst, and the file as it is."""
    if path == STDIN:
        yield sys.stdin.buffer, _Nowhere()
        return
    with open(path, "rb") as file:
        if path.endswith(".gz"):
            import gzip

            yield gzip.GzipFile(fileobj=file), file
        elif path.endswith(".zst"):
            stream = _zstandard(path).ZstdDecompressor().stream_reader(file, read_across_frames=True)
            yield io.BufferedReader(stream), file
        else:
            yield file, file


class _Nowhere(io.BytesIO):
    """Stands for the place in a stream that has none."""


def packed(path: str, sink: Any) -> AbstractContextManager[Sink]:
    """A writer that packs as the name `path` tells, into `sink`; the same input always gives the same bytes."""
    if path.endswith(".gz"):
        import gzip

        return gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=sink, mtime=0)
    if path.endswith(".zst"):
        writer: AbstractContextManager[Sink] = _zstandard(path).ZstdCompressor().stream_writer(sink, closefd=False)
        return writer
    return nullcontext(sink)


def _zstandard(path: str) -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise DocumentError(path, "needs the package zstandard", "pip install 'ocrclean[corpus]'") from error
    return zstandard
