"""Ranges that are left alone."""

import itertools
import pickle
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocrclean
from ocrclean import Change, Edit, Normalizer, Pipeline, UnsafeChangeError, apply_edits, leave_alone
from ocrclean.guard import _find_ranges


@dataclass(frozen=True, kw_only=True)
class Upper(Normalizer):
    """Every x becomes X, and every line feed a stroke: touches whatever it can reach."""

    name = "upper"
    summary = "x to X"
    change = Change.RECODE
    examples = ()
    counter_examples = ()

    def edits(self, text):
        return [Edit(i, i + 1, {"x": "X", "\n": "/"}[c], "up") for i, c in enumerate(text) if c in "x\n"]


@dataclass(frozen=True, kw_only=True)
class Insert(Upper):
    def edits(self, text):
        return [Edit(i, i, "+", "insert") for i in range(len(text) + 1)]


@dataclass(frozen=True, kw_only=True)
class Swap(Upper):
    """Moves the first character to the end, by two edits."""

    change = Change.REORDER

    def edits(self, text):
        return [Edit(0, 1, "", "cut"), Edit(len(text), len(text), text[0], "paste")]


def once(normalizer, text, **options):
    (step,) = leave_alone(Pipeline(normalizer), **options).steps
    return step(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x<!-- ocrclean: off -->x\nx<!-- ocrclean: on -->x", "X<!-- ocrclean: off -->x\nx<!-- ocrclean: on -->X"),
        ("x\n<!-- ocrclean: off -->\nx\n", "X\n<!-- ocrclean: off -->\nx\n"),
        ("<!--ocrclean:on-->\nx\nx", "<!--ocrclean:on-->\nX/X"),
        ("<!-- ocrclean: off --><!-- ocrclean: off -->x<!-- ocrclean: on -->x",
         "<!-- ocrclean: off --><!-- ocrclean: off -->x<!-- ocrclean: on -->X"),
        ("<!-- ocrclean: of -->x", "<!-- ocrclean: of -->X"),
    ],
    ids=["off and on", "never on again", "on alone", "off twice", "no mark"],
)  # fmt: skip
def test_marks(text, expected):
    assert once(Upper(), text) == expected


def test_literals_are_left_alone_the_longest_first():
    assert once(Upper(), "x ax axx x", literals=["ax", "axx"]) == "X ax axx X"


def test_an_empty_literal_is_refused():
    with pytest.raises(ValueError, match="empty string"):
        leave_alone(Pipeline(), literals=[""])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nx: x\n---\nx", "---\nx: x\n---\nX"),
        ("+++\nx = 1\n+++\nx", "+++\nx = 1\n+++\nX"),
        ("x\n---\nx", "X\n---\nX"),
        ("x\n```x\nx\n```\nx", "X\n```x\nx\n```\nX"),
        ("x\n~~~\nx\n```\nx\n~~~\nx", "X\n~~~\nx\n```\nx\n~~~\nX"),
        ("x\n````\n```\nx\n````\nx", "X\n````\n```\nx\n````\nX"),
        ("```\nx", "```\nx"),
        ("```x``` x", "```x``` X"),
        ("x `x` ``x`` x", "X `x` ``x`` X"),
        ("x <x x='x'>x</x>", "X <x x='x'>X</x>"),
        ("x <!-- x\nx --> x", "X <!-- x\nx --> X"),
        ("1 <x 2", "1 <X 2"),
        ("[x](x/x.html) x", "[X](x/x.html) X"),
        ("[x]: x\nx", "[x]: x/X"),
        ("x\n# x\n\nx\nx", "X\n# x\n\nX/X"),
        ("x\n- x\n  * x\n1. x\nx", "X\n- X\n  * X\n1. X/X"),
        ("x\n> x\n> x", "X\n> X\n> X"),
        ("x\n| x | x |\n|---|---|\n| x | x |\nx", "X\n| x | x |\n|---|---|\n| x | x |\nX"),
        ("x  \nx", "X  \nX"),
        ("x\n\n    x\n    x\nx", "X/\n    x\n    x\nX"),
        ("- x\n  x\n  x\nx", "- X\n  X\n  X/X"),
    ],
    ids=[
        "front matter", "front matter in TOML", "a rule is no front matter", "code fence", "fence in a fence",
        "long fence", "open fence", "code of three ticks in a line", "inline code", "tags", "comment",
        "less than", "link target", "link definition", "heading", "list", "quotation", "table", "hard break",
        "indented code",
        "next line of an item",
    ],
)  # fmt: skip
def test_markdown(text, expected):
    assert once(Upper(), text, markdown=True) == expected


def test_plain_text_knows_no_markdown():
    assert once(Upper(), "`x`") == "`X`"


def test_nothing_is_put_in_at_the_edge_of_a_block_but_beside_a_literal():
    assert once(Insert(), "ab\n<!-- ocrclean: off -->") == "+a+b\n<!-- ocrclean: off -->"
    assert once(Insert(), "ab", literals=["ab"]) == "+ab+"


def test_what_moves_moves_whole_or_not_at_all():
    assert once(Swap(), "abc") == "bca"
    assert once(Swap(), "abc", literals=["a"]) == "abc"


def test_a_guarded_normalizer_says_what_the_normalizer_says():
    (step,) = leave_alone(Pipeline(Upper())).steps
    assert (step.name, step.summary, step.change) == ("upper", "x to X", Change.RECODE)


def test_safe_mode_goes_on():
    lying = Upper()
    object.__setattr__(lying, "change", Change.SPACE)
    with pytest.raises(UnsafeChangeError):
        leave_alone(Pipeline(lying, safe=True))("x")


def test_workers_receive_it():
    guarded = leave_alone(ocrclean.default_pipeline(), literals=["年 底"], markdown=True)
    assert pickle.loads(pickle.dumps(guarded)) == guarded


ALPHABET = "x\n `~<>-![]()#|*1. abocrlen:f/\\"
PIECES = st.sampled_from(["<!-- ocrclean: off -->", "<!-- ocrclean: on -->", "```", "<!--", "-->", "年 底", "x", "\n"])
TEXTS = st.lists(st.one_of(PIECES, st.text(ALPHABET, max_size=6)), max_size=20).map("".join)


@given(TEXTS, st.booleans())
def test_ranges_ascend_and_what_is_in_them_comes_through(text, markdown):
    ranges = _find_ranges(text, ("年 底",), markdown=markdown)
    assert all(a.end < b.start for a, b in itertools.pairwise(ranges))
    (guarded,) = leave_alone(Pipeline(Upper()), literals=["年 底"], markdown=markdown).steps
    offsets = ocrclean.OffsetMap(guarded.edits(text))
    after = apply_edits(text, guarded.edits(text))
    for start, end, _ in ranges:
        assert after[slice(*offsets.to_output(start, end))] == text[start:end]


@pytest.mark.parametrize(
    "unit", ["<", "<!--", "`", "```\n", "- ", "\n- ", "---\n", "[", "](", " ", "\n", "    \n", ">"]
)
def test_hostile_text_takes_linear_time(unit):
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    _find_ranges(text, ("年 底",), markdown=True)
    assert time.process_time() - start < 2
