#!/usr/bin/env python3
"""Make docs/normalizers.md and the tables of the READMEs from code and floors, and check the documents.

docs.py            write what is generated
docs.py --check    exit 1 where a generated part is not current, a docstring lacks a section or a link leads nowhere
"""

import argparse
import ast
import importlib
import inspect
import json
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from itertools import pairwise
from pathlib import Path

import ocrclean
from ocrclean import DEFAULT, Normalizer, Pipeline

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "ocrclean"
PAGE = ROOT / "docs" / "normalizers.md"
README = ROOT / "README.md"
CHINESE_README = ROOT / "README.zh-CN.md"
FLOORS = ROOT / "tests" / "data" / "floors.json"

FIGURES = ("F1", "exact", "cer", "space")
HEADS = ("cases", "boundaries (F1)", "exact blocks", "character errors, %", "wrong spaces per 1,000")
GROUPS = {
    "seeds": "newspaper pages",
    "page": "typeset pages through PDF extractors",
    "pdf": "PDF manuals",
    "web": "web pages printed by a browser",
    "ocr": "Tesseract and RapidOCR output",
}
CHINESE_HEADS = ("用例", "段落边界（F1）", "完全正确的段落", "字符错误率（%）", "每千字错误空格")
CHINESE_GROUPS = {
    "seeds": "报纸版面",
    "page": "排版页面，经 PDF 提取工具读出",
    "pdf": "PDF 手册",
    "web": "浏览器打印的网页",
    "ocr": "Tesseract 和 RapidOCR 的输出",
}

_PREFACE = """\
# Normalizers

<!-- Made by scripts/docs.py from the docstrings and examples of the code; edit those. -->

Each is a `str -> str` function with `.edits(text)`, which lists the changes with their places and rules. The class of
change says what may differ between input and output: `space` (white space alone), `width` (characters change into
others of the same meaning), `delete` (characters are only deleted), `reorder` (the same characters in another order,
table markup aside), `recode` (any character may become others). "Before" and "after" are run as tests.
"""


def normalizers() -> list[tuple[str, Normalizer]]:
    """The exported instances by their Python names: the default order first, then the others by name."""
    found = {
        value: name
        for name in ocrclean.__all__
        if isinstance(value := getattr(ocrclean, name), Normalizer) and not isinstance(value, Pipeline)
    }
    others = sorted((n for n in found if n not in DEFAULT), key=lambda normalizer: normalizer.name)
    return [(found[normalizer], normalizer) for normalizer in (*DEFAULT, *others)]


def prose(docstring: str) -> str:
    """The paragraphs of a docstring without its doctests, as Markdown."""
    paragraphs = [p for p in inspect.cleandoc(docstring).split("\n\n") if not p.lstrip().startswith(">>>")]
    return "\n\n".join(paragraphs).replace("``", "`")


def option_notes(normalizer: Normalizer) -> dict[str, str]:
    """The string below each field in the source of the class: what the option means."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(type(normalizer))))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    notes = {}
    for field, note in pairwise(body):
        is_note = isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and is_note:
            notes[field.target.id] = " ".join(str(ast.literal_eval(note.value)).split())  # type: ignore[attr-defined]
    return notes


def block(text: str) -> str:
    """`text` as a code block; white space that would not be seen is spelled out."""
    visible = re.sub(r"[^\S\n ]|[\u200b-\u200f\ufeff\x00-\x08]", lambda m: f"\\u{ord(m[0]):04x}", text.rstrip("\n"))
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", visible))])
    return f"{fence}text\n{visible}\n{fence}"


def section(python_name: str, normalizer: Normalizer) -> Iterator[str]:
    yield f"## {normalizer.name}"
    in_default = "in the default pipeline" if normalizer in DEFAULT else "not in the default pipeline"
    yield f"`ocrclean.{python_name}` · changes: `{normalizer.change.value}` · {in_default}"
    yield prose(type(normalizer).__doc__ or "")
    notes = option_notes(normalizer)
    options = [field for field in fields(normalizer) if field.default is not MISSING]  # type: ignore[arg-type]
    if options:
        rows = [f"| `{field.name}` | `{field.default!r}` | {notes.get(field.name, '')} |" for field in options]
        yield "\n".join(["| option | default | meaning |", "|---|---|---|", *rows])
    for before, after in normalizer.examples:
        yield f"Before:\n\n{block(before)}\n\nAfter:\n\n{block(after)}"
    if normalizer.counter_examples:
        yield "Left as they are:"
        yield from map(block, normalizer.counter_examples)


def page() -> str:
    parts = [_PREFACE.rstrip("\n")]
    for python_name, normalizer in normalizers():
        parts += section(python_name, normalizer)
    return "\n\n".join(parts) + "\n"


def table() -> str:
    rows = []
    for _, n in normalizers():
        name, in_default = f"[`{n.name}`](docs/normalizers.md#{n.name})", "yes" if n in DEFAULT else "no"
        rows.append(f"| {name} | {n.summary} | {n.change.value} | {in_default} |")
    return "\n".join(["| name | what it does | changes | default |", "|---|---|---|---|", *rows])


def figures(heads: Sequence[str], groups: Mapping[str, str]) -> str:
    """The pinned figures of each group of cases, as "first measured, before there was a normalizer -> now"."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for group, title in groups.items():
        cells = [f"{floors[group][f][0]['floor']:g} → {floors[group][f][-1]['floor']:g}" for f in FIGURES]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def filled(path: Path, tables: Mapping[str, str]) -> str:
    """A document with the parts between ``<!-- name -->`` and ``<!-- /name -->`` made anew."""
    text = path.read_text("utf-8")
    for name, made in tables.items():
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, _, rest = text.partition(start)
        text = f"{before}{start}\n{made}\n{end}{rest.partition(end)[2]}"
    return text


def generated() -> dict[Path, str]:
    """The documents that are made, or have parts that are made, and what they should be."""
    return {
        PAGE: page(),
        README: filled(README, {"normalizers": table(), "figures": figures(HEADS, GROUPS)}),
        CHINESE_README: filled(CHINESE_README, {"figures": figures(CHINESE_HEADS, CHINESE_GROUPS)}),
    }


def docstring_faults() -> Iterator[str]:
    """Public names without a docstring, and normalizers whose docstring lacks a section."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        if path.name == "__main__.py" or path.name.startswith("_"):
            continue
        module = importlib.import_module(name)
        if not module.__doc__:
            yield f"{name}: the module has no docstring"
        for public in getattr(module, "__all__", ()):
            value = getattr(module, public)
            if getattr(value, "__module__", None) == name and (inspect.isclass(value) or inspect.isroutine(value)):
                yield from _public_faults(f"{name}.{public}", value)
    for _, normalizer in normalizers():
        yield from normalizer_faults(normalizer)


def _public_faults(name: str, value: object) -> Iterator[str]:
    if not (getattr(value, "__doc__", None) or "").strip():
        yield f"{name}: no docstring"
    if not inspect.isclass(value):
        return
    for member, function in vars(value).items():
        is_inherited = any(member in vars(base) for base in value.__mro__[1:])
        if inspect.isfunction(function) and not member.startswith("_") and not is_inherited and not function.__doc__:
            yield f"{name}.{member}: no docstring"


def normalizer_faults(normalizer: Normalizer) -> Iterator[str]:
    """What a normalizer's docstring, summary and examples lack."""
    docstring = inspect.cleandoc(type(normalizer).__doc__ or "")
    paragraphs = docstring.split("\n\n")
    if len([p for p in paragraphs if not p.startswith(">>>")]) < 3:
        yield f"{normalizer.name}: the docstring says what, why and what is left alone in less than three paragraphs"
    if not re.search(r"(?i)left alone:|left as it is", docstring):
        yield f"{normalizer.name}: the docstring does not say what is left alone"
    if ">>>" not in docstring:
        yield f"{normalizer.name}: no doctest"
    if not normalizer.examples or not normalizer.counter_examples:
        yield f"{normalizer.name}: examples or counter-examples are missing"
    if not normalizer.summary or normalizer.summary.endswith("."):
        yield f"{normalizer.name}: the summary is one line without a full stop"


def link_faults() -> Iterator[str]:
    """Links of the documents to files or headings that are not there."""
    for path in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]:
        text = re.sub(r"(?ms)^(`{3,}).*?^\1", "", path.read_text("utf-8"))
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, heading = target.partition("#")
            to = (path.parent / file) if file else path
            if not to.exists():
                yield f"{path.name}: no such file: {target}"
            elif heading and heading not in headings(to):
                yield f"{path.name}: no such heading: {target}"


def headings(path: Path) -> set[str]:
    """The anchors of a Markdown file's headings, as GitHub makes them."""
    titles = re.findall(r"(?m)^#+ +(.+)$", path.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def faults() -> Iterator[str]:
    for path, made in generated().items():
        if not path.exists() or path.read_text("utf-8") != made:
            yield f"{path.relative_to(ROOT)} is not current: run scripts/docs.py"
    yield from docstring_faults()
    yield from link_faults()


def write() -> None:
    """Make everything that is made anew."""
    for path, made in generated().items():
        path.write_text(made, "utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args(argv)
    if not args.check:
        write()
    found = list(faults())
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
