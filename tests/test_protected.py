"""Ranges that character-level normalizers leave alone."""

import pytest

from ocrclean import Edit
from ocrclean.protected import protected_spans, unprotected


def covered(text):
    return [text[start:end] for start, end in protected_spans(text)]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        pytest.param("中文，没有。a < b > c; d & e", [], id="nothing"),
        pytest.param("见https://a.cn/x,y?z=(1)，好", ["https://a.cn/x,y?z=(1)"], id="URL before a full-width comma"),
        pytest.param("(https://a.cn/x).", ["https://a.cn/x"], id="URL in brackets"),
        pytest.param(
            "https://a.cn/x, 和http://b.cn/?!", ["https://a.cn/x", "http://b.cn/"], id="the sentence's punctuation"
        ),
        pytest.param("://x 与 @b.cn", [], id="no scheme, no mailbox"),
        pytest.param("`http://a.cn/x` http://a.b@c.cn/", ["`http://a.cn/x`", "http://a.b@c.cn/"], id="one in another"),
        pytest.param("写给 a.b+c@d-e.cn。", ["a.b+c@d-e.cn"], id="e-mail address"),
        pytest.param("`a,b` 与 ``c`d``", ["`a,b`"], id="code span"),
        pytest.param("甲\n```py\n中,文\n```\n乙", ["```py\n中,文\n```"], id="fenced code"),
        pytest.param("甲\n```\n中,文", ["```\n中,文"], id="a fence that is never closed"),
        pytest.param('<a href="甲,乙">丙</a><!-- 丁,戊 -->', ['<a href="甲,乙">', "</a>", "<!-- 丁,戊 -->"], id="tags"),
        pytest.param("[甲](乙,丙) (丁)", ["](乙,丙)"], id="target of a link"),
        pytest.param("见注[^1]: 甲\n[^1]: 乙", ["[^1]:"], id="a footnote"),
        pytest.param("采用(cid:123)体系(cid:x)", ["(cid:123)"], id="the number of a glyph"),
        pytest.param(
            r"得$(x, y)$或$\text{最大值}, x$，共$5和$10", ["$(x, y)$", r"$\text{最大值}, x$"], id="formulas and prices"
        ),
        pytest.param("解\n$$\nx = 1,\n$$\n好", ["$$\nx = 1,\n$$"], id="a displayed formula"),
        pytest.param("$$甲。\n乙,丙$$", [], id="two dollar signs far apart"),
        pytest.param(
            "\\begin{aligned}\na, &b\n\\end{aligned}\\[1\\]\\[\\pi, 1\\]\\(\\pi, 2\\)",
            ["\\begin{aligned}\na, &b\n\\end{aligned}", "\\[\\pi, 1\\]", "\\(\\pi, 2\\)"],
            id="LaTeX",
        ),
        pytest.param("&nbsp;&#12345;&x", ["&nbsp;", "&#12345;"], id="character references"),
    ],
)
def test_ranges(text, ranges):
    assert covered(text) == ranges


def test_edits_that_touch_a_range_are_left_out():
    text = "甲,`乙,丙`,丁"
    edits = [Edit(at, at + 1, "，", "r") for at in (1, 4, 7)]
    assert unprotected(text, edits) == [edits[0], edits[2]]
    assert unprotected("甲,乙", edits[:1]) == edits[:1]
    assert unprotected(text, []) == []


def test_what_stands_apart_from_addresses():
    text = "见 https://a.cn/b 的，a@b.cn 的 `c`"
    edits = [Edit(at, at + 1, "", "r") for at in (1, 16, 25, 27)]
    assert unprotected(text, edits) == edits
    assert unprotected(text, edits, apart=True) == [edits[0], edits[3]]
