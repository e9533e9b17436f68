#!/usr/bin/env python3
"""How fast `ocrclean.clean` is, beside autocorrect-py and ftfy, in one run on one core.

    speed.py [--rounds N] [--profile]

Throughput on the five seed files in CPU time, rounds interleaved, the best of each; the cost of each normalizer on raw
and on clean text; growth with length; CPU time of importing and of the filter on a small file, the least of several
fresh processes. Peers: ``pip install autocorrect-py ftfy``; one that is missing is left out.
"""

import argparse
import cProfile
import importlib
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ocrclean import DEFAULT, clean

ROOT = Path(__file__).resolve().parent.parent
SEEDS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
CORE = 0

Cleaner = Callable[[str], str]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def best(work: Callable[[], object], rounds: int) -> float:
    return min(seconds(work) for _ in range(rounds))


def peers() -> dict[str, Cleaner]:
    found: dict[str, Cleaner] = {"ocrclean clean": clean}
    for title, module, function in (
        ("autocorrect format", "autocorrect_py", "format"),
        ("ftfy fix_text", "ftfy", "fix_text"),
    ):
        try:
            found[title] = getattr(importlib.import_module(module), function)
        except ImportError:
            print(f"{title}: not installed, left out", file=sys.stderr)
    return found


def beside_peers(rounds: int) -> None:
    size = sum(len(text.encode()) for text in SEEDS)
    times: dict[str, float] = {}
    cleaners = peers()
    for _ in range(rounds):
        for title, cleaner in cleaners.items():
            taken = seconds(lambda cleaner=cleaner: [cleaner(text) for text in SEEDS])  # type: ignore[misc]
            times[title] = min(taken, times.get(title, taken))
    own = times["ocrclean clean"]
    print(f"\nfive seeds, {size:,} bytes, best of {rounds} interleaved rounds")
    for title, taken in times.items():
        speed = f"{1000 * taken:8.1f} ms {size / taken / 1e6:8.1f} MB/s"
        print(f"  {title:22s}{speed}   clean is {taken / own:5.2f} x as fast")


def by_normalizer(rounds: int) -> None:
    print("\nCPU time of each normalizer on the five seeds: as it meets them in the pipeline, and on clean text")
    now = list(SEEDS)
    cleaned = [clean(text) for text in SEEDS]
    for normalizer in DEFAULT:
        first = best(lambda n=normalizer, texts=now: [n.edits(text) for text in texts], rounds)  # type: ignore[misc]
        again = best(lambda n=normalizer: [n.edits(text) for text in cleaned], rounds)  # type: ignore[misc]
        print(f"  {normalizer.name:26s}{1000 * first:8.2f} ms {1000 * again:8.2f} ms")
        now = [normalizer(text) for text in now]


def growth(rounds: int) -> None:
    text = "".join(SEEDS)
    print("\ngrowth with length, all seeds one after another, n times")
    base = best(lambda: clean(text), rounds)
    for n in (1, 2, 4, 8):
        taken = best(lambda n=n: clean(text * n), max(3, rounds // n))  # type: ignore[misc]
        print(f"  n = {n}  {len(text) * n:9,} characters {1000 * taken:9.1f} ms   {taken / base / n:5.2f} of linear")


def child_cpu(arguments: Sequence[str], data: bytes = b"", rounds: int = 7) -> float:
    """The least CPU time, user and system, of a fresh process."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": tempfile.gettempdir() + "/pyc"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its byte code
    least = float("inf")
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], input=data, stdout=subprocess.PIPE, env=environment, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def start_up() -> None:
    small = "\n".join(SEEDS[1].split("\n")[:40]).encode()
    bare = child_cpu(["-c", "pass"])
    print("\nCPU time of a fresh process, least of seven")
    for title, arguments, data in (
        ("python -c pass", ["-c", "pass"], b""),
        ("import argparse, re", ["-c", "import argparse, re"], b""),
        ("import ocrclean", ["-c", "import ocrclean"], b""),
        ("ocrclean --version", ["-m", "ocrclean", "--version"], b""),
        (f"filter, {len(small)} bytes", ["-m", "ocrclean"], small),
    ):
        taken = child_cpu(arguments, data)
        print(f"  {title:26s}{1000 * taken:8.0f} ms   {1000 * (taken - bare):6.0f} ms above bare Python")


def profile() -> None:
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [clean(text) for text in SEEDS * 10])
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--profile", action="store_true", help="show where the time goes, and stop")
    args = parser.parse_args(argv)
    if args.profile:
        profile()
        return 0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {CORE})
    for text in SEEDS:
        clean(text)  # what is made ready once does not count
    beside_peers(args.rounds)
    by_normalizer(args.rounds)
    growth(args.rounds)
    start_up()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
