"""What counts as a blank, and which runs of blanks stand between what."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean.blanks import BLANK_CLASS, WIDE, blanks_of, gap_pattern


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        pytest.param("中文\n", "", id="none"),
        pytest.param("中 文", " ", id="the space alone"),
        pytest.param("中\u2009文", BLANK_CLASS, id="another one"),
    ],
)
def test_blanks_of(text, blanks):
    assert blanks_of(text) == blanks


def test_every_blank_of_the_class_is_known():
    in_class = [chr(code) for code in range(0x10000) if re.match(f"[{BLANK_CLASS}]", chr(code))]
    assert [blank for blank in in_class if blank != " " and blanks_of(blank) != BLANK_CLASS] == []


@given(st.text(alphabet="甲é,a \t\u3000\n", max_size=40))
def test_gaps_are_whole_runs_inside_lines_with_the_neighbours_asked_for(text):
    runs = [match.span() for match in re.finditer(f"[{BLANK_CLASS}]+", text)]
    inside = [(a, b) for a, b in runs if a and b < len(text) and "\n" not in text[a - 1] + text[b]]
    beside_wide = gap_pattern(BLANK_CLASS, (WIDE, r"\S"), ("[!-~]", WIDE))
    assert [gap.span() for gap in beside_wide.finditer(text)] == [
        (a, b) for a, b in inside if not (text[a - 1].isascii() and text[b].isascii())
    ]
