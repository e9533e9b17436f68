"""Fit the weights of the line merger, and say how well it does on documents it was not fitted on.

    python scripts/fit_merger.py CASES... --write     fit on all of CASES, write src/ocrclean/paragraphs/weights.py
    python scripts/fit_merger.py CASES... --few       fit what counts among few lines anew, and leave the other weights
    python scripts/fit_merger.py CASES... --report    leave one document out at a time: F1 by group, calibration
    python scripts/fit_merger.py --show KIND          print the weights of a kind of evidence, by name

    python scripts/fit_merger.py CASES... --lightly BULK... --write    the same, and cases that count less

CASES are folders with cases below them (raw.txt, gold.txt, …); without any, all of tests/data. A logistic regression
learns from three kinds of line breaks: those of the cases' raw text, with the truth from their gold text; those of
pages that `spoiled_pages.py` sets and spoils; and those of the gold text itself, which a merger must leave alone.
Breaks that a rule decides (`decide.by_rule`) are left out. Two cases are of one document when their
source is the same or when they share a paragraph.

Needs numpy, scipy and scikit-learn beside the test packages.
"""

import argparse
import json
import textwrap
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from operator import getitem
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from ocrclean.chars import is_chinese
from ocrclean.normalizer import Normalizer
from ocrclean.paragraphs.decide import DOUBTFUL, by_rule
from ocrclean.paragraphs.evidence import AXES, KINDS, SIZES, evidence
from ocrclean.paragraphs.printed import read_page
from ocrclean.paragraphs.surroundings import survey
from ocrclean.paragraphs.weights import BIAS, WEIGHTS
from ocrclean.pipeline import DEFAULT
from score import Alignment, Case, excused_places, visible, without_table_markup
from spoiled_pages import spoiled_page

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS_FILE = ROOT / "src" / "ocrclean" / "paragraphs" / "weights.py"
PAGES = 800
PAGE_WEIGHT = 0.15
GOLD_WEIGHT = 1.0
#: So many stretches of so many lines are taken from each case, and what is known of a break among few lines.
FRAGMENTS = 12
FRAGMENT_SIZES = (2, 3, 4, 5, 6, 8, 10, 12)
FEW_KINDS = frozenset(kind for kind in KINDS if kind.startswith("lines, "))
#: How much a document of the quality gate counts: hand-checked, or real with its source beside it.
GATE_WEIGHT = 9.0
#: How much one of the others counts that were made one by one (`make_cases`).
CASE_WEIGHT = 3.4
#: Of these documents those of some groups count for more or less, so that weights that are fitted without a document do
#: as well on it as those that are fitted with it, to 0.01 F1: OCR errors are of each page's own; of web pages there are
#: few, and the newspaper pages are real and alike.
GROUP_WEIGHTS = {"seeds": 0.6, "ocr": 0.02, "web": 4.0}
#: Cases of random design, made in bulk (`make_cases/bulk_cases.py`).
BULK_WEIGHT = 0.3
#: How freely weights may leave zero; a tenth to six times as much was tried, on documents left out.
SMOOTHING = 0.6
#: A weight below this (in log-odds) is left out of the table.
LEAST = 0.03

#: Kind of evidence -> a weight, in hundredths of log-odds, for each of its categories.
Weights = dict[str, list[int]]


@dataclass
class Sample:
    """The line breaks of one text: their evidence, what a rule says, and the truth (None: not known)."""

    document: int
    group: str
    weight: float
    name: str = ""
    evidence: list[tuple[int, ...]] = field(default_factory=list)
    rule: list[float | None] = field(default_factory=list)
    ends: Sequence[bool | None] = ()


def before_the_merger() -> list[Normalizer]:
    """The normalizers whose work the merger sees."""
    names = [step.name for step in DEFAULT]
    return list(DEFAULT[: names.index("merge-wrapped-lines")])


def read(sample: Sample, text: str) -> Sample:
    page = read_page(text)
    around = survey(page)
    sample.evidence += evidence(page, around, range(len(page) - 1))
    sample.rule += [
        None if said is DOUBTFUL else said.confidence if said.ends_paragraph else 1 - said.confidence
        for said in by_rule(page, around)
    ]
    return sample


def truth(text: str, case: Case) -> list[bool | None]:
    """For each break between printed lines of `text`: whether a block of the gold ends there; None: either is right."""
    gold, tables = without_table_markup(case.gold)
    characters, gaps = visible(gold)
    alignment = Alignment.of(visible(text)[0], characters)
    partner = {j: i for i, j in enumerate(alignment.match) if j >= 0}
    excused = excused_places(case, characters, tables) | {place for span in tables for place in span}
    wanted = {i for i, gap in enumerate(gaps) if gap == "\n" and i}
    found: list[bool | None] = []
    j = 0
    printed = [line for line in text.split("\n") if line.strip()]
    for line in printed[:-1]:
        start, j = j, j + len(visible(line)[0])
        low = partner[j - 1] + 1 if j - 1 in partner else alignment.to_gold[j - 1]
        high = alignment.to_gold[j]
        places = [i for i in range(low, high + 1) if i in wanted] or [high]
        if partner.keys().isdisjoint(range(start, j)):  # no line of the gold: a running head
            if found:
                found[-1] = None
            found.append(None)
        else:
            found.append(None if excused & set(places) else places[0] in wanted)
    return found


@dataclass(frozen=True)
class Known:
    """A case as the merger sees it."""

    name: str
    group: str
    document: int
    text: str
    gold: str
    ends: Sequence[bool | None]
    weight: float = 1.0


def cases_below(roots: Iterable[Path]) -> list[Path]:
    return sorted(gold.parent for root in roots for gold in root.rglob("gold.txt"))


def load(folders: Iterable[Path], bulk: Iterable[Path] = ()) -> list[Known]:
    """The cases, their raw text as the merger sees it; those that it leaves alone are left out."""
    steps = before_the_merger()
    documents: dict[str, int] = {}
    found: list[Known] = []
    of_document: Counter[int] = Counter()
    gate = {
        path.parent for path in (ROOT / "tests" / "data").glob("*/*/gold.txt") if path.parent.parent.name != "cases"
    }
    weights = [(folder, GATE_WEIGHT if folder.resolve() in gate else CASE_WEIGHT) for folder in folders]
    weights += [(folder, BULK_WEIGHT) for folder in bulk]
    for folder, weight in weights:
        case = Case.load(folder)
        if not is_chinese(case.raw):
            continue
        meta_file = folder / "meta.json"
        source = (
            json.loads(meta_file.read_text("utf-8")).get("source", folder.name) if meta_file.exists() else folder.name
        )
        text = case.raw
        for step in steps:
            text = step(text)
        signs = [f"source {source[:22]}", *(block for block in case.gold.split("\n\n") if len(block) > 30)]
        document = next((documents[sign] for sign in signs if sign in documents), len(documents))
        documents |= dict.fromkeys(signs, document)
        if weight > BULK_WEIGHT:
            group, counts = case.group, weight * GROUP_WEIGHTS.get(case.group, 1.0)
            of_document[document] += 1
        else:
            group, counts = f"bulk {case.group}", weight
        found.append(Known(case.name, group, document, text, case.gold, truth(text, case), counts))
    # A document that has many cases counts no more than one that has few.
    return [
        case if case.group.startswith("bulk ") else replace(case, weight=case.weight / of_document[case.document])
        for case in found
    ]


def samples(found: Sequence[Known]) -> Iterator[Sample]:
    """Real breaks, breaks of spoiled pages, breaks of clean text."""
    after = [step for step in DEFAULT if step.name != "merge-wrapped-lines"]
    for case in found:
        known = max(20, sum(end is not None for end in case.ends))
        weight = case.weight * (200 / known) ** 0.5
        sample = read(Sample(case.document, case.group, weight, case.name), case.text)
        sample.ends = case.ends
        yield sample
    random = Random(1)
    prose = {
        case.document: [b for b in case.gold.strip().split("\n\n") if "|" not in b and "\n" not in b] for case in found
    }
    documents = [document for document, blocks in prose.items() if len(blocks) > 12]
    for _ in range(PAGES):
        document = random.choice(documents)
        count = random.randint(10, 50)
        first = random.randrange(max(1, len(prose[document]) - count))
        page = spoiled_page(prose[document][first : first + count], random)
        sample = read(Sample(document, "", PAGE_WEIGHT), page.text)
        if len(sample.evidence) == len(page.ends):
            sample.ends = page.ends
            yield sample
    for case in found:
        clean = case.gold
        for step in after:
            clean = step(clean)
        for text in (case.gold, clean):
            sample = read(Sample(case.document, "", case.weight * GOLD_WEIGHT), text)
            sample.ends = [None if a or b else True for a, b in pairwise(read_page(text).fixed)]
            yield sample


def fragments(found: Sequence[Known]) -> Iterator[Sample]:
    """A few lines of each case by themselves, as a program has them that cleans block by block."""
    random = Random(2)
    for case in found:
        page = read_page(case.text)
        for _ in range(FRAGMENTS):
            size = random.choice(FRAGMENT_SIZES)
            if size > len(page):
                continue
            first = random.randrange(len(page) - size + 1)
            last = first + size - 1
            start = case.text.rfind("\n", 0, page.start[first]) + 1
            sample = read(Sample(case.document, "", case.weight), case.text[start : page.end[last]])
            if len(sample.evidence) == size - 1:
                sample.ends = case.ends[first:last]
                yield sample


class Table:
    """The categories that occur often enough, as columns of a matrix."""

    def __init__(self, found: Sequence[Sample], kinds: Container[str]) -> None:
        places = [k for k, kind in enumerate(KINDS) if kind in kinds]
        counts = Counter((k, row[k]) for s in found for row in s.evidence for k in places)
        self.columns = {key: n for n, key in enumerate(key for key, count in counts.items() if count >= 3)}

    def matrix(self, sample: Sample) -> Any:
        columns: list[int] = []
        ends = [0]
        for row in sample.evidence:
            columns += [self.columns[key] for key in enumerate(row) if key in self.columns]
            ends.append(len(columns))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(sample.evidence), len(self.columns)))


def doubtful(found: Sequence[Sample], matrices: Sequence[Any]) -> tuple[Any, list[bool], list[float]]:
    """The breaks that no rule decides and whose truth is known: their evidence, whether a block ends, their weights."""
    rows: list[Any] = []
    ends: list[bool] = []
    weights: list[float] = []
    for sample, matrix in zip(found, matrices, strict=True):
        known = [
            i for i, (e, r) in enumerate(zip(sample.ends, sample.rule, strict=True)) if e is not None and r is None
        ]
        if known:
            rows.append(matrix[known])
            ends += [bool(sample.ends[i]) for i in known]
            weights += [sample.weight] * len(known)
    return vstack(rows), ends, weights


def fit(found: Sequence[Sample], matrices: Sequence[Any]) -> LogisticRegression:
    evidence_of, ends, weights = doubtful(found, matrices)
    return LogisticRegression(C=SMOOTHING, max_iter=5000, tol=1e-7).fit(evidence_of, ends, sample_weight=weights)


def weights_of(model: LogisticRegression, table: Table) -> tuple[float, Weights]:
    """The bias of a fitted model, and its weights."""
    weights = {kind: [0] * size for kind, size in zip(KINDS, SIZES, strict=True)}
    _set(weights, table, model.coef_[0])
    return round(float(model.intercept_[0]), 2), weights


def _set(weights: Weights, table: Table, fitted: Any) -> None:
    """Set in `weights` what was `fitted` for the columns of `table`."""
    for (k, category), column in table.columns.items():
        if abs(weight := round(float(fitted[column]), 2)) >= LEAST:
            weights[KINDS[k]][category] = round(100 * weight)


def fit_few(found: Sequence[Sample], bias: float, weights: Weights) -> None:
    """Set the weights of FEW_KINDS by `found`, a few lines each, beside what the other `weights` say of them.

    Whole documents have no such evidence: what they weigh stays as it is.
    """
    for kind in FEW_KINDS:
        weights[kind] = [0] * len(weights[kind])
    few = Table(found, FEW_KINDS)
    known, ends, of_samples = doubtful(found, [few.matrix(sample) for sample in found])
    tables = [[value / 100 for value in weights[kind]] for kind in KINDS]
    said = np.array([
        bias + sum(map(getitem, tables, row))
        for sample in found
        for row, end, rule in zip(sample.evidence, sample.ends, sample.rule, strict=True)
        if end is not None and rule is None
    ])  # fmt: skip
    sign, weight = np.where(ends, 1.0, -1.0), np.array(of_samples)

    def loss(fitted: Any) -> tuple[float, Any]:
        margin = sign * (said + known @ fitted)
        gradient = known.T @ (-weight * sign * expit(-margin)) + fitted / SMOOTHING
        return float(weight @ np.logaddexp(0, -margin) + fitted @ fitted / (2 * SMOOTHING)), gradient

    _set(weights, few, minimize(loss, np.zeros(known.shape[1]), jac=True, method="L-BFGS-B").x)


def write_weights(bias: float, weights: Weights) -> None:
    """Write `weights`, in hundredths, as text that is quick to load; ``--show`` prints them with names."""
    out = [
        '"""What each piece of evidence is worth, in hundredths of log-odds for a paragraph\'s end.',
        "",
        "Written by `scripts/fit_merger.py`, which says what it was fitted on, and shows a table with names:",
        "``fit_merger.py --show 'indent, stop'``. Kind -> a weight for each of its categories.",
        '"""',
        "",
        "from typing import Final",
        "",
        '__all__ = ["BIAS", "WEIGHTS"]',
        "",
        f"BIAS: Final = {bias:g}",
        "WEIGHTS: Final[dict[str, str]] = {",
    ]
    for kind, row in weights.items():
        out += [f'    "{kind}": """', *textwrap.wrap(" ".join(map(str, row)), 118, break_on_hyphens=False), '""",']
    WEIGHTS_FILE.write_text("\n".join([*out, "}"]) + "\n", "utf-8")


def show(kind: str) -> None:
    """Print the weights of one kind of evidence, a line for each category that has one."""
    axes = [AXES[axis] for axis in kind.split(", ")]
    for names, weight in zip(product(*axes), WEIGHTS[kind].split(), strict=True):
        if weight != "0":
            print(f"{int(weight) / 100:6.2f}  {', '.join(names)}")


def probabilities(model: LogisticRegression, sample: Sample, matrix: Any) -> list[float]:
    weighed = model.predict_proba(matrix)[:, 1]
    return [float(w) if rule is None else rule for w, rule in zip(weighed, sample.rule, strict=True)]


def f1(pairs: Iterable[tuple[float, bool | None]]) -> float:
    """F1 of the breaks that end a block."""
    known = [(p > 0.5, end) for p, end in pairs if end is not None]
    hit = sum(said and end for said, end in known)
    return 2 * hit / max(1, sum(said for said, _ in known) + sum(bool(end) for _, end in known))


def report(found: list[Sample], matrices: list[Any], folds: int = 10) -> None:
    """F1 by group with every document left out, beside that with all fitted; calibration; clean text.

    Documents of cases made in bulk are left out a tenth at a time, all others one by one.
    """
    real = [k for k, sample in enumerate(found) if sample.name]
    alone = sorted({found[k].document for k in real if not found[k].group.startswith("bulk ")})
    others = sorted({found[k].document for k in real} - set(alone))
    everything = fit(found, matrices)
    without: dict[int, list[float]] = {}
    for left_out in [*({document} for document in alone), *(set(others[fold::folds]) for fold in range(folds))]:
        kept = [k for k, sample in enumerate(found) if sample.document not in left_out]
        model = fit([found[k] for k in kept], [matrices[k] for k in kept])
        without |= {k: probabilities(model, found[k], matrices[k]) for k in real if found[k].document in left_out}
    groups: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for k in real:
        known = probabilities(everything, found[k], matrices[k])
        groups[found[k].group].append((f1(zip(known, found[k].ends)), f1(zip(without[k], found[k].ends))))  # noqa: B905
    print(f"{'group':12s}{'cases':>6s}{'fitted':>9s}{'left out':>10s}")
    for group, pairs in groups.items():
        fitted, unseen = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
        print(f"{group:12s}{len(pairs):6d}{fitted:9.4f}{unseen:10.4f}")
    print("\nconfidence (document left out)   decisions    right")
    pairs = [(p, end) for k in real for p, end in zip(without[k], found[k].ends, strict=True) if end is not None]
    for low, high in ((0.5, 0.7), (0.7, 0.9), (0.9, 0.99), (0.99, 1.01), (0.9, 1.01)):
        inside = [(p > 0.5) == end for p, end in pairs if low <= max(p, 1 - p) < high]
        print(f"{low:.2f} to {min(1, high):.2f}{'':20s}{len(inside):10d}{sum(inside) / max(1, len(inside)):9.4f}")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", default=[])
    parser.add_argument("--lightly", nargs="+", default=[], metavar="BULK")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--show", choices=KINDS, metavar="KIND")
    options = parser.parse_args(argv)
    if options.show:
        show(options.show)
        return 0
    roots = [Path(path) for path in options.cases] or [ROOT / "tests" / "data"]
    cases = load(cases_below(roots), cases_below(map(Path, options.lightly)))
    if options.few:
        known = {kind: list(map(int, row.split())) for kind, row in WEIGHTS.items()}
        weights = {kind: known.get(kind, [0] * size) for kind, size in zip(KINDS, SIZES, strict=True)}
        fit_few(list(fragments(cases)), BIAS, weights)
        write_weights(BIAS, weights)
        return 0
    found = list(samples(cases))
    table = Table(found, set(KINDS) - FEW_KINDS)
    matrices = [table.matrix(sample) for sample in found]
    print(
        f"{sum(bool(s.name) for s in found)} cases, {sum(len(s.ends) for s in found if s.name)} line breaks of theirs"
    )
    if options.report:
        report(found, matrices)
    if options.write:
        bias, weights = weights_of(fit(found, matrices), table)
        fit_few(list(fragments(cases)), bias, weights)
        write_weights(bias, weights)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
