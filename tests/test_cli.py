"""The command: what it prints where, and how it ends."""

import io
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

import ocrclean
from conftest import ROOT
from ocrclean import Change, Edit, Normalizer, Pipeline, cli, config, pipeline

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@dataclass(frozen=True, kw_only=True)
class Close(Normalizer):
    """Closes every space: enough of a normalizer to see the command at work."""

    name = "close"
    summary = "close every space"
    change = Change.SPACE
    examples = ()
    counter_examples = ()

    def edits(self, text):
        return [Edit(i, i + 1, "", "closed") for i, character in enumerate(text) if character == " "]


@pytest.fixture(autouse=True)
def _pipelines_are_built_anew():
    forget = [config._pipeline.cache_clear, config._guarded_pipeline.cache_clear]
    for clear in forget:
        clear()
    yield
    for clear in forget:
        clear()


@pytest.fixture
def closing(monkeypatch):
    """The command with a pipeline of one normalizer, so that these tests do not move with the real ones."""
    monkeypatch.setattr(pipeline, "default_pipeline", lambda **_options: Pipeline(Close()))


@pytest.fixture
def stdin(monkeypatch):
    def give(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "ascii"))

    return give


def run(*arguments: str, data: bytes = b"", **options) -> subprocess.CompletedProcess:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "ocrclean", *arguments]
    return subprocess.run(command, input=data, capture_output=True, env=environment, check=False, **options)


# What is cleaned


@pytest.mark.usefixtures("closing")
def test_a_file_goes_to_standard_output(tmp_path, capfdbinary):
    (tmp_path / "a.txt").write_bytes("月 球\n".encode())
    assert cli.main([str(tmp_path / "a.txt")]) == 0
    assert capfdbinary.readouterr() == ("月球\n".encode(), b"")


@pytest.mark.usefixtures("closing")
@pytest.mark.parametrize("arguments", [[], ["-"]], ids=["no file named", "dash"])
def test_standard_input_is_filtered(arguments, stdin, capfdbinary):
    stdin("月 球\n".encode())
    assert cli.main(arguments) == 0
    assert capfdbinary.readouterr().out == "月球\n".encode()


@pytest.mark.usefixtures("closing")
def test_a_field_in_the_configuration_makes_no_records_of_standard_input(tmp_path, monkeypatch, stdin, capfdbinary):
    (tmp_path / "ocrclean.toml").write_text("field = 'text'\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    stdin("月 球\n".encode())
    assert cli.main([]) == 0
    assert capfdbinary.readouterr().out == "月球\n".encode()


@pytest.mark.usefixtures("closing")
def test_several_files_follow_one_another(tmp_path, capfdbinary):
    (tmp_path / "a.txt").write_text("甲 \n", "utf-8")
    (tmp_path / "b.txt").write_text("乙 \n", "utf-8")
    assert cli.main([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 0
    assert capfdbinary.readouterr().out == "甲\n乙\n".encode()


@pytest.mark.usefixtures("closing")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_dropped(encoding, stdin, capfdbinary):
    stdin("月 球\n".encode(encoding))
    assert cli.main([]) == 0
    assert capfdbinary.readouterr().out == "月球\n".encode()


@pytest.mark.usefixtures("closing")
def test_explain_lists_the_edits_with_their_places(tmp_path, capfd):
    path = tmp_path / "a.txt"
    path.write_text("甲\n月 球\n", "utf-8")
    assert cli.main(["--explain", str(path)]) == 0
    assert capfd.readouterr().out == f"{path}:2:2: closed: ' ' -> ''\n"


def test_options_reach_the_pipeline(monkeypatch, stdin):
    seen = {}

    def remember(**options):
        seen.update(options)
        return Pipeline()

    monkeypatch.setattr(pipeline, "default_pipeline", remember)
    stdin(b"")
    first, *_, last = (step.name for step in ocrclean.DEFAULT)
    arguments = ["--only", f"{first},{last}", "--only", first, "--skip", last, "--blocks", "newline", "--safe"]
    assert cli.main([*arguments, "--han-latin", "keep"]) == 0
    wanted = {"only": (first, last, first), "skip": (last,), "blocks": "newline", "safe": True}
    assert seen == wanted | {"han_latin": "keep"}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_command_and_the_library_agree(path, capfdbinary):
    assert cli.main([str(path)]) == 0
    assert capfdbinary.readouterr().out.decode() == ocrclean.clean(path.read_text("utf-8"))


# What is told


def test_list_names_every_normalizer_of_the_default_order(capfd):
    assert cli.main(["--list"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [step.name for step in ocrclean.DEFAULT]
    assert all(line.endswith(step.summary) for line, step in zip(lines, ocrclean.DEFAULT, strict=True))


@pytest.mark.parametrize(
    ("option", "said"), [("--version", f"ocrclean {ocrclean.__version__}\n"), ("--help", "examples:")]
)
def test_what_is_told_and_done(option, said, capfd):
    with pytest.raises(SystemExit) as end:
        cli.main([option])
    assert end.value.code == 0
    assert said in capfd.readouterr().out


# Errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-file.txt"], "no-such-file.txt: No such file or directory; check the path"),
        (
            ["--skip", "merge-wraped-lines", "-"],
            "--skip: 'merge-wraped-lines' is no normalizer of the default pipeline; did you mean 'merge-wrapped-",
        ),
        (["--jobs", "0"], "'0' is no number from 1 up"),
        (["--in-place", "--check", "a"], "--in-place and --check exclude each other"),
        (["--in-place"], "--in-place needs a file or a folder"),
        (["--in-place", "-"], "cannot be done to standard input"),
        (["--resume", "x.db", "a"], "--resume goes with"),
        (["--config", "no-such.toml", "-"], "no-such.toml"),
        (["--no-such-option"], "unrecognized arguments: --no-such-option; see: ocrclean --help"),
    ],
    ids=[
        "missing file",
        "unknown normalizer",
        "no jobs",
        "write and check",
        "no file to write",
        "write to a pipe",
        "resume what",
        "no configuration",
        "unknown option",
    ],
)
def test_an_error_is_one_line_and_exit_code_2(arguments, said):
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.startswith(b"ocrclean: ")
    assert result.stderr.count(b"\n") == 1
    assert said in result.stderr.decode()


def test_a_value_out_of_range_is_told_as_the_library_tells_it(monkeypatch, capfd):
    def refuse(**_options):
        raise ValueError("blocks must be 'blank' or 'newline', not 'paragraph'")

    monkeypatch.setattr(pipeline, "default_pipeline", refuse)
    assert cli.main(["--blocks", "paragraph", "-"]) == 2
    assert capfd.readouterr() == ("", "ocrclean: blocks must be 'blank' or 'newline', not 'paragraph'\n")


@pytest.mark.usefixtures("closing")
def test_the_other_files_are_still_cleaned(tmp_path, capfdbinary):
    (tmp_path / "bad.txt").write_bytes(b"ab\xff")
    (tmp_path / "good.txt").write_bytes("月 球\n".encode())
    assert cli.main([str(tmp_path / "bad.txt"), str(tmp_path / "good.txt")]) == 2
    out, err = capfdbinary.readouterr()
    assert out == "月球\n".encode()
    assert b"bad.txt: the encoding is uncertain" in err


@pytest.mark.skipif(os.name != "posix", reason="pipes close otherwise elsewhere")
def test_a_closed_pipe_ends_quietly(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("甲乙丙丁。\n" * 50_000, "utf-8")
    command = (
        f"'{sys.executable}' -m ocrclean --only {ocrclean.DEFAULT[-1].name} '{path}' | true; echo ${{PIPESTATUS[0]}}"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run(["bash", "-c", command], capture_output=True, env=environment, check=True)
    assert (result.stdout, result.stderr) == (b"0\n", b"")


def test_output_encoding_names_the_bytes_of_the_output(tmp_path, capfdbinary):
    path = tmp_path / "gbk.txt"
    path.write_bytes("月 球 能 源 从 哪 来，科 学 家 说 明 了 原 因。\n".encode("gbk"))
    assert cli.main(["--encoding", "gbk", "--output-encoding", "gbk", "--in-place", str(path)]) == 0
    assert path.read_bytes() == "月球能源从哪来，科学家说明了原因。\n".encode("gbk")
    assert cli.main(["--encoding", "gbk", "--output-encoding", "gbk", "--check", str(path)]) == 0
    capfdbinary.readouterr()


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("ascii", "U+6708 in line 1, column 1 of the clean text is not in ascii"),
        ("utf-9", "output encoding is 'utf-9'"),
    ],
)
def test_what_the_output_encoding_lacks_refuses_the_file(encoding, said, tmp_path, capfdbinary):
    path = tmp_path / "a.txt"
    path.write_text("月 球 能 源 从 哪 来\n", "utf-8")
    assert cli.main(["--output-encoding", encoding, "--in-place", str(path)]) == 2
    assert path.read_text("utf-8") == "月 球 能 源 从 哪 来\n"
    assert said in capfdbinary.readouterr().err.decode()
