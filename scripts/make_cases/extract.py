"""The text of a PDF's pages through nine extractors."""

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

Reader = Callable[[Path, int, int | None], str]


def poppler(option: str, pdf: Path, first: int, last: int | None) -> str:
    pages = ["-f", str(first), *(["-l", str(last)] if last else [])]
    command = ["pdftotext", *([option] if option else []), *pages, str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def pypdf(pdf: Path, first: int, last: int | None) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages[first - 1 : last])


def pdfminer(pdf: Path, first: int, last: int | None) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(pdf, page_numbers=range(first - 1, last) if last else None))


def pymupdf(pdf: Path, first: int, last: int | None) -> str:
    import pymupdf

    return "\n".join(page.get_text() for page in list(pymupdf.open(pdf))[first - 1 : last])


def pymupdf_blocks(pdf: Path, first: int, last: int | None) -> str:
    import pymupdf

    pages = list(pymupdf.open(pdf))[first - 1 : last]
    return "\n".join(block[4] for page in pages for block in page.get_text("blocks") if block[6] == 0)


def pdfplumber(pdf: Path, first: int, last: int | None) -> str:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages[first - 1 : last])


def pdfium(pdf: Path, first: int, last: int | None) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    texts = [document[i].get_textpage().get_text_range() for i in range(first - 1, last or len(document))]
    return "\n".join(texts).replace("\r\n", "\n")


EXTRACTORS: dict[str, Reader] = {
    "pdftotext": partial(poppler, ""),
    "pdftotext-layout": partial(poppler, "-layout"),
    "pdftotext-raw": partial(poppler, "-raw"),
    "pypdf": pypdf,
    "pdfminer": pdfminer,
    "pymupdf": pymupdf,
    "pymupdf-blocks": pymupdf_blocks,
    "pdfplumber": pdfplumber,
    "pdfium": pdfium,
}


def extract(pdf: Path, name: str, first: int = 1, last: int | None = None) -> str:
    """Pages `first` to `last` (counted from 1, both included), as the extractor gives them."""
    return EXTRACTORS[name](Path(pdf), first, last)
