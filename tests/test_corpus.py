"""The command over files, folders and files of records."""

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

import ocrclean
from conftest import ROOT
from ocrclean import cli
from ocrclean.corpus.jsonl import Batch, clean_batch
from ocrclean.corpus.pool import Pool

SPOILED = "月 球 能 源 从 哪 来\u200b\n"
CLEAN = ocrclean.clean(SPOILED)
assert CLEAN != SPOILED


def spoiled(number: int) -> str:
    return f"第{number}期 \u200b月 球 能 源\ufeff 从 哪 来\r\n"


def snapshot(folder):
    """Every file below `folder`, hidden ones included, with what is in it."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def names(folder):
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def books(tmp_path, monkeypatch):
    """A folder with three files, one of them clean."""
    root = tmp_path / "books"
    (root / "月 报").mkdir(parents=True)
    (root / "a.txt").write_text(SPOILED, "utf-8")
    (root / "b.txt").write_text(CLEAN, "utf-8")
    (root / "月 报" / "一.md").write_text(SPOILED, "utf-8")
    (root / "c.py").write_text(SPOILED, "utf-8")
    (tmp_path / ".git").mkdir()  # no configuration from above
    monkeypatch.chdir(tmp_path)
    return root


#: The command with small pieces, so that a small file of records goes the way of a large one.
SMALL_PIECES = (
    # Where the tests run in the background SIGINT is ignored, and a child inherits that.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from ocrclean.corpus import file, jsonl, run; from ocrclean.cli import main;"
    "run._WHOLE = run._WORTH_A_PROCESS = file._CHECKPOINT_BYTES = 1 << 15; jsonl._BATCH_SIZE = 1 << 13;"
    "raise SystemExit(main())"
)


def start(*arguments, **options):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", SMALL_PIECES, "--isolated", "--field", "text", *map(str, arguments)]
    return subprocess.Popen(command, env=environment, **options)


# Files and folders


def test_in_place(books, capfd):
    assert cli.main(["--in-place", "books"]) == 0
    out, err = capfd.readouterr()
    assert out == "cleaned books/a.txt\ncleaned books/月 报/一.md\n"
    assert err.startswith("ocrclean: 3 files, 2 changed, 0 errors; ")
    assert snapshot(books) == {
        "a.txt": CLEAN.encode(), "b.txt": CLEAN.encode(), "c.py": SPOILED.encode(), "月 报/一.md": CLEAN.encode(),
    }  # fmt: skip
    assert cli.main(["--check", "books"]) == 0
    assert capfd.readouterr().out == ""


def test_check_names_what_would_change_and_writes_nothing(books, capfd):
    before = snapshot(books)
    assert cli.main(["--check", "--quiet", "books"]) == 1
    assert capfd.readouterr() == ("would clean books/a.txt\nwould clean books/月 报/一.md\n", "")
    assert snapshot(books) == before


def test_output_dir_mirrors_the_tree(books, tmp_path):
    before = snapshot(books)
    assert cli.main(["--output-dir", "clean", "books", "--quiet"]) == 0
    assert snapshot(books) == before
    assert snapshot(tmp_path / "clean") == {
        "a.txt": CLEAN.encode(), "b.txt": CLEAN.encode(), "月 报/一.md": CLEAN.encode(),
    }  # fmt: skip


def test_an_output_folder_inside_is_not_cleaned_again(books, tmp_path):
    for _ in range(2):
        assert cli.main(["--output-dir", "books/clean", "books", "--quiet"]) == 0
    assert sorted(snapshot(books / "clean")) == ["a.txt", "b.txt", "月 报/一.md"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output-dir", "out", "books", "books/月 报/../a.txt", "other"], "which books/a.txt becomes"),
        (["--output-dir", "books", "books"], "the output folder is its own"),
    ],
    ids=["two files for one name", "onto itself"],
)
def test_an_output_folder_that_would_lose_a_file(books, tmp_path, capfd, arguments, said):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text(SPOILED, "utf-8")
    assert cli.main(arguments) == 2
    assert said in capfd.readouterr().err


def test_diff_is_a_patch(books, tmp_path, capfd):
    assert cli.main(["--diff", "books/a.txt"]) == 0
    assert capfd.readouterr() == (f"--- books/a.txt\n+++ books/a.txt\n@@ -1,1 +1,1 @@\n-{SPOILED}+{CLEAN}", "")
    assert cli.main(["--diff", "--check", "--quiet", "books/b.txt"]) == 0


def test_include_exclude_and_gitignore(books, tmp_path, capfd):
    def taken(*arguments):
        cli.main(["--check", "--quiet", *arguments, "books"])
        return [line.removeprefix("would clean books/") for line in capfd.readouterr().out.splitlines()]

    assert taken("--include", "*.py") == ["c.py"]
    assert taken("--exclude", "月*/") == ["a.txt"]
    (books / ".gitignore").write_text("a.txt\n", "utf-8")
    (tmp_path / ".gitignore").write_text("*.md\n", "utf-8")
    assert taken() == []
    assert taken("--no-gitignore") == ["a.txt", "月 报/一.md"]
    (books / "月 报" / ".gitignore").write_text("!一.md\n", "utf-8")
    assert taken() == ["月 报/一.md"]


def test_a_named_file_is_taken_unless_excluded(books, tmp_path, capfd):
    (tmp_path / "ocrclean.toml").write_text("exclude = ['a.txt']\n", "utf-8")
    (tmp_path / ".gitignore").write_text("*\n", "utf-8")
    assert cli.main(["--check", "--quiet", "books/a.txt", "books/c.py"]) == 1
    assert capfd.readouterr().out == "would clean books/c.py\n"


def test_hidden_files_and_links_in_a_folder_are_left_out(books, capfd):
    (books / ".hidden.txt").write_text(SPOILED, "utf-8")
    (books / "link.txt").symlink_to(books / "a.txt")
    (books / "loop").symlink_to(books)
    cli.main(["--check", "--quiet", "books"])
    assert capfd.readouterr().out == "would clean books/a.txt\nwould clean books/月 报/一.md\n"


def test_a_link_that_is_named_leads_to_its_file(books):
    (books / "link.txt").symlink_to("a.txt")
    assert cli.main(["--in-place", "books/link.txt"]) == 0
    assert (books / "link.txt").is_symlink()
    assert (books / "a.txt").read_text("utf-8") == CLEAN


def test_what_fails_is_named_and_kept_and_the_run_goes_on(books, capfd):
    (books / "aa.txt").write_bytes(b"\xff\xfe\x00")
    (books / "ab.txt").write_text(SPOILED, "utf-8")
    (books / "ab.txt").chmod(0o444)
    assert cli.main(["--in-place", "books"]) == 2
    out, err = capfd.readouterr()
    assert out == "cleaned books/a.txt\ncleaned books/月 报/一.md\n"
    first, second, summary = [line for line in err.splitlines() if line.startswith("ocrclean: ")]
    assert first.startswith("ocrclean: books/aa.txt: ")
    assert second == "ocrclean: books/ab.txt: is read-only; make it writable, or use --output-dir"
    assert "5 files, 2 changed, 2 errors" in summary
    assert (books / "aa.txt").read_bytes() == b"\xff\xfe\x00"


def test_a_folder_that_cannot_be_read_is_named_and_the_run_goes_on(books, monkeypatch, capfd):
    scandir = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    (books / "closed").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    assert cli.main(["--in-place", "--quiet", "books", "missing"]) == 2
    out, err = capfd.readouterr()
    assert out == "cleaned books/a.txt\ncleaned books/月 报/一.md\n"
    assert "closed: Permission denied; its files are left out; check its permissions\n" in err
    assert "missing: No such file or directory; check the path" in err


def test_a_cleaned_tree_is_clean(tmp_path, monkeypatch, capfd):
    """Pages as they came, as plain text and as Markdown, with a range that is left alone."""
    monkeypatch.chdir(tmp_path)
    raw = sorted((ROOT / "tests" / "data").rglob("raw.txt"))
    for number, path in enumerate(raw[::6]):
        text = path.read_text("utf-8")
        third = text.find("\n", len(text) // 3) + 1
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
        marks = "<!-- ocrclean: off -->", "<!-- ocrclean: on -->"
        parts = [text[:third], marks[0], text[third : 2 * third], marks[1], text[2 * third :]]
        (tmp_path / f"{number}.md").write_text("\n".join(parts), "utf-8")
    arguments = ["--isolated", "--quiet", "--jobs", "1", "--leave-alone", "的 ", "."]
    assert cli.main(["--in-place", *arguments]) == 0
    assert capfd.readouterr().out.count("cleaned ") > len(raw[::6])
    assert cli.main(["--check", *arguments]) == 0


def test_json_gives_one_object_a_file_and_a_summary(books, capfd):
    assert cli.main(["--check", "--json", "books"]) == 1
    out, err = capfd.readouterr()
    *files, last = map(json.loads, out.splitlines())
    assert err == ""
    assert [(file["path"], file["changed"]) for file in files] == [
        ("books/a.txt", True), ("books/b.txt", False), ("books/月 报/一.md", True),
    ]  # fmt: skip
    summary = last["summary"]
    assert (summary["files"], summary["changed"], summary["errors"]) == (3, 2, 0)
    assert sum(summary["rules"].values()) == 2 * sum(files[0]["rules"].values()) > 0


def test_processes_change_nothing_but_the_time(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ocrclean.corpus.run._WORTH_A_PROCESS", 0)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for number in range(60):
            (tmp_path / folder / f"{number}.txt").write_text(spoiled(number) * 20, "utf-8")
    assert cli.main(["--in-place", "--jobs", "1", "--isolated", "one"]) == 0
    alone = capfd.readouterr().out
    assert cli.main(["--in-place", "--jobs", "2", "--isolated", "two"]) == 0
    assert capfd.readouterr().out.replace("two/", "one/") == alone
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_ranges_left_alone_are_seen_by_the_command(books, tmp_path):
    (tmp_path / "ocrclean.toml").write_text("leave_alone = ['哪\u200b 来']\n", "utf-8")
    text = (
        "# 标 题\n\n<!-- ocrclean: off -->\n月\u200b球\n<!-- ocrclean: on -->\n\n```\n月\u200b球\n```\n\n"
        "从 哪\u200b 来 月\u200b球\n"
    )
    (books / "月 报" / "一.md").write_text(text, "utf-8")
    assert cli.main(["--in-place", "books/月 报/一.md"]) == 0
    after = (books / "月 报" / "一.md").read_text("utf-8")
    assert "<!-- ocrclean: off -->\n月\u200b球\n<!-- ocrclean: on -->\n" in after
    assert "```\n月\u200b球\n```" in after
    assert "哪\u200b 来" in after
    assert after.endswith("月球\n")


# Hook


def test_the_hook_is_silent_when_clean_and_says_one_line_a_changed_file(books, capfd):
    assert cli.main(["--hook", "books/b.txt"]) == 0
    assert capfd.readouterr() == ("", "")
    assert cli.main(["--hook", "books/a.txt", "books/b.txt"]) == 1
    assert capfd.readouterr() == ("cleaned books/a.txt\n", "")
    assert cli.main(["--hook", "books/a.txt", "books/b.txt"]) == 0
    assert cli.main(["--hook", "--check", "books/月 报/一.md"]) == 1
    assert capfd.readouterr() == ("would clean books/月 报/一.md\n", "")


def test_the_hook_turns_gbk_into_utf_8_once(books, capfd):
    text = "中华人民共和国国务院办公厅关于印发全国国土规划纲要的通知。各省、自治区、直辖市人民政府。\n"
    (books / "a.txt").write_bytes(text.encode("gbk"))
    assert cli.main(["--hook", "books/a.txt"]) == 1
    assert (books / "a.txt").read_text("utf-8") == ocrclean.clean(text)
    assert cli.main(["--hook", "books/a.txt"]) == 0


# Records


def records(count, **extra):
    return b"".join(
        json.dumps({"id": number, "text": spoiled(number), **extra}, ensure_ascii=False).encode() + b"\n"
        for number in range(count)
    )


def clean_lines(data, *, field="text"):
    from ocrclean.config import Configuration
    from ocrclean.corpus.document import Show

    settings = Configuration({"field": (field,)}, isolated=True).settings("-")
    return clean_batch(Batch("a.jsonl", 1, data, settings, Show.NOTHING))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"text": "月\u200b球"}\n', '{"text": "月球"}\n'),
        ('{"n":1.10, "text":"月\u200b球" , "z":[{"text":"\u200b"}],"e":1E5}\r\n',
         '{"n":1.10, "text":"月球" , "z":[{"text":"\u200b"}],"e":1E5}\r\n'),
        (r'{"text": "\u6708\u200b\u7403"}', r'{"text": "\u6708\u7403"}'),
        ('\ufeff{"text": "月\u200b球"}\n', '\ufeff{"text": "月球"}\n'),
        ('{"text": "a", "text": "月\u200b球"}', '{"text": "a", "text": "月球"}'),
        ('{"a": {"text": "\u200b"}, "text": null}\n', '{"a": {"text": "\u200b"}, "text": null}\n'),
        ("\n", "\n"),
        (r'{"text": "\ud800月\u200b球"}', r'{"text": "\ud800\u6708\u7403"}'),
        (' { "text" : "\\"\u200b\\\\" } \n', ' { "text" : "\\"\\\\" } \n'),
    ],
    ids=[
        "plain", "all else as it was", "escaped", "mark", "key twice", "null", "blank line", "lone surrogate", "spaces",
    ],
)  # fmt: skip
def test_a_record_keeps_every_byte_outside_of_its_text(line, expected):
    result = clean_lines(line.encode())
    assert (result.problems, result.data.decode()) == ([], expected)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "is not valid JSON"),
        (b"[1]", "record: is no JSON object"),
        (b'{"texts": ""}', "field 'text': is missing"),
        (b'{"text": 1}', "field 'text': is no text"),
        (b'{"text": "\xff"}', "byte 10 of the line is not UTF-8"),
        (b'{"text": "a"} x', "is not valid JSON"),
        (b"[" * 100_000, "cleaning failed (RecursionError"),
    ],
)
def test_a_record_that_fails_is_named_and_kept(line, said):
    result = clean_lines(b'{"text": "a"}\n' + line + b"\n")
    (problem,) = result.problems
    assert problem.startswith("a.jsonl:2: ")
    assert said in problem
    assert result.data.endswith(line + b"\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_json_lines_packed_or_not(tmp_path, monkeypatch, jobs, suffix, capfd):
    if suffix == ".zst":
        zstandard = pytest.importorskip("zstandard")
    pack = {"": bytes, ".gz": gzip.compress, ".zst": lambda data: zstandard.ZstdCompressor().compress(data)}[suffix]
    unpack = {"": bytes, ".gz": gzip.decompress,
              ".zst": lambda data: zstandard.ZstdDecompressor().stream_reader(data).read()}[suffix]  # fmt: skip
    monkeypatch.setattr("ocrclean.corpus.run._WHOLE", 0)
    monkeypatch.setattr("ocrclean.corpus.run._WORTH_A_PROCESS", 0)
    monkeypatch.setattr("ocrclean.corpus.jsonl._BATCH_SIZE", 1 << 12)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / f"a.jsonl{suffix}"
    data = records(400, other=[1.0, "\u200b"])
    path.write_bytes(pack(data))
    assert cli.main(["--in-place", "--isolated", "--field", "text", "--jobs", jobs, str(path)]) == 0
    assert "1 file, 1 changed (400 records, 400 changed), 0 errors" in capfd.readouterr().err
    assert unpack(path.read_bytes()) == clean_lines(data).data
    assert names(tmp_path) == [path.name]
    before = path.read_bytes()
    assert cli.main(["--check", "--isolated", "--field", "text", "--jobs", jobs, str(path)]) == 0
    assert path.read_bytes() == before


def test_json_lines_as_a_filter():
    process = start("--jobs", "1", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(records(10))
    assert out == clean_lines(records(10)).data
    assert (process.returncode, err) == (0, b"")


def test_records_are_taken_from_a_folder_where_their_field_is_named(books, capfd):
    (books / "r.jsonl").write_bytes(records(2))
    cli.main(["--check", "--quiet", "books"])
    assert "r.jsonl" not in capfd.readouterr().out
    cli.main(["--check", "--quiet", "--field", "text", "books"])
    assert "would clean books/r.jsonl\n" in capfd.readouterr().out
    assert cli.main(["--check", "--quiet", "books/r.jsonl"]) == 2
    assert "name the field or column to clean with --field" in capfd.readouterr().err


def test_records_are_explained_by_line(tmp_path, capfd):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": ""}\n{"text": "月\u200b球"}\n', "utf-8")
    assert cli.main(["--explain", "--isolated", "--field", "text", str(path)]) == 0
    assert capfd.readouterr().out.startswith(f"{path}:2:1:2: ")


def test_a_broken_gz_file_stays_as_it_was(tmp_path, capfd):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(records(100))[:-20])
    before = path.read_bytes()
    assert cli.main(["--in-place", "--isolated", "--field", "text", str(path)]) == 2
    assert (path.read_bytes(), names(tmp_path)) == (before, [path.name])
    assert "reading failed (EOFError" in capfd.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_parquet(tmp_path, monkeypatch, jobs, capfd):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("ocrclean.corpus.run._WHOLE", 0)
    monkeypatch.setattr("ocrclean.corpus.run._WORTH_A_PROCESS", 0)
    monkeypatch.setattr("ocrclean.corpus.parquet._GROUP_SIZE", 1 << 12)
    monkeypatch.setattr("ocrclean.corpus.parquet._ROWS", 16)
    texts = [None if number % 7 == 0 else spoiled(number) for number in range(900)]
    schema = arrow.schema(
        [("id", arrow.int32()), ("text", arrow.string()), ("tags", arrow.list_(arrow.string()))],
        metadata={"source": "扫描"},
    )
    table = arrow.table([range(900), texts, [["a", "\u200b"]] * 900], schema=schema)
    path = tmp_path / "a.parquet"
    parquet.write_table(table, path, compression="zstd")
    arguments = ["--isolated", "--field", "text", "--jobs", jobs, str(path)]
    schema = parquet.read_schema(path)
    assert cli.main(["--in-place", *arguments]) == 0
    after = parquet.read_table(path)
    assert after.schema.equals(schema, check_metadata=True)
    assert after.column("text").to_pylist() == [text and ocrclean.clean(text) for text in texts]
    assert after.drop_columns(["text"]).equals(table.drop_columns(["text"]))
    file = parquet.ParquetFile(path)
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert file.num_row_groups > 1
    file.close()
    assert names(tmp_path) == ["a.parquet"]
    assert cli.main(["--check", *arguments]) == 0
    assert "900 records, 771 changed" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("field", "said"), [("txt", "has no column 'txt'; its columns are: id"), ("id", "column 'id' holds int64, no text")]
)
def test_a_column_that_is_not_there(tmp_path, capfd, field, said):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"id": [1]}), tmp_path / "a.parquet")
    assert cli.main(["--check", "--isolated", "--field", field, str(tmp_path / "a.parquet")]) == 2
    assert said in capfd.readouterr().err


# Resume


def run_in_place(folder, *more):
    return cli.main(
        ["--in-place", "--isolated", "--field", "text", "--quiet", "--resume", "run.db", *more, str(folder)]
    )


def test_what_is_done_is_not_done_again(books, capfd, monkeypatch):
    assert run_in_place(books) == 0
    capfd.readouterr()
    with monkeypatch.context() as patch:
        patch.setattr("ocrclean.corpus.run.clean_file", None)  # must not be called
        assert run_in_place(books) == 0
    (books / "b.txt").write_text(SPOILED + SPOILED, "utf-8")
    assert run_in_place(books) == 0
    assert capfd.readouterr().out == f"cleaned {books}/b.txt\n"


def test_other_options_are_another_run(books, capfd):
    assert run_in_place(books) == 0
    (summary,) = [json.loads(line) for line in _summary(books, capfd)][-1:]
    assert summary["summary"]["done_before"] == 3
    (summary,) = [json.loads(line) for line in _summary(books, capfd, "--skip", "normalize-characters")][-1:]
    assert summary["summary"]["done_before"] == 0


def _summary(books, capfd, *more):
    capfd.readouterr()
    run_in_place(books, "--json", *more)
    return capfd.readouterr().out.splitlines()


def test_a_file_that_failed_is_tried_again(books, capfd):
    (books / "a.txt").chmod(0o444)
    assert run_in_place(books) == 2
    (books / "a.txt").chmod(0o644)
    assert run_in_place(books) == 0
    assert (books / "a.txt").read_text("utf-8") == CLEAN


def test_what_is_no_manifest_is_refused(books, capfd):
    (books.parent / "run.db").write_bytes(b"no database at all, but long enough to be looked at" * 20)
    assert run_in_place(books) == 2
    assert "run.db: is no manifest" in capfd.readouterr().err


def corpus(folder, *, files, lines):
    folder.mkdir()
    for number in range(files):
        path = folder / f"{number % 7}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(spoiled(number) * 40, "utf-8")
    (folder / "records.jsonl").write_bytes(records(lines))


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("way", ["in place", "to a folder"])
def test_killed_and_resumed_gives_what_an_unbroken_run_gives(tmp_path, way):
    """A small copy of benchmarks/kill_and_resume.py, which does this with 2,000 files and 200,000 records."""
    for name in ("whole", "broken"):
        corpus(tmp_path / name, files=60, lines=2000)

    def run(name):
        ways = {"in place": ["--in-place"], "to a folder": ["--output-dir", tmp_path / f"{name}-clean"]}
        more = ["--jobs", "2", "--quiet", "--resume", tmp_path / f"{name}.db", tmp_path / name]
        return start(*ways[way], *more, stdout=subprocess.DEVNULL)

    assert run("whole").wait() == 0
    kills = 0
    for seconds in (0.3, 0.5, 0.7, 0.9):
        process = run("broken")
        time.sleep(seconds)
        kills += process.poll() is None
        process.kill()
        process.wait()
    assert kills
    assert run("broken").wait() == 0
    suffix = "" if way == "in place" else "-clean"
    assert snapshot(tmp_path / f"broken{suffix}") == snapshot(tmp_path / f"whole{suffix}")
    with closing(sqlite3.connect(tmp_path / "broken.db")) as connection:
        assert connection.execute("SELECT count(*) FROM done").fetchone() == (61,)


def test_a_file_of_records_is_gone_on_with_where_it_was_broken_off(tmp_path, monkeypatch, capfd):
    for name in ("whole", "broken"):
        corpus(tmp_path / name, files=0, lines=2000)
    arguments = ["--in-place", "--jobs", "1", "--quiet", "--resume"]
    assert start(*arguments, tmp_path / "whole.db", tmp_path / "whole", stdout=subprocess.DEVNULL).wait() == 0
    for module, name, value in [
        ("run", "_WHOLE", 1 << 15), ("file", "_CHECKPOINT_BYTES", 1 << 15), ("jsonl", "_BATCH_SIZE", 1 << 13)
    ]:  # fmt: skip
        monkeypatch.setattr(f"ocrclean.corpus.{module}.{name}", value)
    lines = []

    def until(limit):
        def clean(batch):
            lines.append(batch.first_line)
            if len(lines) == limit:
                raise KeyboardInterrupt
            return clean_batch(batch)

        return clean

    more = ["--isolated", "--field", "text", *arguments, str(tmp_path / "broken.db"), str(tmp_path / "broken")]
    monkeypatch.setattr("ocrclean.corpus.jsonl.clean_batch", until(14))
    assert cli.main(more) == 130
    assert len(names(tmp_path / "broken")) == 2  # the original, and what is done of the new one
    broken_off = lines[-1]
    lines.clear()
    monkeypatch.setattr("ocrclean.corpus.jsonl.clean_batch", until(0))
    assert cli.main(more) == 0
    assert 1 < lines[0] <= broken_off
    assert snapshot(tmp_path / "broken") == snapshot(tmp_path / "whole")


# Signals, pipes, workers


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_signal_leaves_no_temporary_file(tmp_path, number, code, jobs):
    corpus(tmp_path / "books", files=100, lines=4000)
    before = set(snapshot(tmp_path))
    process = start(
        "--in-place", "--quiet", "--jobs", jobs, tmp_path / "books",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    process.stdout.readline()  # it is at work
    os.killpg(process.pid, number)  # as a terminal does
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (code, b"ocrclean: interrupted; every file is either done or as it was\n")
    assert set(snapshot(tmp_path)) == before


def _die_on_three(item):
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("ahead", [1, 4])
def test_a_lost_worker_costs_one_item(ahead):
    pool = Pool(2)
    try:
        results = list(pool.map(_die_on_three, range(20), lost=lambda item: f"lost {item}", ahead=ahead))
    finally:
        pool.close()
    assert results == [0, 1, 2, "lost 3", *range(4, 20)]
