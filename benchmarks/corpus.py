"""Memory, speed-up and start-up of the command.

    python benchmarks/corpus.py memory [--gigabytes 1] [--jobs 2]
    python benchmarks/corpus.py cores [--megabytes 40]
    python benchmarks/corpus.py start

Linux; the peak of memory is the sum over all processes of the run, sampled ten times a second (proportional set
size, so that shared pages count once).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
COMMAND = [sys.executable, "-m", "ocrclean", "--isolated"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["memory", "cores", "start"])
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--megabytes", type=float, default=40.0)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--clean", action="store_true", help="memory: clean the text of the records beforehand")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.what == "memory":
            memory(folder, arguments.gigabytes, arguments.jobs, clean=arguments.clean)
        elif arguments.what == "cores":
            cores(folder, arguments.megabytes)
        else:
            start(folder)
    return 0


def make_records(path: Path, size: float, *, clean: bool = False) -> None:
    import ocrclean

    texts = [seed.read_text("utf-8") for seed in sorted(SEEDS.glob("*.txt"))]
    pieces = [text[at : at + 2000] for text in texts for at in range(0, len(text), 2000)]
    if clean:
        pieces = [ocrclean.clean(piece) for piece in pieces]
    written = number = 0
    with path.open("wb") as file:
        while written < size:
            record = {"id": number, "text": pieces[number % len(pieces)], "source": "报纸"}
            written += file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            number += 1


def memory(folder: Path, gigabytes: float, jobs: str, *, clean: bool) -> None:
    path = folder / "records.jsonl"
    make_records(path, gigabytes * 1e9, clean=clean)
    command = [*COMMAND, "--in-place", "--field", "text", "--jobs", jobs, str(path)]
    begun = time.monotonic()
    process = subprocess.Popen(command)
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory_of(family(process.pid)))
        time.sleep(0.1)
    seconds = time.monotonic() - begun
    print(f"{gigabytes:g} GB of JSON Lines, {jobs} jobs: peak {peak / 1e6:.0f} MB, {seconds:.0f} s")


def family(process: int) -> list[int]:
    children = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        children += [int(child) for child in task.read_text().split()]
    return [process, *(member for child in children for member in family(child))]


def memory_of(processes: list[int]) -> int:
    total = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().split("\n")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    return total


def cores(folder: Path, megabytes: float) -> None:
    files, records = folder / "files", folder / "records.jsonl"
    files.mkdir()
    lines = [line for seed in sorted(SEEDS.glob("*.txt")) for line in seed.read_text("utf-8").split("\n")]
    written = number = 0
    while written < megabytes * 1e6 / 2:
        at = number * 37 % (len(lines) - 200)
        written += (files / f"{number}.txt").write_bytes("\n".join(lines[at : at + 200]).encode())
        number += 1
    make_records(records, megabytes * 1e6 / 2)
    for target in (files, records):
        times = {}
        for jobs in ("1", "2"):
            command = [*COMMAND, "--quiet", "--field", "text", "--jobs", jobs]
            begun = time.monotonic()
            output = ["--output-dir", f"{folder}/out-{jobs}", str(target)]
            subprocess.run([*command, *output], check=True, stdout=subprocess.DEVNULL)
            times[jobs] = time.monotonic() - begun
        size = sum(path.stat().st_size for path in ([target] if target.is_file() else target.iterdir()))
        print(
            f"{target.name}: {size / 1e6:.0f} MB, one core {times['1']:.1f} s, two cores {times['2']:.1f} s, "
            f"{times['1'] / times['2']:.2f} times as fast"
        )


def start(folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text("月球能源从哪里来？\n", "utf-8")
    work = f"import ocrclean; ocrclean.clean(ocrclean.decode(open({str(path)!r}, 'rb').read()).text)"
    script = [sys.executable, "-c", "from ocrclean.cli import main; raise SystemExit(main())"]  # as pip installs it
    cases = {
        "python -c 'import argparse, re'": [sys.executable, "-c", "import argparse, re"],
        "ocrclean --version": [*script, "--version"],
        "the library on one file": [sys.executable, "-c", work],
        "ocrclean --hook, one file": [*script, "--hook", str(path)],
    }
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(30):  # in turn, so that all see the same load
        for name, command in cases.items():
            seconds[name].append(processor_time(command))
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    bare = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{name:34s} {median * 1000:6.1f} ms of processor time, {median / bare:.2f} times the first")


def processor_time(command: list[str]) -> float:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, code, usage = os.wait4(process.pid, 0)
    process.returncode = code
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    raise SystemExit(main())
