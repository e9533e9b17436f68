"""The documents: links lead somewhere, public names say what they are, and the check sees what is missing."""

from dataclasses import dataclass

import pytest

import docs
from ocrclean import Change, Normalizer


def test_no_public_name_is_undocumented():
    assert list(docs.docstring_faults()) == []


def test_no_link_leads_nowhere():
    assert list(docs.link_faults()) == []


@dataclass(frozen=True, kw_only=True)
class Sparse(Normalizer):
    """Says what it does.

    Says why the damage happens.

    Left alone: nothing. Has an example: >>>
    """

    name = "sparse"
    summary = "a summary"
    change = Change.SPACE
    examples = (("a", "b"),)
    counter_examples = ("b",)

    def edits(self, text):
        del text
        return []


@pytest.mark.parametrize(
    ("attribute", "value", "fault"),
    [
        pytest.param("__doc__", "Says what it does.\n\n>>> 1\n1\n\nLeft alone: x", "three paragraphs", id="no why"),
        pytest.param("__doc__", "What.\n\nWhy.\n\nMore.\n\n>>> 1", "left alone", id="nothing left alone"),
        pytest.param("__doc__", "What.\n\nWhy.\n\nLeft alone: x", "doctest", id="no example in the docstring"),
        pytest.param("examples", (), "examples", id="no examples"),
        pytest.param("counter_examples", (), "examples", id="no counter-examples"),
        pytest.param("summary", "A sentence.", "summary", id="summary with a full stop"),
    ],
)
def test_what_is_missing_is_named(attribute, value, fault, monkeypatch):
    assert list(docs.normalizer_faults(Sparse())) == []
    monkeypatch.setattr(Sparse, attribute, value)
    (found,) = docs.normalizer_faults(Sparse())
    assert fault in found


def test_white_space_that_nobody_sees_is_spelled_out_in_the_page():
    assert docs.block("中\u3000\u200b文\n") == "```text\n中\\u3000\\u200b文\n```"
    assert docs.block("```\n").startswith("````text")
