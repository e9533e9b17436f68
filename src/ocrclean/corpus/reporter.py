"""What a run says while it works and when it ends: data on standard output, talk on standard error."""

import sys
import time
from collections import Counter

from ocrclean.corpus.file import Outcome

__all__ = ["Reporter"]

_TERMINAL_SECONDS = 0.1
_LOG_SECONDS = 10.0
_BAR = 24  # characters


class Reporter:
    """Adds up outcomes, prints them, and knows how the run went.

    `verb` stands before the name of each changed file ("cleaned"); without one the names are not printed.
    """

    def __init__(self, *, verb: str = "", quiet: bool = False, as_json: bool = False) -> None:
        self._verb = verb
        self._quiet = quiet
        self._as_json = as_json
        self._terminal = sys.stderr.isatty()
        self._started = time.monotonic()
        self._told = self._started
        self._bar = False
        self._files = self._total_files = 0
        self._bytes = self._total_bytes = 0
        self._already = 0
        self._records = self._changed_records = 0
        self._rules: Counter[str] = Counter()
        self._open_rules: Counter[str] = Counter()  # of the file that comes in pieces
        self._open_errors = 0
        self.changed = 0
        self.errors = 0

    def expect(self, files: int, size: int, *, already: int = 0) -> None:
        """What lies ahead, and how many files an earlier run has done."""
        self._total_files, self._total_bytes, self._already = files, size, already

    def add(self, outcome: Outcome) -> None:
        """Take note of a file, or of a piece of one."""
        for problem in outcome.problems:
            self.problem(problem)
        self._bytes += outcome.size
        self._records += outcome.records
        self._changed_records += outcome.changed_records
        self._rules.update(outcome.rules)
        self._open_rules.update(outcome.rules)
        self._open_errors += len(outcome.problems)
        if outcome.shown:
            self._data(outcome.shown)
        if outcome.finished:
            self._files += 1
            self.changed += outcome.changed
            self._name(outcome)
            self._open_rules, self._open_errors = Counter(), 0
        self._tell()

    def problem(self, message: str) -> None:
        """Count an error and say what it is, in one line on standard error."""
        self.errors += 1
        self._clear_bar()
        print(f"ocrclean: {message}", file=sys.stderr)

    def _name(self, outcome: Outcome) -> None:
        if self._as_json:
            record = {"path": outcome.path, "changed": outcome.changed, "errors": self._open_errors}
            self._json(record | {"rules": dict(self._open_rules)})
        elif self._verb and outcome.changed:
            self._data(f"{self._verb} {outcome.path}\n".encode("utf-8", "surrogateescape"))

    def _data(self, data: bytes) -> None:
        self._clear_bar()
        sys.stdout.buffer.write(data)

    def _json(self, record: dict[str, object]) -> None:
        import json

        self._data(json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")

    def close(self, *, summary: bool) -> None:
        """The closing summary."""
        self._clear_bar()
        sys.stdout.flush()
        if not summary:
            return
        seconds = time.monotonic() - self._started
        if self._as_json:
            self._json({"summary": self._figures(seconds)})
        elif not self._quiet:
            print(self._summary(seconds), file=sys.stderr)

    def _figures(self, seconds: float) -> dict[str, object]:
        return {
            "files": self._files,
            "changed": self.changed,
            "records": self._records,
            "changed_records": self._changed_records,
            "done_before": self._already,
            "errors": self.errors,
            "bytes": self._bytes,
            "seconds": round(seconds, 3),
            "rules": dict(self._rules.most_common()),
        }

    def _summary(self, seconds: float) -> str:
        records = ""
        if self._records != self._files:
            records = f" ({_count(self._records, 'record')}, {self._changed_records:,} changed)"
        before = f", {self._already:,} done before" if self._already else ""
        lines = [
            f"ocrclean: {_count(self._files, 'file')}, {self.changed:,} changed{records}{before}, "
            f"{_count(self.errors, 'error')}; {_megabytes(self._bytes)} in {seconds:.1f} s "
            f"({_megabytes(self._bytes / max(seconds, 1e-9))}/s)"
        ]
        width = max((len(rule) for rule in self._rules), default=0)
        lines += [f"  {rule:<{width}}  {count:>12,}" for rule, count in self._rules.most_common()]
        return "\n".join(lines)

    # Progress

    def _tell(self) -> None:
        now = time.monotonic()
        if self._quiet or now - self._told < (_TERMINAL_SECONDS if self._terminal else _LOG_SECONDS):
            return
        self._told = now
        if self._terminal:
            self._bar = True
            print(f"\r\033[K{self._progress(now, bar=True)}", end="", file=sys.stderr, flush=True)
        else:
            print(f"ocrclean: {self._progress(now, bar=False)}", file=sys.stderr, flush=True)

    def _progress(self, now: float, *, bar: bool) -> str:
        rate = self._bytes / max(now - self._started, 1e-9)
        share = min(1.0, self._bytes / self._total_bytes) if self._total_bytes else 0.0
        full = round(share * _BAR)
        left = _duration((self._total_bytes - self._bytes) / rate) if rate and self._total_bytes else "unknown time"
        return (
            f"[{'#' * full}{' ' * (_BAR - full)}] " if bar else ""
        ) + f"{share:.0%}, {self._files:,}/{self._total_files:,} files, {_megabytes(rate)}/s, {left} left"

    def _clear_bar(self) -> None:
        if self._bar:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self._bar = False


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.1f} MB"


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
