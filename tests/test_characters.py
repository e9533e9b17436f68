"""Characters that stand for others: what stays, what changes, and the properties that must hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import apply_edits, detect_script, normalize_characters
from ocrclean.data.characters import PRIVATE_USE, RADICALS


@pytest.mark.parametrize(
    "text",
    [
        *(
            pytest.param(text, id=f"counter-example {k}")
            for k, text in enumerate(normalize_characters.counter_examples)
        ),
        pytest.param("", id="empty"),
        pytest.param("人工智能（AI）的发展，2023年。\n", id="clean text"),
        pytest.param(
            "《》〈〉「」『』【】、；：？！～％＋－＝／＆", id="full-width punctuation is a matter of context"
        ),
        pytest.param("⁃ ‐ – — ― ・ · • ‧ ⋯", id="dashes, dots and ellipses"),
        pytest.param("㊀㈱㍿½Ⅳ²℡", id="what only NFKC changes"),
        pytest.param("\ufffd\ufffd锟斤拷", id="traces of lost bytes are reported, not guessed"),
        pytest.param("\ue000\ue5e5\uf8f5", id="private use without a standard"),
        pytest.param("\ud800中\udfff", id="lone surrogates"),
        pytest.param("㇐㇑", id="strokes have glyphs of their own"),
        pytest.param("שלום \u200fעברית\u200f", id="directional marks in Hebrew"),
        pytest.param("❤\ufe0f\u200d🔥", id="joined emoji behind a variation selector"),
        pytest.param("\ufa0e\ufa0f\ufa11", id="unified ideographs of the compatibility block"),
    ],
)
def test_left_alone(text):
    assert normalize_characters.edits(text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *(pytest.param(*pair, id=f"example {k}") for k, pair in enumerate(normalize_characters.examples)),
        pytest.param("⺠⻅⻛⻋⻔⻰⻓⻚⻆⻢⻝⻘⻜", "民见风车门龙长页角马食青飞", id="radicals that NFKC leaves"),
        pytest.param("⼾", "户", id="door, nothing to tell the script"),
        pytest.param("門⼾開放", "門戶開放", id="door in traditional text"),
        pytest.param("\uf900\uf901\uf902", "豈更車", id="compatibility ideographs"),
        pytest.param("\U0002f800", "丽", id="compatibility supplement"),
        pytest.param("a\r\nb\rc\r\r\nd\x85e\u2028f\u2029g\x0bh", "a\nb\nc\nd\ne\nf\ng\nh", id="line ends"),
        pytest.param("\r\n\r\n", "\n\n", id="blank lines are kept"),
        pytest.param("年\u2002底\u202f全\u205f球\u2003", "年 底 全 球 ", id="space kinds"),
        pytest.param("\ufeff开头\ufeff", "开头", id="byte order marks"),
        pytest.param("中\u200d文\u200c字", "中文字", id="joiners between Han"),
        pytest.param("\u200d\u200c", "", id="joiners alone"),
        pytest.param("中\u200e文", "中文", id="directional mark in Chinese"),
        pytest.param("可\xad能", "可能", id="soft hyphen between Han"),
        pytest.param("inter\xad\nnet", "inter-\nnet", id="soft hyphen at a line end is left to the line merger"),
        pytest.param("CTEX\x02Ext", "CTEX-Ext", id="PDFium's mark in a name"),
        pytest.param("dpkg\x02source", "dpkg-source", id="PDFium's mark of a hyphen at a line end"),
        pytest.param("international inter\ufffenational", "international international", id="... of a hyphenation"),
        pytest.param("AR\u2011150", "AR-150", id="no-break hyphen"),
        pytest.param("日期︰十月﹐星期二﹔", "日期：十月，星期二；", id="small forms"),
        pytest.param("︽論語︾﹃學而﹄", "《論語》『學而』", id="vertical forms"),
        pytest.param("甲\ue78d乙", "甲，乙", id="private-use code of a vertical comma"),
        pytest.param("\ue81e\ue855", "龴𤇾", id="private-use codes of ideographs"),
        pytest.param("ﾊﾟｿｺﾝ｡", "パソコン。", id="half-width katakana"),
        pytest.param("カﾞﾞ", "ガ゛", id="voicing marks, one too many"),
        pytest.param("ﬁle ofﬁce", "file office", id="ligatures"),
    ],
)
def test_changed(before, after):
    assert normalize_characters(before) == after
    assert normalize_characters.holds(before, after)


def test_all_radicals_become_ideographs():
    radicals = {old: new for old, new in zip(RADICALS[::2], RADICALS[1::2], strict=True) if old < "\u3000"}
    # 214 Kangxi; of the supplement's 115 one (⺀, two strokes of ice) has no equivalent.
    assert len(radicals) == 214 + 114
    assert all(normalize_characters(old) == new for old, new in radicals.items() if old != "⼾")


def test_private_use_table_is_that_of_the_standard():
    assert len(PRIVATE_USE) == 2 * 24
    assert all(unicodedata.category(c) == "Co" for c in PRIVATE_USE[::2])
    assert not any("\ue000" <= c <= "\uf8ff" for c in PRIVATE_USE[1::2])


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", "unknown"),
        ("人口 2023", "unknown"),
        ("我们这个国家", "simplified"),
        ("我們這個國家", "traditional"),
        ("我们這个國家", "mixed"),
    ],
)
def test_script(text, script):
    assert detect_script(text) == script


HOSTILE = (
    "中風aZ9 \n\r\t\f\v\x00\x02\x85\xa0\xad\u200b\u200c\u200d\u200e\u2003\u2011\u2028\u2029\ufeff\ufffe\uffff"
    "⼾⻓⺀\ufa0e\uf900\ue78d\ue81e︵﹐－－-ＡａＡ０カハかｶﾊﾞﾟ゛\u3099ﬁ①❤\ufe0f👨क्\u05d0\u061c\ud800\u2329"
)


@given(st.text(st.sampled_from(HOSTILE) | st.characters(), max_size=12))
def test_properties(text):
    edits = normalize_characters.edits(text)
    after = apply_edits(text, edits)
    assert after == normalize_characters(text)
    assert normalize_characters.edits(after) == []
    assert normalize_characters.holds(text, after)
    assert all(text[e.start : e.end] != e.text for e in edits)


@pytest.mark.parametrize("unit", ["\r", "\r\n", "\xad", "ﾞ", "\u200d", "⼾", "\x00", "\u200e", "a\x02"])
def test_long_runs_of_one(unit):
    after = normalize_characters(unit * (200_000 // len(unit)))
    assert not normalize_characters.edits(after)
