"""What a run has done, in an SQLite file that survives a crash, so that the next run goes on from there."""

import json
import os
import sqlite3
import time
from contextlib import closing
from types import TracebackType
from typing import Self

from ocrclean.corpus.file import Progress
from ocrclean.files import DocumentError

__all__ = ["Manifest"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS done (
    source BLOB, target BLOB, options TEXT, source_stamp TEXT, target_stamp TEXT, PRIMARY KEY (source, target)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (
    source BLOB, target BLOB, options TEXT, source_stamp TEXT, progress TEXT, PRIMARY KEY (source, target)
) WITHOUT ROWID;
"""
_COMMIT_SECONDS = 0.5


class Manifest:
    """The files that are done, each with the options that it was cleaned with.

    A file counts as done while neither it nor what was made of it has changed since: size and time of change
    tell. `options` describes all that the result depends on.
    """

    def __init__(self, path: str) -> None:
        try:
            self._connection = _opened(path)
        except sqlite3.Error as error:
            raise DocumentError(path, f"is no manifest ({error})", "name another file with --resume") from error
        self._committed = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with closing(self._connection):
            self._connection.commit()

    def is_done(self, source: str, target: str, options: str) -> bool:
        """Whether `source` was cleaned into `target` with these options, and neither has changed since."""
        row = self._connection.execute(
            "SELECT options, source_stamp, target_stamp FROM done WHERE source = ? AND target = ?",
            _key(source, target),
        ).fetchone()
        return row is not None and row == (options, _stamp(source), _stamp(target))

    def done(self, source: str, target: str, options: str) -> None:
        """Note that `target` holds what `source` became."""
        key = _key(source, target)
        self._connection.execute("DELETE FROM part WHERE source = ? AND target = ?", key)
        self._connection.execute(
            "INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?)", (*key, options, _stamp(source), _stamp(target))
        )
        # A row that is lost in a crash costs one file's work; a commit for each row would cost more.
        if time.monotonic() - self._committed > _COMMIT_SECONDS:
            self._commit()

    def progress(self, source: str, target: str, options: str) -> Progress:
        """How far an earlier run came with a file of records; the beginning, where it has changed since."""
        row = self._connection.execute(
            "SELECT options, source_stamp, progress FROM part WHERE source = ? AND target = ?", _key(source, target)
        ).fetchone()
        if row is None or row[:2] != (options, _stamp(source)):
            return Progress()
        return Progress(**json.loads(row[2]))

    def reached(self, source: str, target: str, options: str, progress: Progress) -> None:
        """Note how far a file of records is; what was written so far is on the disk already."""
        self._connection.execute(
            "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)",
            (
                *_key(source, target),
                options,
                _stamp(source),
                json.dumps(progress._replace(rules=dict(progress.rules))._asdict()),
            ),
        )
        self._commit()

    def _commit(self) -> None:
        self._connection.commit()
        self._committed = time.monotonic()


def _opened(path: str) -> sqlite3.Connection:
    """A connection to the manifest in the file at `path`, which is made where there is none."""
    connection = sqlite3.connect(path, isolation_level="DEFERRED")
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _key(source: str, target: str) -> tuple[bytes, bytes]:
    # Bytes: a file name need not be valid Unicode.
    return os.fsencode(os.path.abspath(source)), os.fsencode(os.path.abspath(target))


def _stamp(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"
