"""Documents in and out as bytes: reading, decoding, and replacing a file so that it is never half-written."""

import os
import stat
import sys
from contextlib import suppress
from itertools import count
from types import TracebackType
from typing import BinaryIO, Self

__all__ = [
    "STDIN",
    "DocumentError",
    "Replacement",
    "decode_bytes",
    "encode_text",
    "part_name",
    "read_document",
    "real_target",
    "sweep",
]

#: The path that stands for standard input.
STDIN = "-"

_SURE = 0.5  # under this confidence an encoding is a guess, and a file must not be written over on a guess
_TEMPORARY = ".ocrclean-"
_numbers = count(1)
_unfinished: set[str] = set()  # temporary files of this process


class DocumentError(Exception):
    """A document that cannot be cleaned: ``place: reason; what to do``, on one line."""

    def __init__(self, place: str, reason: str, advice: str = "") -> None:
        super().__init__(f"{place}: {reason}{'; ' if advice else ''}{advice}")

    @classmethod
    def of(cls, place: str, error: OSError, advice: str) -> "DocumentError":
        """What the operating system says, and what to do about it."""
        return cls(place, error.strerror or str(error), advice)


def read_document(path: str) -> bytes:
    """The bytes of the file at `path`, or of standard input where it is ``-``."""
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise DocumentError.of(path, error, "check the path and its permissions") from error


def decode_bytes(data: bytes, place: str, encoding: str = "auto") -> str:
    """`data` as text; raises `DocumentError` where some of it is no text, or its encoding is hardly known."""
    from ocrclean.decoding import decode

    try:
        decoded = decode(data, encoding)
    except ValueError as error:
        raise DocumentError(place, str(error), "name one that Python knows") from error
    if decoded.bad_bytes:
        reason = f"{decoded.bad_bytes} bytes from byte {decoded.first_bad} on are not {decoded.encoding}"
        raise DocumentError(place, reason, "name the encoding with --encoding, or mend the file")
    if decoded.confidence < _SURE:
        reason = f"the encoding is uncertain ({decoded.encoding}, confidence {decoded.confidence:.2f})"
        raise DocumentError(place, reason, "name it with --encoding")
    return decoded.text


def encode_text(text: str, place: str, encoding: str = "utf-8") -> bytes:
    """`text` as bytes; raises `DocumentError` where the encoding is not known or has no such character."""
    try:
        return text.encode(encoding)
    except LookupError as error:
        raise DocumentError(place, f"output encoding is {encoding!r}", "name one that Python knows") from error
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        column = error.start - text.rfind("\n", 0, error.start)
        reason = (
            f"U+{ord(text[error.start]):04X} in line {line}, column {column} of the clean text is not in {encoding}"
        )
        raise DocumentError(place, reason, "choose another --output-encoding, such as utf-8 or gb18030") from error


def real_target(path: str) -> str:
    """The file that a change of `path` in place writes: the one that a symbolic link leads to, else itself.

    Raises `DocumentError` where a replacement would not be the same file for all who know it.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
    except OSError as error:
        raise DocumentError.of(path, error, "check the path and its permissions") from error
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(path, "is no regular file", "clean it to standard output")
    if not status.st_mode & 0o222:
        raise DocumentError(path, "is read-only", "make it writable, or use --output-dir")
    if status.st_nlink > 1:
        raise DocumentError(path, f"has {status.st_nlink} hard links, which would part", "use --output-dir")
    return target


class Replacement:
    """A file that is written under a temporary name in the same folder and renamed once it is whole.

    What is at `path` stays as it was until the ``with`` block has ended without an exception and all bytes are on
    the disk; mode, owner and extended attributes of the file that is replaced are kept. With `part`, the
    temporary file has that name, is not removed when the block fails, and is gone on with at offset `position`.
    """

    def __init__(self, path: str, *, part: str | None = None, position: int = 0) -> None:
        self.path = path
        self._kept = part is not None
        folder = os.path.dirname(path) or "."
        # Short: with the file's own name in it, a long Chinese name would exceed the 255 bytes that a name may have.
        self._temporary = part or f"{folder}/{_TEMPORARY}{os.getpid()}-{next(_numbers)}.tmp"
        if not part:
            _unfinished.add(self._temporary)
        flags = os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0) | (0 if part else os.O_EXCL)
        try:
            self._file = os.fdopen(os.open(self._temporary, flags, 0o666), "wb")
            if part:
                self._file.truncate(position)
                self._file.seek(position)
        except OSError as error:
            raise DocumentError.of(path, error, "check that its folder can be written") from error
        self._wanted = True

    @property
    def file(self) -> BinaryIO:
        """The open temporary file."""
        return self._file

    def write(self, data: bytes) -> None:
        """Add `data` to the temporary file."""
        self._file.write(data)

    def sync(self) -> int:
        """Everything written so far is on the disk; returns the number of bytes."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def discard(self) -> None:
        """Leave what is at the path as it is after all."""
        self._wanted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._wanted:
                self._put_in_place()
            elif not self._kept or self._wanted is False:
                self._remove()
            if isinstance(error, OSError):
                raise DocumentError.of(self.path, error, "it stays as it was") from error
        finally:
            if not self._file.closed:
                self._close()

    def _put_in_place(self) -> None:
        try:
            if os.path.exists(self.path):
                _take_after(self.path, self._file.fileno())
            self.sync()
            self._close()
            os.replace(self._temporary, self.path)
            _unfinished.discard(self._temporary)
        except BaseException as error:
            self._remove()
            if isinstance(error, OSError):
                raise DocumentError.of(self.path, error, "it stays as it was") from error
            raise

    def _close(self) -> None:
        # A full disk makes closing fail too, since the buffer is still full; the descriptor is freed all the same.
        try:
            self._file.close()
        except OSError:
            if not self._file.closed:
                raise

    def _remove(self) -> None:
        self._close()
        os.unlink(self._temporary)
        _unfinished.discard(self._temporary)


def _take_after(path: str, descriptor: int) -> None:
    """Give the open file mode, owner and extended attributes (access lists among them) of the file at `path`."""
    if os.name != "posix":
        return
    old, new = os.stat(path), os.fstat(descriptor)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):  # the file system has none, or they belong to the system
            for name in os.listxattr(path):
                os.setxattr(descriptor, name, os.getxattr(path, name))


def remove_unfinished() -> None:
    """Remove what a signal has kept this process from removing: it may come between any two steps."""
    for path in _unfinished:
        with suppress(OSError):
            os.unlink(path)


def part_name(path: str) -> str:
    """The name of the unfinished file that a resumed run goes on with to make the file at `path`."""
    from zlib import crc32

    folder, name = os.path.split(path)
    return f"{folder or '.'}/{_TEMPORARY}{crc32(os.fsencode(name)):08x}.part"


def sweep(folder: str) -> None:
    """Remove the temporary files that runs which are no longer alive have left in `folder`."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith(_TEMPORARY) and name.endswith(".tmp")]
    except OSError:
        return
    for name in names:
        process = name.removeprefix(_TEMPORARY).partition("-")[0]
        if process.isdigit() and not _alive(int(process)):
            with suppress(FileNotFoundError):
                os.unlink(f"{folder}/{name}")


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True  # elsewhere signal 0 is no question
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # alive, and another user's
    return True
