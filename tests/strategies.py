"""Hypothesis strategies: text that looks like the real thing, text that looks like a rule's own subject, any text."""

import re
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from ocrclean import Normalizer
from typesetter import Layout

__all__ = ["any_text", "documents", "fragments_of", "hostile_texts", "layouts", "paragraphs", "texts_for"]

DATA = Path(__file__).resolve().parent / "data"

_HAN = (
    "的一是了我不人在他有这上们来到时大地为子中你说生国年着就那和要她出也得里后自以"
    "会家可下而过天去能对小多然王正摄字节跳动黄鑫第章页条表"
)
_TRADITIONAL = "這個們來說國為時會過對學長門馬見龍"
_RADICALS = "⽅⼈⽂⼀⻅⺠⻛⻋⼾"
_PUNCTUATION = "，。、；：？！（）《》“”‘’「」『』【】—…·～⋯丶〈〉％＋"
_ASCII_PUNCTUATION = ",.;:?!()[]<>\"'-_/+*=&#@%|~`$^\\{}"
_SPACES = "     \u3000\u00a0\u2003\u2009\t"
_CONTROLS = "\n\n\n\n\f\r\u200b\ufeff\u00ad\u2028\u0085\x00\x0b"
_TABLE = "│─┌┬┐├┼┤└┴┘|+-"
_HALF_WIDTH = "､｡｢｣ｶﾞａｂ１２Ａ︵︶﹁﹂豈"

_characters = st.one_of(
    *[st.sampled_from(_HAN)] * 6,
    *[st.sampled_from(_PUNCTUATION)] * 2,
    *[st.sampled_from(_SPACES)] * 2,
    st.sampled_from(_CONTROLS),
    st.sampled_from(_ASCII_PUNCTUATION),
    st.sampled_from("0123456789"),
    st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    st.sampled_from(_TABLE + _RADICALS + _HALF_WIDTH + _TRADITIONAL),
)

#: Pieces that rules look for, whole: what single characters would hardly ever make up.
_PIECES = [
    "第一章", "第 3 页", "- 12 -", "— 7 —", "12", "1.", "（一）", "一、", "①", "●", "• ", "□ ", "▼", "表1", "图2：",
    "本报记者", "新华社电", "记者 黄 鑫", "（王 正 摄）", "电话：0351-6817856", "联系人：", "2026年3月1日", "10:30",
    "3.14", "13,808,230.19", "50%", "http://www.example.com/a,b?c=d", "a.b@example.com", "GPT-4o", "Tiger Neo",
    "Hi-", "MOX6", "mini\N{HYPHEN BULLET}", "AI", "TCP/IP", "C++", "e.g.", "don't", "——", "……", "...", "。。。", "--",
    "王 王", "正正摄摄", "字字节节跳跳", "高高兴兴", "一条条", "研究研究", "月 球 能 源", "推 动 算 力推 动 算 力",
    "| 甲 | 乙 |\n| --- | --- |\n", "+---+---+\n", "│ 甲 │ 乙 │", "┌──┬──┐", "甲    乙    丙\n1     2     3\n",
    "```\ncode  x,y\n```\n", "# 标题", "- 项目", "> 引文", "[文](http://a.b/)", "`a, b`", "**粗**", "<b>", "&nbsp;",
    "ÖÐÎÄ", "浣犲ソ", "ä½\xa0å¥½", "锟斤拷", "\ufffd\ufffd", "/x88", "(cid:123)", "⽅⼈", "ｶﾞ", "か\u3099", "한국어",
    "\n", "\n\n", "\n\n\n", "  ", "\u3000\u3000", "\f", "\n\f\n", " \n", "\r\n", "，", "。", "“", "”", "(", ")",
]  # fmt: skip


@cache
def _real_lines() -> tuple[str, ...]:
    """Lines of the cases, raw and gold: neighbours stay neighbours."""
    paths = sorted([*DATA.glob("*/*/raw.txt"), *DATA.glob("*/*/gold.txt")])
    return tuple(line for path in paths for line in path.read_text("utf-8").split("\n"))


@st.composite
def _excerpts(draw: st.DrawFn) -> str:
    """Some consecutive lines of a real case, perhaps cut in mid-line or with a piece thrown in."""
    lines = _real_lines()
    start = draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[start : start + draw(st.integers(1, 12))])
    if draw(st.booleans()):
        text = text[draw(st.integers(0, 20)) :]
    if draw(st.booleans()):
        at = draw(st.integers(0, max(0, len(text))))
        text = text[:at] + draw(st.sampled_from(_PIECES)) + text[at:]
    return text


def fragments_of(normalizer: Normalizer) -> st.SearchStrategy[str]:
    """Text from exactly the characters and pieces that a normalizer's own examples are made of."""
    samples = [*(text for pair in normalizer.examples for text in pair), *normalizer.counter_examples] or ["中 文\n"]
    characters = sorted({character for sample in samples for character in sample} | set(" \n中a1"))
    pieces = sorted({piece for sample in samples for piece in [sample, *sample.split(), *sample.split("\n")] if piece})
    return st.lists(st.sampled_from(characters) | st.sampled_from(pieces), max_size=16).map("".join)


#: Chinese-like text with everything that real files have in it.
documents = st.one_of(
    st.text(_characters, max_size=60),
    st.lists(st.text(_characters, max_size=4) | st.sampled_from(_PIECES), max_size=14).map("".join),
    _excerpts(),
)

#: Any `str`: all code points, with lone surrogates, NUL and the ends of the range more often than chance has them.
#: (`st.text` leaves surrogates out.)
any_text = st.lists(
    st.sampled_from("\ud800\udbff\udc80\udfff\x00\ufeff\uffff\U0010ffff中 \n")
    | st.integers(0, 0x10FFFF).map(chr)
    | st.integers(0, 0xFFFF).map(chr),
    max_size=40,
).map("".join)


def texts_for(normalizer: Normalizer) -> st.SearchStrategy[str]:
    """Text to try a normalizer on: its own subject first, then the real thing, then anything."""
    return st.one_of(fragments_of(normalizer), fragments_of(normalizer), documents, documents, any_text)


@cache
def clauses() -> tuple[str, ...]:
    """Clauses of real prose, without their punctuation."""
    paths = sorted([*DATA.glob("seeds/*/gold.txt"), *DATA.glob("ocr/s*-tess/gold.txt")])
    found = (re.findall(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z%]{4,18}", path.read_text("utf-8")) for path in paths)
    return tuple(dict.fromkeys(clause for clauses in found for clause in clauses if _is_han(clause[-1])))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@st.composite
def paragraphs(draw: st.DrawFn, *, min_clauses: int = 1, max_clauses: int = 16) -> str:
    """A paragraph of made-up prose: real clauses in any order, commas, a quotation or a bracket now and then."""
    parts = draw(st.lists(st.sampled_from(clauses()), min_size=min_clauses, max_size=max_clauses, unique=True))
    text = ""
    for part in parts[:-1]:
        before, after = draw(st.sampled_from([("", ""), ("", ""), ("", ""), ("“", "”"), ("（", "）"), ("《", "》")]))
        text += before + part + after + draw(st.sampled_from("，，，，；。"))
    return text + parts[-1] + draw(st.sampled_from("。。。？！"))


#: What makes a careless rule slow: one thing, over and over. The id, and what is repeated.
_REPEATED = {
    "spaces": " ", "ideographic spaces": "\u3000", "line feeds": "\n", "form feeds": "\f", "tabs": "\t",
    "NUL": "\0", "Han": "中", "letters": "a", "digits": "1", "commas": "，", "stops": "。", "dots": ".",
    "hyphens": "-", "dashes": "—", "opening quotes": "“", "closing quotes": "”", "straight quotes": '"',
    "opening brackets": "（", "open ASCII": "(", "closing brackets": "）", "pipes": "|", "rules": "─",
    "backticks": "`", "stars": "*", "open tags": "<", "replacement characters": "\ufffd",
    "lone surrogates": "\udc80", "Latin-1 letters": "Ö", "emphasis": "_", "spaced Han": "中 ",
    "Han a line": "中\n", "spaced lines": " \n", "doubled Han": "中中文文", "digits and spaces": "1 ",
    "page numbers": "第 1 页\n", "short lines": "王正\n摄\n", "Han and letters": "中a", "words": "ab ",
    "e-mail": "a@", "addresses": "http://", "links": "[](", "comma and quote": ",“", "table rows": "| a ",
    "box rows": "│中│\n", "columns": "中  1\n", "cells": "12.5\n\n",
    "full lines": "月球能源从哪来可上九天揽月\n", "mojibake": "ä¸\xad", "dots and spaces": ". ", "colon": "a:",
    "hyphenated": "a-\n", "brackets": "（）", "fences": "```\n", "dialogue": "“中\n", "middle dots": "·",
    "strokes": "中一一\n\n", "straight and opening quotes": "中\"“", "rows of dots": "中·..",
    "speeches": "“中。”\n", "credits": "（中。）\n", "indented lines": "　　中\n", "chapters": "8\n\n中\n\n",
    "verse": "事业兴隆多善政\n", "quotes at line ends": "中“\n", "paths": "-/a", "paths at line ends": "/a/\n",
    "articles": "第 一 条 中 ， ", "fields": "电话：1\n", "heads": "文学选读\n中济也宽裕了些乡里的经\n",
    "pages": "文学选读\n" + "中济也宽裕了些乡里的经月球上\n" * 20, "references": "[1] 中. 学[M]. 京: 科.\n[2] 甲\n",
    "pieces": "太阳辐射能够，\n直接照射到月球表面上\n", "chronicles": "1862年　中国\n", "blanks to fill in": "（　　）",
    "points": "1.", "points and spaces": "1 . 5，", "scores": "1 : 2 ％ ", "quoted words": "“中“国",
}  # fmt: skip


def hostile_texts(size: int) -> dict[str, str]:
    """Hostile texts of about `size` code points."""
    return {name: piece * (size // len(piece)) for name, piece in _REPEATED.items()}


def layouts(photo: tuple[int, int, float]) -> st.SearchStrategy[Layout]:
    """Page designs, some of them with `photo` beside a column."""
    return st.builds(
        Layout,
        width=st.integers(8, 40).map(float),
        indent=st.sampled_from(["lost", "ideographic", "spaces", "none"]),
        kinsoku=st.sampled_from(["carry", "squeeze", "hang"]),
        justified=st.booleans(),
        double_spaced=st.booleans(),
        gap=st.booleans(),
        photo=st.none() | st.just(photo),
    )
