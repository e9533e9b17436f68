"""Width and form of punctuation in Chinese context."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

from ocrclean.chars import HAN_CLASS, KANA_CLASS
from ocrclean.edits import Edit, apply_edits, compose
from ocrclean.normalizer import Change, Normalizer
from ocrclean.protected import unprotected

__all__ = ["NormalizePunctuation", "normalize_punctuation"]

_BLANK: Final = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_CHARACTER: Final = HAN_CLASS + KANA_CLASS
_STOPS: Final = "，。、；：？！…"
#: Brackets and marks of titles that only Chinese and Japanese text has; quotes “” are shared with English.
_OPENING: Final = "「『《〈（【〔"
_CLOSING: Final = "」』》〉）】〕"
_NUMERAL: Final = "0-9〇零一二三四五六七八九十百千"

#: Repeated passes mend what lies inside of what an earlier one mended; two are the rule.
_MAX_PASSES: Final = 8
#: A bracket further away than this belongs to another pair.
_BRACKET_REACH: Final = 80

_WIDE: Final[dict[str, str]] = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF: Final = {chr(ord(sign) + 0xFEE0): sign for sign in "%+-/@=&#"}

#: The fold: one character for each family of marks that stand for one another.
_FAMILIES: Final[dict[int, int | str | None]] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "，、丶‘’'"), ","),
    **dict.fromkeys(map(ord, "。…⋯·°．"), "."),
    **dict.fromkeys(map(ord, "“”＂"), '"'),
    **dict.fromkeys(map(ord, "〈《（"), "("),
    **dict.fromkeys(map(ord, "〉》）"), ")"),
    **dict.fromkeys(map(ord, "—―─－"), "-"),
}
_WHITE_SPACE: Final = re.compile(r"\s+")
_STRAY_QUOTE: Final = re.compile(f'(第[{_NUMERAL}]{{1,8}}[条條章节節回])"+')


@dataclass(frozen=True, kw_only=True)
class NormalizePunctuation(Normalizer):
    """Punctuation in Chinese context gets its full width and its proper form.

    OCR engines print half-width marks beside Han (；：？！ always, ， on traditional pages), mix up brackets
    (〈含), 《简称…)), read —— as 一一, 、 as 丶, 。 as ° and …… as dots; typists do some of the same. Each rule looks
    at the neighbours of a mark and acts only where they are Chinese.

    Left alone: numbers with their punctuation (13,808.19, 10:30), Latin words and sentences, URLs, e-mail addresses,
    code, tags, character references, targets of Markdown links; misprints that are as printed; single middle dots
    and range marks; title marks 〈〉《》 that make a pair; the style of quotes (“” or 「」).

    What stays equal: the text without white space, where marks of one family count as one: comma, full stop and
    ellipsis, quotes, dashes (一 too, which OCR prints for them), brackets; and without a quote behind 第N条, which OCR
    prints for the blank.

    >>> from ocrclean import normalize_punctuation
    >>> normalize_punctuation("仲裁委员会《简称仲裁委) 的规定: 13,808元.")
    '仲裁委员会（简称仲裁委）的规定：13,808元。'
    """

    name: ClassVar[str] = "normalize-punctuation"
    summary: ClassVar[str] = "full-width punctuation in Chinese context, half-width signs, paired brackets and quotes"
    change: ClassVar[Change] = Change.WIDTH
    examples: ClassVar = (
        ("你好,世界!", "你好，世界！"),
        ("还值得去一转; 倘在上午", "还值得去一转；倘在上午"),
        ("赔偿金8000元 〈裁决为终局裁决)。", "赔偿金8000元（裁决为终局裁决）。"),
        ("介绍自己道:一一“我就是", "介绍自己道：——“我就是"),
        ("冬虫夏草⋯⋯近年来......", "冬虫夏草……近年来……"),
        ("运动员丶教练员", "运动员、教练员"),
        ("占比达到35％，“人工智能＋”行动", "占比达到35%，“人工智能+”行动"),
        ('他说:"走吧"。', "他说：“走吧”。"),
        ("第三条”个人所得税的税率:", "第三条 个人所得税的税率："),
    )
    counter_examples: ClassVar = (
        "共13,808,230.19元，10:30开会，比分3:2",
        "Hello, world! (really)",
        "apt(8)用于交互式操作",
        "见 https://a.cn/x,y?z=1 与 a.b@c.cn",
        "命令 `打印,值` 与 <a title='甲,乙'>",
        "《读书〈三则〉》与〈短歌行〉",
        "他一一告诉了我",
        "卡尔·马克思",
        "![图](a.png)",
    )

    def edits(self, text: str) -> list[Edit]:
        composed: list[Edit] = []
        current = text
        for _ in range(_MAX_PASSES):
            found = unprotected(current, _in_order(current))
            if not found:
                break
            composed = compose(composed, found)
            current = apply_edits(current, found)
        return [edit for edit in composed if text[edit.start : edit.end] != edit.text]

    def fold(self, text: str) -> str:
        folded = _WHITE_SPACE.sub("", text).translate(_FAMILIES)
        folded = _STRAY_QUOTE.sub(r"\1", folded)
        return re.sub(r"[-一]+", "-", re.sub(r"\.+", ".", folded))


def _in_order(text: str) -> list[Edit]:
    """What all rules propose; where two overlap the first stands and the other waits for the next pass."""
    edits: list[Edit] = []
    end = 0
    for edit in sorted(edit for rule in _RULES for edit in rule(text)):
        if edit.start >= end:
            edits.append(edit)
            end = max(edit.end, edit.start + 1)
    return edits


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _stops(text: str) -> Iterator[Edit]:
    """Half-width , ; : ? ! beside Han, with the blanks that OCR puts around them."""
    left = f"(?<=[{_CHARACTER}{_CLOSING}].)|(?<=[{_CHARACTER}{_CLOSING}][{_BLANK}].)|(?<=[{_CHARACTER}。！？…，][”’].)"
    right = f"(?<![,;:?!].)(?=[{_BLANK}]?[{_CHARACTER}{_OPENING}])"
    pattern = f"[,;:?!](?:(?:{left})[?!]*+|{right})(?![/=:\\[]|-?\\))"
    for match in _compiled(pattern).finditer(text):
        start, end = match.span()
        if text[start - 1 : start] == ":" and text[start] == ":":
            continue
        yield _with_blanks(text, start, end, "".join(_WIDE[mark] for mark in match.group()), "punctuation-width")


def _words_one_by_one(text: str) -> Iterator[Edit]:
    """Marks behind Latin exclamations that stand one by one in Chinese: 哈哈！Hehe! he, hehehe!”"""
    words = f"(?:[A-Za-z]++[,;:?!，；：？！]{{1,3}}+[{_BLANK}]?)++"
    for chain in _compiled(f"[！？]({words})(?=[{_CHARACTER}”」』'\"\\n]|\\Z)").finditer(text):
        for match in _compiled("[,;:?!]+").finditer(text, *chain.span(1)):
            start, end = match.span()
            yield _with_blanks(text, start, end, "".join(_WIDE[mark] for mark in match.group()), "punctuation-width")


def _with_blanks(
    text: str, start: int, end: int, new: str, rule: str, *, before: bool = True, after: bool = True
) -> Edit:
    """An edit that takes one blank on either side with it, as full-width marks need none."""
    if before and start > 1 and _is_blank(text[start - 1]) and text[start - 2] != "\n":
        start -= 1
    if after and end + 1 < len(text) and _is_blank(text[end]) and text[end + 1] not in "\n|":
        end += 1
    return Edit(start, end, new, rule)


def _is_blank(character: str) -> bool:
    return _compiled(f"[{_BLANK}]").match(character) is not None


def _full_stops(text: str) -> Iterator[Edit]:
    """A full stop behind Han at the end of a line or a quotation; 卡尔.马克思 and 一.概述 stay as they are."""
    if "." in text:
        behind = f"(?<=[{_CHARACTER}{_CLOSING}]\\.)|(?<=[{_CHARACTER}][{_BLANK}]\\.)"
        ahead = f"[”」』]|[{_BLANK}]?(?:\\n|\\Z)|[{_BLANK}][{_CHARACTER}{_OPENING}“]"
        for match in _compiled(f"\\.(?:{behind})(?={ahead})").finditer(text):
            if not _numbers_a_line(text, match.start()):
                yield _with_blanks(text, *match.span(), "。", "punctuation-width")
    if "°" in text or "·" in text:
        between = "°·" if _ends_sentences_with_dots(text) else "°"
        # 九十°角 has degrees.
        pattern = f"[°·](?<=[{_CHARACTER}].)(?<![{_NUMERAL}]°)(?:(?=[”」』\\n]|\\Z)|(?<=[{between}])(?=[{_CHARACTER}]))"
        for match in _compiled(pattern).finditer(text):
            yield Edit(*match.span(), "。", "misread-full-stop")


def _ends_sentences_with_dots(text: str) -> bool:
    """Whether a text has middle dots between Han, commas, and next to no full stop: · is no part of names then."""
    dots = len(_compiled(f"·(?<=[{_CHARACTER}]·)(?=[{_CHARACTER}])").findall(text)) if "·" in text else 0
    return dots > 2 and text.count("。") * 3 < dots and text.count("，") + text.count(",") >= dots


def _numbers_a_line(text: str, at: int) -> bool:
    """Whether what stands before `at` is a numeral that starts the line: 一. 概述"""
    start = text.rfind("\n", max(0, at - 4), at) + 1
    return (start > 0 or at < 4) and _compiled("[一二三四五六七八九十甲乙丙丁]{1,3}").fullmatch(
        text, start, at
    ) is not None


def _commas(text: str) -> Iterator[Edit]:
    """RapidOCR's 丶 for 、 and, in text that has no ‘, its ’ for ，"""
    if "丶" in text:
        pattern = f"丶(?<=[{_CHARACTER}{_CLOSING}”]丶)(?=[{_CHARACTER}{_OPENING}“0-9A-Za-z])(?<!丶丶)(?!丶)"
        for match in _compiled(pattern).finditer(text):
            yield Edit(*match.span(), "、", "misread-comma")
    if "’" in text and "‘" not in text:
        found = list(_compiled(f"’(?<=[{_CHARACTER}]’)(?=[{_CHARACTER}])").finditer(text))
        if len(found) > 2:
            for match in found:
                yield Edit(*match.span(), "，", "misread-comma")


def _ellipses(text: str) -> Iterator[Edit]:
    """Three dots or more, midline dots, three full stops, one … in Chinese: ……"""
    if "⋯" in text or "。。。" in text:
        for match in _compiled("⋯[⋯…]*+|…++⋯[⋯…]*+|。{3,}+").finditer(text):
            yield Edit(*match.span(), "……", "ellipsis")
    if "…" in text:
        for match in _compiled(f"…(?<=[{_CHARACTER}]…)(?=[{_CHARACTER}。！？”」』\\n]|\\Z)").finditer(text):
            yield Edit(*match.span(), "……", "ellipsis")
    if "..." in text:
        for match in _compiled(r"\.{3,}+").finditer(text):
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if _is_chinese(before) or (_is_chinese(after) and not before.isalnum()):
                yield Edit(*match.span(), "……", "ellipsis")


def _is_chinese(character: str) -> bool:
    return _compiled(f"[{_CHARACTER}{_STOPS}{_OPENING}{_CLOSING}]").match(character) is not None


def _dashes(text: str) -> Iterator[Edit]:
    """Two hyphens or strokes between Chinese: ——; so is one dash behind a stop, and 一一 or 一 where it can be no word.

    一一 is an adverb (一一告诉): it follows no colon, and neither a quotation, a pronoun nor a conjunction follows it.
    """
    chinese = f"{_CHARACTER}{_STOPS}{_OPENING}{_CLOSING}“”‘’"
    if "--" in text or "──" in text or "――" in text:
        for match in _compiled(f"(?:--|──|――)(?<=[{chinese}]..)(?=[{chinese}])").finditer(text):
            yield Edit(*match.span(), "——", "dash")
    if "—" in text:
        for match in _compiled(f"—(?<=[，。：！？”]—)(?=[{_CHARACTER}“「])").finditer(text):
            yield Edit(*match.span(), "——", "dash")
    if "一一" in text:
        behind = '(?=\\n{0,2}[“「『‘"])|(?<=[，。,]一一)(?=[他她它我你您这那這虽雖但因若]|大概|大约|大約)'
        for match in _compiled(f"一一(?<!一一一)(?!一)(?:(?<=[:：]一一)|{behind})").finditer(text):
            yield Edit(*match.span(), "——", "dash")
    if "一“" in text or "一「" in text:
        for match in _compiled("一(?<=[:：]一)(?=[“「])").finditer(text):
            yield Edit(*match.span(), "——", "dash")


def _brackets(text: str) -> Iterator[Edit]:
    """Round brackets in Chinese context become full-width; a round and an angle bracket that pair become （）."""
    if not any(bracket in text for bracket in "()〈〉"):
        return
    opened: list[int] = []
    found = [match.start() for match in _compiled(r"[()（）〈〉《》\n]").finditer(text)]
    for number, at in enumerate(found):
        mark = text[at]
        if mark == "\n":
            yield from (edit for start in opened if (edit := _lone_bracket(text, start)))
            opened = []
        elif mark in "(（〈《":
            opened.append(at)
        elif opened and _pairs(text, opened[-1], at, found[number + 1 : number + 2]):
            yield from _pair(text, opened.pop(), at)
        elif edit := _lone_bracket(text, at):
            yield edit
    yield from (edit for start in opened if (edit := _lone_bracket(text, start)))


def _pairs(text: str, start: int, end: int, following: list[int]) -> bool:
    """Whether the brackets at `start` and `end` are a pair, as printed or mixed up by OCR."""
    kinds = text[start] + text[end]
    if kinds in ("()", "（）", "(）", "（)", "〈〉", "《》"):
        return True
    mixed = (kinds[0] in "(（") != (kinds[1] in ")）") or kinds in ("《)", "《）")
    closed_behind = bool(following) and text[following[0]] == {"《": "》", "〈": "〉"}.get(kinds[0])
    return mixed and end - start < _BRACKET_REACH and not closed_behind


def _pair(text: str, start: int, end: int) -> Iterator[Edit]:
    kinds = text[start] + text[end]
    if kinds in ("（）", "〈〉", "《》") or (kinds == "()" and not _in_chinese(text, start, end)):
        return
    rule = "bracket-width" if kinds == "()" else "bracket-pair"
    if kinds[0] != "（":
        yield _with_blanks(text, start, start + 1, "（", rule)
    if kinds[1] != "）":
        yield _with_blanks(text, end, end + 1, "）", rule)


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether a pair of round brackets stands in Chinese: behind Han, around Han, or before Han at a line's start."""
    before = text[max(0, start - 2) : start].rstrip(" \t\u3000")[-1:]
    if _is_chinese(before) or before == "”" or _has_character(text, start, min(end, start + _BRACKET_REACH)):
        return True
    return before in ("", "\n") and _is_chinese(text[end + 1 : end + 3].lstrip(" \t\u3000")[:1])


def _lone_bracket(text: str, at: int) -> Edit | None:
    """A round bracket whose mate is lost: full-width behind Chinese."""
    mark = text[at]
    before = text[max(0, at - 2) : at].rstrip(" \t\u3000")[-1:]
    if mark not in "()" or not _is_chinese(before):
        return None
    return _with_blanks(text, at, at + 1, "（" if mark == "(" else "）", "bracket-width")


def _straight_quotes(text: str) -> Iterator[Edit]:
    """Straight double quotes of a line pair up, where the line has an even number and they enclose or follow Han."""
    for offset, line in _lines_with('"', text):
        marks = [match.start() for match in re.finditer('"', line)]
        if len(marks) % 2 or re.search('[=(0-9]"', line):
            continue
        pairs = zip(marks[::2], marks[1::2], strict=True)
        if any(_is_chinese(line[a - 1 : a]) or _has_character(line, a, b) for a, b in pairs):
            for number, mark in enumerate(marks):
                yield Edit(offset + mark, offset + mark + 1, "“”"[number % 2], "quote")


def _lines_with(mark: str, text: str) -> Iterator[tuple[int, str]]:
    """The lines that have `mark`, each with its offset."""
    at = text.find(mark)
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield start, text[start:end]
        at = text.find(mark, end)


def _has_character(text: str, start: int, end: int) -> bool:
    return _compiled(f"[{_CHARACTER}]").search(text, start, end) is not None


def _turned_quotes(text: str) -> Iterator[Edit]:
    """“ before a stop closes; ” between a colon and Han opens; ”terminal” is a quotation."""
    if "“" in text:
        for match in _compiled("“(?=[，。、；：？！）]++(?!”))").finditer(text):
            yield Edit(*match.span(), "”", "quote")
    if "”" not in text:
        return
    for match in _compiled(f"”(?<=[：（]”)(?=[{_CHARACTER}])").finditer(text):
        before = text[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
        if before.rfind("“") <= before.rfind("”"):
            yield Edit(*match.span(), "“", "quote")
    if text.count("”") > text.count("“"):
        yield from _closing_pairs(text)


def _closing_pairs(text: str) -> Iterator[Edit]:
    """Two closing quotes around a word, as TeX prints straight ones, in lines that have no opening quote."""
    for offset, line in _lines_with("”", text):
        parts = line.split("”")
        if "“" in line or len(parts) % 2 == 0 or not _has_character(line, 0, len(line)):
            continue
        if all(_compiled(f"[^,;:?!.)·{_STOPS}）][^{_STOPS}）]{{0,30}}").fullmatch(part) for part in parts[1::2]):
            at = offset
            for number, part in enumerate(parts[:-1]):
                at += len(part)
                if number % 2 == 0:
                    yield Edit(at, at + 1, "“", "quote")
                at += 1


def _stray_quotes(text: str) -> Iterator[Edit]:
    """A quote that OCR printed for the blank behind the number of an article: 第三条”个人所得税"""
    pattern = f"第(?<![^\\n]第)[{_NUMERAL}]{{1,8}}[条條章节節回]([{_BLANK}]?[”“][{_BLANK}]?)(?=[{_CHARACTER}A-Za-z])"
    for match in _compiled(pattern).finditer(text):
        line_end = text.find("\n", match.end())
        rest = text[match.end() : line_end if line_end >= 0 else len(text)]
        if "”" in match[1] or "”" not in rest:
            yield Edit(*match.span(1), " ", "stray-quote")


def _signs(text: str) -> Iterator[Edit]:
    """Full-width signs that go with numbers and Latin words: half-width."""
    if any(sign in text for sign in _HALF):
        for match in _compiled(f"[{''.join(_HALF)}]").finditer(text):
            yield Edit(*match.span(), _HALF[match.group()], "sign-width")
    if "．" in text:
        for match in _compiled("．(?<=[0-9]．)(?=[0-9])").finditer(text):
            yield Edit(*match.span(), ".", "sign-width")


_RULES: Final[tuple[Callable[[str], Iterator[Edit]], ...]] = (
    _stops,
    _words_one_by_one,
    _full_stops,
    _commas,
    _ellipses,
    _dashes,
    _brackets,
    _straight_quotes,
    _stray_quotes,
    _turned_quotes,
    _signs,
)

normalize_punctuation = NormalizePunctuation()
