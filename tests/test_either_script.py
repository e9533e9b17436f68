"""Simplified and traditional text are treated alike: the same lines are joined, the same characters go."""

from functools import cache

import opencc
import pytest

from ocrclean import merge_wrapped_lines, remove_overprint
from ocrclean.edits import apply_edits
from ocrclean.paragraphs.kinds import start_kind
from ocrclean.pipeline import DEFAULT
from ocrclean.scripts import detect_script
from strategies import DATA

SIMPLIFIED = [path for path in sorted(DATA.rglob("raw.txt")) if detect_script(path.read_text("utf-8")) == "simplified"]
#: The merger asks how often two characters are neighbours; its table is of both scripts, but not of both alike.
MERGER_MAY_DIFFER = 0.001


@cache
def converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """`text` converted character by character, so that every place stays where it is."""
    pairs = ((character, converter().convert(character)) for character in set(text))
    return text.translate({ord(old): new for old, new in pairs if len(new) == 1})


def places(edits):
    return [(edit.start, edit.end, len(edit.text), edit.rule) for edit in edits]


@pytest.mark.parametrize("step", [s for s in DEFAULT if s is not merge_wrapped_lines], ids=lambda step: step.name)
def test_every_step_makes_the_same_edits(step):
    before = DEFAULT[: DEFAULT.index(step)]
    for path in SIMPLIFIED:
        text = path.read_text("utf-8")
        for earlier in before:
            text = apply_edits(text, earlier.propose(text))
        assert places(step.edits(traditional(text))) == places(step.edits(text)), path.parent.name


def test_nearly_every_line_is_joined_alike():
    differ = of = 0
    for path in SIMPLIFIED:
        text = path.read_text("utf-8")
        for earlier in DEFAULT[: DEFAULT.index(merge_wrapped_lines)]:
            text = apply_edits(text, earlier.propose(text))
        decisions = zip(
            merge_wrapped_lines.decisions(text), merge_wrapped_lines.decisions(traditional(text)), strict=True
        )
        for one, other in decisions:
            of += 1
            differ += one.ends_paragraph != other.ends_paragraph
    assert of > 5000
    assert differ <= MERGER_MAY_DIFFER * of


@pytest.mark.parametrize("script", [str, traditional], ids=["simplified", "traditional"])
@pytest.mark.parametrize("words", ["红火热闹", "认真仔细", "轰烈浩荡", "漂亮整齐", "健康快乐", "里外干净", "妈爸爷奶"])
def test_a_line_of_reduplicated_words_loses_none(words, script):
    line = script("".join(character * 2 for character in words) + "\n")
    assert remove_overprint(line) == line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("本报记者周明远", "byline"),
        ("记者 李明", "byline"),
        ("通讯员 何静", "byline"),
        ("责任编辑 王明", "byline"),
        ("图/李明", "byline"),
        ("本报北京1月5日讯", "dateline"),
        ("据新华社北京1月5日电", "dateline"),
        ("记者手记", "han"),
    ],
)
def test_a_line_starts_alike(text, kind):
    assert start_kind(text) == start_kind(traditional(text)) == kind
