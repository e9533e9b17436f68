"""Text that was decoded in a wrong encoding, decoded again in the right one."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final, NamedTuple

from ocrclean.edits import Edit
from ocrclean.frequency import log_probability
from ocrclean.late import late
from ocrclean.lines import Line, split_lines
from ocrclean.normalizer import Change, RepeatedNormalizer

__all__ = ["RepairMojibake", "repair_mojibake"]

#: Bytes 0x80 to 0x9F in Windows code page 1252; its five holes keep their C1 control, as browsers have it.
_WINDOWS: Final = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
_TO_BYTE: Final = {ord(character): 0x80 + k for k, character in enumerate(_WINDOWS)}
#: A run of characters each of which can be one byte. Lines are looked at one by one.
_BYTES_CLASS: Final = f"\x00-\x09\x0b-\xff{_WINDOWS}"
_RUN: Final = late(f"[{_BYTES_CLASS}]+")
_WORD: Final = late(f"[!-~\x80-\xff{_WINDOWS}]+")
#: Two bytes beyond ASCII side by side, one of them read as Latin-1: seldom in any text, often in misread Chinese.
#: The lead byte of a GBK character may also stand before an ASCII character, but not everywhere in a line.
_SINGLE_BYTES: Final = late(f"[\x80-\xff{_WINDOWS}](?:[\x80-\xff]|(?<=[\x80-\xff])[{_WINDOWS}])")
#: A character of three bytes, and the start of the next.
_UTF8: Final = re.compile(
    rb"[\xe2-\xef][\x80-\xbf]{2}(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|$)"
)
#: Windows code page 936 decodes a lone byte 0x80 as the euro sign.
_EURO: Final = "€"
_HAN: Final = "[\u3400-\u9fff\U00020000-\U000323af]"
_CJK: Final = "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af]"
_ACCENTED: Final = late("[\xc0-\xd6\xd8-\xf6\xf8-\xff]")
#: A sign or a capital behind an accented letter or a sign, as in ÖÐ and °ïÖú: seldom in any Latin alphabet.
#: So are a sign between letters (ég¸ô), an ASCII capital behind a small accented
#: letter (ýR), and ß, the lead byte of 還, 這 and 選, at the start of a word.
_UNNATURAL: Final = late(
    "[\xaf-\xba\xbc-\xbe\xc0-\xffŒŽŠšžœŸ][\xa1-\xaa\xac-\xba\xbc-\xde]"
    "|(?<=[A-Za-z])[\xa1-\xa9\xac\xaf\xb1-\xb6\xb8\xb9\xbc-\xbf](?=[a-z\xc0-\xff])"
    "|(?<![A-Za-z\xc0-\xff])\xdf|[\xe0-\xf6\xf8-\xff][A-Z]"
)
_UNNATURAL_PAIR: Final = -3.0
#: C1 controls are bytes like others: that no text holds them is no evidence of Chinese.
_CONTROLS: Final = late("[\x80-\x9f]")
_SIGN: Final = "\xac"
#: Text is decoded wrongly twice at times, hardly ever three times.
_MAX_DEPTH: Final = 4

#: How much more probable a line must become, in nats: one that gives two ideographs or more, one, or none
#: (¡ª¡ª is a dash, and ¡¿ is Spanish).
_GAIN_HAN: Final = 6.0
_GAIN_ONE: Final = 16.0
_GAIN_NONE: Final = 24.0
#: ... a part of a line that has Chinese characters besides.
_GAIN_PART: Final = 30.0
#: ... a line of a document that is known to be misread.
_GAIN_KNOWN: Final = 1.0
#: What each character that UTF-8 gives counts for: other bytes hardly ever have its form.
_FORM: Final = 4.0
#: An ideograph of the repaired text has this log share or more, on average: random bytes give rare ones.
_COMMON: Final = -11.0
#: ... and few ideographs, by their number, must be commoner still: two in four random bytes are not rare enough.
_COMMON_FEW: Final = {1: -9.5, 2: -9.5, 3: -10.5}
#: Where they are rarer, down to this share, each nat that they lack is to be gained besides (删除, 页码, 浏览).
_COMMON_LEAST: Final = -10.5
#: Ideographs come in words: one that stands alone between other characters, as noise gives it (HTïL ÌÅ), takes away.
_LONE: Final = f"(?<!{_CJK}){_HAN}(?!{_CJK})"
_LONE_COST: Final = 8.0
_COMMON_UTF8: Final = -14.5
#: Log odds of GB 18030 against Big5, before anything is read.
_GB: Final = 6.0
#: Where fewer lines than this share of the Chinese lines are misread, they are quoted, as in a text on encodings.
_QUOTED: Final = 0.1

#: Quotation marks and the word or two that they enclose, in a line of single bytes, and in one that has Chinese
#: characters besides.
_STRAIGHT_QUOTES: Final = r'"(?!\s)[^"\n]{1,16}(?<!\s)"|`(?!\s)[^`\n]{1,16}(?<!\s)`'
_CHINESE_QUOTES: Final = _STRAIGHT_QUOTES + "|“[^“”\n]{1,16}”|‘[^‘’\n]{1,16}’|「[^「」\n]{1,16}」|『[^『』\n]{1,16}』"
_LETTER: Final = late(r"[^\W\d_]")
#: A text prints few examples; so many quoted lines that are half of a text are its data (JSON, a catalogue).
_DATA: Final = 4

#: Rules and the repaired line.
Repaired = tuple[str, str]

#: Name of a confusion of East Asian encodings -> codec that the bytes are in, codec that they were read in.
_CONFUSIONS: Final = {
    f"{right}-as-{wrong}": (codec_right, codec_wrong)
    for right, codec_right in (("gbk", "gb18030"), ("big5", "big5hkscs"))
    for wrong, codec_wrong in (("gbk", "gb18030"), ("big5", "big5hkscs"), ("cp949", "cp949"))
    if right != wrong
}


class _Reading(NamedTuple):
    """A text that a misread one may have been."""

    text: str
    codec: str


@dataclass(frozen=True, kw_only=True)
class RepairMojibake(RepeatedNormalizer):
    """Chinese text that was decoded in a wrong encoding is decoded in the right one.

    A program that takes GBK or UTF-8 bytes for Latin-1 prints ÖÐÎÄ or ä¸\\xadæ–‡ for 中文, one that takes UTF-8 for
    GBK prints 鏂囧瓧 for 文字. The characters still are the bytes, so that encoding them back and decoding them
    rightly gives the text. A text is looked at as a whole and, where that fails, line by line. It is changed only when
    the way back works without a loss and the result is far more probable as Chinese than what stood there was as
    text of any kind. Rules:

    - ``latin-as-chinese``: bytes of GB 18030, Big5 or UTF-8 that were read as Latin-1 or Windows-1252.
    - ``utf8-as-gbk``: UTF-8 that was read as GBK or GB 18030.
    - with `also`, confusions between Chinese encodings: "big5-as-gbk", "gbk-as-big5", "gbk-as-cp949",
      "big5-as-cp949". They are off by default, because short lines of names can pass for them.

    Text that went wrong twice is followed back twice. Left alone: other languages (é, ÄÖÜ, Ça), Chinese text with
    accented names, and whatever lost bytes on the way (锟斤拷, question marks, U+FFFD): that is not guessed.

    >>> from ocrclean import repair_mojibake
    >>> repair_mojibake("ÖÐÎÄ")
    '中文'
    >>> repair_mojibake("鏂囧瓧澶勭悊")
    '文字处理'
    """

    also: tuple[str, ...] = ()

    name: ClassVar[str] = "repair-mojibake"
    summary: ClassVar[str] = "text that was decoded in a wrong encoding (ÖÐÎÄ, 鏂囧瓧) is decoded in the right one"
    change: ClassVar[Change] = Change.RECODE
    examples: ClassVar = (
        ("ÖÐÎÄ", "中文"),
        ("¡¶ºìÂ¥ÃÎ¡·µÚÒ»»Ø\n", "《红楼梦》第一回\n"),
        ("ä¸\xadæ–‡ç½‘ç«™", "中文网站"),
        ("Ã¤Â½Â\xa0Ã¥Â¥Â½", "你好"),
        ("鏂囧瓧澶勭悊", "文字处理"),
    )
    counter_examples: ClassVar = (
        "Ça, c'est « l'été » à Zürich; größer, żółć, ÀÉÈ.",
        "安德烈·纪德（André Gide）与×、÷、±0.5℃",
        "¡¿Por qué?",
        "浣熊与浏览器，於項目頁",
        "锟斤拷锟斤拷 ??? \ufffd\ufffd",
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "also", tuple(self.also))
        for name in self.also:
            if name not in _CONFUSIONS:
                raise ValueError(f"also names {name!r}, which is none of: {', '.join(_CONFUSIONS)}")

    def look(self, text: str) -> list[Edit]:
        """The edits of one look; a text that was misread as a whole may hold lines that were misread before."""
        suspicious = _suspicious_lines(text)
        suspects = split_lines(text) if self.also else suspicious
        if not suspects:
            return []
        quoted = _quotations(text, suspicious)
        if len(quoted) < len(suspicious) and (whole := _whole(text, len(suspicious))):
            return whole
        sure = {
            line: repaired
            for line in suspects
            if line not in quoted and (repaired := self._repair(line.text, known=False))
        }
        if not sure:
            return []
        chinese = sum(1 for line in split_lines(text) if len(_wide(_HAN).findall(line.text)) > 1)
        if len(sure) < _QUOTED * chinese:
            return []
        repairs = ((line, self._repair(line.text, known=True) or sure.get(line)) for line in suspects)
        return [_trimmed(line, repaired) for line, repaired in repairs if repaired]

    def _repair(self, line: str, *, known: bool) -> Repaired | None:
        """The line as it was, and the rules that led there."""
        rules: dict[str, None] = {}
        text = line
        for _ in range(_MAX_DEPTH):
            for rule, repaired in self._attempts(text, known=known):
                if repaired is not None and repaired != text:
                    rules[rule] = None
                    text = repaired
                    break
            else:
                break
        return ("+".join(rules), text) if text != line else None

    def _attempts(self, line: str, *, known: bool) -> Iterator[tuple[str, str | None]]:
        """What each rule makes of the line."""
        if _is_utf8_as_gbk(line):
            yield "utf8-as-gbk", _follow(line, part=False, known=known)
        if _SINGLE_BYTES.search(line):
            yield "latin-as-chinese", _with_runs_followed(line, known=known)
        for name in self.also:
            right, wrong = _CONFUSIONS[name]
            repaired = _recode(line, wrong, right)
            if repaired and _wide(_CJK).search(repaired) and _commonness(repaired) >= _COMMON:
                needed = _GAIN_KNOWN if known else _GAIN_PART
                yield name, repaired if _gain(line, repaired) >= needed else None


def _whole(text: str, suspects: int) -> list[Edit]:
    """The whole text decoded again, where no byte of it was lost: one decision for all lines, the shortest included."""
    if suspects < _QUOTED * text.count("\n"):
        return []
    repaired = _follow(text, part=False, known=False)
    if repaired is None or repaired.count("\n") != text.count("\n"):
        return []
    rule = "latin-as-chinese" if _SINGLE_BYTES.search(text) else "utf8-as-gbk"
    pairs = zip(split_lines(text), split_lines(repaired), strict=True)
    return [_trimmed(old, (rule, new.text)) for old, new in pairs if old.text != new.text]


def _suspicious_lines(text: str) -> list[Line]:
    """The lines that are suspicious."""
    lines: list[Line] = []
    end = 0  # of the last of them
    done = 0  # behind the last head and the character after it
    for at in map(re.Match.start, _suspects().finditer(text)):
        is_head = text[at] > "\xff"
        if at < end or (is_head and at < done):
            continue
        if is_head:
            done = at + 2
            if not _has_tail(text, at):
                continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        lines.append(Line(start, end, text[start:end]))
    return lines


def _quotations(text: str, suspicious: list[Line]) -> set[Line]:
    """The lines that quote misread text: as it happens in a text on encodings, StrConv("ÉÏº£ÊÐABC", vbFromUnicode)."""
    quoted = {line for line in suspicious if _only_quotes(line.text)}
    if len(quoted) >= _DATA and 2 * len(quoted) >= sum(1 for line in split_lines(text) if line.text.strip()):
        return set()
    return quoted


def _only_quotes(line: str) -> bool:
    """Whether what is misread stands in quotation marks, and something that is not misread outside of them."""
    quotes = _CHINESE_QUOTES if _wide(_CJK).search(line) else _STRAIGHT_QUOTES
    rest = _wide(quotes).sub(" ", line)
    return rest != line and not _is_suspicious(rest) and _LETTER.search(rest) is not None


def _is_suspicious(text: str) -> bool:
    return _SINGLE_BYTES.search(text) is not None or _is_utf8_as_gbk(text)


def _trimmed(line: Line, repaired: Repaired) -> Edit:
    """The edit that repairs `line`, without what stays the same at both ends."""
    rule, new = repaired
    old = line.text
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    tail = next((i for i in range(shorter - head) if old[-1 - i] != new[-1 - i]), shorter - head)
    return Edit(line.start + head, line.end - tail, new[head : len(new) - tail], rule)


def _with_runs_followed(line: str, *, known: bool) -> str:
    """The line with its runs of single-byte characters followed back; where a run fails, its words."""
    part = _wide(_CJK).search(line) is not None

    def run(match: re.Match[str]) -> str:
        if not _SINGLE_BYTES.search(match[0]):
            return match[0]
        return _follow(match[0], part=part, known=known) or _WORD.sub(word, match[0])

    def word(match: re.Match[str]) -> str:
        if not _SINGLE_BYTES.search(match[0]):
            return match[0]
        return _follow(match[0], part=True, known=known) or match[0]

    return _RUN.sub(run, line)


def _follow(spoiled: str, *, part: bool, known: bool) -> str | None:
    """The text that `spoiled` was, through as many wrong decodings as it takes; None when it is none."""
    reached = [_Reading(spoiled, "")]
    found: list[_Reading] = []
    for _ in range(_MAX_DEPTH):
        reached = [step for reading in reached for step in _steps_back(reading.text)]
        found += (reading for reading in reached if _convinces(spoiled, reading, part=part, known=known))
        reached = [reading for reading in reached if reading.codec == "utf-8" and _is_suspicious(reading.text)]
    return (
        max(found, key=lambda r: _score(r.text) + _GB * (r.codec != "big5hkscs"), default=_Reading("", "")).text or None
    )


def _steps_back(text: str) -> list[_Reading]:
    """What the bytes of `text` may be."""
    readings = [_Reading(step, "utf-8") for step in _utf8_of_gbk(text)]
    try:
        data = text.translate(_TO_BYTE).encode("latin-1")
    except UnicodeEncodeError:
        return readings
    for codec in ("utf-8", "gb18030", "big5hkscs"):
        with suppress(UnicodeDecodeError):
            readings.append(_Reading(data.decode(codec), codec))
    return [reading for reading in readings if reading.text != text]


def _utf8_of_gbk(text: str) -> list[str]:
    """The UTF-8 that was read as GBK, or nothing."""
    if not _is_utf8_as_gbk(text):
        return []
    for euro in {_EURO.encode("gb18030"), b"\x80"} if _EURO in text else {b""}:
        with suppress(UnicodeError):
            return [euro.join(part.encode("gb18030") for part in text.split(_EURO)).decode("utf-8")]
    return []


def _recode(text: str, wrong: str, right: str) -> str | None:
    try:
        return text.encode(wrong).decode(right)
    except UnicodeError:
        return None


def _score(text: str) -> float:
    return log_probability(text, "chinese")


def _gain(before: str, after: str) -> float:
    """By how many nats `after` is more probable as Chinese than `before` is as Chinese or in a Latin alphabet."""
    before = _CONTROLS.sub(_SIGN, before)
    latin = log_probability(before, "latin") + _UNNATURAL_PAIR * sum(1 for _ in _UNNATURAL.finditer(before))
    return _score(after) - max(_score(before), latin)


def _commonness(text: str) -> float:
    """The mean log share of its ideographs; 0 without one."""
    ideographs = "".join(_wide(_HAN).findall(text))
    return _score(ideographs) / len(ideographs) if ideographs else 0.0


def _convinces(before: str, after: _Reading, *, part: bool, known: bool) -> bool:
    """Whether `after` is so much more probable that `before` must have been it."""
    characters = len(_wide(_CJK).findall(after.text))
    if not characters:
        return False
    gain = _gain(before, after.text)
    commonness = _commonness(after.text)
    needed = _needed(before, after.text, part=part, known=known)
    if after.codec == "utf-8":
        return commonness >= _COMMON_UTF8 and gain + _FORM * characters >= needed
    if known:
        return commonness >= _COMMON and gain >= needed
    gain -= _LONE_COST * len(_wide(_LONE).findall(after.text))
    lacking = characters * max(0.0, _COMMON_FEW.get(characters, _COMMON) - commonness)
    if part or characters == 1:
        return not lacking and gain >= needed
    return (not lacking or commonness >= _COMMON_LEAST) and gain - lacking >= needed


def _needed(before: str, after: str, *, part: bool, known: bool) -> float:
    if part:
        return _GAIN_PART / 2 if known else _GAIN_PART
    if known:
        return _GAIN_KNOWN
    ideographs = len(_wide(_HAN).findall(after))
    if ideographs > 1:
        return _GAIN_HAN
    return _GAIN_ONE if ideographs and (_wide(_CJK).search(before) or _ACCENTED.search(before)) else _GAIN_NONE


@cache
def _wide(pattern: str) -> re.Pattern[str]:
    """Wide classes take milliseconds to compile, and clean text never needs them."""
    return re.compile(pattern)


@cache
def _heads() -> str:
    """The first two of the three bytes of a Chinese character in UTF-8, read as GBK, as the body of a class."""
    codes = bytes(octet for lead in range(0xE2, 0xF0) for trail in range(0x80, 0xC0) for octet in (lead, trail))
    return "".join(sorted(set(codes.decode("gb18030"))))


@cache
def _utf8_heads() -> re.Pattern[str]:
    """A head and what follows."""
    return re.compile(f"[{_heads()}][^\x00-\x7f]")


@cache
def _suspects() -> re.Pattern[str]:
    """A head with what follows, or a character of Latin-1 that is one of two `_SINGLE_BYTES`.

    One class of both: to look for a class is most of the work on clean text, which has few characters of this one.
    """
    latin = "\x80-\xff"
    follows = f"(?<![{latin}])(?=[^\x00-\x7f])|(?<=[{latin}])(?=[{latin}{_WINDOWS}])|(?<=[{latin}{_WINDOWS}][{latin}])"
    return re.compile(f"[{_heads()}{latin}](?:{follows})")


def _has_tail(text: str, at: int) -> bool:
    """Whether what follows the head at `at` is the rest of a character and the start of another."""
    return text[at + 1] == _EURO or _UTF8.match(text[at : at + 3].encode("gb18030", "ignore")) is not None


def _is_utf8_as_gbk(text: str) -> bool:
    """Whether UTF-8 that was read as GBK stands in the text.

    鏂囧瓧 is E6 96, 87 E5, AD 97: the bytes of 文, E6 96 87, and those of 字. Characters such as 鏂 are in clean
    text as well, but what follows them there is hardly ever the rest of a character and the start of another.
    """
    return any(_has_tail(text, head.start()) for head in _utf8_heads().finditer(text))


repair_mojibake = RepairMojibake()
