"""Kill a run ten times at random moments, resume it each time, and compare the result with an unbroken run.

    python benchmarks/kill_and_resume.py [--files 2000] [--records 200000] [--kills 10]

Works on page-sized files made of the seeds and on one file of JSON Lines, in place, in a temporary folder. Exits
with 1 where a byte differs.
"""

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        return compare(Path(name), arguments)


def compare(folder: Path, arguments: argparse.Namespace) -> int:
    for copy in ("whole", "broken"):
        make_corpus(folder / copy, arguments.files, arguments.records)
    begun = time.monotonic()
    start(folder, "whole").wait()
    seconds = time.monotonic() - begun
    print(f"unbroken run: {seconds:.1f} s")
    chance = random.Random(arguments.seed)
    kills = 0
    # Spread over more than half of the run, so that none of them comes after its end.
    while kills < arguments.kills:
        process = start(folder, "broken")
        wait = chance.uniform(0.1, 1.0) * seconds / (arguments.kills + 1)
        time.sleep(wait)
        if process.poll() is not None:
            print("the run ended before the kill; its moments are over")
            break
        process.kill()
        process.wait()
        kills += 1
        left = [path.name for path in (folder / "broken").rglob(".ocrclean-*")]
        print(f"kill {kills} after {wait:.1f} s; unfinished files: {len(left)}")
    begun = time.monotonic()
    code = start(folder, "broken").wait()
    print(f"last run: {time.monotonic() - begun:.1f} s, exit code {code}")
    same = digest(folder / "broken") == digest(folder / "whole")
    print(f"{kills} kills; the results are {'the same, byte for byte' if same else 'DIFFERENT'}")
    return 0 if same and code == 0 else 1


def make_corpus(folder: Path, files: int, records: int) -> None:
    folder.mkdir()
    lines = [line for seed in sorted(SEEDS.glob("*.txt")) for line in seed.read_text("utf-8").split("\n")]
    for number in range(files):
        path = folder / f"{number % 50:02}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        at = number * 37 % (len(lines) - 60)
        path.write_text("\n".join(lines[at : at + 60]) + "\n", "utf-8")
    with (folder / "records.jsonl").open("w", encoding="utf-8") as file:
        for number in range(records):
            at = number * 13 % (len(lines) - 6)
            record = {"id": number, "text": "\n".join(lines[at : at + 6])}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def start(folder: Path, copy: str) -> "subprocess.Popen[bytes]":
    arguments = ["--in-place", "--quiet", "--isolated", "--field", "text", "--resume", f"{folder}/{copy}.db"]
    command = [sys.executable, "-m", "ocrclean", *arguments, f"{folder}/{copy}"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def digest(folder: Path) -> dict[str, str]:
    """A digest of each file below the folder; temporary files would show."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    raise SystemExit(main())
