"""The pairing that gives cases their gold text, and the cases that stand under tests/data/cases."""

import re
from dataclasses import replace

import pytest
from truth import Block, make_case

import score
from conftest import ROOT

CASES = list(score.load_cases(sorted((ROOT / "tests/data/cases").iterdir())))
BLOCKS = [
    Block("h", "正确的起点"),
    Block("p", "大家都是志愿者，任何人都不能把事情强加给他人，请参看第一节，你应该主动地做自己想做的事情。"),
    Block("skip", "apt install hello"),
    Block("li", "友好的合作是我们前行的动力。"),
]
FOOT = re.compile(r"\d+/\d+")


def pair(*lines: str) -> str:
    return make_case("\n".join(lines), BLOCKS, FOOT).gold


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                "1.1",
                "正确的起点",
                "大家都是志愿者，任何人都不能",
                "把事情强加给他人，请参看第一节，",
                "你应该主动地做自己想做的事情。",
            ],
            id="a number on a line of its own goes with its heading",
        ),
        pytest.param(
            [
                "1.1 正 确 的 起 点",
                "大家都是志愿者，任何人都不能",
                "3 / 20",
                "把事情强加给他人，请参看第一节，",
                "你应该主动地做自己想做的事情。",
            ],
            id="letter-spacing, a page number in mid-sentence",
        ),
        pytest.param(
            [
                "1.1 正确的起点",
                "1.1 正确的起点",
                "大家都是志愿者，任何人都不能",
                "把事情强加给他人，请参看第一节，",
                "你应该主动地做自己想做的事情。",
            ],
            id="overprint",
        ),
    ],
)
def test_gold_is_the_source_in_raw_order(lines):
    assert pair(*lines, "• 友好的合作是", "我们前行的动⼒。") == (
        "1.1 正确的起点\n\n"
        "大家都是志愿者，任何人都不能把事情强加给他人，请参看第一节，你应该主动地做自己想做的事情。\n\n"
        "• 友好的合作是我们前行的动力。\n"
    )


def test_a_line_that_the_page_prints_otherwise_is_taken_as_it_stands():
    gold = pair(
        "正确的起点",
        "大家都是志愿者，任何人都不能",
        "把事情强加给他人，请参看第 2 节，",
        "你应该主动地做自己想做的事情。",
    )
    assert "强加给他人，请参看第 2 节，你应该" in gold


def test_code_is_in_neither_text():
    case = make_case("友好的合作是我们前行的动力。\napt install hello", BLOCKS, FOOT)
    assert "apt" not in case.raw + case.gold


def test_a_line_that_the_source_does_not_have_is_told():
    lines = ["正确的起点", "大家都是志愿者，任何人都不能", "这一行哪里都没有", "你应该主动地做自己想做的事情。"]
    assert make_case("\n".join(lines), BLOCKS, FOOT).unmatched == ["这一行哪里都没有"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}-{case.name}")
def test_every_boundary_of_the_gold_is_a_line_break_of_the_raw_text(case):
    figures = score.score(case, case.raw)
    assert figures.R == 1
    assert figures.lost == 0


def test_a_case_with_a_boundary_too_many_is_found():
    case = next(case for case in CASES if case.name == "hostname-pymupdf")
    middle = case.gold.index("，")
    torn = replace(case, gold=f"{case.gold[: middle + 3]}\n\n{case.gold[middle + 3 :]}")
    assert score.score(torn, torn.raw).R < 1
