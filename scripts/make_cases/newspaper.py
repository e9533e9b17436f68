"""Newspaper pages of random design, set from the running text of a newspaper."""

import html
import re
from dataclasses import dataclass
from random import Random

from truth import Block, folded

BYLINE = re.compile("((?:本报|新华社|本报特约)?(?:记者|通讯员))([^，。：；]{2,14})$")
ENDED = re.compile("[。！？…][”’）]?$|[：；，）]$")
HALF_WIDTH = {code: code - 0xFEE0 for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
FONTS = (
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "WenQuanYi Zen Hei",
    "LXGW WenKai",
)
SECTIONS = ("要闻", "经济", "科教·文化", "国际", "副刊", "体育")
GUTTER = 1.5  # em between columns

CSS = """
@page {{ size: {width}pt {height}pt; margin: 36pt; @top-center {{ content: "{head}"; font: 8pt "{d.font}" }} }}
body {{ margin: 0; font: {d.size}pt/{d.leading} "{d.font}"; text-align: {align} }}
section {{ column-gap: 1.5em; column-fill: balance; margin: 0 0 1em }}
section.box {{ border: 1px solid; padding: .6em }}
h2 {{ font-size: {d.head_size}em; text-align: center; margin: .3em 0; letter-spacing: {d.head_spacing}em;
  line-height: 1.25; {span} }}
p {{ margin: 0 0 {d.gap}em; text-indent: {d.indent}em; orphans: 1; widows: 1 }}
p.by, p.sub {{ text-indent: 0; text-align: center }}
p.sub {{ font-weight: bold; margin: .2em 0 }}
p.note {{ text-align: right }}
p.cap {{ font-size: .85em; text-indent: 0 }}
aside {{ float: right; margin: .3em 0 .3em .8em; background: #ddd }}
"""


@dataclass(frozen=True)
class Design:
    """How a page looks. Widths are in em of the text size."""

    em: float  # a column
    page: float
    size: float  # points
    font: str
    indent: float
    gap: float
    leading: float
    justify: bool
    head_size: float
    head_spacing: float
    heads_span: bool  # over all columns of their article
    photos: bool
    uneven: bool  # articles have columns of their own width
    boxes: bool
    head: str
    lines: int


def random_design(random: Random) -> Design:
    em = random.choice([random.uniform(9, 14), random.uniform(12, 20), random.uniform(14, 26), random.uniform(22, 36)])
    em = round(em) if random.random() < 0.7 else em
    head = f"{random.randint(1, 16)}　{random.choice(SECTIONS)}　1998年1月{random.randint(1, 31)}日"
    return Design(
        em=em,
        page=max(em, random.choice([36, 48, 60, 72])) + random.random() * 0.6,
        size=random.choice([8.5, 9, 9, 10, 10.5]),
        font=random.choice(FONTS),
        indent=random.choice([2, 2, 2, 2, 2, 0]),
        gap=random.choice([0, 0, 0, 0, 0.5, 1]),
        leading=random.choice([1.35, 1.5, 1.7]),
        justify=random.random() < 0.85,
        head_size=random.choice([1.2, 1.5, 1.9, 2.4]),
        head_spacing=random.choice([0, 0, 0, 0.15, 0.4]),
        heads_span=random.random() < 0.4,
        photos=random.random() < 0.5,
        uneven=random.random() < 0.35,
        boxes=random.random() < 0.4,
        head=head if random.random() < 0.5 else "",
        lines=random.choice([40, 50, 60]),
    )


def blocks_of(paragraphs: list[str], random: Random) -> list[Block]:
    """What each paragraph of a newspaper's text is: headline, byline, caption, …"""
    found: list[Block] = []
    for text in paragraphs:
        if byline := BYLINE.match(text):
            name = byline[2] if len(byline[2]) != 2 else "　".join(byline[2])
            gap = random.choice(["", "　", " "])
            # The padding of a name is no part of it.
            found.append(Block("by", byline[1] + gap.replace("　", " ") + byline[2], byline[1] + gap + name))
        elif len(text) <= 40 and not ENDED.search(text):
            opens = len(text) > 5 and not (found and found[-1].kind in ("h", "sub")) and random.random() < 0.75
            found.append(Block("h" if opens else "sub", text))
        elif re.fullmatch("（.{1,10}）", text):
            found.append(Block("note", text))
        elif len(text) < 120 and re.search("摄）?$", text):
            found.append(Block("cap", text))
        else:
            found.append(Block("p", text))
    return found


def articles(blocks: list[Block]) -> list[list[Block]]:
    """The blocks, parted at headlines where enough stands before them."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "h" and sum(len(other.text) for other in found[-1]) > 150:
            found.append([])
        found[-1].append(block)
    return found


def newspaper_html(blocks: list[Block], design: Design, random: Random) -> str:
    width = design.size * design.page + 72
    height = design.size * design.leading * design.lines + 72
    css = CSS.format(
        d=design,
        width=width,
        height=height,
        head=design.head,
        align="justify" if design.justify else "left",
        span="column-span: all" if design.heads_span else "",
    )
    body = "".join(article_html(article, design, random) for article in articles(blocks))
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{css}</style>{body}</html>'


def article_html(article: list[Block], design: Design, random: Random) -> str:
    em = random.choice([1, 1.5, 0.7]) * design.em if design.uneven else design.em
    columns = max(1, int((design.page + GUTTER) // (em + GUTTER)))
    width = min(design.page, columns * em + (columns - 1) * GUTTER)
    photo = random.randint(1, 4) if design.photos and em >= 14 else 0
    inner, paragraphs = [], 0
    for block in article:
        text = html.escape(block.shown or block.text, quote=False)
        paragraphs += block.kind == "p"
        if block.kind == "p" and paragraphs == photo:
            size = f"width: {em * random.uniform(0.3, 0.6):.1f}em; height: {random.randint(4, 10)}em"
            inner.append(f'<aside style="{size}"></aside>')
        inner.append(f"<h2>{text}</h2>" if block.kind == "h" else f'<p class="{block.kind}">{text}</p>')
    box = "box" if design.boxes and random.random() < 0.3 else ""
    style = f"column-count: {columns}; width: {width:.2f}em"
    return f'<section class="{box}" style="{style}">{"".join(inner)}</section>'


def furniture_of(design: Design) -> re.Pattern[str]:
    """A pattern for the design's page head, white space set aside."""
    return re.compile(re.escape(folded(design.head)[0]) if design.head else "(?!)")
