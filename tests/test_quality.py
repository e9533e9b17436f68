"""The quality gate, and the gate's own rules."""

import copy
import json

import pytest

import gate
import score
from conftest import ROOT

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
CASES = list(score.load_cases([gate.DATA / group for group in gate.GROUPS]))


@pytest.fixture(scope="module")
def floors() -> gate.Floors:
    return json.loads(gate.FLOORS.read_text("utf-8"))


@pytest.mark.parametrize("group", gate.GROUPS)
def test_no_figure_is_below_its_floor(group, floors):
    assert list(gate.faults(floors, group, gate.measure(group))) == []


def test_floors_only_fall_with_a_reason(floors):
    assert list(gate.history_faults(floors, gate.earlier_versions())) == []


def test_a_floor_lowered_without_a_reason_is_refused(floors):
    changed = copy.deepcopy(floors)
    changed["seeds"]["F1"].append({"floor": 0.1, "date": "2030-01-01", "reason": " "})
    assert "seeds.F1" in "".join(gate.history_faults(changed))
    changed["seeds"]["F1"][-1]["reason"] = "two boundaries of the gold were wrong"
    assert list(gate.history_faults(changed, [floors])) == []


def test_a_ceiling_is_lowered_by_raising_it(floors):
    changed = copy.deepcopy(floors)
    changed["seeds"]["cer"].append({"floor": 99, "date": "2030-01-01", "reason": ""})
    assert "seeds.cer" in "".join(gate.history_faults(changed))


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda history: history[-1].update(floor=0.1), id="edited in place"),
        pytest.param(list.clear, id="removed"),
    ],
)
def test_a_pinned_entry_is_never_edited(floors, tamper):
    changed = copy.deepcopy(floors)
    tamper(changed["seeds"]["F1"])
    assert "seeds.F1" in "".join(gate.history_faults(changed, [floors]))


def test_worse_output_and_changed_cases_are_refused(floors):
    def careless(text: str) -> str:
        return text.replace("的", "").replace("\n", "\n\n")

    found = list(gate.faults(floors, "web", gate.measure("web", careless)))
    assert any("web.cer" in fault for fault in found)
    changed = copy.deepcopy(floors)
    changed["web"]["corpus"][-1]["digest"] = "0" * 64
    assert any("cases" in fault for fault in gate.faults(changed, "web", {}))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_the_seeds_are_the_cases_byte_for_byte(seed):
    assert (gate.DATA / "seeds" / seed.stem / "raw.txt").read_bytes() == seed.read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_gold_scores_full_marks_against_itself(case):
    figures = score.score(case, case.gold)
    assert (figures.F1, figures.exact, figures.cer, figures.space, figures.lost) == (1, 1, 0, 0, 0)
    assert figures.cells in (None, 1)


@pytest.mark.parametrize(
    ("prediction", "figure", "value"),
    [
        pytest.param("一段。\n\n二段话\n", "F1", 1.0, id="right breaks"),
        pytest.param("一段。二段话\n", "R", 0.0, id="a boundary missed"),
        pytest.param("一段。\n\n二段\n话\n", "P", 0.5, id="a break too many"),
        pytest.param("一段。\n\n二段\n话\n", "exact", 0.5, id="a broken block is not exact"),
        pytest.param("一段。\n\n二段 话\n", "space", 1000 / 6, id="a wrong space"),
        pytest.param("一段。\n\n二段\n", "lost", 1, id="a lost character"),
        pytest.param("一段.\n\n二段话\n", "cer", 100 / 6, id="punctuation width counts"),
    ],
)
def test_what_the_figures_mean(prediction, figure, value):
    case = score.Case("case", "group", raw="一段。\n二段\n话\n", gold="一段。\n\n二段话\n")
    assert getattr(score.score(case, prediction), figure) == pytest.approx(value)


def test_errors_in_a_table_count_apart_from_the_prose():
    case = score.Case("case", "group", raw="甲 1\n正文\n", gold="| 甲 | 1 |\n| --- | --- |\n\n正文\n")
    figures = score.score(case, "| 乙 | 1 |\n| --- | --- |\n\n正文\n")
    assert (figures.prose, figures.cells) == (0, 0.5)
    assert figures.cer == pytest.approx(25)
