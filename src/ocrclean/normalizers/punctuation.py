"""Width and form of punctuation in Chinese context."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

from ocrclean.chars import DIGITS, HAN_NUMERALS, is_han_or_kana
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer
from ocrclean.paragraphs.kinds import end_kind_at_quote
from ocrclean.protected import unprotected

__all__ = ["NormalizePunctuation", "normalize_punctuation"]

_BLANK: Final = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_STOPS: Final = "，。、；：？！…"
#: Brackets and marks of titles that only Chinese and Japanese text has; quotes “” are shared with English.
_OPENING: Final = "「『《〈（【〔"
_CLOSING: Final = "」』》〉）】〕"
_NUMERAL: Final = "0-9" + HAN_NUMERALS

#: The same as sets, for one character of the text.
_BLANKS: Final = frozenset(" \t\u00a0\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
_NUMERALS: Final = frozenset(DIGITS + HAN_NUMERALS)
_OPENS: Final = frozenset(_OPENING)
_CLOSES: Final = frozenset(_CLOSING)
_MARKS: Final = frozenset(_STOPS + _OPENING + _CLOSING)
_QUOTES: Final = frozenset("“”‘’")
#: How a line ends at whose end a quote closes.
_CLOSED: Final = frozenset(("closed", "closer"))

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
_WHITE_SPACE: Final = late(r"\s+")
_STRAY_QUOTE: Final = late(f'(第[{_NUMERAL}]{{1,8}}[条條章节節回])"+')


@dataclass(frozen=True, kw_only=True)
class NormalizePunctuation(RepeatedNormalizer):
    """Punctuation in Chinese context gets its full width and its proper form.

    OCR engines print half-width marks beside Han (；：？！ always, ， on traditional pages), mix up brackets
    (〈含), 《简称…)), read —— as 一一, 、 as 丶, 。 as ° and …… as dots (·…·.); typists do some of the same. Each rule
    looks at the neighbours of a mark and acts only where they are Chinese.

    Left alone: numbers with their punctuation (13,808.19, 10:30), Latin words and sentences, URLs, e-mail addresses,
    code, formulas in LaTeX, tags, character references, targets of Markdown links; references with the type of the
    document after GB/T 7714 ([M], [J], [EB/OL]), which are set with half-width marks; misprints that are as printed;
    single middle dots and range marks; title marks 〈〉《》 that make a pair; the style of quotes (“” or 「」).

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
        ("恭喜·..…．那是····其实呢", "恭喜……那是……其实呢"),
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
        "第一章 总则······12",
        "[1] 陆建中, 王长永. 湿地生态学[M]. 北京: 科学出版社, 2004: 12-35.",
        "![图](a.png)",
    )

    def propose(self, text: str) -> list[Edit]:
        return self.look(text)  # one look mends nearly all, and a pipeline looks again

    def look(self, text: str) -> list[Edit]:
        """The edits of one look; another mends what lies inside of what they mended."""
        return unprotected(text, _outside_references(text, _in_order(text)))

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


#: The type of a document in a reference after GB/T 7714, whose marks are half-width ones: [M]. [J], [EB/OL].
_TYPE_OF_DOCUMENT: Final = late(r"\[(?:[ACDGJMNPRSZ]|[A-Z]{1,2}/OL)\](?= ?[.,:(/]|$)")


def _outside_references(text: str, edits: list[Edit]) -> list[Edit]:
    """The `edits` but those that widen marks in references: 王长永. 湿地生态学[M]. 北京: 科学出版社, 2004.

    What else the rules mend, they mend there, too: a reference is no protected text.
    """
    lines = _lines_with("[", text) if edits else ()
    references = {start: start + len(line) for start, line in lines if _TYPE_OF_DOCUMENT.search(line)}
    if not references:
        return edits
    starts = list(references)

    def widens_reference(edit: Edit) -> bool:
        before = bisect_right(starts, edit.start)
        return edit.rule == "punctuation-width" and before > 0 and edit.start < references[starts[before - 1]]

    return [edit for edit in edits if not widens_reference(edit)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# How the rules search: `re` looks for a pattern that begins with one fixed character ten times as fast as for one that
# begins with a class (and half as fast where a second one is fixed: so it is looked ahead for), and compiles a class of
# Han in a millisecond. `str.find` skips ten times as fast again, but each hit takes longer: for marks that are rare. So
# a rule finds its marks one by one, and asks for their neighbours in Python: marks that may be wrong are few.


def _places(text: str, marks: Sequence[str]) -> list[int]:
    """Where the characters or strings of `marks` stand, in order."""
    places: list[int] = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1)
    return sorted(places) if len(marks) > 1 else places


def _before(text: str, at: int) -> str:
    """The character before `at`; empty at the start."""
    return text[at - 1 : at]


def _after(text: str, at: int) -> str:
    """The character behind the one at `at`; empty at the end."""
    return text[at + 1 : at + 2]


def _between_characters(text: str, at: int) -> bool:
    return is_han_or_kana(_before(text, at)) and is_han_or_kana(_after(text, at))


def _stops(text: str) -> Iterator[Edit]:
    """Half-width , ; : ? ! beside Han, with the blanks that OCR puts around them."""
    done = 0
    for start in _places(text, ",;:?!"):
        sides = text[max(0, start - 1) : start + 2]
        if start < done or (sides.isascii() and sides == sides.strip()):
            continue  # the second: inside of a number or a Latin word
        end = start + 1
        if _follows_chinese(text, start):
            end = _compiled("[?!]*+").match(text, end).end()  # type: ignore[union-attr]  # matches anywhere
        elif _before(text, start) in _WIDE or not _precedes_chinese(text, start):
            continue
        if _compiled(r"[/=:\[]|-?\)").match(text, end):
            continue
        done = end
        if _before(text, start) != ":" or text[start] != ":":
            yield _with_blanks(text, start, end, "".join(map(_WIDE.__getitem__, text[start:end])), "punctuation-width")


def _follows_chinese(text: str, at: int) -> bool:
    """Whether Chinese stands before `at`, or before the blank or the closing quote there."""
    before = _before(text, at)
    if before.isascii() and before not in _BLANKS:
        return False
    if is_han_or_kana(before) or before in _CLOSES:
        return True
    further = _before(text, at - 1) if at > 1 else ""
    if before in _BLANKS:
        return is_han_or_kana(further) or further in _CLOSES
    return before in "”’" and (is_han_or_kana(further) or (further != "" and further in "。！？…，"))


def _precedes_chinese(text: str, at: int) -> bool:
    """Whether Chinese stands behind the mark at `at`, or behind the blank there."""
    after = _after(text, at)
    if after in _BLANKS:
        after = _after(text, at + 1)
    return is_han_or_kana(after) or after in _OPENS


def _words_one_by_one(text: str) -> Iterator[Edit]:
    """Marks behind Latin exclamations that stand one by one in Chinese: 哈哈！Hehe! he, hehehe!”"""
    words = f"(?:[A-Za-z]++[,;:?!，；：？！]{{1,3}}+[{_BLANK}]?)++"
    for mark in filter(text.__contains__, "！？"):
        for chain in _compiled(f"{mark}({words})").finditer(text):
            behind = text[chain.end() : chain.end() + 1]
            if behind in "”」』'\"\n" or is_han_or_kana(behind):  # the end of the text, too
                for match in _compiled("[,;:?!]+").finditer(text, *chain.span(1)):
                    new = "".join(map(_WIDE.__getitem__, match.group()))
                    yield _with_blanks(text, *match.span(), new, "punctuation-width")


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
    return character in _BLANKS


def _full_stops(text: str) -> Iterator[Edit]:
    """A full stop behind Han at the end of a line or a quotation; 卡尔.马克思 and 一.概述 stay as they are."""
    for at in _places(text, "."):
        if _is_full_stop(text, at) and not _numbers_a_line(text, at):
            yield _with_blanks(text, at, at + 1, "。", "punctuation-width")
    places = _places(text, "°·")
    between = "°·" if places and _ends_sentences_with_dots(text) else "°"
    for at in places:
        before, after = _before(text, at), _after(text, at)
        if not is_han_or_kana(before) or (text[at] == "°" and before in _NUMERALS):
            continue  # 九十°角 has degrees
        if text[at] == "·" and after == "\n" and text.startswith("·", text.rfind("\n", 0, at) + 1):
            continue  # ·朱根华· stands between ornaments
        if after in "”」』\n" or (text[at] in between and is_han_or_kana(after)):  # the end of the text, too
            yield Edit(at, at + 1, "。", "misread-full-stop")


def _is_full_stop(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    if before.isascii() and before not in _BLANKS:
        return False
    if before in _BLANKS:
        if at < 2 or not is_han_or_kana(_before(text, at - 1)):
            return False
    elif not is_han_or_kana(before) and before not in _CLOSES:
        return False
    after = _after(text, at)
    if after in "”」』\n":  # the end of the text, too
        return True
    following = _after(text, at + 1)
    return after in _BLANKS and (following in "\n“" or following in _OPENS or is_han_or_kana(following))


def _ends_sentences_with_dots(text: str) -> bool:
    """Whether a text has middle dots between Han, commas, and next to no full stop: · is no part of names then.

    A list of names has 、 between them.
    """
    dots = sum(_between_characters(text, at) for at in _places(text, "·"))
    if dots < 3 or text.count("。") * 3 >= dots or text.count("、") + 1 >= dots:
        return False
    return text.count("，") + text.count(",") >= dots


def _numbers_a_line(text: str, at: int) -> bool:
    """Whether what stands before `at` is a numeral that starts the line: 一. 概述"""
    start = text.rfind("\n", max(0, at - 4), at) + 1
    return (start > 0 or at < 4) and _compiled("[一二三四五六七八九十甲乙丙丁]{1,3}").fullmatch(
        text, start, at
    ) is not None


def _commas(text: str) -> Iterator[Edit]:
    """RapidOCR's 丶 for 、 and, in text that has no ‘, its ’ for ，"""
    for at in _places(text, "丶"):
        before, after = _before(text, at), _after(text, at)
        behind_word = is_han_or_kana(before) or before in _CLOSES or before == "”"
        before_word = is_han_or_kana(after) or after in _OPENS or after == "“" or (after.isascii() and after.isalnum())
        if behind_word and before_word and "丶" not in (before, after):
            yield Edit(at, at + 1, "、", "misread-comma")
    if "’" in text and "‘" not in text:
        found = [at for at in _places(text, "’") if _between_characters(text, at)]
        if len(found) > 2:
            for at in found:
                yield Edit(at, at + 1, "，", "misread-comma")


#: RapidOCR prints …… as a row of middle dots, full stops and ellipses. A longer one is the leader of a contents page.
_DOTS: Final = frozenset("·….．")
_LONGEST_ROW: Final = 8
_PAGE_NUMBER: Final = late(r"\s*[0-9A-Za-z]")


def _misread_ellipses(text: str) -> Iterator[Edit]:
    """A row of dots with a middle dot among them, behind Chinese and before no page number: ……"""
    end = 0
    for at in _places(text, "·"):
        if at < end:
            continue
        start, end = at, at + 1
        while start > 0 and text[start - 1] in _DOTS:
            start -= 1
        while text[end : end + 1] in _DOTS:
            end += 1
        before = _before(text, start)
        is_chinese = before != "" and (_is_chinese(before) or before in _QUOTES)
        if 3 <= end - start <= _LONGEST_ROW and is_chinese and not _PAGE_NUMBER.match(text, end):
            yield Edit(start, end, "……", "misread-ellipsis")


def _ellipses(text: str) -> Iterator[Edit]:
    """Three dots or more, midline dots, three full stops, one … in Chinese: ……"""
    done = 0
    for match in _compiled("⋯[⋯…]*+").finditer(text) if "⋯" in text else ():
        start, end = match.span()
        while start > done and text[start - 1] == "…":
            start -= 1
        done = end
        yield Edit(start, end, "……", "ellipsis")
    for match in _compiled("。(?=。。)。*+").finditer(text):
        yield Edit(*match.span(), "……", "ellipsis")
    for at in _places(text, "…"):
        if is_han_or_kana(_before(text, at)):
            after = _after(text, at)
            if after in "。！？”」』\n" or is_han_or_kana(after):  # the end of the text, too
                yield Edit(at, at + 1, "……", "ellipsis")
    if "." in text:
        for match in _compiled(r"\.(?=\.\.)\.*+").finditer(text):
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if _is_chinese(before) or (_is_chinese(after) and not before.isalnum()):
                yield Edit(*match.span(), "……", "ellipsis")


def _is_chinese(character: str) -> bool:
    return is_han_or_kana(character) or character in _MARKS


def _dashes(text: str) -> Iterator[Edit]:
    """Two hyphens or strokes between Chinese: ——; so is one dash behind a stop."""
    for mark in "-─―":
        if mark == "─" or mark in text:  # for a code that ends in 00 `in` takes longer than the pattern
            for match in _compiled(f"{mark}(?={mark}){mark}(?!{mark})").finditer(text):
                sides = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
                if all(_is_chinese(side) or side in _QUOTES for side in sides):
                    yield Edit(*match.span(), "——", "dash")
    if "—" in text:
        for match in _compiled("—(?<=[，。：！？”]—)").finditer(text):
            after = text[match.end() : match.end() + 1]
            if is_han_or_kana(after) or after in ("“", "「"):
                yield Edit(*match.span(), "——", "dash")


#: OCR engines print strokes for ——, and 一一 is an adverb, too (一一告诉): no conjunction and no guess stands behind
#: it, no subtitle (——记某某) or editor's name, and behind a comma no pronoun.
_OPENS_CLAUSE: Final = late(
    "(?:(?<=[，。,]一一)[他她它我你您这那這虽雖但因若]|大概|大约|大約|由于|由於|然而|可是|不过|不過|于是|於是|所以|其实|其實|或者"
    "|甚至|也许|也許|只要|如果|即使|尤其|例如|比如|而且|否则|否則|何况|何況|至于|至於"
    "|[记記](?![下录錄住入取])|[访訪](?![问問])|[再三四][论論]|[读讀评評]《|[编編]者)"
)
#: In a number strokes are digits: 二〇一一年; 一一得一 is the table of ones.
_IN_NUMBERS: Final = _NUMERALS | frozenset("万萬亿億两兩年月日号號得·")
#: Three strokes before a measure word are a dash and a one: ——一位驻外工作人员.
_MEASURES: Final = frozenset("个個位种種名件条條项項家座场場次篇部本")
_QUOTATION: Final = late('\\n{0,2}[“「『‘"]')
_PAIRED_AHEAD: Final = late("[\u3400-\u9fff]{1,12}?一一(?!一)")
_PAIRED_BEHIND: Final = late("一一[\u3400-\u9fff]{1,12}$")


def _misread_dashes(text: str) -> Iterator[Edit]:
    """一一 or 一 where it can be no word: ——."""
    if not _compiled("一(?:(?=一)|(?<=[:：]一)(?=[“「]))").search(text):
        return
    for match in _compiled("一(?<=[:：]一)(?=[“「])").finditer(text):
        yield Edit(*match.span(), "——", "dash")
    prints_dashes = "——" in text  # then the engine misreads none
    for match in _compiled("一一一*").finditer(text):
        start, end = match.span()
        before, after = _before(text, start), _after(text, end - 1)
        if (before and before in _IN_NUMBERS) or (after and after in _IN_NUMBERS) or end - start > 3:
            continue
        if end - start == 3:
            if after in _MEASURES and (_is_chinese(before) or before in _QUOTES):
                yield Edit(start, end - 1, "——", "dash")
        elif _can_be_no_adverb(text, start, end) or (not prints_dashes and _ends_block(text, start, end)):
            yield Edit(start, end, "——", "dash")


def _can_be_no_adverb(text: str, start: int, end: int) -> bool:
    """Whether the two strokes of ``[start:end)`` are no adverb.

    An adverb follows no colon and no stop, and closes no quotation; neither a quotation follows it nor what opens a
    clause; and no two of them stand in one clause.
    """
    before, after = _before(text, start), _after(text, end - 1)
    if before and before in ":：。！？…":
        return before in ":：" or is_han_or_kana(after)
    if (after and after in "”」』）") or _QUOTATION.match(text, end) or _OPENS_CLAUSE.match(text, end):
        return True
    return bool(_PAIRED_AHEAD.match(text, end) or _PAIRED_BEHIND.search(text, max(0, start - 14), start))


def _ends_block(text: str, start: int, end: int) -> bool:
    """Whether the strokes of ``[start:end)`` are the last of a block, behind a word."""
    at_end = text.startswith("\n\n", end) or (end == len(text) - 1 and text.endswith("\n"))
    return at_end and is_han_or_kana(_before(text, start))


def _brackets(text: str) -> Iterator[Edit]:
    """Round brackets in Chinese context become full-width; a round and an angle bracket that pair become （）."""
    if not any(map(text.__contains__, "()〈〉")):
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
    if kinds in ("(）", "（)") and _in_latin(text, start, end):
        at = start if kinds[0] == "（" else end
        yield Edit(at, at + 1, "(" if at == start else ")", "bracket-pair")
        return
    rule = "bracket-width" if kinds == "()" else "bracket-pair"
    filled = not text[start + 1 : end].isspace()  # the blank in ( ) is for an answer
    if kinds[0] != "（":
        yield _with_blanks(text, start, start + 1, "（", rule, after=filled)
    if kinds[1] != "）":
        yield _with_blanks(text, end, end + 1, "）", rule, before=filled)


def _in_latin(text: str, start: int, end: int) -> bool:
    """Whether a pair of round brackets stands among Latin words, of which one was misread: guidelines (left） and"""
    behind = text[end + 1 : end + 3].strip(" ")[:1]
    return (
        text[start + 1 : end].isascii() and behind.isascii() and behind.isalnum() and not _in_chinese(text, start, end)
    )


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether a pair of round brackets stands in Chinese: behind Han, around Han, or before Han at a line's start.

    Behind an opening mark only what is in them tells: “(id, value)” and 「(id, value)」 quote the same.
    """
    before = text[max(0, start - 2) : start].rstrip(" \t\u3000")[-1:]
    behind_chinese = before == "”" or (_is_chinese(before) and before not in _OPENING)
    if behind_chinese or _has_character(text, start, min(end, start + _BRACKET_REACH)):
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
    """Straight double quotes: ” where a quotation is open, “ where one that ends begins, in Chinese.

    OCR engines print one of the two marks of a pair straight, or both. Inches and the quotes of code stay.
    """
    for offset, line in _lines_with('"', text):
        for at, mark in _paired_up(line):
            yield Edit(offset + at, offset + at + 1, mark, "quote")


def _paired_up(line: str) -> Iterator[tuple[int, str]]:
    """Where straight quotes of `line` stand that are Chinese, and what each is."""
    if '="' in line or '("' in line:
        return  # code
    marks = [match.start() for match in _compiled('["“”]').finditer(line)]
    if article := _BEHIND_ARTICLE.search(line):  # what stands there is no quote: see `_stray_quotes`
        marks = [at for at in marks if not article.start(1) <= at < article.end(1)]
    opened = -1
    for at, following in zip(marks, [*marks[1:], -1], strict=True):
        mark, before = line[at], line[at - 1 : at]
        if mark == "“":
            opened = at
        elif opened >= 0:
            if mark == '"' and before.isdigit() and (line[opened] == '"' or line[following : following + 1] == "”"):
                continue  # inches
            yield from _straight_of(line, opened, at)
            opened = -1
        elif mark == '"':
            may_open = following >= 0 and line[following] != "“" and not before.isdigit()
            if _closes_alone(before, line[at + 1 : at + 2], may_open=may_open):
                yield at, "”"
            elif may_open:
                opened = at


def _closes_alone(before: str, after: str, *, may_open: bool) -> bool:
    """Whether a straight quote between these characters closes, though none before it is open: the other was lost."""
    if not may_open and before and before in "。！？…":
        return True
    return after != "" and after in "。，、；：？！）" and is_han_or_kana(before)


def _straight_of(line: str, opened: int, at: int) -> Iterator[tuple[int, str]]:
    """The straight ones of two quotes that pair, if one of them is not straight or they enclose or follow Han."""
    if line[opened] == line[at] and not (_is_chinese(line[opened - 1 : opened]) or _has_character(line, opened, at)):
        return
    if line[opened] == '"':
        yield opened, "“"
    if line[at] == '"':
        yield at, "”"


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
    part = text[start:end]
    return not part.isascii() and any(map(is_han_or_kana, part))


#: An opening quote where only a closing one can stand.
_BEFORE_STOP: Final = "“(?=[，。、；：？！）]++(?!”))"
#: One that may be turned, as few texts have any: before a stop, at a line's end or before another one of the line.
_ODD_OPENING: Final = "“(?=[，。、；：？！）\n]|\\Z|[^“”\n]*+“)"


def _turned_quotes(text: str) -> Iterator[Edit]:
    """“ before a stop or at a line's end closes; ” between a colon and Han opens; ”terminal” is a quotation."""
    if "“" in text and _compiled(_ODD_OPENING).search(text):
        for match in _compiled(_BEFORE_STOP).finditer(text):
            yield Edit(*match.span(), "”", "quote")
        for match in _compiled("“(?=\n|\\Z)").finditer(text):
            if _closes_line(text, match.start()):
                yield Edit(*match.span(), "”", "quote")
        yield from _opening_pairs(text)
    if "”" not in text:
        return
    for match in _compiled("”(?<=[：（]”)").finditer(text):
        if not is_han_or_kana(text[match.end() : match.end() + 1]):
            continue
        before = text[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
        if before.rfind("“") <= before.rfind("”"):
            yield Edit(*match.span(), "“", "quote")
    if text.count("”") > text.count("“"):
        yield from _closing_pairs(text)


def _closes_line(text: str, at: int) -> bool:
    """Whether the “ at a line's end stands for ”: it is behind a stop or another “, and the next line closes none."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    following = text[at + 1 : at + 200].lstrip("\n").partition("\n")[0]
    return _has_character(line, 0, len(line)) and end_kind_at_quote(line, following) in _CLOSED


#: What an opening quote before it makes a quoted word or two, where a mark of the clause may not stand in between.
_QUOTED_WORDS: Final = late("[^，。、；：？！…,;:?!.「」『』‘’（）《》\n]{1,20}")
#: The last mark of a sentence that is quoted as a whole.
_SENTENCE_END: Final = frozenset("。！？…")


def _opening_pairs(text: str) -> Iterator[Edit]:
    """The second of two opening quotes, as Tesseract prints closing ones: “但“字的可怕, “你想上学吗？““想！“金金…

    It stands behind the end of a sentence or behind words alone, and none closes before the next opens: in “甲，“乙”
    it is the first one's mate that was lost.
    """
    if not _compiled("“[^“”\n]*+“").search(text):
        return
    for offset, line in _lines_with("“", text):
        if not _has_character(line, 0, len(line)):
            continue
        opened = -1
        marks = _places(line, "“”")
        for at, following in zip(marks, [*marks[1:], -1], strict=True):
            if line[at] == "”" or _compiled(_BEFORE_STOP).match(line, at):
                opened = -1
            elif opened >= 0 and (following < 0 or line[following] == "“") and _is_quoted(line[opened + 1 : at]):
                yield Edit(offset + at, offset + at + 1, "”", "quote")
                opened = -1
            else:
                opened = at


def _is_quoted(text: str) -> bool:
    """Whether `text`, between two opening quotes, is a quotation: it ends with a sentence, or is a word or two."""
    return text[-1:] in _SENTENCE_END or _QUOTED_WORDS.fullmatch(text) is not None


def _closing_pairs(text: str) -> Iterator[Edit]:
    """Two closing quotes around a word, as TeX prints straight ones, in lines that have no opening quote."""
    if not _compiled("”[^“”\n]*+”").search(text):  # as few texts have them, this is quicker than to go through lines
        return
    for offset, line in _lines_with("”", text):
        if "“" in line or line.count("”") % 2 or not _has_character(line, 0, len(line)):
            continue
        parts = line.split("”")
        if all(_compiled(f"[^,;:?!.)·{_STOPS}）][^{_STOPS}）]{{0,30}}").fullmatch(part) for part in parts[1::2]):
            at = offset
            for number, part in enumerate(parts[:-1]):
                at += len(part)
                if number % 2 == 0:
                    yield Edit(at, at + 1, "“", "quote")
                at += 1


_BEHIND_ARTICLE: Final = late(f"第(?<![^\\n]第)[{_NUMERAL}]{{1,8}}[条條章节節回]([{_BLANK}]?[”“][{_BLANK}]?)")


def _stray_quotes(text: str) -> Iterator[Edit]:
    """A quote that OCR printed for the blank behind the number of an article: 第三条”个人所得税"""
    for match in _BEHIND_ARTICLE.finditer(text) if "第" in text else ():
        behind = text[match.end() : match.end() + 1]
        if not (is_han_or_kana(behind) or (behind.isascii() and behind.isalpha())):
            continue
        line_end = text.find("\n", match.end())
        rest = text[match.end() : line_end if line_end >= 0 else len(text)]
        if "”" in match[1] or "”" not in rest:
            yield Edit(*match.span(1), " ", "stray-quote")


def _signs(text: str) -> Iterator[Edit]:
    """Full-width signs that go with numbers and Latin words: half-width."""
    for sign in filter(text.__contains__, _HALF):
        for at in _places(text, sign):
            yield Edit(at, at + 1, _HALF[sign], "sign-width")
    if "．" in text:
        for match in _compiled("．(?<=[0-9]．)(?=[0-9])").finditer(text):
            yield Edit(*match.span(), ".", "sign-width")


_RULES: Final[tuple[Callable[[str], Iterator[Edit]], ...]] = (
    _stops,
    _words_one_by_one,
    _full_stops,
    _commas,
    _misread_ellipses,
    _ellipses,
    _dashes,
    _misread_dashes,
    _brackets,
    _straight_quotes,
    _stray_quotes,
    _turned_quotes,
    _signs,
)

normalize_punctuation = NormalizePunctuation()
