"""Configuration: where values come from, and what is told about wrong ones."""

import inspect

import pytest

from ocrclean import cli, default_pipeline
from ocrclean.config import OPTIONS, ConfigError, Configuration, read_config


@pytest.fixture
def project(tmp_path):
    """A repository, so that no configuration above it can reach the tests."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "a.txt").touch()
    return tmp_path


def test_the_options_of_the_library_have_its_names_and_defaults():
    parameters = inspect.signature(default_pipeline).parameters
    assert {name: OPTIONS[name].default for name in parameters} == {n: p.default for n, p in parameters.items()}


def test_defaults(project):
    values = Configuration({}).values(str(project / "laws" / "a.txt"))
    assert values["blocks"] == ("blank", "default")
    assert values["skip"] == ((), "default")


@pytest.mark.parametrize(
    ("name", "head"), [("ocrclean.toml", ""), ("pyproject.toml", "[tool.ocrclean]\n")], ids=["own file", "shared file"]
)
def test_the_nearest_file_upwards_is_taken(project, name, head):
    (project / name).write_text(f"{head}blocks = 'newline'\nfield = 'text'\n", "utf-8")
    values = Configuration({}).values(str(project / "laws" / "a.txt"))
    assert values["blocks"] == ("newline", str(project / name))
    assert values["field"].value == ("text",)


def test_its_own_file_comes_before_the_shared_one(project):
    (project / "ocrclean.toml").write_text("blocks = 'newline'\n", "utf-8")
    (project / "pyproject.toml").write_text("[tool.ocrclean]\nhan_latin = 'keep'\n", "utf-8")
    values = Configuration({}).values(str(project))
    assert (values["blocks"].value, values["han_latin"].value) == ("newline", "tight")


def test_a_shared_file_without_a_table_is_passed_over(project):
    (project / "pyproject.toml").write_text("[tool.ocrclean]\nblocks = 'newline'\n", "utf-8")
    (project / "laws" / "pyproject.toml").write_text("[project]\nname = 'ocrclean-laws'\n", "utf-8")
    assert Configuration({}).values(str(project / "laws" / "a.txt"))["blocks"].value == "newline"


def test_the_search_ends_with_the_repository(project):
    (project / "ocrclean.toml").write_text("blocks = 'newline'\n", "utf-8")
    (project / "laws" / ".git").mkdir()
    assert Configuration({}).values(str(project / "laws" / "a.txt"))["blocks"].value == "blank"


def test_the_command_line_wins_and_isolation_leaves_files_out(project):
    (project / "ocrclean.toml").write_text("blocks = 'newline'\nhan_latin = 'keep'\n", "utf-8")
    path = str(project / "laws" / "a.txt")
    assert Configuration({"blocks": "blank"}).values(path)["blocks"] == ("blank", "--blocks")
    assert Configuration({}, isolated=True).values(path)["han_latin"] == ("tight", "default")


def test_profiles_hold_for_their_paths_the_last_one_winning(project):
    (project / "ocrclean.toml").write_text(
        "[[profiles]]\npaths = ['laws/']\nblocks = 'newline'\nhan_latin = 'keep'\n"
        "[[profiles]]\npaths = ['*.txt']\nblocks = 'blank'\n",
        "utf-8",
    )
    configuration = Configuration({})
    values = configuration.values(str(project / "laws" / "a.txt"))
    assert values["blocks"] == ("blank", f"{project}/ocrclean.toml, profile 2 (*.txt)")
    assert values["han_latin"].value == "keep"
    assert configuration.values(str(project / "b.md"))["han_latin"].value == "tight"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("block = 'newline'", "unknown key 'block'; did you mean 'blocks'?"),
        ("zzz = 1", "unknown key 'zzz'; the keys are: blocks, "),
        ("blocks = 1", "'blocks' must be a string, not 1"),
        ("skip = 'a'", "'skip' must be a list of strings, not 'a'"),
        ("safe = 'yes'", "'safe' must be true or false"),
        ("blocks = ", "is not valid TOML"),
        ("profiles = 1", "'profiles' is no list of tables"),
        ("[[profiles]]\nblocks = 'newline'", "profile 1: has no 'paths'"),
        ("[[profiles]]\npaths = ['a']\ninclude = ['b']", "profile 1: unknown key 'include'"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, said):
    (tmp_path / "ocrclean.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(str(tmp_path / "ocrclean.toml"))
    assert said in str(error.value)
    assert "ocrclean.toml" in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("skip = ['merge-lines']", ": 'merge-lines' is no normalizer of the default pipeline; did you mean"),
        ("blocks = 'lines'", ": blocks "),
        ("han_latin = 'lose'", "'lose'"),
    ],
)
def test_what_the_pipeline_refuses_is_named_with_its_file(project, text, said, capfd):
    (project / "ocrclean.toml").write_text(text, "utf-8")
    assert cli.main([str(project / "laws" / "a.txt")]) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "ocrclean.toml" in err
    assert said in err


def test_the_configuration_in_force_is_shown(project, capfd):
    (project / "ocrclean.toml").write_text("skip = ['normalize-characters']\n", "utf-8")
    path = project / "laws" / "a.txt"
    assert cli.main(["--show-config", "--blocks", "newline", str(path)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == f"# {path}"
    assert 'blocks = "newline"  # --blocks' in lines
    assert f'skip = ["normalize-characters"]  # {project}/ocrclean.toml' in lines
    assert 'han_latin = "tight"  # default' in lines
    assert "# only is not set" in lines


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[tool.ocrclean]\nblocks = 'newline'\n", id="table"),
        pytest.param("[ tool . 'ocrclean' ]\nblocks = 'newline'\n", id="blanks and quotes"),
        pytest.param("[tool]\nocrclean = {blocks = 'newline'}\n", id="in the table of all tools"),
        pytest.param("tool.ocrclean.blocks = 'newline'\n", id="dotted"),
        pytest.param("'tool' = {ocrclean = {blocks = 'newline'}}\n", id="inline"),
    ],
)
def test_the_table_is_found_however_it_is_written(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    assert read_config(str(tmp_path / "pyproject.toml")).values == {"blocks": "newline"}


def test_a_project_that_only_depends_on_the_program_has_no_table(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\ndependencies = ['ocrclean']\n[tool.other]\na = 1\n", "utf-8")
    assert read_config(str(tmp_path / "pyproject.toml")) is None
