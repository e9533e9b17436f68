"""Misread text: what is left alone, what is repaired, and that no clean line is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from ocrclean import RepairMojibake, apply_edits, clean, repair_mojibake

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
LINES = [line for path in SEEDS for line in path.read_text("utf-8").split("\n")]
#: Lines with two ideographs or more: the rule for lines that stand alone.
CHINESE = [line for line in LINES if sum("\u4e00" <= c <= "\u9fff" for c in line) >= 2]


def as_windows_1252(data: bytes) -> str:
    """What a browser makes of bytes: Windows-1252, its five holes as C1 controls."""
    return "".join(
        bytes([octet]).decode("cp1252") if octet not in b"\x81\x8d\x8f\x90\x9d" else chr(octet) for octet in data
    )


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(text, id=f"counter-example {k}") for k, text in enumerate(repair_mojibake.counter_examples)),
        pytest.param("", id="empty"),
        pytest.param("Der Bär läuft über die Straße, schöne Grüße! ÄÖÜ", id="German"),
        pytest.param("Où êtes-vous né, à Nîmes? «Ça dépend», dit-elle; ÊTRE, À L'ÉCOLE", id="French"),
        pytest.param("OS TERMOS E CONDIÇÕES. CORREÇÕES.", id="Portuguese capitals"),
        pytest.param("Þetta er íslenska, ævi og örlög", id="Icelandic"),
        pytest.param("½×, °±, µm², 2±½°", id="signs"),
        pytest.param("Ó", id="one letter"),
        pytest.param("½Ç", id="two bytes alone are no evidence"),
        pytest.param("瀛洲、浣溪沙、鏂字", id="rare ideographs"),
        pytest.param("我们说汉语。\n" * 30 + "例：ÖÐÎÄ\n", id="quoted in a text that was read rightly"),
        pytest.param(' x = StrConv("ÉÏº£ÊÐABC", vbFromUnicode)', id="quoted in a line of a program"),
        pytest.param(' Print StrConv(x, vbUnicode)\' = "ÉÏº£ÊÐABC"', id="quoted at the end of a line"),
        pytest.param('Latin-1 shows `ÖÐ¹úÎÄ×Ö`, or "ä½\xa0å¥½".', id="quoted in code marks"),
        pytest.param("用 Latin-1 打开，就显示成“ÖÐÎÄ×Ö·û±àÂë”这样的乱码", id="quoted in a Chinese line"),
        pytest.param('Read as GBK it is "鏂囧瓧澶勭悊".', id="quoted UTF-8 as GBK"),
        pytest.param(
            'Sub Main\n x = StrConv("ÉÏº£ÊÐABC", vbFromUnicode)\n Print x = "ÉÏº£ÊÐABC"\nEnd Sub\n',
            id="quoted in a short program",
        ),
        pytest.param("\ud800ÖÐ", id="lone surrogate"),
    ],
)
def test_left_alone(text):
    assert repair_mojibake.edits(text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *(pytest.param(*pair, id=f"example {k}") for k, pair in enumerate(repair_mojibake.examples)),
        pytest.param("ÖÐ¹ú¹²²úµ³µÚ¶þÊ®´Î", "中国共产党第二十次", id="GBK as Latin-1"),
        pytest.param("¤¤¤å¦r½X", "中文字碼", id="Big5 as Latin-1"),
        pytest.param("ç¬¬ä¸€ç« ", "ç¬¬ä¸€ç« ", id="UTF-8 that lost a byte is not guessed"),
        pytest.param("ä½\xa0å¥½ï¼Œä¸–ç•Œ", "你好，世界", id="UTF-8 as Windows-1252"),
        pytest.param("Title: ÖÐÎÄÍøÕ¾ (2003)", "Title: 中文网站 (2003)", id="with ASCII around"),
        pytest.param("É¾³ý\nÉ¾³ý", "删除\n删除", id="two ideographs of which one is not common"),
        pytest.param("ßxí—", "選項", id="a word cannot begin with ß"),
        pytest.param("ég¸ô", "間隔", id="a sign between letters"),
        pytest.param("Œ¦ýR", "對齊", id="a capital behind a small letter"),
        pytest.param('Title: "ÖÐÎÄ"\nÍøÕ¾Ê×Ò³', 'Title: "中文"\n网站首页', id="quoted in a misread text"),
        pytest.param('{"a": "ÖÐÎÄ",\n' * 4, '{"a": "中文",\n' * 4, id="data in quotation marks"),
        pytest.param('"ÖÐÎÄ"', '"中文"', id="nothing outside of the quotation marks"),
        pytest.param("ÖÐÎÄ\n¡ª¡ª\nÓë\n±¾Êé\n", "中文\n——\n与\n本书\n", id="short lines of a misread text"),
        pytest.param(
            "ä¸\xadæ–‡ç½‘ç«™\n¡¶ºìÂ¥ÃÎ¡·µÚÒ»»Ø",
            "中文网站\n《红楼梦》第一回",
            id="lines of two encodings, misread as one",
        ),
        pytest.param("锘挎杩庝娇鐢�", "锘挎杩庝娇鐢�", id="UTF-8 as GBK with a byte lost"),
    ],
)
def test_repaired(before, after):
    assert repair_mojibake(before) == after
    assert repair_mojibake(after) == after


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_clean_text_is_never_touched(path):
    text = path.read_text("utf-8")
    assert repair_mojibake.edits(text) == []
    assert [line for line in text.split("\n") if repair_mojibake.edits(line)] == []


@pytest.mark.parametrize(
    ("spoil", "share"),
    [
        pytest.param(lambda line: line.encode("gb18030").decode("latin-1"), 0.99, id="GBK as Latin-1"),
        pytest.param(lambda line: as_windows_1252(line.encode("gb18030")), 0.99, id="GBK as Windows-1252"),
        pytest.param(lambda line: line.encode().decode("latin-1"), 1.0, id="UTF-8 as Latin-1"),
        pytest.param(lambda line: as_windows_1252(line.encode()), 1.0, id="UTF-8 as Windows-1252"),
        pytest.param(lambda line: as_windows_1252(as_windows_1252(line.encode()).encode()), 1.0, id="twice"),
        pytest.param(lambda line: line.encode().decode("gb18030"), 0.99, id="UTF-8 as GB 18030"),
    ],
)
def test_lines_come_back(spoil, share):
    tried = repaired = 0
    for line in CHINESE:
        try:
            spoiled = spoil(line)
        except UnicodeDecodeError:  # UTF-8 in GB 18030: a byte would be lost
            continue
        tried += 1
        repaired += repair_mojibake(spoiled) == line
    assert tried > 200
    assert repaired >= share * tried


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_documents_come_back_whole(path, codec):
    text = path.read_text("utf-8")
    assert repair_mojibake(text.encode(codec).decode("latin-1")) == text


def test_the_pipeline_repairs_before_it_takes_controls_away():
    text = "文章的标题和文章的内容。\n"
    assert clean(text.encode().decode("latin-1")) == text


def test_confusions_of_chinese_encodings_are_opt_in():
    text = "他們在研究所裡讀書"
    spoiled = text.encode("big5").decode("gb18030")
    assert repair_mojibake(spoiled) == spoiled
    assert RepairMojibake(also=("big5-as-gbk",))(spoiled) == text


def test_an_unknown_confusion_is_refused():
    with pytest.raises(ValueError, match="also names 'gbk-as-klingon'"):
        RepairMojibake(also=("gbk-as-klingon",))


HOSTILE = "ÖÐÎÄÄ¿Â¼¡ª©¥½Ç×éà“”…\x93\x85\xa0\xad€浣犲ソ鏂囧瓧\ue15f锛銆中的a1 \n\ud800ä½å¥Ã¤Â"


@given(st.text(st.sampled_from(HOSTILE) | st.characters(), max_size=24))
def test_properties(text):
    edits = repair_mojibake.edits(text)
    after = apply_edits(text, edits)
    assert after == repair_mojibake(text)
    assert repair_mojibake.edits(after) == []
    assert all(text[e.start : e.end] != e.text for e in edits)


@pytest.mark.parametrize("unit", ["ÖÐ", "é", "鏂囧", "浣", "“\x93", "Ã¤Â½Â\xa0\n"])
def test_long_runs_of_one(unit):
    after = repair_mojibake(unit * (100_000 // len(unit)))
    assert not repair_mojibake.edits(after)
