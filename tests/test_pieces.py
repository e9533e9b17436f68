"""Printed lines that came in pieces: which lines are told to be one line again, and from what."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import merge_wrapped_lines
from ocrclean.paragraphs.pieces import ROWS, Pieces, row
from ocrclean.paragraphs.printed import read_page
from ocrclean.paragraphs.surroundings import survey

FULL = "月球上的太阳能资源丰富可以利用它们"  # 17 em, as wide as the column of the examples
CUT = ["太阳辐射能够，", "直接照射到月球表面上"]  # 7 and 10 em: such a line in two pieces


def places(*lines, column=17.0):
    page = read_page("\n".join(lines))
    return [ROWS[row(page, i, column)] for i in range(len(page))]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param([FULL, *CUT, FULL], ["-", "inside", "end", "-"], id="two pieces of a line"),
        pytest.param([*CUT, *CUT], ["inside", "end", "inside", "end"], id="two lines in pieces"),
        pytest.param(["太阳，", "辐射能，", "直接照射到月球表面上"], ["inside", "inside", "end"], id="three pieces"),
        pytest.param(
            ["太阳，", "辐射能，", "直接照射到月球表面上方"], ["inside", "inside", "end"], id="squeezed marks"
        ),
        pytest.param(["太阳能", "辐射能力", "直接照射到月球表面上方"], ["-", "-", "-"], id="as wide, with no mark"),
        pytest.param([*["一，"] * 6, "月球表面上"], [*["inside"] * 6, "end"], id="seven pieces"),
        pytest.param(["太阳辐射能够", "直接照射到月球表面上"], ["-", "-"], id="an em is missing, and no mark is"),
        pytest.param(["太阳辐射能够，", "直接照射到月球表面上其他"], ["-", "-"], id="too wide together"),
        pytest.param(["太阳辐射能够，", "直接照射到月球表面a"], ["inside", "end"], id="half an em is missing"),
        pytest.param(["太阳辐射能够，", "直接照射到月球表面"], ["-", "-"], id="an em is missing"),
        pytest.param(["太阳辐射能够", "，直接照射到月球表面上"], ["inside", "end"], id="broken before the mark"),
        pytest.param(["太阳辐射——", "直接照射到月球表面上空"], ["-", "-"], id="not broken behind a dash"),
        pytest.param([CUT[0], "", CUT[1]], ["-", "-"], id="a blank line in between"),
        pytest.param([CUT[0], "1. 照射到月球表面上方"], ["-", "-"], id="an item of a list"),
        pytest.param([*["一，"] * 8, "月"], ["-"] * 9, id="more than seven pieces"),
    ],
)
def test_pieces_whose_widths_make_up_a_line_are_a_row(lines, found):
    assert places(*lines) == found


def test_a_narrow_column_has_no_rows():
    assert places("太阳辐，", "直接照", column=7.0) == ["-", "-"]
    assert places("太阳辐射，", "直接照射", column=9.0) == ["inside", "end"]


def test_the_first_lines_of_a_long_stretch_are_looked_at():
    found = places(*CUT * 20)
    assert found == ["inside", "end"] * 12 + ["-"] * 16


def pieces_of(*lines):
    page = read_page("\n".join(lines))
    return Pieces(page, survey(page))


def test_rows_are_asked_for_where_pieces_are_usual():
    """Widths add up by chance: a page whose lines are whole has short lines, too."""
    whole = pieces_of(*[FULL] * 60, *CUT, *[FULL] * 60)
    assert whole.share(60) == 1 / 122
    assert {whole.row(i, 17.0) for i in range(122)} == {0}

    in_pieces = pieces_of(*[FULL] * 60, *CUT, FULL, *CUT, *[FULL] * 60)
    assert in_pieces.share(60) == 2 / 125
    assert [ROWS[in_pieces.row(i, 17.0)] for i in range(59, 66)] == ["-", "inside", "end", "-", "inside", "end", "-"]


@pytest.mark.parametrize(
    ("lines", "pieces"),
    [
        pytest.param([FULL, CUT[0], FULL], 1, id="short, with a comma"),
        pytest.param([FULL, FULL[:12] + "，", FULL], 1, id="four em short"),
        pytest.param([FULL, FULL[:14] + "，", FULL], 0, id="two em short: a long word did not fit"),
        pytest.param([FULL, "太阳辐射能够。", FULL], 0, id="a sentence ends"),
        pytest.param([FULL, "太阳辐射能够", FULL], 0, id="no mark"),
        pytest.param([FULL, "太阳 辐射 能够", FULL], 1, id="no mark, but spaces between the words"),
        pytest.param([CUT[0], FULL], 0, id="nothing stands above"),
        pytest.param([*[FULL] * 3, CUT[0], *["辐射能够"] * 3], 0, id="a narrow column begins"),
        pytest.param([*["辐射能够"] * 3, CUT[0], *[FULL] * 3], 0, id="a narrow column ends"),
    ],
)
def test_what_surely_is_a_piece(lines, pieces):
    found = pieces_of(*lines)
    assert [found.share(i) for i in range(len(lines))] == [pieces / len(lines)] * len(lines)


@given(
    st.lists(st.sampled_from([FULL, *CUT, "太阳辐射，", "1. 月球", "。", "", "能够直接照射到"]), max_size=90),
    st.sampled_from([9.0, 17.0]),
)
def test_rows_are_told_by_the_lines_near_them_alone(lines, column):
    page = read_page("\n".join(lines))
    for i in range(len(page)):
        first = max(0, i - 31)
        window = read_page("\n".join(page.text[first : i + 7]))
        window.blanks[:] = page.blanks[first : i + 7]
        assert row(window, i - first, column) == row(page, i, column)


def wrapped_in_pieces(paragraph):
    """Lines of 16 em, the first two em short, every third that has a comma in its middle broken behind it."""
    lines = [paragraph[:14]]
    rest = paragraph[14:]
    while rest:
        size = 17 if rest[16:17] in ("，", "。") else 16
        lines.append(rest[:size])
        rest = rest[size:]
    with_comma = [k for k, line in enumerate(lines) if 1 < line.find("，") < len(line) - 3]
    for k in with_comma[::3]:
        lines[k] = lines[k].replace("，", "，\n", 1)
    return "\n".join(lines)


def test_a_page_in_pieces_is_merged():
    paragraphs = [
        "月球大气极其稀薄，太阳辐射能够直接照射到月球表面，因此月球上的太阳能资源丰富。建设大型光伏电站可为月球基地提供"
        "清洁的电力，也能提供巨大能量。由于光伏发电能量密度较低，仅靠太阳能无法为月球基地的持续建设提供足够电力，小型核"
        "反应堆电源功率大，重量轻，更适合在月夜工作。",
        "另一种能提供巨大能量的技术是核能。月夜长达十四天，没有阳光，电站只能靠储存的电力工作，需要很重的电池，因此人们"
        "提出在月球上建设小型的核电站，它不受昼夜影响，可以长期工作，也便于运输。",
    ] * 3
    page = "\n".join(map(wrapped_in_pieces, paragraphs)) + "\n"
    assert merge_wrapped_lines(page).split() == paragraphs


@given(st.lists(st.sampled_from([*[FULL] * 9, *CUT, "太阳辐射，", "能够直接照射到"]), max_size=300))
def test_all_pieces_of_a_row_are_told(lines):
    """Behind one that is inside a row stands another, or the last."""
    told = places(*lines)
    assert "inside" not in told[-1:]
    behind = {following for place, following in pairwise(told) if place == "inside"}
    assert behind <= {"inside", "end"}
