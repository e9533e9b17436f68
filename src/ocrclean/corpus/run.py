"""A run over files and folders: what is to be done, in which order, by how many processes."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ocrclean.config import ConfigError, Configuration
from ocrclean.corpus.document import Kind, Show
from ocrclean.corpus.file import Job, Outcome, clean_file, clean_records, lost_file
from ocrclean.corpus.reporter import Reporter
from ocrclean.corpus.walk import Found, find
from ocrclean.files import STDIN, DocumentError, sweep

if TYPE_CHECKING:
    from ocrclean.corpus.manifest import Manifest
    from ocrclean.corpus.pool import Pool

__all__ = ["Goal", "Run", "Where"]

_WORTH_A_PROCESS = 1 << 20  # bytes; less is done before a second process has started
_WHOLE = 1 << 21  # a file of records up to this size is one worker's; a larger one is shared out
_FILES_AHEAD = 4  # a job is a few hundred bytes: that many fit into a connection with room to spare


class Where(Enum):
    """Where clean text goes."""

    STDOUT = "standard output"
    NOWHERE = "nowhere"
    IN_PLACE = "in place"
    FOLDER = "folder"


class Goal(NamedTuple):
    """What a run is for."""

    where: Where
    show: Show
    folder: str | None = None  # of the output
    jobs: int = 1
    manifest: str | None = None


class Run:
    """One call of the command over its paths."""

    def __init__(self, goal: Goal, configuration: Configuration, reporter: Reporter) -> None:
        self._goal = goal
        self._configuration = configuration
        self._reporter = reporter
        self._targets: dict[str, str] = {}

    def go(self, paths: Sequence[str]) -> None:
        """Clean everything at `paths`; raises `ConfigError` before anything is done."""
        jobs = list(self._jobs(paths))
        with self._open_manifest() as manifest:
            waiting = [job for job in jobs if not (manifest and job.target and _is_done(manifest, job))]
            size = sum(job.size for job in waiting)
            self._reporter.expect(len(waiting), size, already=len(jobs) - len(waiting))
            if manifest:
                for folder in {os.path.dirname(job.target) or "." for job in waiting if job.target}:
                    sweep(folder)
            with self._open_pool(waiting, size) as pool:
                self._work(waiting, pool, manifest)

    def _jobs(self, paths: Sequence[str]) -> Iterator[Job]:
        seen = set()
        for path in paths:
            for found in find(path, self._configuration, self._tell, without=self._goal.folder):
                key = os.path.abspath(found.path)
                if key not in seen:
                    seen.add(key)
                    yield self._job(found)

    def _tell(self, error: DocumentError) -> None:
        self._reporter.problem(str(error))

    def _job(self, found: Found) -> Job:
        settings = self._configuration.settings(found.path)
        if found.path == STDIN and self._configuration.values(STDIN)["field"].source != "--field":
            settings = settings._replace(field=())  # a project's records do not make its pipes carry records
        return Job(found.path, found.size, self._target(found), settings, self._goal.show)

    def _target(self, found: Found) -> str | None:
        """Where the clean file goes."""
        if self._goal.where is Where.IN_PLACE:
            return found.path
        if self._goal.where is not Where.FOLDER:
            return None
        target = os.path.join(self._goal.folder or "", found.inside)
        other = self._targets.setdefault(os.path.abspath(target), found.path)
        if other != found.path:
            raise ConfigError(f"{found.path}: would be written over {target}, which {other} becomes; clean them apart")
        if os.path.abspath(target) == os.path.abspath(found.path):
            raise ConfigError(f"{found.path}: the output folder is its own; name another one, or use --in-place")
        return target

    def _open_manifest(self) -> "AbstractContextManager[Manifest | None]":
        if self._goal.manifest is None:
            return nullcontext()
        from ocrclean.corpus.manifest import Manifest

        return Manifest(self._goal.manifest)

    def _open_pool(self, jobs: Sequence[Job], size: int) -> "AbstractContextManager[Pool | None]":
        stream = any(job.path == STDIN and job.kind is Kind.JSONL for job in jobs)
        if self._goal.jobs == 1 or not (stream or size >= _WORTH_A_PROCESS):
            return nullcontext()
        from ocrclean.corpus.pool import Pool

        return closing(Pool(self._goal.jobs))

    def _work(self, jobs: Sequence[Job], pool: "Pool | None", manifest: "Manifest | None") -> None:
        for in_pieces, some in groupby(jobs, key=_goes_in_pieces):
            if in_pieces:
                for job in some:
                    self._take_note(job, self._in_pieces(job, pool, manifest), manifest)
            else:
                # In the same order: the pool keeps it.
                whole = list(some)
                for job, outcome in zip(whole, self._whole(whole, pool), strict=True):
                    self._take_note(job, [outcome], manifest)

    def _whole(self, jobs: Sequence[Job], pool: "Pool | None") -> Iterator[Outcome]:
        if pool is None:
            return map(clean_file, jobs)
        return pool.map(clean_file, jobs, lost=lost_file, ahead=_FILES_AHEAD)

    def _in_pieces(self, job: Job, pool: "Pool | None", manifest: "Manifest | None") -> Iterator[Outcome]:
        try:
            yield from clean_records(job, pool=pool, manifest=manifest)
        except DocumentError as error:
            yield Outcome(job.path, job.size, records=0, problems=(str(error),))

    def _take_note(self, job: Job, outcomes: Iterable[Outcome], manifest: "Manifest | None") -> None:
        errors = self._reporter.errors
        for outcome in outcomes:
            self._reporter.add(outcome)
        if manifest and job.target and self._reporter.errors == errors:
            manifest.done(job.path, job.target, job.options)


def _is_done(manifest: "Manifest", job: Job) -> bool:
    return job.target is not None and manifest.is_done(job.path, job.target, job.options)


def _goes_in_pieces(job: Job) -> bool:
    return job.kind in (Kind.JSONL, Kind.PARQUET) and (job.size > _WHOLE or job.path == STDIN)
