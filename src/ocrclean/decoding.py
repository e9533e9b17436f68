"""Bytes into text: which encoding Chinese text is in, and what could not be decoded.

Policy. A byte order mark is taken as the encoding's name and is not part of the text. Line ends are left as
they are (`normalize_characters` makes them LF). Bytes that are valid UTF-8 are UTF-8, always: short UTF-8 is
mostly valid GB 18030 as well, hardly ever the reverse. Everything else is a question of probability: each
encoding gives a text, and the characters of Chinese text are far more common than those of the same bytes read
in a wrong encoding.
"""

# What only damaged bytes need is imported where it is needed: the command starts with a decision for UTF-8.

import codecs
import math
import re
import sys
from contextlib import suppress
from typing import Final, NamedTuple

from ocrclean.frequency import log_probability
from ocrclean.late import late
from ocrclean.marking import BAD, BAD_RUN, decode_marked

__all__ = ["Decoded", "decode"]


class Decoded(NamedTuple):
    """A decoded text and how it was had."""

    text: str
    encoding: str
    """Python's name of the codec. Supersets stand for their parts: "gb18030" also for GB 2312 and GBK,
    "big5hkscs" also for Big5."""
    confidence: float
    """0 (a guess) to 1 (certain): how clearly this encoding is more probable than the next."""
    bad_bytes: int
    """Bytes that are no text in this encoding; each run of them is one U+FFFD in `text`."""
    first_bad: int | None
    """Offset of the first of them."""
    bom: bool
    """Whether a byte order mark stood before the text."""


#: Longest first: the mark of UTF-32-LE starts with that of UTF-16-LE.
_MARKS: Final = (
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CHINESE: Final = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
#: What the bytes could be instead: codec, language.
_RIVALS: Final = (
    ("cp1252", "latin"), ("cp1250", "latin"), ("iso8859_2", "latin"), ("utf-8", "latin"), ("utf-16-le", "latin"),
    ("utf-16-be", "latin"), ("cp1251", "cyrillic"), ("koi8_r", "cyrillic"), ("iso8859_5", "cyrillic"),
    ("utf-8", "cyrillic"), ("utf-16-le", "cyrillic"), ("utf-16-be", "cyrillic"), ("cp932", "japanese"),
    ("euc_jp", "japanese"), ("utf-8", "japanese"), ("utf-16-le", "japanese"), ("utf-16-be", "japanese"),
    ("cp949", "korean"), ("utf-8", "korean"), ("utf-16-le", "korean"), ("utf-16-be", "korean"),
)  # fmt: skip
#: Log odds against a rival before anything is read: the texts that come here are meant to be Chinese.
_RIVAL: Final = -2.0
#: UTF-16 in another language, and without a byte order mark: half of all pairs of bytes are Hangul or Han.
_UNMARKED_RIVAL: Final = -8.0
#: So much more probable than the next is clear.
_CLEAR: Final = 5.0
#: A rule drawn with one character again and again is no more evidence than a short one.
_REPEATED: Final = late(rb"(..)\1{3,}", re.DOTALL)
#: What charset-normalizer chooses from: what is met in files, and neither Chinese nor Unicode.
_OTHERS: Final = (
    "cp1252", "iso8859_15", "cp1250", "iso8859_2", "cp1251", "koi8_r", "iso8859_5", "cp866", "cp932", "euc_jp", "cp949",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp437", "cp850", "cp852", "mac_roman",
)  # fmt: skip
#: So many bytes from the first non-ASCII one on decide: more cost time and tell no more.
_SAMPLE: Final = 16_384
_NON_ASCII: Final = late(rb"[\x80-\xff\x00]")
#: UTF-16 is full of these; the controls of line ends, tabs, pages and terminals aside.
_CONTROL: Final = late(rb"[\x00-\x07\x0e-\x1a\x1c-\x1f]")
_HIGH: Final = late(rb"[\x80-\xff]")
#: Signs of an encoding in seven bits: HZ, also where a cut left half of its first escape, and ISO 2022.
_SEVEN_BITS: Final = late(rb"~[{}]|\x1b\$|\A\{[!-~]{40}")
#: Log probability of a byte in the best reading of noise; of text it is between -3 and -5.
_NOISE: Final = -5.9
#: A damaged line beyond this is not worth the time that its best reading takes.
_LONG_LINE: Final = 20_000
#: So much of a text is looked at where a beginning suffices.
_GLIMPSE: Final = 1000
#: A text has so many nats a character at least, on average; noise has fewer.
_TEXTY: Final = -9.0


def decode(data: bytes, encoding: str = "auto") -> Decoded:
    """The text of `data`, its encoding found out unless one is named.

    Any bytes are accepted; what is no text in the encoding becomes U+FFFD and is counted. A character cut at the
    start or the end counts as bad bytes too. Raises ``ValueError`` for an encoding that Python does not know.

    >>> decode("汉字，标点。".encode("gbk"))[:2]
    ('汉字，标点。', 'gb18030')
    >>> decode("漢字，標點。".encode("utf-16"))[:2]
    ('漢字，標點。', 'utf-16-le')
    """
    if encoding != "auto":
        return _decode_as(data, _codec(encoding), 1.0)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, codec, 1.0)
    if _SEVEN_BITS.search(data) and (found := _decode_seven_bits(data)):
        return found
    if not (_CONTROL.search(data) and (data.isascii() or b"\x00" in data)):
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("utf-8"), "utf-8", 1.0, 0, None, False)
    return _most_probable(data)


def _codec(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeEncodeError, ValueError):
        raise ValueError(
            f"encoding is {encoding!r}, which is neither 'auto' nor an encoding that Python knows"
        ) from None


def _decode_as(data: bytes, codec: str, confidence: float) -> Decoded:
    mark = next((mark for mark, name in _MARKS if name == codec and data.startswith(mark)), b"")
    body = data[len(mark) :]
    first_bad = len(data) - 1
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        first_bad = error.start + len(mark)
        text = _mended(body, codec) if codec in ("gb18030", "big5hkscs") else decode_marked(body, codec)
    return _unmarked(text, codec, confidence, first_bad, bool(mark))


def _mended(data: bytes, codec: str) -> str:
    """Text with bytes lost: each line that cannot be decoded is read in the most probable way."""
    from ocrclean.pairs import mended_line

    lines = []
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode(codec))
        except UnicodeDecodeError:
            lines.append(mended_line(line, codec) if len(line) <= _LONG_LINE else decode_marked(line, codec))
    return "\n".join(lines)


def _unmarked(text: str, codec: str, confidence: float, first_bad: int, bom: bool = False) -> Decoded:
    bad_bytes = text.count(BAD)
    if not bad_bytes:
        return Decoded(text, codec, confidence, 0, None, bom)
    return Decoded(BAD_RUN.sub("\ufffd", text), codec, confidence, bad_bytes, first_bad, bom)


def _decode_seven_bits(data: bytes) -> Decoded | None:
    """HZ, and the Japanese and Korean ISO 2022; None where the bytes are more probably what they look like."""
    for codec in ("iso2022_jp_ext", "iso2022_kr"):
        with suppress(UnicodeDecodeError):
            if b"\x1b$" in data and not (text := data.decode(codec)).isascii():
                return Decoded(text, codec, 1.0, 0, None, False)
    if 100 * len(_HIGH.findall(data)) > len(data):
        return None
    if data[:1] == b"{" and len(data) > _GLIMPSE and not _decode_seven_bits(data[:_GLIMPSE]):
        return None  # JSON starts like this as well
    first_bad = 0
    try:
        text = data.decode("hz")
    except UnicodeDecodeError as error:
        from ocrclean.hz import decode_hz

        first_bad = error.start
        text = decode_hz(data)
    gain = log_probability(text, "chinese") - log_probability(decode_marked(data, "ascii"), "latin")
    if gain < _CLEAR:
        return None
    return _unmarked(text, "hz", _confidence(gain, 0), first_bad)


def _decode_utf16(data: bytes, codec: str) -> tuple[str, int]:
    """UTF-16 with marks, and where it goes wrong; it may start in mid-character or have lost a byte."""
    tail = decode_marked(data[-_SAMPLE & ~1 :], codec)  # behind a lost byte all is wrong, the end as well
    if len(data) % 2 == 0 and log_probability(tail, "chinese") >= _TEXTY * len(tail):
        return decode_marked(data, codec), 0
    from array import array

    from ocrclean.pairs import in_stretches, stretches

    units = []
    for start in (0, 1):
        halves = array("H", data[start : len(data) - (len(data) - start) % 2])
        if (sys.byteorder == "little") != codec.endswith("le"):
            halves.byteswap()
        units.append("".join(map(chr, halves)))
    found = stretches(*units)
    first_bad = found[0].end if found and found[0].start == 0 else 0
    return in_stretches(data, found, codec), first_bad


def _sample(data: bytes) -> bytes:
    """What decides: a window from shortly before the first byte that is not ASCII."""
    found = _NON_ASCII.search(data)
    start = max(0, found.start() - 64 if found else 0) & ~1
    return _REPEATED.sub(rb"\1\1\1", data[start : start + _SAMPLE])


class _Reading(NamedTuple):
    """The sample in one encoding."""

    score: float
    """Log probability of the text, and of meeting its language."""
    codec: str
    language: str
    text: str


def _most_probable(data: bytes) -> Decoded:
    sample = _sample(data)
    first, *others = _readings(sample)
    second = next((reading.score for reading in others if reading.text != first.text), first.score - _CLEAR)
    codec = first.codec
    if first.language != "chinese" and not codec.startswith("utf") and first.score - second < _CLEAR:
        codec = _by_charset_normalizer(sample) or codec
    confidence = _confidence(first.score - second, first.score / len(sample))
    if codec.startswith("utf-16"):
        text, first_bad = _decode_utf16(data, codec)
        return _unmarked(text, codec, confidence, first_bad)
    if codec == "big5hkscs":
        return _decode_big5(data, codec, confidence)
    return _decode_as(data, codec, confidence)


def _decode_big5(data: bytes, codec: str, confidence: float) -> Decoded:
    """Big5-HKSCS, or Windows code page 950 where only that has all characters (its euro sign, A3 E1)."""
    decoded = _decode_as(data, codec, confidence)
    if decoded.bad_bytes:
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("cp950"), "cp950", confidence, 0, None, False)
    # A1 E3 is the full-width tilde to every font and to Windows; Unicode's old table has the operator.
    return decoded._replace(text=decoded.text.replace("\N{TILDE OPERATOR}", "～"))


def _decode_sample(sample: bytes, codec: str) -> str:
    return _decode_utf16(sample, codec)[0] if codec.startswith("utf-16") else decode_marked(sample, codec)


def _readings(sample: bytes) -> list[_Reading]:
    """All readings of the sample, the most probable first; of equals, the one that is named first."""
    texts = {codec: _decode_sample(sample, codec) for codec in (*_CHINESE, *dict(_RIVALS))}
    readings = [
        _Reading(log_probability(texts[codec], "chinese"), codec, "chinese", texts[codec]) for codec in _CHINESE
    ]
    for codec, language in _RIVALS:
        prior = _UNMARKED_RIVAL if codec.startswith("utf-16") else _RIVAL
        readings.append(_Reading(prior + log_probability(texts[codec], language), codec, language, texts[codec]))
    return sorted(readings, key=lambda reading: -reading.score)


def _confidence(margin: float, nats_per_byte: float) -> float:
    """Near 1 where the next encoding is improbable by `margin` nats; near 0 where the bytes are hardly text at all."""
    clear = 1 - math.exp(-margin / 5)
    texty = 1 / (1 + math.exp(5 * (_NOISE - nats_per_byte)))
    return round(clear * texty, 3)


def _by_charset_normalizer(sample: bytes) -> str | None:
    """The opinion of charset-normalizer on bytes that are not Chinese."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_OTHERS)).best()
    return codecs.lookup(best.encoding).name if best else None
