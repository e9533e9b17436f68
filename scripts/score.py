#!/usr/bin/env python3
"""Score a cleaner of Chinese text against hand-checked or source-derived truth.

    score.py CASES... --run "python -m ocrclean"     raw text on stdin, clean text on stdout
    score.py CASES... --call ocrclean:clean          a str -> str callable
    score.py CASES... --call identity                the raw text itself, for comparison

CASES are folders that hold one case each (raw.txt, gold.txt, optional ambiguous.json and meta.json), or folders
of such folders. In gold.txt blocks (paragraphs, headings, captions, list items) are separated by a blank line; a
table is a Markdown pipe table.

Per case, with white space and table markup set aside and the two texts aligned by edit distance:

    P R F1   block boundaries: precision, recall and F1 of the line breaks (any run of line feeds is one);
             breaks inside a table of the gold are left to `cells`
    exact    share of gold blocks that come out exactly: both ends, no break inside, every character, every
             space (a space between Han and a Latin letter or digit is a matter of taste and does not count)
    cer      character errors (punctuation width counts) per gold character, in per cent; where meta.json says
             punctuation "as source", after folding its width, quotes and dashes
    prose    the same outside the tables of the gold
    space    wrong spaces (spurious or missing) per 1,000 gold characters, matters of taste left out
    lost     Han characters, letters and digits of the gold that raw has and the output has not
    cells    F1 of table cells at their row and column, where the gold has a table

Needs rapidfuzz.
"""

import argparse
import importlib
import json
import re
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean
from typing import Any

from rapidfuzz.distance import Levenshtein

Cleaner = Callable[[str], str]

_HAN = re.compile(r"[\u3005\u3007\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DELIMITER_ROW = re.compile(r"[|\s:\-]+")
_INVISIBLE = "\ufeff\u200b"  # byte order mark, zero-width space: count as no character
_LINE_ENDS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
#: Punctuation that differs only in width or glyph, for cases whose gold keeps the punctuation of its source.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(glyph): ord(plain) for glyph, plain in zip("。、“”‘’⋯•・―⸺", ".,\"\"''…··——", strict=True)
}


@dataclass(frozen=True)
class Scores:
    """The figures of one case; the module's docstring says what each means."""

    P: float
    R: float
    F1: float
    exact: float
    cer: float
    prose: float
    space: float
    lost: int
    cells: float | None


FIGURES = tuple(field.name for field in fields(Scores))


@dataclass(frozen=True)
class Case:
    """A raw text with its gold text."""

    name: str
    group: str
    raw: str
    gold: str
    ambiguous: Sequence[Mapping[str, str]] = ()
    """Boundaries on which careful readers differ: ``{"before": …, "after": …}``; either reading is right."""
    is_ocr: bool = False
    """Misread characters count neither for nor against a block."""
    lenient: bool = False
    """The gold's punctuation is as in its source: width, quotes and dashes are folded."""

    @classmethod
    def load(cls, folder: Path) -> "Case":
        def optional(name: str, default: Any) -> Any:
            path = folder / name
            return json.loads(path.read_text("utf-8")) if path.exists() else default

        meta = optional("meta.json", {})
        return cls(
            name=folder.name,
            group=meta.get("group", folder.parent.name),
            raw=(folder / "raw.txt").read_text("utf-8"),
            gold=(folder / "gold.txt").read_text("utf-8"),
            ambiguous=optional("ambiguous.json", ()),
            is_ocr=meta.get("kind", "").startswith("ocr"),
            lenient=meta.get("punctuation") == "as source",
        )


def load_cases(paths: Iterable[Path]) -> Iterator[Case]:
    """The cases in `paths`, each a case folder or a folder of case folders."""
    for path in paths:
        if (path / "gold.txt").exists():
            yield Case.load(path)
        else:
            yield from (Case.load(gold.parent) for gold in sorted(path.glob("*/gold.txt")))


def is_table_row(line: str) -> bool:
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def without_table_markup(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without pipes and delimiter rows, and the spans of its tables counted in visible characters."""
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        row = line.strip()
        is_row = is_table_row(row)
        if is_row and _DELIMITER_ROW.fullmatch(row):
            continue
        kept = row.strip("|").replace("<br>", " ").replace("|", " ") if is_row else line
        size = len(visible(kept)[0])
        if is_row and spans and spans[-1][1] == position:
            spans[-1] = (spans[-1][0], position + size)
        elif is_row:
            spans.append((position, position + size))
        position += size
        lines.append(kept)
    return "\n".join(lines), spans


def visible(text: str) -> tuple[list[str], list[str]]:
    """The characters that are no white space, and for each the gap before it: "", " " or "\\n"."""
    characters: list[str] = []
    gaps: list[str] = []
    gap = "\n"
    for character in text:
        if character.isspace() or character in _INVISIBLE:
            gap = "\n" if character in _LINE_ENDS or gap == "\n" else " "
        else:
            characters.append(character)
            gaps.append(gap)
            gap = ""
    return characters, gaps


def fold_punctuation(characters: Iterable[str]) -> list[str]:
    return [chr(_FOLD.get(ord(character), ord(character))) for character in characters]


def fold(characters: Iterable[str]) -> list[str]:
    """For aligning: punctuation folded, and radicals stand for their ideographs."""
    return fold_punctuation(
        unicodedata.normalize("NFKC", c)[:1] or c if "\u2e80" <= c <= "\u2fdf" else c for c in characters
    )


@dataclass(frozen=True)
class Alignment:
    to_gold: list[int]
    """For each character of the prediction, and its end, the place in the gold where it stands."""
    match: list[int]
    """For each character of the gold the index of its partner in the prediction, or -1."""

    @classmethod
    def of(cls, predicted: Sequence[str], gold: Sequence[str]) -> "Alignment":
        to_gold, match = [0] * (len(predicted) + 1), [-1] * len(gold)
        for op in Levenshtein.opcodes(fold(predicted), fold(gold)):
            common = min(op.src_end - op.src_start, op.dest_end - op.dest_start)
            for k in range(op.src_end - op.src_start):
                to_gold[op.src_start + k] = op.dest_start + min(k, common)
            if op.tag in ("equal", "replace"):
                for k in range(common):
                    match[op.dest_start + k] = op.src_start + k
        to_gold[len(predicted)] = len(gold)
        return cls(to_gold, match)


def is_taste(before: str, after: str, *, lenient: bool) -> bool:
    """Whether a space between the two is a matter of taste: between Han and a Latin letter, a digit or a sign
    that goes with numbers; in lenient cases also beside a quote, bracket or dash."""
    han_before, han_after = bool(_HAN.match(before)), bool(_HAN.match(after))
    other = before if han_after else after
    if han_before != han_after and other.isascii() and not other.isspace():
        return True
    is_latin = all(c.isascii() and c.isalnum() for c in (before, after))
    return lenient and not (han_before and han_after) and not is_latin


def tables(text: str) -> list[list[list[str]]]:
    """The pipe tables of `text`: rows of cells without white space."""
    found: list[list[list[str]]] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        row = line.strip()
        if is_table_row(row):
            if not _DELIMITER_ROW.fullmatch(row):
                rows.append([re.sub(r"\s+", "", cell.replace("<br>", "")) for cell in row.strip("|").split("|")])
        elif rows:
            found.append(rows)
            rows = []
    return found


def cell_f1(predicted: str, gold: str) -> float | None:
    """F1 of (row, column, text) over the gold's tables, each against its best partner; None without a table."""

    def cells(table: list[list[str]]) -> set[tuple[int, int, str]]:
        return {(r, c, cell) for r, row in enumerate(table) for c, cell in enumerate(row) if cell}

    wanted = [cells(table) for table in tables(gold)]
    if not wanted:
        return None
    left = [cells(table) for table in tables(predicted)]
    right = counted = 0
    for want in wanted:
        best = max(left, key=lambda candidate: len(candidate & want), default=None)
        if best is not None and best & want:
            left.remove(best)
            right += len(best & want)
            counted += len(best)
    total = sum(map(len, wanted)) + counted
    return 2 * right / total if total else 1.0


def excused_places(case: Case, gold: Sequence[str], spans: Iterable[tuple[int, int]]) -> set[int]:
    """Places in the gold where a break is neither right nor wrong: inside tables, and the ambiguous ones."""
    places = {i for start, end in spans for i in range(start + 1, end)}
    joined = "".join(gold)
    for boundary in case.ambiguous:
        before, after = ("".join(boundary[key].split()) for key in ("before", "after"))
        if (found := joined.find(before + after)) >= 0:
            places.add(found + len(before))
    return places


def predicted_breaks(gaps: Sequence[str], alignment: Alignment, want: Collection[int]) -> set[int]:
    """The places in the gold where the prediction breaks a line."""
    partner = {j: i for i, j in enumerate(alignment.match) if j >= 0}
    breaks = set()
    for j, gap in enumerate(gaps):
        if gap == "\n" and j:
            # Characters may be missing at a break: it stands anywhere between its two neighbours in the gold.
            low = partner[j - 1] + 1 if j - 1 in partner else alignment.to_gold[j - 1]
            high = alignment.to_gold[j]
            breaks.add(next((i for i in range(low, high + 1) if i in want), high))
    return breaks


def errors_outside(spans: Sequence[tuple[int, int]], predicted: Sequence[str], gold: Sequence[str]) -> tuple[int, int]:
    """Character errors outside `spans` of the gold, and the number of gold characters there."""
    inside = {i for start, end in spans for i in range(start, end)}
    wrong = 0
    for op in Levenshtein.opcodes(predicted, gold):
        if op.tag == "insert":
            wrong += sum(i not in inside for i in range(op.dest_start, op.dest_end))
        elif op.tag != "equal" and not (op.dest_start in inside or op.dest_start - 1 in inside):
            wrong += max(op.src_end - op.src_start, op.dest_end - op.dest_start)
    return wrong, len(gold) - len(inside)


class Comparison:
    """A prediction beside the gold text, character by character, white space and table markup set aside."""

    def __init__(self, case: Case, prediction: str) -> None:
        text, _ = without_table_markup(prediction)
        gold_text, self.tables = without_table_markup(case.gold)
        predicted, self.gaps = visible(text)
        self.gold, self.gold_gaps = visible(gold_text)
        raw, _ = visible(case.raw)
        self.case = case
        self.alignment, self.from_raw = Alignment.of(predicted, self.gold), Alignment.of(raw, self.gold)
        self.excused = excused_places(case, self.gold, self.tables)
        self.wanted = {i for i, gap in enumerate(self.gold_gaps) if gap == "\n" and i} - self.excused
        self.got = predicted_breaks(self.gaps, self.alignment, self.wanted) - self.excused - {0, len(self.gold)}
        self.compared, self.compared_gold = (
            (fold_punctuation(predicted), fold_punctuation(self.gold)) if case.lenient else (predicted, self.gold)
        )
        self.folded_gold, self.folded_raw = fold(self.gold), fold(raw)
        self.edges = {0, len(self.gold)} | self.got | self.excused  # where a block may begin or end
        self.wrong_spaces = set(self._wrong_spaces())

    def _wrong_spaces(self) -> Iterator[int]:
        """The places where one text has a space, the other none, and neither a break."""
        match, gold = self.alignment.match, self.gold
        for i in range(1, len(gold)):
            j = match[i]
            if self.gold_gaps[i] == "\n" or i in self.got or i in self.excused or j <= 0 or match[i - 1] != j - 1:
                continue
            differs = (self.gold_gaps[i] == " ") != (self.gaps[j] == " ")
            if differs and not is_taste(gold[i - 1], gold[i], lenient=self.case.lenient):
                yield i

    def is_same(self, i: int) -> bool:
        """Whether character `i` of the gold text is in the prediction, or was misread by an OCR engine."""
        at, was = self.alignment.match[i], self.from_raw.match[i]
        if at < 0:
            return False
        was_misread = self.case.is_ocr and was >= 0 and self.folded_raw[was] != self.folded_gold[i]
        return was_misread or self.compared[at] == self.compared_gold[i]

    def is_exact(self, start: int, end: int) -> bool:
        """Whether the block ``gold[start:end]`` came back as it is."""
        match = self.alignment.match
        return (
            start in self.edges
            and end in self.edges
            and not any(i in self.got or i in self.wrong_spaces for i in range(start + 1, end))
            and (self.case.is_ocr or match[end - 1] - match[start] == end - 1 - start)
            and all(self.is_same(i) for i in range(start, end))
        )

    def blocks(self) -> list[tuple[int, int]]:
        """The blocks of the gold text that are no tables."""
        starts = [i for i, gap in enumerate(self.gold_gaps) if gap == "\n" or i == 0]
        return [
            block
            for block in zip(starts, [*starts[1:], len(self.gold)], strict=True)
            if not any(start <= block[0] < end for start, end in self.tables)
        ]

    def lost(self) -> int:
        """How many Han characters, letters and digits of the raw and the gold text the prediction lacks."""
        pairs = zip(self.gold, self.alignment.match, self.from_raw.match, strict=True)
        return sum(at < 0 <= was and (bool(_HAN.match(c)) or c.isalnum()) for c, at, was in pairs)


def score(case: Case, prediction: str) -> Scores:
    """The figures of `prediction` for `case`."""
    beside = Comparison(case, prediction)
    wanted, got, size = beside.wanted, beside.got, max(1, len(beside.gold))
    right = len(wanted & got)
    precision = right / len(got) if got else float(not wanted)
    recall = right / len(wanted) if wanted else 1.0
    blocks = beside.blocks()
    wrong_prose, prose = errors_outside(beside.tables, beside.compared, beside.compared_gold)
    return Scores(
        P=precision,
        R=recall,
        F1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        exact=sum(beside.is_exact(*block) for block in blocks) / len(blocks) if blocks else 1.0,
        cer=100 * Levenshtein.distance(beside.compared, beside.compared_gold) / size,
        prose=100 * wrong_prose / max(1, prose),
        space=1000 * len(beside.wrong_spaces) / size,
        lost=beside.lost(),
        cells=cell_f1(prediction, case.gold),
    )


def mean_scores(scores: Sequence[Scores]) -> dict[str, float | None]:
    """The mean of each figure; of `lost` the sum; None where no case has the figure."""

    def mean(figure: str) -> float | None:
        values = [value for s in scores if (value := getattr(s, figure)) is not None]
        return None if not values else float(sum(values)) if figure == "lost" else fmean(values)

    return {figure: mean(figure) for figure in FIGURES}


def load_cleaner(args: argparse.Namespace) -> Cleaner:
    if args.run:
        command = shlex.split(args.run)

        def run(text: str) -> str:
            return subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()

        return run
    if args.call == "identity":
        return str
    module, _, name = args.call.partition(":")
    sys.path.insert(0, ".")
    target: Any = importlib.import_module(module)
    for part in name.split("."):
        target = getattr(target, part)
    cleaner: Cleaner = target
    return cleaner


def row(name: str, figures: Mapping[str, float | None]) -> str:
    def cell(figure: str, value: float | None) -> str:
        if value is None:
            return "-"
        return f"{value:.0f}" if figure == "lost" else f"{value:.{2 if figure in ('cer', 'prose', 'space') else 3}f}"

    return f"{name[:44]:44s}" + "".join(f"{cell(figure, figures[figure]):>8s}" for figure in FIGURES)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Path)
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--run", help="a command that reads raw text on stdin and writes clean text")
    how.add_argument("--call", help="module:function, or identity")
    parser.add_argument("--quiet", action="store_true", help="one line for each group only")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--save", type=Path, help="a folder to write the outputs into, for reading the differences")
    parser.add_argument(
        "--fixed-point", action="store_true", help="feed the gold text: a cleaner must leave it as it is"
    )
    args = parser.parse_args(argv)
    cleaner = load_cleaner(args)
    groups: dict[str, dict[str, Scores]] = {}
    for case in load_cases(args.cases):
        prediction = cleaner(case.gold if args.fixed_point else case.raw)
        groups.setdefault(case.group, {})[case.name] = score(case, prediction)
        if args.save:
            args.save.mkdir(parents=True, exist_ok=True)
            (args.save / f"{case.name}.txt").write_text(prediction, "utf-8")
    means = {group: mean_scores(list(scores.values())) for group, scores in groups.items()}
    if args.json:
        print(json.dumps(means, indent=1))
        return 0
    print(f"{'case':44s}" + "".join(f"{figure:>8s}" for figure in FIGURES))
    for scores in groups.values() if not args.quiet else ():
        for name, figures in scores.items():
            print(row(name, vars(figures)))
    for group, mean in means.items():
        print(row(f"= {group} ({len(groups[group])})", mean))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
