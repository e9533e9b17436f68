"""The typesetter keeps its own rules, so that the round trip tests the cleaner and not the typesetter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean.chars import em_width
from strategies import layouts, paragraphs
from typesetter import Block, Layout, expected, last_line_slack, typeset

any_layout = layouts(photo=(2, 7, 8.0))
TEXT = "据报道，我国2026年将发射嫦娥七号（Chang'e 7），它要“对月球南极勘测”。"


@given(st.lists(paragraphs(), min_size=1, max_size=4), any_layout)
def test_every_character_is_printed_once_and_in_order(texts, layout):
    printed = typeset([Block(text) for text in texts], layout)
    assert "".join(printed.split()) == "".join("".join(texts).split())


@given(paragraphs(), any_layout)
def test_kinsoku(text, layout):
    lines = [line.strip() for line in typeset([Block(text)], layout).split("\n") if line.strip()]
    assert not [line for line in lines if line[0] in "，。、；：？！”）》"]
    assert not [line for line in lines if line[-1] in "“（《"]


@given(paragraphs(min_clauses=4), st.floats(10, 40))
def test_lines_are_full_and_none_is_too_long(text, width):
    lines = typeset([Block(text)], Layout(width=width, indent="none")).split("\n")[:-1]
    assert all(em_width(line) <= width + 1e-6 for line in lines)  # the typesetter allows so much
    for line, following in pairwise(lines):
        room = width - em_width(line)
        assert em_width(following) >= room - 3, "a unit of the next line would have fitted"


@pytest.mark.parametrize(
    ("layout", "printed"),
    [
        pytest.param(
            Layout(width=12),
            "据报道，我国2026年\n将发射嫦娥七号（Chang'e\n7），它要“对月球南极勘\n测”。\n",
            id="indent lost",
        ),
        pytest.param(
            Layout(width=12, indent="ideographic", gap=True),
            "\u3000\u3000据报道，我国2026年\n将发射嫦娥七号（Chang'e\n7），它要“对月球南极勘\n测”。\n\n",
            id="indent printed, gap",
        ),
        pytest.param(
            Layout(width=9.5),
            "据报道，我国\n2026年将发射嫦娥七\n号（Chang'e 7），它\n要“对月球南极勘\n测”。\n",
            id="words are not broken",
        ),
        pytest.param(
            Layout(width=9, justified=True, indent="none", double_spaced=True),
            "据报道，我国2026\n\n年 将 发 射 嫦 娥 七 号\n\n（Chang'e 7），它\n\n要 “ 对 月 球 南 极 勘\n\n测”。\n\n",
            id="justified, double-spaced",
        ),
    ],
)
def test_layouts(layout, printed):
    assert typeset([Block(TEXT)], layout) == printed


def test_squeezing_and_hanging_keep_a_mark_on_the_line():
    text = "月球能源从哪来，可上九天"
    carried, squeezed, hung = (
        typeset([Block(text)], Layout(width=width, indent="none", kinsoku=kinsoku))
        for width, kinsoku in ((7.5, "carry"), (7.5, "squeeze"), (7, "hang"))
    )
    assert carried.startswith("月球能源从哪\n来，")
    assert squeezed == hung == "月球能源从哪来，\n可上九天\n"


@pytest.mark.parametrize(
    ("overprint", "printed"),
    [
        ("", "算力\n"),
        ("glued", "算力算力\n"),
        ("spaced", "算 力算 力\n"),
        ("doubled", "算算力力\n"),
        ("line", "算力\n算力\n"),
    ],
)
def test_headings_are_overprinted(overprint, printed):
    assert typeset([Block("算力", is_heading=True)], Layout(overprint=overprint)) == printed


def test_pages_have_heads_feet_and_form_feeds():
    layout = Layout(width=4, indent="none", page_lines=2, head="书名 {}", foot="- {} -", form_feed=True)
    printed = typeset([Block("月球能源从哪来可上九天")], layout)
    assert printed == "书名 1\n月球能源\n从哪来可\n- 1 -\n\f书名 2\n上九天\n- 2 -\n"


def test_a_photo_narrows_the_column():
    layout = Layout(width=8, indent="none", photo=(1, 3, 4))
    assert typeset([Block("月球能源从哪来可上九天揽月的梦想逐步变为")], layout).split() == [
        "月球能源从哪来可", "上九天揽", "月的梦想", "逐步变为",
    ]  # fmt: skip


def test_the_last_line_leaves_room():
    assert last_line_slack("月球能源从哪来", Layout(width=6, indent="none")) == 5
    assert last_line_slack("月球能源从哪来", Layout(width=6)) == 3


def test_expected_text():
    assert expected([Block("标题", is_heading=True), Block("正文。")]) == "标题\n\n正文。\n"
