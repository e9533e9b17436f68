"""Pages set from known paragraphs and spoiled as extractors and engines spoil them, with the truth of every line break.

`fit_merger.py` learns from them beside the real cases, so that the weights know widths, habits and artefacts that few
real cases show. Nothing here is random beyond the generator that is handed in.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from ocrclean.chars import NO_LINE_END, NO_LINE_START, em_width, is_asian

__all__ = ["SpoiledPage", "spoiled_page"]

_UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:/%_+\-=@~#&*'()]*| +|.", re.DOTALL)
_MARKS_MEET = re.compile("[，。、；：？！）》」』”’](?=[（《「“‘，。、；：？！）》」』”’])")
_HAN_DIGITS = "一二三四五六七八九十"
_HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")
_BYLINES = ("本报记者 王丽", "□ 本报记者 李 明", "记者 张建国", "新华社记者 欧阳修", "通讯员 陈 静")
_NOTES = (
    "2024年10月17日",
    "二〇二一年三月五日",
    "（数据来源：国家统计局）",
    "（上接第一版）",
    "联系人：王小姐 联系电话：0351-6817856",
    "通信地址：太原市迎泽西大街16号 邮政编码：030024",
    "本版编辑 周雷 陶玙",
)


@dataclass(frozen=True)
class SpoiledPage:
    """A text and, for each break between its printed lines, whether it ends a block."""

    text: str
    ends: Sequence[bool]


@dataclass(frozen=True)
class _Style:
    """How a page is set."""

    width: float
    heading_width: float
    indent: str  # "lost", "printed" or "none"
    blanks: str  # "none", "between", "mostly between" or "every line"
    squeeze: float  # 0: punctuation keeps its width; above 0: it gives up some where marks meet; 1: at line ends, too
    push_in: bool
    stretch: float  # a line shorter than its column by more than this is letter-spaced; 0: never


def spoiled_page(blocks: Sequence[str], random: Random) -> SpoiledPage:
    """A page of `blocks` (paragraphs and headings in order), set and spoiled in one of many ways."""
    if random.random() < 0.1:
        lines, ends, blanks = *_unwrapped(blocks, random), random.choice(["none", "every line", "every line"])
    else:
        style = _style(random)
        lines, ends = _set_page(_enriched(blocks, random), style, random)
        lines, ends = _spoil(lines, ends, random)
        blanks = style.blanks
    text = "".join(
        line + "\n" + "\n" * _blank_follows(blanks, end, random) for line, end in zip(lines, ends, strict=True)
    )
    return SpoiledPage(text, ends[:-1])


def _style(random: Random) -> _Style:
    width = random.choice(
        [random.uniform(8, 16), random.uniform(14, 26), random.uniform(18, 32), random.uniform(28, 50)]
    )
    width = round(width * 2) / 2 if random.random() < 0.3 else round(width)
    return _Style(
        width=max(8.0, width),
        heading_width=max(8.0, width) * random.choice([1, 0.65, 0.8]),
        indent=random.choice(["lost", "lost", "lost", "lost", "printed", "none", "none"]),
        blanks=random.choice(["none", "none", "none", "between", "every line", "mostly between"]),
        squeeze=random.choice([0, 0, 0.5, 1]),
        push_in=random.random() < 0.6,
        stretch=random.choice([0, 0, 1.0, 1.5]),
    )


def _blank_follows(blanks: str, end: bool, random: Random) -> bool:
    if blanks == "mostly between":
        return (end and random.random() < 0.8) or random.random() < 0.02
    return blanks == "every line" or (blanks == "between" and end)


def _unwrapped(blocks: Sequence[str], random: Random) -> tuple[list[str], list[bool]]:
    """One paragraph a line; page breaks cut some in mid-sentence."""
    lines: list[str] = []
    ends: list[bool] = []
    for block in blocks:
        cut = random.randint(15, len(block) - 8) if len(block) > 40 and random.random() < 0.15 else 0
        if (
            cut
            and is_asian(block[cut])
            and block[cut] not in NO_LINE_START
            and block[cut - 1] not in NO_LINE_END | {"。"}
        ):
            lines += [block[:cut], block[cut:]]
            ends += [False, True]
        else:
            lines.append(block)
            ends.append(True)
    return lines, ends


def _enriched(blocks: Sequence[str], random: Random) -> list[tuple[str, str]]:
    """The blocks with their kinds, and between them lists, numbered headings, bylines and notes."""
    found: list[tuple[str, str]] = []
    for block in blocks:
        chance = random.random()
        if len(block) > 60 and chance < 0.05 and block.count("，") >= 4:
            found += _list(block, random)
        elif len(block) <= 40 and block[-1:] not in "。，；：”" and chance < 0.25:
            k = random.randint(1, 9)
            number = random.choice(
                [f"{k}.{random.randint(1, 9)} ", f"第{_HAN_DIGITS[k]}章 ", f"{_HAN_DIGITS[k - 1]}、", ""]
            )
            found.append((number + block, "heading"))
        else:
            if len(block) > 40 and chance < 0.03:
                found.append((random.choice(_BYLINES), "byline"))
            elif len(block) > 40 and chance > 0.975:
                found.append((random.choice(_NOTES), "note"))
            found.append((block, "paragraph" if len(block) > 28 or block[-1:] in "。！？”" else "heading"))
    return found


def _list(block: str, random: Random) -> list[tuple[str, str]]:
    """A paragraph turned into a list: a line with a colon, then its clauses."""
    clauses = [part for part in block.rstrip("。").split("，") if 3 <= len(part) <= 30][:6]
    stop = random.choice(["，", "；", "", "。", "；"])
    marker = random.choice(["", "", "• ", "number", "bracket", "- ", "circle"])
    items = [(block[: random.randint(6, 20)].rstrip("，。；：") + "：", "item")]
    for k, clause in enumerate(clauses):
        own = {"number": f"{k + 1}. ", "bracket": f"（{_HAN_DIGITS[k]}）", "circle": chr(0x2460 + k) + " "}.get(
            marker, marker
        )
        items.append((own + clause + (stop if k < len(clauses) - 1 else "。"), "item"))
    return items


def _set_page(blocks: Sequence[tuple[str, str]], style: _Style, random: Random) -> tuple[list[str], list[bool]]:
    lines: list[str] = []
    ends: list[bool] = []
    narrow = 0  # paragraphs left beside a photo
    for block, kind in blocks:
        if narrow <= 0 and style.width > 16 and random.random() < 0.06:
            narrow = random.randint(1, 3)
        if kind == "byline" and " " in block and random.random() < 0.3:
            post, _, name = block.rpartition(" ")
            own = [post, *(name if random.random() < 0.4 else [name])]
        elif kind in ("byline", "note"):
            own = [block]
        elif kind == "paragraph" and narrow > 0 and len(block) > 60:
            narrow -= 1
            own = _beside_photo(block, style, random)
        else:
            own = _lines(block, style, kind)
            if (
                kind == "heading"
                and len(own) == 1
                and block.isalpha()
                and not block.isascii()
                and random.random() < 0.15
            ):
                own = [" ".join(block)]
        if style.indent == "printed" and kind == "paragraph":
            own[0] = "\N{IDEOGRAPHIC SPACE}" * 2 + own[0]
        lines += own
        ends += [False] * (len(own) - 1) + [True]
    return lines, ends


def _beside_photo(block: str, style: _Style, random: Random) -> list[str]:
    """A paragraph whose column is narrow for some lines."""
    wide = _lines(block, style, "paragraph", stretch=False)
    cut = random.randint(1, max(1, len(wide) - 1))
    narrow_style = _Style(**(vars(style) | {"width": max(6.0, round(style.width * random.uniform(0.35, 0.7)))}))
    narrow = _lines("".join(wide[cut:]), narrow_style, "item", stretch=False)
    count = random.randint(3, 8)
    rest = _lines("".join(narrow[count:]), style, "item", stretch=False) if narrow[count:] else []
    return wide[:cut] + narrow[:count] + rest


def _lines(block: str, style: _Style, kind: str, *, stretch: bool = True) -> list[str]:
    """`block` broken into lines with kinsoku, and letter-spaced where the style says so."""
    column = style.heading_width if kind == "heading" else style.width
    first = 2.0 if kind == "paragraph" and style.indent != "none" else 0.0
    lines: list[str] = []
    line = ""
    for unit in _UNIT.findall(block):
        room = column - (0.0 if lines else first) + _squeezed(line + unit, style)
        may_push = unit[0] in NO_LINE_START and style.push_in
        if not line or em_width((line + unit).rstrip()) <= room + 1.01 * may_push:
            line += unit
            continue
        carried = ""
        while len(line) > 1 and (line[-1] in NO_LINE_END or (unit[0] in NO_LINE_START and not carried)):
            carried, line = line[-1] + carried, line[:-1]
        lines.append(line.strip())
        line = (carried + unit).lstrip()
    if line.strip():
        lines.append(line.strip())
    if stretch and style.stretch:
        for k, text in enumerate(lines[:-1]):
            full = column - (first if k == 0 else 0.0)
            if em_width(text) <= full - style.stretch and not re.search("[A-Za-z]{3}", text):
                lines[k] = " ".join(text)
    return lines


def _squeezed(line: str, style: _Style) -> float:
    """What the punctuation of `line` gives up in em: half an em where two marks meet, and at the line's end."""
    if not style.squeeze:
        return 0.0
    pairs = 0.5 * len(_MARKS_MEET.findall(line))
    return pairs + (0.5 if style.squeeze > 0.5 and line[-1] in NO_LINE_START else 0.0)


def _spoil(lines: list[str], ends: list[bool], random: Random) -> tuple[list[str], list[bool]]:
    """Lines torn at quotes or where baselines differ, spaces between words, half-width or lost punctuation."""
    chance = random.random()
    if chance < 0.06:
        seam = re.compile("(?<=[“‘])|(?=[”’])|(?<=”)" if random.random() < 0.5 else "(?=”)|(?<=“)")
        return _torn(lines, ends, lambda line: [p for p in seam.split(line) if p], random, share=0.5)
    if chance < 0.12:
        share = random.choice([0.05, 0.15, 0.3])
        lines, ends = _torn(lines, ends, lambda line: _halves(line, random), random, share=share)
    if chance < 0.2:
        lines = [re.sub("(?<=[^ -~])(?=[^ -~])", lambda _: " " * (random.random() < 0.8), line) for line in lines]
    if chance < 0.26:
        lines = [line.translate(_HALF_WIDTH) for line in lines]
    elif chance < 0.34:
        lines = [line[:-1] if line[1:] and line[-1] in "。”，" and random.random() < 0.08 else line for line in lines]
    return lines, ends


def _halves(line: str, random: Random) -> list[str]:
    cut = random.randint(1, len(line) - 1) if len(line) > 8 else 0
    return [line[:cut], line[cut:]] if cut else [line]


def _torn(
    lines: Sequence[str], ends: Sequence[bool], tear: Callable[[str], list[str]], random: Random, *, share: float
) -> tuple[list[str], list[bool]]:
    """Each of `lines` torn into pieces at `share` of the seams that `tear` finds."""
    pieces: list[str] = []
    last: list[bool] = []
    for line, end in zip(lines, ends, strict=True):
        own: list[str] = []
        for piece in tear(line):
            if own and random.random() > share:
                own[-1] += piece
            else:
                own.append(piece)
        pieces += own
        last += [False] * (len(own) - 1) + [end]
    return pieces, last
