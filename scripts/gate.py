#!/usr/bin/env python3
"""The quality gate: `ocrclean.clean` scored on the cases under tests/data against pinned floors.

    gate.py                                   check; exit 1 with one line for each figure below its floor
    gate.py --raise                           pin what is measured now wherever it is better than the floor
    gate.py --lower seeds.F1 --reason "..."   pin what is measured now although it is worse
    gate.py --corpus ocr --reason "..."       pin changed cases of a group, and its figures, anew

tests/data/floors.json holds for each group of cases the digest of its files and for each figure its history:
entries of floor, date and reason, the last one in force. Entries are never edited or removed; an entry that
lowers a floor has a reason. `history_faults` holds the file to that, and where git knows earlier versions of
the file, to being a continuation of each of them.
"""

import argparse
import datetime
import hashlib
import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import docs
from ocrclean import clean
from score import Scores, load_cases, mean_scores, score

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
FLOORS = DATA / "floors.json"
#: Folders of cases; those under cases/ come from other documents and readers.
GROUPS = (
    *("seeds", "page", "pdf", "web", "ocr"),
    *("cases/page", "cases/pdf", "cases/web", "cases/ocr", "cases/plain"),
)

#: Figure -> decimals it is pinned with. ``gold_`` figures feed the gold text, which must stay as it is.
HIGHER_IS_BETTER: Mapping[str, int] = {"F1": 3, "exact": 3, "cells": 3, "gold_F1": 3, "gold_exact": 3}
LOWER_IS_BETTER: Mapping[str, int] = {"cer": 2, "prose": 2, "space": 2, "lost": 0}

Entry = dict[str, Any]
Floors = dict[str, dict[str, list[Entry]]]


def digest(group: str) -> str:
    """SHA-256 over the names and contents of a group's files."""
    result = hashlib.sha256()
    for path in sorted((DATA / group).rglob("*")):
        if path.is_file():
            result.update(path.relative_to(DATA).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return result.hexdigest()


def measure(group: str, cleaner: Callable[[str], str] = clean) -> dict[str, float]:
    """The mean figures of a group, rounded towards the worse as they are pinned."""
    cases = list(load_cases([DATA / group]))
    figures = mean_scores([score(case, cleaner(case.raw)) for case in cases])
    fixed: list[Scores] = [score(case, cleaner(case.gold)) for case in cases]
    figures |= {f"gold_{name}": value for name, value in mean_scores(fixed).items() if name in ("F1", "exact")}
    return {name: pinned(name, value) for name in _figures() if (value := figures[name]) is not None}


def _figures() -> list[str]:
    return [*HIGHER_IS_BETTER, *LOWER_IS_BETTER]


def pinned(figure: str, value: float) -> float:
    """`value` rounded towards the worse, so that a floor is never above what was measured."""
    if figure in HIGHER_IS_BETTER:
        scale = 10.0 ** HIGHER_IS_BETTER[figure]
        return math.floor(value * scale + 1e-6) / scale
    scale = 10.0 ** LOWER_IS_BETTER[figure]
    return math.ceil(value * scale - 1e-6) / scale


def is_aim(figure: str) -> bool:
    """Whether a floor is an aim by itself, which is not raised to what happens to be measured."""
    return figure.startswith("gold_")


def is_worse(figure: str, value: float, floor: float) -> bool:
    return value < floor if figure in HIGHER_IS_BETTER else value > floor


def history_faults(floors: Floors, earlier: Sequence[Floors] = ()) -> Iterator[str]:
    """What is wrong with a floors file by itself, and as a continuation of its earlier versions."""
    for name, history in _histories(floors):
        if not all(entry.get("date") for entry in history):
            yield f"{name}: an entry has no date"
        for before, entry in pairwise(history):
            needs_reason = "digest" in entry or is_worse(name.partition(".")[2], entry["floor"], before["floor"])
            if needs_reason and not str(entry.get("reason", "")).strip():
                yield f"{name}: the entry of {entry.get('date')} lowers the floor or changes the cases without a reason"
    now = dict(_histories(floors))
    for old in earlier:
        for name, history in _histories(old):
            if now.get(name, [])[: len(history)] != history:
                yield f"{name}: a pinned entry was edited or removed; entries are only added"


def _histories(floors: Floors) -> Iterator[tuple[str, list[Entry]]]:
    return ((f"{group}.{figure}", history) for group, figures in floors.items() for figure, history in figures.items())


def earlier_versions(path: Path = FLOORS) -> list[Floors]:
    """The versions of the floors file that git knows, or none where there is no git."""

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", "-C", str(path.parent), *arguments], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout

    try:
        commits = git("log", "--format=%h", "--", path.name).split()
        return [json.loads(git("show", f"{commit}:./{path.name}")) for commit in commits]
    except (OSError, subprocess.CalledProcessError):
        return []


def faults(floors: Floors, group: str, measured: Mapping[str, float]) -> Iterator[str]:
    """The figures of a group that are below their floors, and a corpus that is not the pinned one."""
    histories = floors.get(group, {})
    if not histories or histories["corpus"][-1]["digest"] != digest(group):
        yield f"{group}: the cases are not those that the floors were measured on (gate.py --corpus {group})"
    for figure, value in measured.items():
        floor = histories[figure][-1]["floor"] if figure in histories else None
        if floor is None:
            yield f"{group}.{figure} is measured but has no floor (gate.py --raise)"
        elif is_worse(figure, value, floor):
            yield f"{group}.{figure} is {value:g}, its floor is {floor:g}"


def pin(floors: Floors, group: str, figure: str, value: float, reason: str) -> None:
    entry = {"floor": value, "date": datetime.date.today().isoformat(), "reason": reason}
    floors.setdefault(group, {}).setdefault(figure, []).append(entry)


def pin_corpus(floors: Floors, group: str, reason: str) -> None:
    entry = {"digest": digest(group), "date": datetime.date.today().isoformat(), "reason": reason}
    floors.setdefault(group, {}).setdefault("corpus", []).append(entry)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="raise_", action="store_true")
    parser.add_argument("--lower", metavar="GROUP.FIGURE", action="append", default=[])
    parser.add_argument("--corpus", metavar="GROUP", action="append", default=[])
    parser.add_argument("--reason", default="")
    args = parser.parse_args(argv)
    if (args.lower or args.corpus) and not args.reason.strip():
        parser.error("--lower and --corpus take a --reason")
    floors: Floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    found = list(history_faults(floors, earlier_versions()))
    for group in GROUPS:
        measured = measure(group)
        if group in args.corpus:
            pin_corpus(floors, group, args.reason)
        for figure, value in measured.items():
            history = floors.get(group, {}).get(figure)
            if group in args.corpus or f"{group}.{figure}" in args.lower:
                pin(floors, group, figure, value, args.reason)
            elif (
                args.raise_
                and (history is None or is_worse(figure, history[-1]["floor"], value))
                and not is_aim(figure)
            ):
                pin(floors, group, figure, value, args.reason or "measured")
        print(group + "".join(f"  {figure} {value:g}" for figure, value in measured.items()))
        found += faults(floors, group, measured)
    if args.raise_ or args.lower or args.corpus:
        FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", "utf-8")
        docs.write()  # the READMEs show the floors
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
