"""Patterns that are compiled late do what compiled ones do, and are compiled at the first use."""

import re

import pytest

from ocrclean.late import late


def test_it_does_what_a_compiled_pattern_does():
    found = late("(?P<digit>[0-9])+", re.ASCII)
    assert found.findall("a12 3") == ["2", "3"]
    assert found.sub("", "a12") == "a"
    assert found.search("a1", 1).span() == (1, 2)
    assert found.groupindex == {"digit": 1}


def test_bytes_have_patterns_as_well():
    assert late(rb"\x80+").search(b"a\x80\x80").span() == (1, 3)


def test_nothing_is_compiled_before_the_first_use():
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("a")
