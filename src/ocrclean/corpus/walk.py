"""Which files a run takes: those named, and those of a folder that include, exclude and .gitignore leave."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ocrclean.config import Configuration
from ocrclean.corpus.document import Kind, kind_of
from ocrclean.files import STDIN, DocumentError
from ocrclean.patterns import Patterns, read_patterns

__all__ = ["Found", "find"]

_TEXT_FILES = ("*.txt", "*.text", "*.md", "*.markdown")


class Found(NamedTuple):
    """A file to clean: its path as the user would write it, its size, and its path inside an output folder."""

    path: str
    size: int
    inside: str


Report = Callable[[DocumentError], None]


def find(path: str, configuration: Configuration, report: Report, *, without: str | None = None) -> Iterator[Found]:
    """The file at `path`, or the files of the folder at `path`, sorted by name; not those in the folder `without`.

    Hidden files and symbolic links in a folder are left out. JSON Lines and Parquet files are taken where the
    option ``field`` names what to clean in them. What is not there or cannot be read goes to `report`.
    """
    if path == STDIN:
        yield Found(path, 0, "")
    elif os.path.isdir(path):
        yield from _Folder(path, configuration, report, without).files()
    elif not _excluded(os.path.abspath(path), configuration):
        try:
            size = os.stat(path).st_size
        except OSError as error:
            report(DocumentError.of(path, error, "check the path and its permissions"))
        else:
            yield Found(path, size, os.path.basename(path))


def _excluded(absolute: str, configuration: Configuration) -> bool:
    return any(patterns.pick(absolute) for patterns in _patterns(absolute, configuration, "exclude"))


def _patterns(path: str, configuration: Configuration, option: str) -> list[Patterns]:
    """The patterns of an option; those of a configuration file hold from its folder, others from the current one."""
    value, _ = configuration.values(path)[option]
    if not value:
        return []
    config = configuration.config(path)
    told = config is not None and config.values.get(option) == value
    return [Patterns(value, base=os.path.dirname(os.path.abspath(config.path)) if told and config else os.getcwd())]


class _Folder:
    """One walk through a folder."""

    def __init__(self, path: str, configuration: Configuration, report: Report, without: str | None) -> None:
        self._path = path
        self._report = report
        self._root = os.path.abspath(path)
        self._without = None if without is None else os.path.abspath(without)
        self._configuration = configuration
        self._include = _patterns(path, configuration, "include") or [Patterns(_TEXT_FILES, base=self._root)]
        self._exclude = _patterns(path, configuration, "exclude")
        self._gitignore = configuration.values(path)["gitignore"].value

    def files(self) -> Iterator[Found]:
        waiting = [(self._root, _ignore_files_above(self._root) if self._gitignore else [])]
        while waiting:
            folder, ignored = waiting.pop()
            if self._gitignore and (own := read_patterns(f"{folder}/.gitignore", base=folder)):
                ignored = [own, *ignored]
            folders = []
            for entry in sorted(self._entries(folder), key=lambda entry: entry.name):
                if entry.name.startswith(".") or entry.is_symlink():
                    continue
                if entry.is_dir():
                    if not self._left_out(entry.path, ignored, folder=True):
                        folders.append((entry.path, ignored))
                elif entry.is_file() and self._taken(entry.path) and not self._left_out(entry.path, ignored):
                    inside = os.path.relpath(entry.path, self._root)
                    yield Found(os.path.join(self._path, inside), _size(entry), inside)
            waiting += reversed(folders)

    def _entries(self, folder: str) -> list["os.DirEntry[str]"]:
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            self._report(DocumentError.of(folder, error, "its files are left out; check its permissions"))
            return []

    def _taken(self, path: str) -> bool:
        if any(patterns.pick(path) for patterns in self._include):
            return True
        return kind_of(path) in (Kind.JSONL, Kind.PARQUET) and bool(self._configuration.settings(path).field)

    def _left_out(self, path: str, ignored: Sequence[Patterns], *, folder: bool = False) -> bool:
        if path == self._without:
            return True
        if any(patterns.verdict(path, folder=folder) for patterns in self._exclude):
            return True
        # The ignore file that is nearest decides.
        verdicts = (patterns.verdict(path, folder=folder) for patterns in ignored)
        return next((verdict for verdict in verdicts if verdict is not None), False)


def _size(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat().st_size
    except OSError:
        return 0  # gone since; that shows when it is read


def _ignore_files_above(folder: str) -> list[Patterns]:
    """The ignore files of the repository that `folder` is in, from its own folder's parent up to the top."""
    found: list[Patterns] = []
    at = folder
    while not os.path.exists(f"{at}/.git"):
        parent = os.path.dirname(at)
        if parent == at:
            return []  # in no repository: what lies above is none of its business
        at = parent
        if patterns := read_patterns(f"{at}/.gitignore", base=at):
            found.append(patterns)
    if patterns := read_patterns(f"{at}/.git/info/exclude", base=at):
        found.append(patterns)
    return found
