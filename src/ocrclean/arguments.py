"""The arguments of the command, and what ``--help`` says of them."""

import argparse
import sys

from ocrclean._version import __version__

__all__ = ["EXIT_ERROR", "parser"]

TYPE_CHECKING = False  # `typing` costs more to import than all else that --version needs
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    Add = Callable[..., object]

EXIT_ERROR = 2

_DESCRIPTION = """\
Clean Chinese text that came out of an OCR engine or a PDF text layer: merge wrapped lines into
paragraphs, close stray spaces, drop page furniture and overprint, mend characters and punctuation.
"""

_EXAMPLES = """\
examples:
  ocrclean page.txt > clean.txt               clean one file
  pdftotext report.pdf - | ocrclean           clean what another program prints
  ocrclean --explain page.txt                 list every change: place, rule, before -> after
  ocrclean --diff page.txt                    the same as a patch
  ocrclean --output-dir clean/ scans/         clean a folder into another one
  ocrclean --in-place --resume run.db books/  clean a folder; the same line again resumes a broken run
  ocrclean --check books/                     is everything clean? (exit code 1 if not)
  ocrclean --field text a.jsonl > b.jsonl     clean the field "text" of every record
  ocrclean --skip merge-wrapped-lines a.txt   keep the line breaks of the page

Input may be UTF-8, GB 18030, Big5 or UTF-16; output is UTF-8 with LF line ends.
Exit codes: 0 done, 1 something would change (--check) or was changed (--hook), 2 an error.
An error is one line on standard error: where, why, what to do. What failed is left as it was.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> "NoReturn":
        """A wrong call in one line, like every other error; argparse would print the usage as well."""
        print(f"ocrclean: {message}; see: ocrclean --help", file=sys.stderr)
        raise SystemExit(EXIT_ERROR)


def parser() -> argparse.ArgumentParser:
    """The parser of the command line. An option that is not given is None, or False for a switch."""
    whole = _Parser(
        prog="ocrclean",
        usage="ocrclean [options] [PATH ...]",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=28, width=100),
        allow_abbrev=False,
    )
    whole.add_argument("paths", nargs="*", metavar="PATH", help="files and folders; '-' or none: standard input")
    whole.add_argument("--version", action="version", version=f"ocrclean {__version__}")
    whole.add_argument("--list", action="store_true", help="list the normalizers in their default order, and stop")
    _add_results(whole.add_argument_group("what becomes of the result (default: standard output)").add_argument)
    _add_cleaning(whole.add_argument_group("how text is cleaned").add_argument)
    _add_files(whole.add_argument_group("folders").add_argument)
    _add_running(whole.add_argument_group("the run").add_argument)
    _add_configuration(whole.add_argument_group("configuration").add_argument)
    return whole


def _add_results(add: "Add") -> None:
    add("--in-place", action="store_true", help="write each file back, whole or not at all")
    add("--output-dir", metavar="FOLDER", help="write to the same paths below FOLDER")
    add("--check", action="store_true", help="write nothing; name what would change, exit code 1 if anything would")
    add("--diff", action="store_true", help="write nothing; print a unified diff")
    add("--explain", action="store_true", help="write nothing; list every change: place, rule, before -> after")
    add("--json", action="store_true", help="print one JSON object a file (with --explain: a change) and a summary")
    add("--hook", action="store_true", help="for commit hooks: --in-place --quiet --jobs 1, exit code 1 after a change")


def _add_cleaning(add: "Add") -> None:
    add("--only", action="append", metavar="NAMES", help="run these normalizers alone (names with commas between)")
    add("--skip", action="append", metavar="NAMES", help="leave these normalizers out")
    add("--blocks", metavar="KIND", help="between paragraphs: blank (a blank line, the default) or newline")
    add(
        "--han-latin",
        metavar="POLICY",
        help="spaces between Chinese and Latin: tight (none, the default), keep, spaced",
    )
    add("--leave-alone", action="append", metavar="TEXT", help="leave this text as it is wherever it occurs")
    add("--safe", action="store_true", default=None, help="check each change against what its normalizer may change")
    add("--encoding", metavar="NAME", help="the encoding of the input (default: found out)")
    add("--output-encoding", metavar="NAME", help="the encoding of the output (default: utf-8); records stay UTF-8")
    add("--field", action="append", metavar="NAME", help="the field of JSON Lines, the column of Parquet, to clean")


def _add_files(add: "Add") -> None:
    add(
        "--include", action="append", metavar="PATTERN", help="take these files (default: *.txt *.text *.md *.markdown)"
    )
    add("--exclude", action="append", metavar="PATTERN", help="leave these files out; patterns as in .gitignore")
    add("--no-gitignore", dest="gitignore", action="store_false", default=None, help="take what .gitignore names, too")


def _add_running(add: "Add") -> None:
    add("--jobs", type=_positive, metavar="N", help="processes (default: one a core)")
    add("--resume", metavar="MANIFEST", help="note in this file what is done, and leave out what it notes as done")
    add("--quiet", action="store_true", help="no progress, no summary")


def _add_configuration(add: "Add") -> None:
    add("--config", metavar="FILE", help="the configuration (default: the nearest ocrclean.toml or pyproject.toml)")
    add("--isolated", action="store_true", help="no configuration file")
    add("--show-config", action="store_true", help="print the options in force and where each came from, and stop")


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return number
