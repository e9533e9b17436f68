"""Path patterns in the syntax of ``.gitignore``: one language for ignore files, --include, --exclude and profiles.

Source: the manual page gitignore(5), section "Pattern format". A test compares every rule with git itself.
"""

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Patterns", "read_patterns"]


class _Rule(NamedTuple):
    expression: re.Pattern[str]
    wanted: bool  # False after a leading "!"
    folders_only: bool


class Patterns:
    """A list of patterns that holds for the paths below one folder; of those that match, the last decides.

    >>> Patterns(["*.txt", "!keep.txt"], base="/corpus").verdict("/corpus/a/keep.txt")
    False
    """

    def __init__(self, lines: Iterable[str], *, base: str) -> None:
        self.base = os.path.abspath(base).rstrip("/")
        self._rules = [rule for line in lines if (rule := _parse(line))]

    def __bool__(self) -> bool:
        return bool(self._rules)

    def verdict(self, path: str, *, folder: bool = False) -> bool | None:
        """Whether the patterns pick `path` (an absolute one): True, False (by a ``!``), or None if none speaks."""
        relative = self._relative(path)
        for expression, wanted, folders_only in reversed(self._rules):
            if (folder or not folders_only) and expression.match(relative):
                return wanted
        return None

    def pick(self, path: str) -> bool:
        """Whether the patterns pick the file at `path`, itself or by one of the folders that it is in."""
        relative = self._relative(path)
        folders = [relative[: slash.start()] for slash in re.finditer("/", relative)]
        if any(self.verdict(f"{self.base}/{folder}", folder=True) for folder in folders):
            return True
        return bool(self.verdict(path))

    def _relative(self, path: str) -> str:
        # A path outside of the folder can still match a pattern without a slash.
        return path.removeprefix(f"{self.base}/").lstrip("/")


def read_patterns(path: str, *, base: str) -> Patterns | None:
    """The patterns of an ignore file; None where there is no such file."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return Patterns(file.read().split("\n"), base=base)
    except OSError:
        return None


def _parse(line: str) -> _Rule | None:
    """One line of an ignore file as a rule; None for a blank line, a comment and what can match nothing."""
    line = re.sub(r"(?<!\\) +$", "", line.rstrip("\r"))
    if not line or line.startswith("#"):
        return None
    wanted = not line.startswith("!")
    pattern = line.removeprefix("!")
    folders_only = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    if not pattern or re.search(r"(?<!\\)(?:\\\\)*\\$", pattern):
        return None
    anchored = "/" in pattern
    try:
        expression = re.compile(("" if anchored else "(?:.*/)?") + _translate(pattern.removeprefix("/")) + r"\Z", re.S)
    except re.error:
        return None
    return _Rule(expression, wanted, folders_only)


_TOKEN = (
    r"(?P<folders>(?:^|(?<=/))\*\*/)"  # "**/" at the start or after a slash: any folders, or none
    r"|(?P<all>(?<=/)\*\*$)"  # "/**" at the end: everything inside
    r"|(?P<run>\*+)"
    r"|(?P<one>\?)"
    r"|\[(?P<negated>[!^]?)(?P<set>\]?(?:\\.|\[:\w+:\]|[^\]\\])*)\]"
    r"|\\(?P<escaped>.)"
    r"|(?P<plain>.)"
)
_POSIX_CLASSES = {
    "[:alnum:]": "a-zA-Z0-9",
    "[:alpha:]": "a-zA-Z",
    "[:digit:]": "0-9",
    "[:lower:]": "a-z",
    "[:punct:]": r"!-/:-@\[-`{-~",
    "[:space:]": r"\s",
    "[:upper:]": "A-Z",
    "[:xdigit:]": "0-9a-fA-F",
}


def _translate(pattern: str) -> str:
    """The pattern as a regular expression."""
    return "".join(map(_translate_token, re.finditer(_TOKEN, pattern, re.DOTALL)))


def _translate_token(token: re.Match[str]) -> str:
    if token["set"] is not None:
        return f"(?!/)[{'^' if token['negated'] else ''}{_translate_set(token['set'])}]"
    fixed = {"folders": "(?:.*/)?", "all": ".+", "run": "[^/]*", "one": "[^/]"}
    return fixed.get(token.lastgroup or "") or re.escape(token["escaped"] or token["plain"])


def _translate_set(body: str) -> str:
    """What stands between the brackets, as the body of a class of `re`."""
    parts = re.findall(r"\[:\w+:\]|\\.|.", body, re.DOTALL)
    return "".join(
        _POSIX_CLASSES.get(part) or ("-" if part == "-" else re.escape(part.removeprefix("\\") or "\\"))
        for part in parts
    )
