"""The READMEs: their commands, their examples, and that the two agree."""

import ast
import re

import pytest

import ocrclean
from conftest import ROOT

ENGLISH, CHINESE = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
SEED = (ROOT / "seeds" / "003_2b556774f4461676.txt").read_text("utf-8")


def code_blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", document)


def without_comments(code: str) -> str:
    return re.sub(r"(?m) +# .*$", "", code)


def links(document: str) -> set[str]:
    return set(re.findall(r"\]\(([^)]+)\)", document)) - {"README.md", "README.zh-CN.md"}


def table_names(document: str) -> list[str]:
    return re.findall(r"(?m)^\| \[`([a-z-]+)`\]", document)


def test_the_two_agree_in_structure():
    levels = [re.findall(r"(?m)^(#+) ", document) for document in (ENGLISH, CHINESE)]
    assert levels[0] == levels[1]
    assert [links(ENGLISH) - links(CHINESE), links(CHINESE) - links(ENGLISH)] == [set(), set()]
    bullets = [len(re.findall(r"(?m)^- ", document)) for document in (ENGLISH, CHINESE)]
    assert bullets[0] == bullets[1]


@pytest.mark.parametrize("language", ["sh", "text", "yaml"])
def test_the_two_agree_in_commands_and_examples(language):
    assert code_blocks(ENGLISH, language) == code_blocks(CHINESE, language) != []


def test_the_two_agree_in_code():
    english, chinese = (list(map(without_comments, code_blocks(document, "python"))) for document in (ENGLISH, CHINESE))
    assert english == chinese != []


def test_the_two_list_the_same_normalizers():
    assert table_names(ENGLISH) == table_names(CHINESE) != []


@pytest.mark.parametrize("what", ["-m ocrclean seeds/", "-m pytest"])
def test_each_command_is_one_line_and_stands_once(what):
    commands = [block for block in code_blocks(ENGLISH, "sh") if what in block]
    assert len(commands) == 1
    assert commands[0].startswith("python3 -m venv ")
    assert commands[0].count("\n") == 1


def test_before_stands_in_the_seed_and_after_in_the_clean_seed():
    *before, first, second = code_blocks(ENGLISH, "text")
    clean = ocrclean.clean(SEED)
    assert all(text in SEED for text in before)
    assert first in clean
    assert second in clean


def test_the_code_runs_and_gives_what_its_comments_say():
    (code,) = code_blocks(ENGLISH, "python")
    names: dict[str, object] = {"text": SEED}
    exec(code, names)
    said = re.findall(r"(?m)^(\S.*?) +# ('.*'|True)", code)
    assert len(said) >= 3
    for expression, value in said:
        assert eval(expression, names) == ast.literal_eval(value)
