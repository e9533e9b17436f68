"""Views of edits."""

import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import Edit, apply_edits
from ocrclean.report import Places, explain, explain_as_json, unified_diff


def test_places_count_lines_and_columns_from_1():
    places = Places("甲乙\n\n丙")
    assert [places.of(offset) for offset in range(6)] == [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)]


def test_long_texts_are_quoted_in_part():
    (line,) = explain("a", "长" * 200, [Edit(0, 200, "短", "shorten")])
    assert line == f"a:1:1: shorten: '{'长' * 59}…' -> '短'\n"


def test_json_says_it_all():
    (line,) = explain_as_json("a", "甲\n" + "长" * 200, [Edit(2, 202, "短\n", "shorten")])
    assert json.loads(line) == {
        "path": "a", "line": 2, "column": 1, "start": 2, "end": 202, "rule": "shorten",
        "before": "长" * 200, "after": "短\n",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "edits", "diff"),
    [
        ("a\n", [], ""),
        ("a\nb\n", [(0, 1, "A")], "@@ -1,2 +1,2 @@\n-a\n+A\n b\n"),
        ("a\nb\n", [(1, 2, "")], "@@ -1,2 +1,1 @@\n-a\n-b\n+ab\n"),
        ("a\nb\nc\n", [(2, 4, "")], "@@ -1,3 +1,2 @@\n a\n-b\n c\n"),
        ("a\nb", [(3, 3, "\n")], "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"),
        ("", [(0, 0, "a\n")], "@@ -0,0 +1,1 @@\n+a\n"),
        ("a\n", [(0, 2, "")], "@@ -1,1 +0,0 @@\n-a\n"),
        ("a\n", [(2, 2, "b\n")], "@@ -1,1 +1,2 @@\n a\n+b\n"),
        (
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
            [(0, 1, "X"), (16, 17, "Y\nZ")],
            "@@ -1,4 +1,4 @@\n-1\n+X\n 2\n 3\n 4\n@@ -6,4 +6,5 @@\n 6\n 7\n 8\n-9\n+Y\n+Z\n",
        ),
    ],
    ids=[
        "none", "in a line", "join", "line gone", "final newline", "into nothing", "to nothing", "at the end",
        "two hunks",
    ],
)  # fmt: skip
def test_diff(text, edits, diff):
    shown = "".join(unified_diff("a", text, [Edit(*edit, "rule") for edit in edits]))
    assert shown == ("--- a\n+++ a\n" + diff if diff else "")


def test_colors_end_with_their_line():
    shown = list(unified_diff("a", "a\nb\n", [Edit(0, 1, "A", "rule")], color=True))
    assert shown[3:] == ["\033[31m-a\033[0m\n", "\033[32m+A\033[0m\n", " b\n"]


@st.composite
def edited(draw):
    text = draw(st.text("ab\n", max_size=60))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, [Edit(start, end, draw(st.text("xy\n", max_size=3)), "rule") for start, end in pairs]


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@given(edited())
def test_patch_makes_the_clean_text_of_the_diff(tmp_path_factory, case):
    text, edits = case
    folder = tmp_path_factory.mktemp("patch")
    (folder / "a").write_text(text, "utf-8", newline="")
    diff = "".join(unified_diff("a", text, edits))
    if diff:
        subprocess.run(["patch", "-s", "-p0", "--posix"], cwd=folder, input=diff.encode(), check=True)
    after = (folder / "a").read_bytes() if (folder / "a").exists() else b""  # patch removes a file that it empties
    assert after.decode() == apply_edits(text, edits)
