"""Make `page` cases: prose with known paragraphs, typeset, and read back by the extractors (plan.toml says which).

    python page_cases.py DOCS OUT

DOCS holds block files: one block a line, `kind TAB text [TAB text as typeset]`, kind one of h sub by p li cap note
verse; docs/ beside this file has four.
Needs: Debian chromium, poppler-utils, fonts-noto-cjk, fonts-arphic-uming, fonts-arphic-ukai, fonts-wqy-zenhei,
fonts-lxgw-wenkai; PyPI typst, pypdf, pdfminer.six, pymupdf, pdfplumber, pypdfium2.
"""

import logging
import re
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from extract import extract
from truth import Block, content, folded, make_case, write_extracted
from typeset import Layout, typeset, typeset_typst

PLAN: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("plan.toml").read_text("utf-8"))


def read_blocks(path: Path, first: int = 0, limit: int = sys.maxsize) -> list[Block]:
    """The blocks of a file from block `first` on, up to about `limit` characters."""
    blocks: list[Block] = []
    for line in path.read_text("utf-8").splitlines()[first:]:
        kind, text, *shown = line.split("\t")
        blocks.append(Block(kind, text, shown[0].replace("\\n", "\n") if shown else ""))
        if sum(len(block.text) for block in blocks) > limit:
            break
    return blocks


def layout_of(job: dict[str, Any]) -> Layout:
    """The layout that a line of the plan names."""
    return Layout(**{key: value for key, value in job.items() if key in Layout.__dataclass_fields__})


def furniture_of(layout: Layout) -> re.Pattern[str]:
    """A pattern for this layout's page heads and feet, white space set aside."""
    forms = [re.escape(folded(layout.head)[0])] if layout.head else []
    if layout.foot:
        forms.append(re.escape(folded(layout.foot)[0]).replace(re.escape("{n}"), r"\d{1,3}"))
    return re.compile("|".join(f"(?:{form})" for form in forms) or r"(?!)")


def main(docs: Path, out: Path) -> None:
    jobs = [(typeset, "Chromium", job) for job in PLAN["chromium"]]
    jobs += [(typeset_typst, "Typst", job) for job in PLAN["typst"]]
    with tempfile.TemporaryDirectory() as tmp:
        for engine, maker, job in jobs:
            layout, doc = layout_of(job), job["doc"]
            blocks = read_blocks(docs / f"{doc}.txt", limit=job["chars"])
            pdf = engine(blocks, layout, Path(tmp) / layout.name)
            for name in job["readers"].split():
                case = make_case(extract(pdf, name), blocks, furniture_of(layout))
                lost = content(case.unmatched + case.removed)
                good = case.coverage > 0.995 and lost <= 3 and case.crossed <= 2
                label = f"{doc}-{layout.name}-{name}"
                print(f"{'ok' if good else 'DROP':5s}{job['split']:6s}{label:44s} {lost} characters without a place")
                if good:
                    source = (
                        f"{blocks[0].text[:30]}; {maker}, {layout.columns} columns of {layout.em:g} em,"
                        f" indent {layout.indent:g}, gap {layout.gap:g}, {layout.font}"
                    )
                    folder = out / job["split"] / "page" / label
                    write_extracted(folder, case, group="page", kind="typeset", source=source, extractor=name)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
