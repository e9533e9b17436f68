"""Path patterns against git itself."""

import os
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrclean.patterns import Patterns

PATHS = [
    "a.txt",
    "b.md",
    "dir/a.txt",
    "dir/sub/a.txt",
    "dir/sub/b.md",
    "x/dir/c.txt",
    "月 报/一.txt",
    "#a",
    "!b",
    "a]b",
    "ab",
]
git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.mark.parametrize(
    ("lines", "picked"),
    [
        (["*.txt"], ["a.txt", "dir/a.txt", "dir/sub/a.txt", "x/dir/c.txt", "月 报/一.txt"]),
        (["/a.txt"], ["a.txt"]),
        (["dir/"], ["dir/a.txt", "dir/sub/a.txt", "dir/sub/b.md", "x/dir/c.txt"]),
        (["dir/*.txt"], ["dir/a.txt"]),
        (["**/sub"], ["dir/sub/a.txt", "dir/sub/b.md"]),
        (["dir/**/a.txt"], ["dir/a.txt", "dir/sub/a.txt"]),
        (["dir/**"], ["dir/a.txt", "dir/sub/a.txt", "dir/sub/b.md"]),
        (["*.txt", "!a.txt"], ["x/dir/c.txt", "月 报/一.txt"]),
        (["月 报"], ["月 报/一.txt"]),
        (["# comment", "", r"\#a", r"\!b", "a[]]b"], ["#a", "!b", "a]b"]),
        (["a?", "[!a].md"], ["b.md", "dir/sub/b.md", "ab"]),
        (["a.txt/"], []),
        (["\\"], []),
    ],
)  # fmt: skip
def test_patterns(lines, picked):
    patterns = Patterns(lines, base="/root")
    assert [path for path in PATHS if patterns.pick(f"/root/{path}")] == picked


def test_a_path_outside_the_folder_matches_by_its_name_alone():
    patterns = Patterns(["*.txt", "/a.md"], base="/root")
    assert patterns.pick("/elsewhere/a.txt")
    assert not patterns.pick("/elsewhere/a.md")


LINES = st.lists(st.text("abdirsu.txm*?/![]^-\\# c", max_size=7).filter(lambda line: "\0" not in line), max_size=3)


@git
@settings(max_examples=40)
@given(LINES)
def test_git_agrees(tmp_path_factory, lines):
    root = tmp_path_factory.mktemp("git")
    subprocess.run(["git", "init", "-q", root], check=True)
    for path in PATHS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    (root / ".gitignore").write_text("\n".join(lines), "utf-8")
    command = [
        "git",
        "-C",
        os.fspath(root),
        "-c",
        "core.quotePath=false",
        "check-ignore",
        "--no-index",
        "-z",
        "--stdin",
    ]
    asked = "\0".join(PATHS).encode()
    output = subprocess.run(command, input=asked, capture_output=True, check=False).stdout
    ignored = set(filter(None, output.decode().split("\0")))
    patterns = Patterns(lines, base=os.fspath(root))
    assert {path for path in PATHS if patterns.pick(os.fspath(root / path))} == ignored
