"""The edit algebra: apply, compose, offset map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import Edit, OffsetMap, apply_edits, compose

texts = st.text(st.sampled_from("abc中文，\n "), max_size=24)


@st.composite
def edit_lists(draw: st.DrawFn, text: str) -> list[Edit]:
    """Any legal edit list on `text`: insertions, deletions and replacements, touching ones included."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        edits.append(Edit(start, end, draw(st.text("xyz", max_size=3)), draw(st.sampled_from(["r1", "r2"]))))
    return edits


@st.composite
def chains(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit], list[Edit]]:
    text = draw(texts)
    first = draw(edit_lists(text))
    between = apply_edits(text, first)
    second = draw(edit_lists(between))
    third = draw(edit_lists(apply_edits(between, second)))
    return text, first, second, third


@given(chains())
def test_compose_does_what_the_two_lists_do_in_turn(chain):
    text, first, second, _ = chain
    assert apply_edits(text, compose(first, second)) == apply_edits(apply_edits(text, first), second)


@given(chains())
def test_compose_is_associative_in_effect(chain):
    text, first, second, third = chain
    left = compose(compose(first, second), third)
    right = compose(first, compose(second, third))
    assert apply_edits(text, left) == apply_edits(text, right)


@given(chains())
def test_composed_rules_name_their_sources(chain):
    _, first, second, _ = chain
    names = {rule for edit in (*first, *second) for rule in [edit.rule]}
    assert all(set(edit.rule.split("+")) <= names for edit in compose(first, second))


@given(chains())
def test_offset_map_is_exact_for_kept_characters(chain):
    text, first, second, _ = chain
    edits = compose(first, second)
    output = apply_edits(text, edits)
    offsets = OffsetMap(edits)
    replaced = {i for e in edits for i in range(e.start, e.end)}
    for i, character in enumerate(text):
        low, high = offsets.to_output(i, i + 1)
        assert 0 <= low <= high <= len(output)
        if i not in replaced:
            assert (high - low, output[low]) == (1, character)
            assert offsets.to_source(low, high) == (i, i + 1)


@given(chains())
def test_offset_map_names_the_edit_for_written_characters(chain):
    _, first, _, _ = chain
    offsets = OffsetMap(first)
    shift = 0
    for edit in first:
        at = edit.start + shift
        for k in range(len(edit.text)):
            assert offsets.to_source(at + k, at + k + 1) == (edit.start, edit.end)
        shift += len(edit.text) - (edit.end - edit.start)


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(1, 2, "", "r"), Edit(1, 3, "", "r")], id="overlap"),
        pytest.param([Edit(2, 3, "", "r"), Edit(0, 1, "", "r")], id="backwards"),
        pytest.param([Edit(2, 1, "", "r")], id="ends before it starts"),
        pytest.param([Edit(0, 9, "", "r")], id="beyond the text"),
    ],
)
def test_apply_refuses_what_is_no_edit_list(edits):
    with pytest.raises(ValueError, match="edit"):
        apply_edits("abc", edits)
