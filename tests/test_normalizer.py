"""The base class: classes of change are told apart, options are checked."""

from dataclasses import dataclass

import pytest

from ocrclean import Change, Edit, Normalizer


@dataclass(frozen=True, kw_only=True)
class Declared(Normalizer):
    """Does nothing; declares what it is told to."""

    size: int = 1

    name = "declared"
    summary = "nothing"
    examples = ()
    counter_examples = ()

    def edits(self, text: str) -> list[Edit]:
        return [Edit(0, self.size, "", "cut")] if text else []

    def fold(self, text: str) -> str:
        return text.replace("，", ",")


@pytest.mark.parametrize(
    ("change", "before", "after", "holds"),
    [
        pytest.param(Change.SPACE, "中 文", "中文", True, id="space: white space goes"),
        pytest.param(Change.SPACE, "中文", "中\n\n文", True, id="space: white space comes"),
        pytest.param(Change.SPACE, "中 文", "中 ", False, id="space: a character is lost"),
        pytest.param(Change.WIDTH, "中,文", "中，文", True, id="width: another form"),
        pytest.param(Change.WIDTH, "中,文", "中文", False, id="width: a mark is lost"),
        pytest.param(Change.WIDTH, "中,文", "文,中", False, id="width: another order"),
        pytest.param(Change.DELETE, "中文中文", "中文", True, id="delete: a copy goes"),
        pytest.param(Change.DELETE, "中文", "文中", False, id="delete: another order"),
        pytest.param(Change.DELETE, "中", "中文", False, id="delete: a character comes"),
        pytest.param(Change.REORDER, "中 文1", "1\n文中", True, id="reorder: another order"),
        pytest.param(Change.REORDER, "中文", "中中", False, id="reorder: another character"),
        pytest.param(Change.RECODE, "中", "文", True, id="recode: anything"),
    ],
)
def test_holds(change, before, after, holds, monkeypatch):
    monkeypatch.setattr(Declared, "change", change, raising=False)
    assert Declared().holds(before, after) is holds


def test_options_make_another_normalizer():
    assert Declared().with_options(size=2) == Declared(size=2)
    assert Declared(size=2)("中文字") == "字"


def test_an_unknown_option_is_named():
    with pytest.raises(ValueError, match=r"declared has no option 'sice'; it has: size"):
        Declared().with_options(sice=2)
