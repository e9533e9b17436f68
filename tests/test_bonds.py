"""How strongly two characters hold together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean.data.bonds import FOLLOWERS
from ocrclean.paragraphs.bonds import begins_clause, bond


@pytest.mark.parametrize("pair", ["出版", "什么", "经济", "經濟", "们的", "企业"])
def test_neighbours_in_a_word_hold_together(pair):
    assert bond(*pair) > 2


@pytest.mark.parametrize("pair", ["了据", "度本", "人据", "处本"])
def test_an_end_and_a_beginning_do_not(pair):
    assert bond(*pair) < -1


def test_the_order_counts():
    assert bond("出", "版") > bond("版", "出")


def test_what_begins_clauses_is_told_from_what_never_does():
    assert begins_clause("但") > 1
    assert begins_clause("们") < 0
    assert begins_clause("𠮷") == 0


@given(st.characters(), st.characters())
def test_any_two_characters_have_a_bond(before, after):
    assert -30 < bond(before, after) < 30


def test_each_row_of_the_table_has_three_levels():
    rows = FOLLOWERS.splitlines()
    assert len(rows) > 1500
    assert all(len(row[1:].split("|")) == 3 for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
