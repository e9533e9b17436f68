"""Character classes that Chinese typesetting turns on, and the width of text in em.

The ``…_CLASS`` strings are bodies of `re` character classes: ``re.compile(f"[{HAN_CLASS}]")``. The sets are
for membership of one character. Line-breaking rules (kinsoku): JIS X 4051 and W3C, *Requirements for Chinese
Text Layout* (clreq), "Prohibition rules for line start and line end".
"""

import re
from functools import cache
from typing import Final

__all__ = [
    "ASIAN_CLASS",
    "BULLETS",
    "CJK_PUNCTUATION_CLASS",
    "CLOSERS",
    "DIGITS",
    "HANGUL_CLASS",
    "HAN_CLASS",
    "HAN_NUMERALS",
    "HYPHENS",
    "KANA_CLASS",
    "LATIN_ALPHABET",
    "LATIN_WORD_CLASS",
    "NO_LINE_END",
    "NO_LINE_START",
    "OPENERS",
    "PAIRS",
    "SENTENCE_END",
    "SURNAMES",
    "blocks_of",
    "em_width",
    "is_asian",
    "is_chinese",
    "is_han",
    "is_han_or_kana",
    "is_joined_tight",
]

HAN_CLASS: Final = (
    "\u2e80-\u2fdf"  # CJK radicals supplement, Kangxi radicals: extractors print them for ideographs
    "\u3005\u3007\u3021-\u3029\u3038-\u303b"  # 々 〇, Suzhou numerals
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # extension A, unified and compatibility ideographs
    "\U00020000-\U0003ffff"  # extensions B and later
)
KANA_CLASS: Final = "\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL_CLASS: Final = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"

#: Full-width punctuation of Chinese text. Quotes, dashes and ellipsis are shared with Western text; beside Han
#: they count as Chinese (CSS Text 3, segment break transformation, takes the same view).
CJK_PUNCTUATION_CLASS: Final = (
    "\u3001-\u3003\u3008-\u3011\u3014-\u301b"  # 、。〃 〈〉《》「」『』【】 〔〕〖〗〘〙〚〛
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"  # ！ … ～ and the half-width forms ｡｢｣､･
    "\u2018\u2019\u201c\u201d\u2014\u2015\u2026\u22ef\u00b7\u30fb"  # ‘’“”—―…⋯·・
    "\ufe10-\ufe19\ufe30-\ufe4f\ufe50-\ufe6b"  # vertical, compatibility and small forms
)
#: What stands together without a space when a line is joined: Han, kana and the punctuation above.
ASIAN_CLASS: Final = HAN_CLASS + KANA_CLASS + CJK_PUNCTUATION_CLASS
#: Hyphens that a typesetter puts where a word breaks; U+2043 is what one newspaper system prints.
HYPHENS: Final = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{HYPHEN BULLET}"
#: Letters and digits of words set in Latin, Greek or Cyrillic script, combining marks included.
LATIN_WORD_CLASS: Final = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u03ff\u0400-\u052f\u1e00-\u1fff"
)

# As `string` has them, which compiles a pattern when it is imported.
LATIN_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS: Final = "0123456789"
#: What the numbers of articles and chapters are written with: 第一百二十条
HAN_NUMERALS: Final = "〇零一二三四五六七八九十百千"

#: What nothing but items begin with. The last eight are ●, ■, ◆, ❖, ▪, •, ➢ and ✓ as word processors print them with
#: Wingdings and Symbol: the characters of these fonts have private-use codes.
BULLETS: Final = "•●■◆◇▪◦❖➢➤✓✔\uf06c\uf06e\uf075\uf076\uf0a7\uf0b7\uf0d8\uf0fc"

#: Opening mark -> closing mark.
PAIRS: Final = {
    "（": "）", "(": ")", "［": "］", "[": "]", "｛": "｝", "{": "}", "〔": "〕", "〖": "〗", "【": "】",
    "《": "》", "〈": "〉", "「": "」", "『": "』", "“": "”", "‘": "’",
}  # fmt: skip
OPENERS: Final = frozenset(PAIRS)
CLOSERS: Final = frozenset(PAIRS.values())

#: May not start a line: a line that does was wrapped by a program that knows no kinsoku, or broken by an extractor.
NO_LINE_START: Final = CLOSERS | frozenset("，。、；：？！％‰℃°·・…—～,.;:?!%｡､，")
#: May not end a line.
NO_LINE_END: Final = OPENERS | frozenset("￥＄$£№#")
#: Ends a sentence (a closing quote or bracket may follow).
SENTENCE_END: Final = frozenset("。！？…!?｡．")

#: The most frequent surnames (after the yearly name reports of the Ministry of Public Security), in both scripts; of
#: the second hundred only those that begin few other words (翟 and not 温, 项).
SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪"
    "廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
    "洪鲁艾翟樊颜倪祝葛聂邢岳齐梅庄俞柯阮霍翁隋甄裴鲍詹靳祁耿涂佟褚栾臧芮蔺鄢冉阎柳殷骆舒屈柴蒲"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭蔣葉蘇呂盧鍾鐘譚陸韋賈鄒閻龍賀顧龔萬錢嚴湯魯顏聶齊莊鮑駱"
)
#: Marks that Chinese and Western text share.
_SHARED: Final = frozenset("‘’“”—―…⋯·・")


def is_han(character: str) -> bool:
    """Whether `character` (one code point) is a Han ideograph, a radical included."""
    if "\u4e00" <= character <= "\u9fff":
        return True
    return (
        "\u3400" <= character <= "\u4dbf"
        or "\u2e80" <= character <= "\u2fdf"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character in _HAN_MARKS
    )


_HAN_MARKS: Final = frozenset("々〇〡〢〣〤〥〦〧〨〩〸〹〺〻")


@cache
def is_han_or_kana(character: str) -> bool:
    """Whether `character` (one code point, or none) is Han or kana.

    For the neighbours of a hit: to compile ``[{HAN_CLASS}]`` costs a millisecond wherever it stands in a pattern, as
    `re` goes through its ranges one by one. Remembered, because a text asks for the same characters over and over.
    """
    return (
        is_han(character)
        or "\u3041" <= character <= "\u30fa"
        or "\u30fc" <= character <= "\u30ff"
        or "\u31f0" <= character <= "\u31ff"
        or "\uff66" <= character <= "\uff9f"
    )


def is_asian(character: str) -> bool:
    """Whether `character` is Han, kana, or punctuation set in the same square: no space stands beside it.

    Hangul is not: Korean puts spaces between words.
    """
    return (
        "\u2e80" <= character <= "\u312f"
        or "\u31a0" <= character <= "\ua4cf"
        or "\uf900" <= character <= "\ufaff"
        or "\ufe10" <= character <= "\ufe6f"
        or "\uff01" <= character <= "\uff9f"
        or "\U00020000" <= character <= "\U0003ffff"
        or character in _SHARED
    )


@cache
def is_joined_tight(character: str) -> bool:
    """Whether `character` (one code point) is of `ASIAN_CLASS`; as `is_han_or_kana`, for the neighbours of a hit."""
    return is_han_or_kana(character) or _cjk_punctuation().match(character) is not None


@cache
def _cjk_punctuation() -> re.Pattern[str]:
    return re.compile(f"[{CJK_PUNCTUATION_CLASS}]")


#: No Japanese text of so many characters has none of these; to look for them one by one is faster than for all kana.
_MANY: Final = 1000
_COMMON_KANA: Final = "のにはをいー"


def is_chinese(text: str) -> bool:
    """Whether `text` is Chinese enough for rules of Chinese typesetting: at least 2 % Han, and no Japanese."""
    # The beginning of a Chinese text has so many wide characters that the rest need not be counted.
    if all(_wide(part) * 50 < len(text) for part in (text[: len(text) // 20], text)) or not any(map(is_han, text)):
        return False
    if len(text) > _MANY and not any(map(text.__contains__, _COMMON_KANA)):
        return True
    kana = len(_kana().findall(text))
    return not kana or kana * 10 < sum(map(is_han, text))


def _wide(text: str) -> int:
    """How many characters of `text` are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


@cache
def _kana() -> re.Pattern[str]:
    return re.compile(f"[{KANA_CLASS}]")


def blocks_of(text: str) -> bytes:
    """In which blocks of 256 characters the characters of `text` are: for each the second byte of its code.

    ``0x2E in blocks_of(text)`` tells whether a character from U+2E00 to U+2EFF is there at all, in a third of the
    time that `re` takes to look for a class. Beyond U+FFFF it is the blocks of both surrogates.

    >>> sorted(set(blocks_of("a中。")))
    [0, 48, 78]
    """
    return text.encode("utf-16-le", "surrogatepass")[1::2]


def em_width(text: str) -> float:
    """The set width of `text` in em: 1 for a full-width character, ½ for an ASCII one.

    An estimate: Latin letters of proportional fonts vary, and typesetters squeeze punctuation by up to ½ em.
    """
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))
