"""Documents in and out as bytes: what is read, how it is decoded, and the errors a person can act on."""

import codecs
import sys
from pathlib import Path

__all__ = ["STDIN", "DocumentError", "decode_bytes", "read_document"]

#: The path that stands for standard input.
STDIN = "-"

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class DocumentError(Exception):
    """A document that cannot be cleaned: ``place: reason; what to do``, on one line."""

    def __init__(self, place: str, reason: str, advice: str = "") -> None:
        super().__init__(f"{place}: {reason}{'; ' if advice else ''}{advice}")
        self.place = place
        self.reason = reason
        self.advice = advice


def read_document(path: str) -> bytes:
    """The bytes of the file at `path`, or of standard input where it is ``-``."""
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise DocumentError(path, error.strerror or str(error), "check the path and its permissions") from error


def decode_bytes(data: bytes, place: str) -> str:
    """`data` as text: by its byte order mark, which is dropped, or as UTF-8."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            place, f"byte {error.start} is not {encoding} ({error.reason})", "convert the file to UTF-8 first"
        ) from error
