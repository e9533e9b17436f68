"""Bytes decoded with a mark for every byte that is no text."""

import codecs
import re
from typing import Final

__all__ = ["BAD", "BAD_RUN", "decode_marked"]

#: Stands for one byte that could not be decoded: a lone surrogate, which no codec here produces.
BAD: Final = "\udcff"
BAD_RUN: Final = re.compile(BAD + "+")


def _mark_bad(error: UnicodeError) -> tuple[str, int]:
    """Error handler: one mark for each bad byte; the byte 0x80 of Windows code page 936 is the euro sign."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if error.encoding == "gb18030" and bad == b"\x80":
        return "€", error.end
    return BAD * len(bad), error.end


codecs.register_error("ocrclean.mark", _mark_bad)


def decode_marked(data: bytes, codec: str) -> str:
    """`data` decoded, with `BAD` for every byte that is no text."""
    try:
        return data.decode(codec, "ocrclean.mark")
    except UnicodeDecodeError:  # a codec that takes no replacement: what is ASCII can be read
        return "".join(chr(octet) if octet < 0x80 else BAD for octet in data)
