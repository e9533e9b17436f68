"""Make `pdf` cases (PDF manuals that Debian ships, truth from their HTML) and `web` cases (HTML manuals printed by
Chromium with its head and foot).

    python pdf_cases.py ROOT OUT

ROOT holds the unpacked Debian packages (`dpkg-deb -x NAME.deb ROOT/NAME`): maint-guide-zh-cn, maint-guide-zh-tw,
debian-edu-doc-legacy-zh-cn, debian-handbook, gimp-help-zh-cn, kicad-doc-zh. Needs what page_cases.py needs, and lxml.
"""

import logging
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from extract import extract
from markup import html_blocks
from truth import Case, content, longest_sound_part, write_extracted
from typeset import print_html

LEGACY = "debian-edu-doc-legacy-zh-cn/usr/share/doc/debian-edu-doc-legacy-zh-cn/"
HANDBOOK = "debian-handbook/usr/share/doc/debian-handbook/html/zh-CN/"
GIMP = "gimp-help-zh-cn/usr/share/gimp/2.0/help/zh_CN/"
KICAD = "kicad-doc-zh/usr/share/doc/kicad/help/zh/"
CHAPTERS = ("start", "first", "modify", "dreq", "dother", "build", "checkit", "update", "upload", "advanced")


@dataclass(frozen=True)
class Manual:
    split: str
    pdf: str
    pages: list[str]  # its HTML files
    furniture: str  # a pattern for page heads and feet, white space set aside
    windows: str  # "7-10:pypdf": pages and extractor


def maint_guide(split: str, lang: str, title: str, windows: str) -> Manual:
    base = f"maint-guide-zh-{lang}/usr/share/doc/maint-guide-zh-{lang}/"
    pages = [f"{base}html/{chapter}.zh-{lang}.html" for chapter in CHAPTERS]
    return Manual(split, f"{base}maint-guide.zh-{lang}.pdf", pages, rf"(?:{title})?(?:\d+/\d+)?(?:{title})?", windows)


def edu_manual(split: str, name: str, title: str, windows: str) -> Manual:
    head = f"DebianEdu/Skolelinux{title}手册"
    base = f"{LEGACY}{name}-manual"
    return Manual(split, f"{base}.pdf", [f"{base}.html"], rf"(?:{head})?(?:\d+/\d+)?(?:{head})?", windows)


MANUALS = {
    "maint-cn": maint_guide(
        "train",
        "cn",
        "Debian新维护者手册",
        "7-10:pypdf 9-12:pdfium 13-16:pdftotext 18-21:pymupdf 22-25:pdftotext-layout 27-30:pdfminer 32-35:pdfplumber"
        " 40-43:pypdf 46-49:pdftotext-raw",
    ),
    "maint-tw": maint_guide(
        "test",
        "tw",
        r"Debian新維護\w{1,2}手冊",
        "7-10:pdftotext 10-13:pypdf 14-17:pdfium 19-22:pdfminer 24-27:pymupdf-blocks 30-33:pdftotext-layout"
        " 38-41:pdfplumber 45-48:pymupdf",
    ),
    "rosegarden": edu_manual(
        "test",
        "rosegarden",
        "Rosegarden",
        "6-11:pdftotext 8-13:pypdf 14-20:pdfminer 20-33:pdfium 28-42:pdftotext-layout",
    ),
    "audacity": edu_manual("train", "audacity", "Audacity", "4-15:pdftotext 4-15:pypdf 4-15:pdfium 4-15:pdfminer"),
    "itil": edu_manual("train", "debian-edu-itil", "ITIL", "7-11:pdftotext 12-16:pypdf 17-22:pymupdf 8-12:pdfplumber"),
}
WEB = {
    "dpkg": ("train", HANDBOOK + "sect.manipulating-packages-with-dpkg.html"),
    "common": ("train", HANDBOOK + "sect.common-procedures.html"),
    "hostname": ("train", HANDBOOK + "sect.hostname-name-service.html"),
    "maintainer": ("train", HANDBOOK + "sect.becoming-package-maintainer.html"),
    "syslog": ("train", HANDBOOK + "sect.syslog.html"),
    "gimp20": ("test", GIMP + "gimp-introduction-history-2-0.html"),
    "gimp26": ("test", GIMP + "gimp-introduction-history-2-6.html"),
    "gfdl1": ("test", GIMP + "gfdl-1.html"),
    "gfdl4": ("test", GIMP + "gfdl-4.html"),
    "kicad": ("test", KICAD + "introduction.html"),
}
READERS = (
    "pdftotext",
    "pypdf",
    "pdfium",
    "pdfminer",
    "pymupdf",
    "pdftotext-layout",
    "pdfplumber",
    "pdftotext-raw",
)
BROWSER = re.compile(r"\d+/\d+/\d+,\d+:\d+[AP]M.{0,80}|file:///.*|\d+/\d+|.{0,60}file:///\S*\d+/\d+")


def sound(label: str, split: str, case: Case) -> bool:
    """Whether the pairing leaves no doubt; says so on the terminal."""
    size, lost, cut = len(case.gold), content(case.unmatched), content(case.removed)
    good = (
        size > 1200 and not lost and case.crossed <= 4 and cut < 0.3 * size and not case.stray and case.coverage > 0.93
    )
    print(
        f"{'ok' if good else 'DROP':5s}{split:6s}{label:30s} {size} characters, {case.coverage:.3f} of the source,"
        f" {lost} without a place, {cut} taken out, {case.crossed} breaks missing"
    )
    return good


def pdf_cases(root: Path, out: Path) -> None:
    for ident, manual in MANUALS.items():
        blocks = [block for page in manual.pages for block in html_blocks(root / page, links=True)]
        pattern = re.compile(manual.furniture)
        for window in manual.windows.split():
            span, name = window.split(":")
            first, last = map(int, span.split("-"))
            raw = extract(root / manual.pdf, name, first, last)
            case = longest_sound_part(raw, blocks, pattern)
            label = f"{ident}-p{first}-{name}"
            if sound(label, manual.split, case):
                package, file = manual.pdf.split("/")[0], manual.pdf.split("/")[-1]
                source = f"Debian package {package}: {file}, pages {span}, against its HTML"
                folder = out / manual.split / "pdf" / label
                write_extracted(folder, case, group="pdf", kind="pdf+source", source=source, extractor=name)


def web_cases(root: Path, out: Path) -> None:
    # The browser's foot shows the file's address: as it would be on a Debian system.
    here = re.compile(rf"(?<=///){re.escape(str(root.resolve()).lstrip('/'))}/[^/]*/")
    with tempfile.TemporaryDirectory() as tmp:
        for n, (ident, (split, page)) in enumerate(WEB.items()):
            blocks = html_blocks(root / page, numbered=True)
            pdf = Path(tmp) / f"{ident}.pdf"
            print_html(root / page, pdf, header=True)
            for name in (READERS[2 * n % 8], READERS[(2 * n + 3) % 8]):
                case = longest_sound_part(here.sub("", extract(pdf, name)), blocks, BROWSER)
                label = f"{ident}-{name}"
                if sound(label, split, case):
                    package, file = page.split("/")[0], page.split("/")[-1]
                    source = f"Debian package {package}: {file}, printed by Chromium with its head and foot"
                    folder = out / split / "web" / label
                    write_extracted(folder, case, group="web", kind="web print", source=source, extractor=name)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    pdf_cases(Path(sys.argv[1]), Path(sys.argv[2]))
    web_cases(Path(sys.argv[1]), Path(sys.argv[2]))
