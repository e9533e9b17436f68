"""The ``ocrclean`` command.

Standard output carries data, standard error everything said about it. Exit codes: 0 done, 2 something could
not be done. Modules are imported where they are used: ``--version`` and ``--help`` start as fast as Python.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from ocrclean._version import __version__

__all__ = ["main"]

TYPE_CHECKING = False  # `typing` costs more to import than all else that --version needs
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from ocrclean.pipeline import Pipeline

EXIT_OK = 0
EXIT_ERROR = 2

_DESCRIPTION = """\
Clean Chinese text that came out of an OCR engine or a PDF text layer: merge wrapped lines into paragraphs,
close stray spaces, drop page furniture and overprint, mend characters and punctuation.
"""

_EXAMPLES = """\
examples:
  ocrclean page.txt > clean.txt              clean one file
  pdftotext report.pdf - | ocrclean          clean what another program prints
  ocrclean --explain page.txt                list every change, with its place and its rule
  ocrclean --list                            the normalizers, in the order in which they run
  ocrclean --skip merge-wrapped-lines a.txt  keep the line breaks of the page
  ocrclean --han-latin spaced a.txt          set a space between Chinese and Latin letters or digits

exit codes: 0 done, 2 an error (one line on standard error says where, why and what to do)
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the return value is the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_has_gone()
    except KeyboardInterrupt:
        _complain("interrupted")
        return 130
    return code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> "NoReturn":
        """A wrong call in one line, like every other error; argparse would print the usage as well."""
        _complain(f"{message}; see: ocrclean --help")
        raise SystemExit(EXIT_ERROR)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ocrclean",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="FILE", help="what to clean; '-' or nothing reads standard input")
    parser.add_argument("--version", action="version", version=f"ocrclean {__version__}")
    parser.add_argument("--list", action="store_true", help="list the normalizers in their default order and stop")
    parser.add_argument(
        "--explain", action="store_true", help="print the changes, not the text: place, rule, before -> after"
    )
    group = parser.add_argument_group("what is cleaned")
    group.add_argument(
        "--only", action="append", metavar="NAMES", help="run these normalizers alone (names with commas between)"
    )
    group.add_argument("--skip", action="append", metavar="NAMES", help="leave these normalizers out")
    group.add_argument(
        "--blocks", metavar="KIND", help="what stands between paragraphs: blank (a blank line, the default) or newline"
    )
    group.add_argument(
        "--han-latin",
        metavar="POLICY",
        help="spaces between Chinese and Latin letters or digits: tight (none, the default), keep or spaced",
    )
    return parser


def _run(arguments: argparse.Namespace) -> int:
    if arguments.list:
        return _list()
    try:
        pipeline = _pipeline(arguments)
    except ValueError as error:
        _complain(f"{error}")
        return EXIT_ERROR
    if not arguments.paths and sys.stdin.isatty():
        _complain("no file is named and standard input is a terminal; name a file, or see: ocrclean --help")
        return EXIT_ERROR
    return _clean_to_stdout(arguments.paths, pipeline, explained=arguments.explain)


def _list() -> int:
    from ocrclean.pipeline import DEFAULT

    width = max(len(step.name) for step in DEFAULT)
    _write("".join(f"{step.name:<{width}}  {step.summary}\n" for step in DEFAULT))
    return EXIT_OK


def _pipeline(arguments: argparse.Namespace) -> "Pipeline":
    from ocrclean.pipeline import default_pipeline

    options: dict[str, Any] = {
        "blocks": arguments.blocks,
        "han_latin": arguments.han_latin,
        "only": _names(arguments.only),
        "skip": _names(arguments.skip),
    }
    return default_pipeline(**{name: value for name, value in options.items() if value is not None})


def _names(values: Sequence[str] | None) -> tuple[str, ...] | None:
    """``--skip a,b --skip c`` as (a, b, c)."""
    if values is None:
        return None
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _clean_to_stdout(paths: Sequence[str], pipeline: "Pipeline", *, explained: bool) -> int:
    from ocrclean.files import STDIN, DocumentError, decode_bytes, read_document
    from ocrclean.report import explain

    code = EXIT_OK
    for path in paths or [STDIN]:
        name = "<stdin>" if path == STDIN else path
        try:
            text = decode_bytes(read_document(path), name)
        except DocumentError as error:
            _complain(f"{error}")
            code = EXIT_ERROR
            continue
        if explained:
            for line in explain(name, text, pipeline.edits(text)):
                _write(line + "\n")
        else:
            _write(pipeline(text))
    return code


def _write(text: str) -> None:
    """`text` to standard output as UTF-8 with LF, whatever the platform or the locale would make of it."""
    sys.stdout.buffer.write(text.encode("utf-8"))


def _complain(message: str) -> None:
    print(f"ocrclean: {message}", file=sys.stderr)


def _reader_has_gone() -> int:
    """End quietly when the reader of a pipe (``| head``) has had enough."""
    # Python flushes standard output once more at exit, and would complain then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_OK
