"""The ``ocrclean`` command.

Standard output carries data, standard error everything said about it. Modules are imported where they are
used: ``--version`` and ``--help`` start as fast as Python does.
"""

import os
import sys

from ocrclean.arguments import EXIT_ERROR, parser

__all__ = ["main"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from typing import Any

    from ocrclean.config import Configuration
    from ocrclean.corpus.document import Show
    from ocrclean.corpus.run import Goal, Where

EXIT_OK = 0
EXIT_CHANGED = 1
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


class _Terminated(KeyboardInterrupt):
    """SIGTERM: as Ctrl-C, but for the exit code."""


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the command; the return value is the exit code."""
    arguments = parser().parse_args(argv)
    restore = _raise_on_termination()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_has_gone()
    except KeyboardInterrupt as interruption:
        from ocrclean.files import remove_unfinished

        remove_unfinished()
        _complain("interrupted; every file is either done or as it was")
        return EXIT_TERMINATED if isinstance(interruption, _Terminated) else EXIT_INTERRUPTED
    finally:
        restore()
    return code


def _raise_on_termination() -> "Callable[[], object]":
    """Let SIGTERM end the run as Ctrl-C does, with everything tidied up; what is returned undoes that."""
    import signal

    def stop(_number: int, _frame: object) -> None:
        raise _Terminated

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread: signals are not ours
        return lambda: None
    return lambda: signal.signal(signal.SIGTERM, before)


def _run(arguments: "Namespace") -> int:
    if arguments.list:
        return _list()

    from ocrclean.config import ConfigError, Configuration
    from ocrclean.files import DocumentError

    try:
        if wrong := _contradiction(arguments):
            raise ConfigError(wrong)
        configuration = Configuration(_given(arguments), path=arguments.config, isolated=arguments.isolated)
        if arguments.show_config:
            return _show_config(arguments.paths, configuration)
        return _clean(arguments, configuration)
    except (ConfigError, DocumentError) as error:
        _complain(str(error))
        return EXIT_ERROR


def _list() -> int:
    from ocrclean.pipeline import DEFAULT

    width = max(len(step.name) for step in DEFAULT)
    _write("".join(f"{step.name:<{width}}  {step.summary}\n" for step in DEFAULT))
    return EXIT_OK


def _contradiction(arguments: "Namespace") -> str:
    """What is wrong with the options taken together."""
    writes = [name for name in ("--in-place", "--output-dir") if getattr(arguments, _attribute(name))]
    if arguments.hook and not (arguments.check or writes):
        writes = ["--in-place"]
    looks = [name for name in ("--check", "--diff", "--explain") if getattr(arguments, _attribute(name))]
    together = " and ".join([*writes, *looks][:2])
    idle = not arguments.paths and not arguments.show_config
    terminal = sys.stdin is None or sys.stdin.isatty()
    checks = (
        (len(writes) > 1 or (writes and looks), f"{together} exclude each other; give one of them"),
        (arguments.diff and arguments.explain, "--diff and --explain exclude each other; give one of them"),
        (arguments.resume and not writes, "--resume goes with --in-place or --output-dir; add one of them"),
        (
            arguments.json and not (writes or looks),
            "--json tells about changes, not the text; add --check or --in-place",
        ),
        (arguments.json and arguments.diff, "--json and --diff exclude each other; --explain --json lists the changes"),
        (writes and idle, f"{together} needs a file or a folder; name one"),
        (writes and "-" in arguments.paths, f"{together} cannot be done to standard input; name a file"),
        (idle and terminal, "no file is named and standard input is a terminal; name a file, or see: ocrclean --help"),
    )
    return next((message for wrong, message in checks if wrong), "")


def _attribute(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")


def _given(arguments: "Namespace") -> "dict[str, Any]":
    """The options of the configuration that stand on the command line."""
    from ocrclean.config import OPTIONS

    given = {name: getattr(arguments, name) for name in OPTIONS}
    for name in ("only", "skip"):  # --skip a,b --skip c
        if given[name] is not None:
            given[name] = [part.strip() for value in given[name] for part in value.split(",") if part.strip()]
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if value is not None
    }


def _show_config(paths: "Sequence[str]", configuration: "Configuration") -> int:
    import json

    for path in paths or ["."]:
        _write(f"# {path}\n")
        for name, (value, source) in configuration.values(path).items():
            shown = "not set" if value is None else json.dumps(value, ensure_ascii=False)
            _write(f"{name} = {shown}  # {source}\n" if value is not None else f"# {name} is not set\n")
    return EXIT_OK


def _clean(arguments: "Namespace", configuration: "Configuration") -> int:
    from ocrclean.corpus.reporter import Reporter
    from ocrclean.corpus.run import Run, Where
    from ocrclean.files import STDIN

    goal = _goal(arguments)
    told = goal.where is not Where.STDOUT and (goal.where is not Where.NOWHERE or arguments.check)
    verb = "" if goal.where is Where.STDOUT or goal.show.value else _VERBS[goal.where.value]
    reporter = Reporter(verb=verb, quiet=arguments.quiet or arguments.hook or not told, as_json=_json(arguments))
    try:
        Run(goal, configuration, reporter).go(arguments.paths or [STDIN])
    finally:
        reporter.close(summary=told or _json(arguments))
    if reporter.errors:
        return EXIT_ERROR
    return EXIT_CHANGED if reporter.changed and (arguments.check or arguments.hook) else EXIT_OK


_VERBS = {"in place": "cleaned", "folder": "cleaned", "nowhere": "would clean"}


def _json(arguments: "Namespace") -> bool:
    return bool(arguments.json and not arguments.explain)


def _goal(arguments: "Namespace") -> "Goal":
    from ocrclean.corpus.document import Show
    from ocrclean.corpus.run import Goal

    where = _where(arguments)
    jobs = 1 if arguments.hook else arguments.jobs or _cores()
    return Goal(where, _show(arguments, Show), arguments.output_dir, jobs, arguments.resume)


def _where(arguments: "Namespace") -> "Where":
    from ocrclean.corpus.run import Where

    if arguments.output_dir:
        return Where.FOLDER
    if arguments.check or arguments.diff or arguments.explain:
        return Where.NOWHERE
    return Where.IN_PLACE if arguments.in_place or arguments.hook else Where.STDOUT


def _show(arguments: "Namespace", show: "type[Show]") -> "Show":
    if arguments.diff:
        return show.COLOR_DIFF if sys.stdout.isatty() and "NO_COLOR" not in os.environ else show.DIFF
    if arguments.explain:
        return show.EDITS_AS_JSON if arguments.json else show.EDITS
    writes = arguments.in_place or arguments.output_dir or arguments.check or arguments.hook
    return show.NOTHING if writes else show.TEXT


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _write(text: str) -> None:
    """`text` to standard output as UTF-8 with LF, whatever the platform or the locale would make of it."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))


def _complain(message: str) -> None:
    print(f"ocrclean: {message}", file=sys.stderr)


def _reader_has_gone() -> int:
    """End quietly when the reader of a pipe (``| head``) has had enough."""
    # Python flushes standard output once more at exit, and would complain then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_OK
