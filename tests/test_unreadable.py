"""What is reported as lost, with its place; and what looks alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from ocrclean import find_unreadable


@pytest.mark.parametrize(
    "text",
    [
        "",
        "正常的文字，没有损坏。",
        "/usr/share/x11 与 Linux/x86、http://a.cn/x88 和 ./g12",
        "/x86_64 /unicode /games",
        "烫烫的茶，屯屯屯",
        "cid:12 (cid) (cid:)",
        "锟铻",
    ],
)
def test_nothing_lost(text):
    assert list(find_unreadable(text)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem[:3])
def test_clean_documents_have_lost_nothing(path):
    assert list(find_unreadable(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("甲\ufffd\ufffd乙", [("replacement", 1, 2, 2)], id="U+FFFD"),
        pytest.param("锟斤拷锟斤拷", [("lost-bytes", 1, 1, 6)], id="U+FFFD read as GBK"),
        pytest.param("aï¿½ï¿½b", [("lost-bytes", 1, 2, 6)], id="U+FFFD read as Latin-1"),
        pytest.param("烫烫烫烫烫", [("lost-bytes", 1, 1, 5)], id="memory never written to"),
        pytest.param("第(cid:123)(cid:45) (cid:6)章", [("glyph-number", 1, 2, 3)], id="glyph numbers"),
        pytest.param("推动 /x88 高质量", [("glyph-name", 1, 4, 1)], id="a glyph name"),
        pytest.param("一\n二\ue5e5\uf8f5\n", [("private-use", 2, 2, 2)], id="private use"),
        pytest.param("一\n\n\ud800", [("surrogate", 3, 1, 1)], id="lone surrogate"),
        pytest.param("\ufffd\ue000", [("replacement", 1, 1, 1), ("private-use", 1, 2, 1)], id="side by side"),
    ],
)
def test_found(text, found):
    assert [(f.kind, f.line, f.column, f.characters) for f in find_unreadable(text)] == found


@given(st.text(st.sampled_from("\ufffd锟斤拷(cid:12) /x8\ue000\ud800\n中") | st.characters(), max_size=40))
def test_places_are_exact(text):
    lines = text.split("\n")
    end = 0
    for found in find_unreadable(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        assert lines[found.line - 1][found.column - 1] == found.text[0]
        assert found.characters >= 1
        end = found.end


@pytest.mark.parametrize("unit", ["\ufffd", "(cid:1)", "/x88 ", "\n\ue000", "("])
def test_long_runs_of_one(unit):
    assert sum(f.characters for f in find_unreadable(unit * 50_000)) in (0, 50_000)
