"""Predicates of one character agree with the classes for patterns; what tells quickly tells rightly."""

import re

import pytest

from ocrclean.chars import (
    ASIAN_CLASS,
    HAN_CLASS,
    KANA_CLASS,
    blocks_of,
    is_chinese,
    is_han,
    is_han_or_kana,
    is_joined_tight,
)

_RANGES = (range(0x3500), range(0x4D00, 0x4F00), range(0x9F00, 0xA100), range(0xF800, 0x10100))
CHARACTERS = [
    *(chr(code) for codes in _RANGES for code in codes),
    *"\U0001f600\U0001ffff\U00020000\U0003ffff\U00040000",
]


@pytest.mark.parametrize(
    ("predicate", "members"),
    [
        pytest.param(is_han, HAN_CLASS, id="Han"),
        pytest.param(is_han_or_kana, HAN_CLASS + KANA_CLASS, id="Han or kana"),
        pytest.param(is_joined_tight, ASIAN_CLASS, id="joined tight"),
    ],
)
def test_a_predicate_agrees_with_its_class(predicate, members):
    pattern = re.compile(f"[{members}]")
    assert [c for c in CHARACTERS if predicate(c) != bool(pattern.match(c))] == []


def test_blocks_are_those_of_the_characters():
    assert set(blocks_of("a中。⻛\ud800")) == {0x00, 0x4E, 0x30, 0x2E, 0xD8}
    assert set(blocks_of("😀")) == {0xD8, 0xDE}
    assert blocks_of("") == b""


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param("月", True, id="one character"),
        pytest.param("a" * 98 + "月球", True, id="at the end alone"),
        pytest.param("月球" + "a" * 98, True, id="at the beginning alone, as many as need be"),
        pytest.param("月" + "a" * 50, False, id="too few"),
        pytest.param("é" * 100, False, id="wide characters, no Han"),
        pytest.param("月球の" + "月" * 8, False, id="a tenth is kana"),
        pytest.param("月球の" + "月" * 9, True, id="less than a tenth is kana"),
        pytest.param("月球ですか", False, id="none of the commonest kana, in few characters"),
        pytest.param("月球のこと" * 300, False, id="a long Japanese text"),
        pytest.param("月球上的太阳能" * 300, True, id="a long Chinese text"),
    ],
)
def test_what_is_chinese(text, chinese):
    assert is_chinese(text) == chinese
