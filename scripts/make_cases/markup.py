"""Blocks of an HTML page."""

import re
from pathlib import Path

from lxml import html
from truth import Block, tidy

BLOCK_TAGS = """
p li dt dd h1 h2 h3 h4 h5 h6 td th pre figcaption caption blockquote div section article ul ol dl table body tr tbody
thead tfoot main header footer nav aside hr figure address center colgroup form
"""
BLOCK = frozenset(BLOCK_TAGS.split())
KIND = {"li": "li", "dt": "li", "dd": "p", "td": "skip", "th": "skip", "figcaption": "cap", "caption": "cap"}
NUMBER = re.compile(r"^(?:第\s*\d+\s*章\s*[.、]?|附录\s*[A-Z]\s*[.、]?|[A-Z]?\d*(?:\.\d+)+\.?|\d+\.(?!\d))\s*")
CROSS_REFERENCE = re.compile(r"^(第\s*[\d.A-Z]+\s*[章节]|附录\s*[A-Z])[ ,]*[“”「].*$", re.S)
APART = ("navheader", "navfooter", "docnav", "footnote", "list-of", "toc")
UNWANTED = (
    "//script|//style|//sup|//*[normalize-space(text())='Download the ebook']"
    f"|//*[{' or '.join(f'contains(@class,{name!r})' for name in APART)}][not(self::body)]"
)


def prune(tree: html.HtmlElement) -> None:
    """Out with what a printed page has elsewhere or not at all: navigation, contents lists, footnotes, their marks."""
    for element in tree.xpath(UNWANTED):
        if element.getparent() is not None:
            element.drop_tree()


def as_printed(tree: html.HtmlElement, links: bool) -> None:
    """Links as dblatex prints them: a cross-reference without the title it quotes; an outside address in brackets."""
    for element in tree.xpath("//a[@href]"):
        text, address = element.text_content(), element.get("href")
        if links and address.startswith(("http", "mailto:")) and text.strip() != address:
            element.tail = f" ({address}){element.tail or ''}"
        if "xref" in (element.get("class") or "") or re.match(r"第\s*[\d.]+\s*[章节] “", text):
            for child in list(element):
                element.remove(child)
            element.text = CROSS_REFERENCE.sub(r"\1", text.strip())


class Reader:
    """Walks a page and gathers its blocks."""

    def __init__(self, numbered: bool) -> None:
        self.numbered = numbered
        self.blocks: list[Block] = []

    def flush(self, buffer: list[str], kind: str) -> None:
        text = tidy("".join(buffer))
        buffer.clear()
        if text:
            self.blocks.append(Block(kind, text if self.numbered or kind != "h" else NUMBER.sub("", text)))

    def walk(self, element: html.HtmlElement, kind: str, buffer: list[str]) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag == "head":
            return
        if tag == "pre":
            self.flush(buffer, kind)
            self.blocks.append(Block("skip", element.text_content()))
        elif tag in BLOCK:
            self.flush(buffer, kind)
            inner = "h" if re.fullmatch(r"h\d", tag) else kind if kind == "skip" else KIND.get(tag, "p")
            own: list[str] = []
            self.inline(element, inner, own)
            self.flush(own, inner)
        elif tag == "br":
            buffer.append(" ")
        else:
            self.inline(element, kind, buffer)

    def inline(self, element: html.HtmlElement, kind: str, buffer: list[str]) -> None:
        buffer.append(element.text or "")
        for child in element:
            self.walk(child, kind, buffer)
            buffer.append(child.tail or "")


def html_blocks(path: Path, *, numbered: bool = False, links: bool = False) -> list[Block]:
    """The blocks of an HTML file. Code and table cells come as `skip`.

    Heading numbers go unless `numbered`: a PDF of the same text prints its own. `links`: see `as_printed`.
    """
    tree = html.fromstring(Path(path).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    prune(tree)
    as_printed(tree, links)
    reader = Reader(numbered)
    reader.walk(tree.xpath("//body")[0], "p", [])
    return reader.blocks
