"""Characters that stand for others, and characters that nobody printed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final, NamedTuple

from ocrclean.chars import ASIAN_CLASS
from ocrclean.data.characters import PRIVATE_USE, RADICALS
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, Normalizer
from ocrclean.scripts import detect_script

__all__ = ["NormalizeCharacters", "normalize_characters"]

#: Vertical presentation forms and small forms. Not NFKC, which turns ﹐ into an ASCII comma and ︙ into three dots.
_FORMS: Final = (
    "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…"
    "︰："  # Big5's A14A, which Taiwan and Hong Kong type for a colon
    "︱—︲–︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』﹇［﹈］"
    "﹐，﹑、﹒.﹔；﹕：﹖？﹗！﹘—﹙（﹚）﹛｛﹜｝﹝〔﹞〕﹟#﹠&﹡*﹢+﹣-﹤<﹥>﹦=﹨\\﹩$﹪%﹫@"
    "\N{LEFT-POINTING ANGLE BRACKET}〈\N{RIGHT-POINTING ANGLE BRACKET}〉"  # canonical equivalents
)
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: NBSP, the spaces of fixed width (en quad to hair space), narrow no-break space, medium mathematical space.
_SPACES: Final = "\u00a0\u2000-\u200a\u202f\u205f"
#: CR, VT, NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR.
_LINE_ENDS: Final = "\r\x0b\x85\u2028\u2029"
#: C0 and C1 but for tab, LF, FF and the line ends; ZWSP, word joiner, invisible operators, BOM, interlinear marks.
_UNPRINTED: Final = (
    "\x00\x01\x03-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\uffff"
)
#: Directional marks and embeddings: without a job where no letter runs from right to left.
_DIRECTIONS: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
#: ZWNJ and ZWJ: they have a job behind a letter of a joining script or an emoji, not behind any of these.
_JOINERS: Final = "\u200c\u200d"
_NEVER_JOINED: Final = (
    "\x00-\u036f\u1e00-\u206f\u2329\u232a\u3000-\u303f\uac00-\ud7af\ue000-\uf8ff\ufb00-\ufb06\ufe10-\uffff"
    f"{ASIAN_CLASS}"
)
#: Hyphens in disguise: the soft hyphen, which shares its glyph with the hyphen in most fonts so that extractors
#: take one for the other; U+0002 and U+FFFE, which PDFium writes where it closed a line that ended in a hyphen.
_HYPHENS: Final = "\xad\x02\ufffe"

#: One class of all characters that this normalizer looks at: on clean text a single search finds none. Those beyond
#: U+FFFF are apart, as with them in the class `re` takes half as long again for every character of a text.
_SUSPECT: Final = (
    f"{_LINE_ENDS}{_SPACES}{_UNPRINTED}{_DIRECTIONS}{_JOINERS}{_HYPHENS}\u2011"
    f"\u2e80-\u2fd5{_FORMS[::2]}ﬀ-ﬆ"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f"  # full-width letters and digits, half-width katakana
    f"{PRIVATE_USE[::2]}\uf900-\ufaff"
)
_SUSPECT_ASTRAL: Final = "\U0002f800-\U0002fa1f"

#: The one radical whose glyph a simplified font shares with another ideograph than a traditional one (Noto CJK).
_DOOR: Final = "⼾"


class _Replacement(NamedTuple):
    text: str
    rule: str


@cache
def _suspects(*, astral: bool) -> re.Pattern[str]:
    return re.compile(f"[{_SUSPECT}{_SUSPECT_ASTRAL if astral else ''}]")


def _has_astral(text: str) -> bool:
    """Whether a character beyond U+FFFF is in `text`."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


def _members(class_body: str) -> list[str]:
    """The characters of a character class that is written without escapes."""
    ranges = re.findall("(.)(?:-(.))?", class_body, re.DOTALL)
    return [chr(code) for first, last in ranges for code in range(ord(first), ord(last or first) + 1)]


@cache
def _plain_replacements() -> dict[str, _Replacement]:
    """The characters whose replacement does not depend on what stands around them."""
    table: dict[str, _Replacement] = {}
    forms = dict(zip(_FORMS[::2], _FORMS[1::2], strict=True))
    table |= {old: _Replacement(new, "compatibility-form") for old, new in forms.items()}
    table |= {old: _Replacement(new, "ligature") for old, new in _LIGATURES.items()}
    radicals = zip(RADICALS[::2], RADICALS[1::2], strict=True)
    table |= {old: _Replacement(new, "radical") for old, new in radicals if old < "\u3000" and old != _DOOR}
    private = zip(PRIVATE_USE[::2], PRIVATE_USE[1::2], strict=True)
    table |= {old: _Replacement(forms.get(new, new), "private-use") for old, new in private}
    for first, last in ("０９", "ＡＺ", "ａｚ"):
        for code in range(ord(first), ord(last) + 1):
            table[chr(code)] = _Replacement(chr(code - 0xFEE0), "full-width")
    for code in range(0xFF61, 0xFF9E):
        table[chr(code)] = _Replacement(unicodedata.normalize("NFKC", chr(code)), "half-width")
    for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        if (ideograph := unicodedata.normalize("NFC", chr(code))) != chr(code):
            table[chr(code)] = _Replacement(ideograph, "compatibility-ideograph")
    for old in _members(_SPACES):
        table[old] = _Replacement(" ", "space-kind")
    for old in _LINE_ENDS:
        table[old] = _Replacement("\n", "line-end")
    for old in _members(_UNPRINTED):
        table[old] = _Replacement("", "unprinted")
    table["\N{NON-BREAKING HYPHEN}"] = _Replacement("-", "hyphen")
    return table


@cache
def _never_joined() -> re.Pattern[str]:
    return re.compile(f"[{_NEVER_JOINED}]")


@cache
def _directions() -> frozenset[str]:
    return frozenset(_members(_DIRECTIONS))


_VOICING: Final = {"\uff9e": ("\u3099", "\u309b"), "\uff9f": ("\u309a", "\u309c")}  # combining, spacing
_LATIN: Final = late(r"[0-9A-Za-zÀ-ÖØ-öø-ɏ]")
_LATIN_WORD: Final = late(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
#: No part of a word is longer.
_LONGEST_PART: Final = 40
_LATIN_END: Final = late(rf"[A-Za-zÀ-ÖØ-öø-ɏ]{{1,{_LONGEST_PART}}}$")


class _Surroundings:
    """Questions that a replacement asks about the text around it; each about the whole text is answered once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._traditional: bool | None = None
        self._right_to_left: bool | None = None
        self._words: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        if self._words is None:
            self._words = frozenset(_LATIN_WORD.findall(self.text))
        return self._words

    @property
    def traditional(self) -> bool:
        if self._traditional is None:
            self._traditional = detect_script(self.text) == "traditional"
        return self._traditional

    @property
    def right_to_left(self) -> bool:
        if self._right_to_left is None:
            self._right_to_left = re.search(f"[{_RIGHT_TO_LEFT}]", self.text) is not None
        return self._right_to_left

    def joined(self, at: int) -> bool:
        """Whether the ZWJ or ZWNJ at `at` has a job: it stands behind an emoji or a letter of a joining script."""
        return at > 0 and _never_joined().match(self.text, at - 1) is None

    def hyphen(self, at: int) -> str:
        """The printed form of a disguised hyphen: "-" in or at the end of a Latin word, else nothing.

        PDFium's mark stands where it joined two lines. Between lower-case letters it may have been a hyphenation: it
        goes where the text has the word without it.
        """
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        if not _LATIN.match(before) or not (after in ("\n", "\r") or _LATIN.match(after)):
            return ""
        if self.text[at] != "\N{SOFT HYPHEN}" and before.islower() and after.islower() and self._stands_whole(at):
            return ""
        return "-"

    def _stands_whole(self, at: int) -> bool:
        """Whether the two parts of a word at either side of `at` stand as one word elsewhere in the text."""
        first = _LATIN_END.search(self.text, max(0, at - _LONGEST_PART), at)
        rest = _LATIN_WORD.match(self.text, at + 1)
        return first is not None and rest is not None and first[0] + rest[0] in self.words


@dataclass(frozen=True, kw_only=True)
class NormalizeCharacters(Normalizer):
    """Characters that stand for others are exchanged, characters that nobody printed go.

    The damage comes from fonts and converters. A font draws a radical and an ideograph with one glyph, and the
    extractor that goes back from the glyph picks the radical: ⻛⽤ for 风用. Typewriter-age and vertical forms
    (﹐ ﹁ ｶ Ａ) come from old encodings, zero-width characters and NBSP from web pages, CR and VT from word
    processors. Rules, by the name that an edit carries:

    - ``line-end``: CRLF, CR, NEL, VT and the Unicode separators become LF. Form feed stays: it says where a page ended.
    - ``space-kind``: NBSP and the spaces of fixed width become a space. Tab and the ideographic space U+3000 stay:
      the one separates fields, the other is an em of indent.
    - ``unprinted``: control characters, BOM, zero-width spaces, directional marks where no letter runs from right
      to left, ZWJ and ZWNJ where they join nothing (inside emoji, Indic and Arabic text they stay).
    - ``hyphen``: the soft hyphen inside a Latin word or at its end is a hyphen, as printed; beside Han it goes.
    - ``radical``: Kangxi radicals and the CJK Radicals Supplement become ideographs by Unicode's
      Equivalent_Unified_Ideograph. ⼾ becomes 户, in traditional text 戶.
    - ``compatibility-ideograph``, ``compatibility-form``, ``full-width``, ``half-width``, ``ligature``,
      ``private-use``: compatibility ideographs, vertical and small punctuation, full-width letters and digits,
      half-width katakana, Latin ligatures, and the 24 characters of GB 18030 that had private-use codes.

    Left alone: ① ㎡ ℃ and all else that only whole-text NFKC would change, full-width punctuation and signs
    (， ％ ＋ are a matter of context), variation selectors, unassigned private-use characters, U+FFFD and lone
    surrogates.

    >>> from ocrclean import normalize_characters
    >>> normalize_characters("\\ufeff⻛⽤ＡＩ的⺠⽣\\r\\n")
    '风用AI的民生\\n'
    >>> normalize_characters("①，㎡")
    '①，㎡'
    """

    name: ClassVar[str] = "normalize-characters"
    summary: ClassVar[str] = (
        "radicals, compatibility forms, space kinds, line ends; control and zero-width characters go"
    )
    change: ClassVar[Change] = Change.WIDTH
    examples: ClassVar = (
        ("⻓江⼤桥", "长江大桥"),
        ("⼾籍与客⼾", "户籍与客户"),
        ("⼾籍與客⼾", "戶籍與客戶"),
        ("一行\r\n二行\r三行\x0b四行", "一行\n二行\n三行\n四行"),
        ("ＡＰＥＣ会议２０２３", "APEC会议2023"),
        ("︵﹁ｶﾞｲﾄﾞ﹂︶", "（「ガイド」）"),
        ("中\u200b国\xa0人\x00民", "中国 人民"),
        ("COVID\xad19", "COVID-19"),
    )
    counter_examples: ClassVar = (
        "①②③㎡㎏℃，。（）％＋",
        "\u3000\u3000段首缩进\t制表",
        "👨\u200d👩\u200d👧 एक क्\u200dष می\u200cخواهم",
        "第一页\f第二页",
        "葛\U000e0100城",
    )

    def edits(self, text: str) -> list[Edit]:
        found: list[Edit] = []
        around: _Surroundings | None = None
        done = 0
        for match in _suspects(astral=_has_astral(text)).finditer(text):
            start, end = match.span()
            if start < done:
                continue
            old = match[0]
            if old == "\r":
                end = _line_end(text, start)
                new = _Replacement("\n", "line-end")
            elif plain := _plain_replacements().get(old):
                new = plain
            else:
                around = around or _Surroundings(text)
                start, end, new = _in_context(around, start, found)
            done = end
            if text[start:end] != new.text:
                found.append(Edit(start, end, *new))
        return found

    def fold(self, text: str) -> str:
        """`text` with every character that may change taken for what it may become.

        Line ends and spaces are white space; what may vanish is dropped, hyphens with it, since a disguised one
        may go or be printed; voiced katakana are taken apart; 戶 and 户 are one.
        """
        return text.translate(_folding())


def _line_end(text: str, start: int) -> int:
    """Where the line end at a CR is over: CR LF is one, and so is CR CR LF, which a CRLF file written as text gives."""
    for line_end in ("\r\n", "\r\r\n"):
        if text.startswith(line_end, start):
            return start + len(line_end)
    return start + 1


def _in_context(around: _Surroundings, at: int, found: list[Edit]) -> tuple[int, int, _Replacement]:
    """Span and replacement of a character whose replacement depends on its surroundings."""
    old = around.text[at]
    if old in _VOICING:
        return _voicing(around.text, at, found)
    if old == _DOOR:
        new = _Replacement("戶" if around.traditional else "户", "radical")
    elif old in _HYPHENS:
        new = _Replacement(around.hyphen(at), "hyphen")
    elif (old in _JOINERS and not around.joined(at)) or (old in _directions() and not around.right_to_left):
        new = _Replacement("", "unprinted")
    else:
        new = _Replacement(old, "kept")
    return at, at + 1, new


def _voicing(text: str, at: int, found: list[Edit]) -> tuple[int, int, _Replacement]:
    """A half-width voicing mark joins the kana before it: ｶﾞ is ガ."""
    combining, spacing = _VOICING[text[at]]
    if at:
        kana = _plain_replacements().get(text[at - 1], _Replacement(text[at - 1], "")).text
        voiced = unicodedata.normalize("NFC", kana + combining)
        if len(voiced) == 1:
            if found and found[-1].end == at:
                found.pop()
            return at - 1, at + 1, _Replacement(voiced, "half-width")
    return at, at + 1, _Replacement(spacing, "half-width")


def _unvoiced() -> Iterator[tuple[str, str]]:
    for code in (*range(0x3041, 0x30FF), 0xFF9E, 0xFF9F):
        kana = unicodedata.normalize("NFD", chr(code))
        yield chr(code), kana.replace("\u3099", "\u309b").replace("\u309a", "\u309c")
    yield from (("\uff9e", "\u309b"), ("\uff9f", "\u309c"), ("\u3099", "\u309b"), ("\u309a", "\u309c"))


@cache
def _folding() -> dict[int, str]:
    folding = {old: new.text for old, new in _plain_replacements().items()}
    folding |= {_DOOR: "户", "戶": "户"}
    folding |= dict.fromkeys([*_JOINERS, *_HYPHENS, *_directions(), "-", "\N{NON-BREAKING HYPHEN}", "﹣"], "")
    unvoiced = dict(_unvoiced())
    voiceless = {ord(old): new for old, new in unvoiced.items()}
    return {ord(old): new.translate(voiceless) for old, new in (unvoiced | folding).items()}


normalize_characters = NormalizeCharacters()
