"""Make `ocr` cases: the same kinds of prose, rendered to an image and read by Tesseract 5 and RapidOCR (see plan.toml).

    python ocr_cases.py DOCS OUT

Truth is the typeset blocks; a case is one page with one column, so the order is given.
Needs: what page_cases.py needs; Debian tesseract-ocr, tesseract-ocr-chi-sim, tesseract-ocr-chi-tra; PyPI pillow, numpy,
opencc, rapidfuzz, rapidocr-onnxruntime and rapidocr (their wheels carry the models).
"""

import functools
import re
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import opencc
import pypdfium2
from page_cases import PLAN, layout_of, read_blocks
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein
from truth import Block, folded, one_line, write_case
from typeset import typeset

LANGUAGES = {"tess-eng": "{0}+eng", "tess-engfirst": "eng+{0}"}
OPTIONS = {"tess-sp0": ["-c", "preserve_interword_spaces=0"], "tess-psm4": ["--psm", "4"]}
ENGINES = {"rapid1": "rapidocr-onnxruntime 1.4.4 (PP-OCRv4)", "rapid3": "rapidocr 3 (PP-OCRv6 small)"}
WORST = 12  # per cent of misread characters: beyond that the page is unreadable and teaches nothing


def render(pdf: Path, dpi: int, noise: bool, out: Path) -> Path:
    """Page 1 as a grey image, its empty foot cut off; `noise` adds grain, a faint blur and a slight turn."""
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", "-singlefile", str(pdf), str(out)], check=True)
    path = out.with_suffix(".png")
    image = Image.open(path).convert("L")
    bottom = Image.eval(image, lambda v: 255 - v).getbbox()[3]
    image = image.crop((0, 0, image.width, min(image.height, bottom + dpi // 2)))
    if noise:
        image = image.rotate(0.15, fillcolor=255, resample=Image.Resampling.BICUBIC)
        image = image.filter(ImageFilter.GaussianBlur(0.6))
        grain = np.random.default_rng(7).normal(0, 12, (image.height, image.width))
        image = Image.fromarray(np.clip(np.asarray(image, float) + grain, 0, 255).astype("uint8"))
    image.save(path, dpi=(dpi, dpi))
    return path


def tesseract(image: Path, reading: str, model: str, dpi: int) -> str:
    """Tesseract's text, or its searchable PDF read by pdftotext."""
    language = LANGUAGES.get(reading, "{0}").format(model)
    command = ["tesseract", str(image), "-", "-l", language, "--dpi", str(dpi), *OPTIONS.get(reading, [])]
    if reading == "tess-pdf":
        pdf = subprocess.run([*command, "pdf"], check=True, capture_output=True).stdout
        return subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


@functools.cache
def rapid_engine(reading: str) -> Any:
    if reading == "rapid1":
        from rapidocr_onnxruntime import RapidOCR
    else:
        from rapidocr import RapidOCR
    return RapidOCR()


def rapidocr(image: Path, reading: str) -> str:
    """RapidOCR's lines in its own order, one detected line to a line."""
    result = rapid_engine(reading)(str(image))
    texts = [found[1] for found in result[0]] if reading == "rapid1" else list(result.txts)
    return "\n".join(texts) + "\n"


def read_image(image: Path, reading: str, model: str, dpi: int) -> str:
    """What one of the engines reads."""
    return rapidocr(image, reading) if reading.startswith("rapid") else tesseract(image, reading, model, dpi)


def misread(raw: str, gold: str) -> float:
    """Misread characters per cent, white space set aside."""
    read, true = folded(raw)[0], folded(gold)[0]
    return 100 * float(Levenshtein.distance(read, true)) / len(true)


def traditional(blocks: list[Block]) -> list[Block]:
    """The blocks in Traditional characters with corner quotes."""
    convert, quotes = opencc.OpenCC("s2t").convert, str.maketrans("“”‘’", "「」『』")

    def turn(text: str) -> str:
        return str(convert(text)).translate(quotes)

    return [replace(block, text=turn(block.text), shown=turn(block.shown)) for block in blocks]


def gold_of(blocks: list[Block]) -> str:
    """The blocks as gold text: Latin letters and digits half-width."""
    texts = [one_line(block.text) for block in blocks]
    half = [re.sub("[Ａ-Ｚａ-ｚ０-９]", lambda m: unicodedata.normalize("NFKC", m.group()), text) for text in texts]
    return "\n\n".join(half) + "\n"


def describe(job: dict[str, Any], blocks: list[Block], reading: str) -> dict[str, object]:
    layout = layout_of(job)
    return {
        "group": "ocr",
        "kind": "ocr " + layout.name.rstrip("0123456789"),
        "source": blocks[0].text[:30],
        "engine": ENGINES.get(reading, "tesseract 5.3.0 (Debian tessdata)"),
        "options": " ".join([reading, job["script"], *OPTIONS.get(reading, [])]),
        "page": {
            "chars_per_line": layout.em,
            "columns": 1,
            "dpi": job["dpi"],
            "noise": "light" if job["noise"] else "clean",
            "first_line_indent_em": layout.indent,
            "gap_em": layout.gap,
            "font": layout.font,
        },
    }


def main(docs: Path, out: Path) -> None:
    with tempfile.TemporaryDirectory() as tmp:
        for job in PLAN["ocr"]:
            blocks = read_blocks(docs / f"{job['doc']}.txt", job["first"], job["chars"])
            if job["script"] == "chi_tra":
                blocks = traditional(blocks)
            layout = layout_of(job)
            folder = Path(tmp) / layout.name
            pdf = typeset(blocks, replace(layout, lines=max(layout.lines, 75)), folder)
            if len(pypdfium2.PdfDocument(pdf)) > 1:
                print("DROP more than a page:", layout.name)
                continue
            image = render(pdf, job["dpi"], job["noise"], folder / "page")
            gold = gold_of(blocks)
            for reading in job["readers"].split():
                raw = read_image(image, reading, job["script"], job["dpi"])
                errors = misread(raw, gold)
                label = f"{job['doc']}-{layout.name}-{reading}"
                good = errors < WORST
                print(f"{'ok' if good else 'DROP':5s}{job['split']:6s}{label:40s} {errors:.2f} % misread", flush=True)
                if good:
                    write_case(out / job["split"] / "ocr" / label, raw, gold, describe(job, blocks, reading))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
