"""One file: read, cleaned, and written where the job says. A file of records goes through in pieces."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ocrclean._version import __version__
from ocrclean.config import Settings
from ocrclean.corpus.document import Kind, Show, clean_document, kind_of
from ocrclean.files import (
    STDIN,
    DocumentError,
    Replacement,
    decode_bytes,
    encode_text,
    part_name,
    read_document,
    real_target,
)

if TYPE_CHECKING:
    from ocrclean.corpus.jsonl import BatchResult
    from ocrclean.corpus.manifest import Manifest
    from ocrclean.corpus.pool import Pool

__all__ = ["Job", "Outcome", "Progress", "clean_file", "clean_records", "lost_file"]


_CHECKPOINT_BYTES = 1 << 20  # written between two notes of how far a file of records is


class Job(NamedTuple):
    """What to do with one file."""

    path: str
    size: int
    target: str | None  # where the clean file goes; None: nowhere
    settings: Settings
    show: Show

    @property
    def options(self) -> str:
        """All that the result depends on but the file, as a digest."""
        from hashlib import sha256

        return sha256(f"{__version__} {tuple(self.settings)}".encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def kind(self) -> Kind:
        if self.path == STDIN:
            return Kind.JSONL if self.settings.field else Kind.TEXT
        return kind_of(self.path)

    @property
    def in_place(self) -> bool:
        return self.target == self.path

    def open_target(self, **options: Any) -> Replacement:
        """The file to write; raises `DocumentError` where it must or can not be written."""
        assert self.target is not None
        if self.in_place:
            return Replacement(real_target(self.path), **options)
        try:
            os.makedirs(os.path.dirname(self.target) or ".", exist_ok=True)
        except OSError as error:
            raise DocumentError.of(self.target, error, "check the output folder") from error
        return Replacement(self.target, **options)


class Progress(NamedTuple):
    """How far a file of records is: all that it takes to go on."""

    read: int = 0  # bytes of the source
    written: int = 0  # bytes of the unfinished target
    line: int = 1  # the next one
    records: int = 0
    changed: int = 0
    problems: int = 0
    rules: Mapping[str, int] = MappingProxyType({})


class Outcome(NamedTuple):
    """What became of a file, or of a piece of it while `finished` is False."""

    path: str
    size: int = 0  # bytes of the source that are done
    finished: bool = True
    changed: bool = False
    records: int = 1
    changed_records: int = 0
    rules: Counter[str] = Counter()  # noqa: RUF012 - never written to
    problems: tuple[str, ...] = ()
    shown: bytes = b""


def clean_file(job: Job) -> Outcome:
    """Do the job in this process; what goes wrong is told in the outcome and leaves the file as it was."""
    try:
        if job.kind in (Kind.JSONL, Kind.PARQUET):
            return _sum(list(clean_records(job)))
        return _clean_text_file(job)
    except DocumentError as error:
        return Outcome(job.path, job.size, problems=(str(error),))
    except Exception as error:  # a file must not stop a run over night
        problem = f"{job.path}: cleaning failed ({type(error).__name__}: {error}); it stays as it was"
        return Outcome(job.path, job.size, problems=(problem,))


def lost_file(job: Job) -> Outcome:
    """The outcome where a worker died on the job."""
    problem = f"{job.path}: the worker process died on it (short of memory?); it stays as it was"
    return Outcome(job.path, job.size, problems=(problem,))


def _clean_text_file(job: Job) -> Outcome:
    data = read_document(job.path)
    text = decode_bytes(data, job.path, job.settings.encoding)
    name = "<stdin>" if job.path == STDIN else job.path
    cleaned = clean_document(text, name, job.settings, show=job.show, markdown=job.kind is Kind.MARKDOWN)
    clean = encode_text(cleaned.text, job.path, job.settings.output_encoding)
    changed = clean != data
    if job.target is not None and (changed or not job.in_place):
        with job.open_target() as target:
            target.write(clean)
    shown = clean if job.show is Show.TEXT else cleaned.shown.encode("utf-8")
    return Outcome(job.path, len(data), True, changed, 1, int(changed), cleaned.rules, (), shown)


def _sum(pieces: list[Outcome]) -> Outcome:
    last = pieces[-1]
    rules: Counter[str] = Counter()
    for piece in pieces:
        rules.update(piece.rules)
    return Outcome(
        last.path,
        sum(piece.size for piece in pieces),
        True,
        last.changed,
        sum(piece.records for piece in pieces),
        sum(piece.changed_records for piece in pieces),
        rules,
        tuple(problem for piece in pieces for problem in piece.problems),
        b"".join(piece.shown for piece in pieces),
    )


def clean_records(job: Job, *, pool: "Pool | None" = None, manifest: "Manifest | None" = None) -> Iterator[Outcome]:
    """Clean a file of records in bounded memory; yields an outcome for each piece, the last one `finished`.

    With a `pool` the pieces are cleaned side by side. Raises `DocumentError` for what concerns the whole file,
    which then stays as it was.
    """
    if not job.settings.field:
        raise DocumentError(job.path, "has records", "name the field or column to clean with --field")
    pieces = _parquet_pieces if job.kind is Kind.PARQUET else _jsonl_pieces
    try:
        yield from pieces(job, pool, manifest)
    except (DocumentError, BrokenPipeError):
        raise
    except OSError as error:
        raise DocumentError.of(job.path, error, "it stays as it was") from error
    except Exception as error:
        raise DocumentError(job.path, f"reading failed ({type(error).__name__}: {error})", "check the file") from error


def _writer(job: Job, **options: Any) -> AbstractContextManager[Any]:
    return nullcontext() if job.target is None else job.open_target(**options)


def _parquet_pieces(job: Job, pool: "Pool | None", _manifest: "Manifest | None") -> Iterator[Outcome]:
    from ocrclean.corpus import parquet

    work: Callable[..., Any] = partial(map, parquet.clean_texts)
    if pool:
        work = partial(pool.map, parquet.clean_texts, lost=parquet.lost_texts)
    changed = False
    with _writer(job) as sink:
        if job.show is Show.TEXT:
            raise DocumentError(job.path, "is no text to print", "use --output-dir or --in-place")
        pieces = parquet.clean_parquet(job.path, job.path, sink and sink.file, job.settings, show=job.show, work=work)
        for rows, changed_rows, account in pieces:
            changed = changed or changed_rows > 0
            problems = tuple(account.problems)
            yield Outcome(
                job.path, 0, False, changed, rows, changed_rows, account.rules, problems, account.shown.encode("utf-8")
            )
        if sink and not changed and job.in_place:
            sink.discard()
    yield Outcome(job.path, job.size, True, changed, 0)


def _jsonl_pieces(job: Job, pool: "Pool | None", manifest: "Manifest | None") -> Iterator[Outcome]:
    from ocrclean.corpus import jsonl

    work: Callable[..., Any] = partial(map, jsonl.clean_batch)
    if pool:
        work = partial(pool.map, jsonl.clean_batch, lost=jsonl.lost_batch)
    resumption = _Resumption(job, manifest)
    so_far = resumption.start
    with jsonl.open_for_reading(job.path) as (source, file), _writer(job, **resumption.options) as sink:
        if so_far.read:
            file.seek(so_far.read)
            yield _resumed(job, so_far)
        position = so_far.read
        with jsonl.packed(job.target or "", sink) as out:
            for result in work(jsonl.read_batches(source, job.path, job.settings, so_far.line, show=job.show)):
                if sink:
                    out.write(result.data)
                so_far = _advanced(so_far, result)
                resumption.reached(so_far, sink)
                before, position = position, file.tell()
                shown = result.data if job.show is Show.TEXT else result.shown.encode("utf-8")
                yield Outcome(
                    job.path,
                    position - before,
                    False,
                    so_far.changed > 0,
                    result.records,
                    result.changed,
                    result.rules,
                    tuple(result.problems),
                    shown,
                )
        if sink and not so_far.changed and job.in_place:
            sink.discard()
    yield Outcome(job.path, job.size - position, True, so_far.changed > 0, 0)


def _advanced(so_far: Progress, result: "BatchResult") -> Progress:
    return Progress(
        so_far.read + result.size,
        so_far.written + len(result.data),
        so_far.line + result.lines,
        so_far.records + result.records,
        so_far.changed + result.changed,
        so_far.problems + len(result.problems),
        Counter(so_far.rules) + result.rules,
    )


def _resumed(job: Job, so_far: Progress) -> Outcome:
    """What an earlier run has done of the file."""
    told: tuple[str, ...] = ()
    if so_far.problems:
        told = (f"{job.path}: the earlier run could not clean {so_far.problems} records before line {so_far.line}",)
    counts = (so_far.records, so_far.changed, Counter(so_far.rules))
    return Outcome(job.path, so_far.read, False, so_far.changed > 0, *counts, told)


class _Resumption:
    """Where to begin with a file of plain JSON Lines, and the notes of how far it is.

    A packed file cannot be gone on with in its middle (readers of Zstandard often stop after one frame), so it is
    begun again.
    """

    def __init__(self, job: Job, manifest: "Manifest | None") -> None:
        self.start = Progress()
        self.options: dict[str, Any] = {}
        self._job = job
        self._manifest = None
        self._noted = 0
        if manifest is None or job.target is None or job.path.endswith((".gz", ".zst")):
            return
        self._manifest = manifest
        part = part_name(os.path.realpath(job.target))
        found = manifest.progress(job.path, job.target, job.options)
        if os.path.exists(part) and os.path.getsize(part) >= found.written:
            self.start = found
        self._noted = self.start.written
        self.options = {"part": part, "position": self.start.written}

    def reached(self, so_far: Progress, sink: Replacement | None) -> None:
        if self._manifest and sink and self._job.target and so_far.written - self._noted >= _CHECKPOINT_BYTES:
            sink.sync()
            self._manifest.reached(self._job.path, self._job.target, self._job.options, so_far)
            self._noted = so_far.written
