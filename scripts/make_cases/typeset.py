"""Blocks typeset as a page: HTML and CSS through Chromium, or Typst."""

import html
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from truth import Block


@dataclass(frozen=True)
class Layout:
    """A page design. Widths are in em of the text size."""

    name: str
    columns: int = 1
    em: float = 30  # width of one column
    indent: float = 2
    gap: float = 0  # between paragraphs
    size: float = 10.5  # points
    font: str = "Noto Serif CJK SC"
    lines: int = 40  # a page's height
    leading: float = 1.6
    justify: bool = True
    float_em: float = 0  # a box at the right that narrows the column
    float_after: int = 2  # it stands before this paragraph
    spaced_heads: float = 0  # letter-spacing of heads in em
    head: str = ""  # running head
    foot: str = ""  # "{n}" is the page number
    lang: str = "zh-CN"


CSS = """
@page {{ size: {width}pt {height}pt; margin: {margin}pt; {boxes} }}
body {{ margin: 0; font: {lay.size}pt/{lay.leading} "{lay.font}"; text-align: {align}; }}
main {{ columns: {lay.columns}; column-gap: 2em; column-fill: auto; }}
h2 {{ font-size: 1.5em; text-align: center; margin: .4em 0; letter-spacing: {lay.spaced_heads}em; line-height: 1.3;
  text-indent: 0 }}
p {{ margin: 0 0 {lay.gap}em; text-indent: {lay.indent}em; orphans: 1; widows: 1 }}
p.by, p.note {{ text-indent: 0; text-align: center }}
p.note {{ text-align: left }}
p.verse {{ text-indent: 0; margin: 0 }}
p.li {{ text-indent: 0; padding-left: 1.5em }}
p.sub {{ font-weight: bold; text-indent: 0; text-align: center; margin: .3em 0 }}
aside {{ float: right; width: {lay.float_em}em; height: 9em; margin: .3em 0 .3em 1em; background: #ddd; }}
p.cap {{ font-size: .85em; text-indent: 0 }}
"""
MARGIN = 36  # points


def page_size(lay: Layout) -> tuple[float, float]:
    """Width and height in points: the columns with two em between, the lines, the margins."""
    width = lay.size * (lay.em * lay.columns + 2 * (lay.columns - 1)) + 2 * MARGIN
    return width, lay.size * lay.leading * lay.lines + 2 * MARGIN


def page_html(blocks: list[Block], lay: Layout) -> str:
    """The blocks as one HTML document."""
    boxes = ""
    if lay.head:
        boxes += f'@top-center {{ content: "{lay.head}"; font: 8pt "{lay.font}" }}'
    if lay.foot:
        content = lay.foot.replace("{n}", '" counter(page) "')
        boxes += f'@bottom-center {{ content: "{content}"; font: 8pt "{lay.font}" }}'
    width, height = page_size(lay)
    align = "justify" if lay.justify else "left"
    css = CSS.format(width=width + 0.5, height=height, margin=MARGIN, boxes=boxes, align=align, lay=lay)
    out, paragraphs = [], 0
    for block in blocks:
        text = html.escape(block.shown or block.text, quote=False).replace("\n", "<br>")
        if block.kind == "h":
            out.append(f"<h2>{text}</h2>")
            continue
        paragraphs += block.kind == "p"
        if block.kind == "p" and lay.float_em and paragraphs == lay.float_after:
            out.append("<aside></aside>")
        out.append(f'<p class="{block.kind}">{text}</p>')
    body = "".join(out)
    return (
        f'<!doctype html><html lang="{lay.lang}"><meta charset="utf-8"><style>{css}</style><main>{body}</main></html>'
    )


def print_html(source: Path, pdf: Path, *, header: bool = False) -> None:
    """Print an HTML file with Chromium, with the browser's own head and foot if wanted."""
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={pdf}"]
    if not header:
        command.append("--no-pdf-header-footer")
    subprocess.run([*command, source.resolve().as_uri()], check=True, capture_output=True, timeout=120)


def typeset(blocks: list[Block], lay: Layout, folder: Path) -> Path:
    """A PDF of the blocks in this layout."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_text(page_html(blocks, lay), "utf-8")
    print_html(folder / "page.html", folder / "page.pdf")
    return folder / "page.pdf"


def typst_preamble(lay: Layout) -> list[str]:
    width, height = page_size(lay)
    foot = lay.foot.replace("{n}", "#counter(page).display()")
    page = [f"width: {width}pt", f"height: {height}pt", f"margin: {MARGIN}pt", f"columns: {lay.columns}"]
    page += [f"header: align(center)[{lay.head}]"] if lay.head else []
    page += [f"footer: context align(center, [{foot}])"] if lay.foot else []
    leading = lay.leading - 1
    par = [f"justify: {str(lay.justify).lower()}", f"leading: {leading}em", f"spacing: {leading + lay.gap}em"]
    par.append(f"first-line-indent: (amount: {lay.indent}em, all: true)")
    return [
        f"#set page({', '.join(page)})",
        f"#set columns(gutter: {2 * lay.size}pt)",
        f'#set text(font: "{lay.font}", size: {lay.size}pt, lang: "zh", region: "cn")',
        f"#set par({', '.join(par)})",
    ]


def typst_block(block: Block, lay: Layout) -> str:
    text = re.sub(r"([\\#*_`$<>@\[\]~=+/-])", r"\\\1", block.shown or block.text).replace("\n", " \\ ")
    if block.kind == "p":
        return text
    flush = f"#par(first-line-indent: 0em)[{text}]"
    if block.kind == "h":
        return f"#align(center, text(size: 1.5em, tracking: {lay.spaced_heads}em)[{flush}])"
    return f"#align(center)[{flush}]" if block.kind in {"by", "sub"} else flush


def typeset_typst(blocks: list[Block], lay: Layout, folder: Path) -> Path:
    """The same through Typst."""
    import typst

    folder.mkdir(parents=True, exist_ok=True)
    source = "\n\n".join([*typst_preamble(lay), *(typst_block(block, lay) for block in blocks)])
    (folder / "page.typ").write_text(source, "utf-8")
    typst.compile(str(folder / "page.typ"), output=str(folder / "page.pdf"))
    return folder / "page.pdf"
