"""Gold text from a document's own structure, in the order in which an extractor gave the text.

A source is a list of blocks (heading, paragraph, list item, caption ...), the raw text a list of lines. Each raw line
is looked up in the source by its characters alone (white space set aside, radicals and width folded), and where it
stands there says which block it belongs to. No cleaner takes part, so the truth owes nothing to one.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HAN = r"\u3005\u3007\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CJK = HAN + r"\u3000-\u303f\uff00-\uffef“”‘’—…·"
SPACE_TO_CLOSE = re.compile(rf"(?<=[{CJK}])[ \t]+(?=[{CJK}])")

# What simplified fonts put for common characters and NFKC leaves alone (most from the CJK Radicals Supplement).
RADICALS = dict(
    zip(
        "⺠⻅⻛⻋⻔⻰⻓⻚⻆⻢⻝⻘⻜⻩⻥⻦⻉⻨⺟⻬⻮⻤⻣⻄⻙⻐⻑⻒⻁⻳⺫⺰⼾",
        "民见风车门龙长页角马食青飞黄鱼鸟贝麦母齐齿鬼骨西韦金長長虎龟目纟户",
        strict=True,
    )
)
FOLD = {
    **dict(zip("“”´‘’`⋯•・―–〜～戶", "\"\"''''…··—-~~户", strict=True)),
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{HYPHEN BULLET}": "-",
    "\N{TWO-EM DASH}": "——",
    "\N{SOFT HYPHEN}": "",
    "\N{ZERO WIDTH SPACE}": "",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "",
}
# What a PDF prints before a block and its source leaves to the style sheet: bullets, numbers.
MARKER = re.compile(
    r"(?:\d+(?:\.\d+)+\.?|[A-Z](?:\.\d+)+|\d{1,2}(?=[\u4e00-\u9fff])|[•·◦▪–*-]|\(?\d{1,2}[.)]|\(?[A-Za-z][.)]"
    r"|第\d+章|附录[A-Z]|\[\d+\]|\d{1,2}$)"
)


@dataclass(frozen=True)
class Block:
    """One block of a source: `kind` is h, sub, by, p, li, cap, note, verse, or skip (code, tables: in neither text)."""

    kind: str
    text: str
    shown: str = ""  # as typeset, where that differs from the gold text ("洪　波" for "洪波")


@dataclass
class Case:
    """A raw text with its gold, and what stood in the way."""

    raw: str = ""
    gold: str = ""
    furniture: list[str] = field(default_factory=list)  # lines that the gold leaves out
    unmatched: list[str] = field(default_factory=list)  # lines whose place is in doubt: the case is not sound
    removed: list[str] = field(default_factory=list)  # lines taken out of the raw text: not in the source
    crossed: int = 0  # gold boundaries with no line break in the raw text
    stray: str = ""  # a list mark left over
    coverage: float = 0.0  # share of the source (or of the part that the raw text spans) found


def one_line(text: str) -> str:
    """A block's text on one line, its own blanks kept as one space each."""
    return re.sub(r"\s+", " ", text.replace("\N{ZERO WIDTH SPACE}", "")).strip()


def tidy(text: str) -> str:
    """One line, and no blank between two East Asian characters: for markup, where such a blank is only a line end."""
    return SPACE_TO_CLOSE.sub("", one_line(text))


def folded(text: str) -> tuple[str, list[int]]:
    """The non-space characters of a text, folded for comparing, each with its index in the text."""
    out, where = [], []
    for i, ch in enumerate(text):
        if ch.isspace():
            continue
        for part in unicodedata.normalize("NFKC", RADICALS.get(ch, FOLD.get(ch, ch))):
            c = FOLD.get(part, part)
            if c and not c.isspace():
                out.append(c)
                where.append(i)
    return "".join(out), where


def content(lines: list[str]) -> int:
    """How many characters the lines have, white space set aside."""
    return sum(len(folded(line)[0]) for line in lines)


class Source:
    """The blocks of a source as one folded string, with a way back to each block's text."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = [block for block in blocks if folded(block.text)[0]]
        self.texts = [block.text if block.kind == "skip" else one_line(block.text) for block in self.blocks]
        self.owner: list[int] = []  # for each folded character its block
        self.index: list[int] = []  # and its index in the block's text
        self.starts: set[int] = set()
        parts = []
        for n, text in enumerate(self.texts):
            chars, where = folded(text)
            self.starts.add(len(self.owner))
            parts.append(chars)
            self.owner += [n] * len(chars)
            self.index += where
        self.chars = "".join(parts)

    def block_end(self, start: int, limit: int) -> int:
        """The end of the block that `start` stands in, but at most `limit`."""
        return next((p for p in range(start + 1, limit) if p in self.starts), limit)

    def slice(self, start: int, end: int, closed: set[int]) -> str:
        """The text of one block between two folded positions, with its own spaces but for the `closed` ones."""
        text = self.texts[self.owner[start]]
        out = [text[self.index[start]]]
        for k in range(start + 1, end):
            if self.index[k] != self.index[k - 1]:
                gap = text[self.index[k - 1] + 1 : self.index[k]]
                out.append(("" if k in closed else gap) + text[self.index[k]])
        return "".join(out)

    def find(self, chars: str, cursor: int, reach: int = 6000) -> int:
        """Where a line stands: at the cursor, else ahead of it, else before it; -1 if nowhere.

        Away from the cursor a line under five characters must be a block's beginning, or chance would find it.
        """
        if self.chars.startswith(chars, cursor):
            return cursor
        if len(chars) < 3:
            return -1
        ahead = self.chars.find(chars, cursor, cursor + reach)
        if ahead >= 0 and (len(chars) >= 5 or ahead in self.starts):
            return ahead
        back = self.chars.rfind(chars, max(0, cursor - reach), cursor)
        return back if len(chars) >= 5 or back in self.starts else -1

    def beginning(self, raw: str) -> int:
        """Where the raw text begins, by the places of its first long lines that occur once."""
        places = []
        for line in raw.split("\n"):
            chars = folded(line)[0]
            if len(chars) >= 14 and self.chars.count(chars) == 1:
                places.append(self.chars.find(chars))
        early = sorted(places[:9])
        return max(0, early[len(early) // 2] - 1500) if early else 0


@dataclass
class Run:
    """One gold block while it is put together: stretches of the source, and raw lines that stand for a stretch."""

    label: str
    pieces: list[tuple[int, int] | str]
    end: int


def joined(texts: list[str]) -> str:
    """The pieces of a wrapped paragraph, with a space where two Latin words meet."""
    out = ""
    for text in texts:
        latin = re.search(r"[A-Za-z0-9.,;:)]$", out) and re.match(r"[A-Za-z0-9]", text)
        out += (" " if latin else "") + text
    return out


class Pairing:
    """Goes through a raw text line by line and finds each line's place in the source."""

    def __init__(self, source: Source, furniture: re.Pattern[str], cursor: int) -> None:
        self.source, self.pattern, self.cursor = source, furniture, cursor
        self.case = Case()
        self.kept: list[str] = []  # the raw lines that stay
        self.runs: list[Run] = []
        self.waiting: list[int] = []  # lines without a place so far, as indices into `kept`
        self.marks: list[int] = []  # lines that are only a bullet or number, waiting for their block
        self.used: set[int] = set()
        self.closed: set[int] = set()

    def take(self, line: str) -> None:
        """The next raw line."""
        chars, where = folded(line)
        self.kept.append(line)
        if not chars:
            return
        if self.pattern.fullmatch(chars):
            self.case.furniture.append(line.strip())
            return
        at, lead = self.source.find(chars, self.cursor), ""
        if at < 0 and (mark := MARKER.match(chars)):
            rest = chars[mark.end() :]
            if not rest:
                self.marks.append(len(self.kept) - 1)
                return
            at = self.source.find(rest, self.cursor)
            at = at if at in self.source.starts else -1
            chars, lead, where = rest, line[: where[mark.end() - 1] + 1].strip(), where[mark.end() :]
        if at < 0:
            self.waiting.append(len(self.kept) - 1)
            return
        self.settle(at)
        self.place(at, chars, lead, where)

    def settle(self, at: int) -> None:
        """Give the waiting lines their place, now that the next line is known to stand at `at`.

        A line that the source does not have word for word (a cross-reference that the PDF prints otherwise) is taken
        as it stands if it is as long as the missing stretch of one block. What is left over is in the page and not in
        the source (a footnote, a navigation line) and goes, if nothing of the source is missing where it stands.
        """
        starts = self.source.starts
        begin = self.runs[-1].end if self.runs else at
        end = self.source.block_end(begin, at)
        taken = next((k for k in range(len(self.waiting), 0, -1) if self.fits(self.waiting[:k], end - begin)), 0)
        if taken:
            text = tidy(joined([self.kept[i].strip() for i in self.waiting[:taken]]))
            if begin in starts:
                self.runs.append(Run(self.label(), [], end))
            self.runs[-1].pieces.append(text)
            self.runs[-1].end = end
            self.used.update(range(begin, end))
            begin = end
        left, removable = self.waiting[taken:], begin == at or ((begin in starts or not self.runs) and at in starts)
        if left and removable:  # the number of what goes goes with it
            self.drop(self.marks)
        for i in left:
            (self.case.removed if removable else self.case.unmatched).append(self.kept[i].strip())
        if removable:
            self.drop(left)
        self.waiting.clear()

    def drop(self, lines: list[int]) -> None:
        """Take lines out of the raw text."""
        for i in lines:
            self.kept[i] = ""
        lines.clear()

    def fits(self, lines: list[int], size: int) -> bool:
        """Whether the lines are about as long as a stretch of the source."""
        length = content([self.kept[i] for i in lines])
        return size > 0 and abs(size - length) <= max(4, 0.3 * length)

    def label(self, lead: str = "") -> str:
        """The bullet or number of a block, with its space."""
        mark = "".join(self.kept[i].strip() for i in self.marks)
        self.marks.clear()
        return "".join(f"{part} " for part in (mark, lead) if part)

    def place(self, at: int, chars: str, lead: str, where: list[int]) -> None:
        """A line that stands at `at` in the source."""
        end = at + len(chars)
        if at in self.used and end - 1 in self.used:  # printed over: kept once
            return
        self.used.update(range(at, end))
        self.cursor = end
        if self.source.blocks[self.source.owner[at]].kind == "skip":
            self.kept[-1] = ""
            self.drop(self.marks)
            if self.runs:
                self.runs[-1].end = end
            return
        self.write(at, end, lead)
        # A blank between two Han characters that the extractor lost without a trace cannot be asked for.
        self.closed.update(
            at + i
            for i in range(1, len(chars))
            if where[i] - where[i - 1] == 1 and not (chars[i - 1].isascii() and chars[i].isascii())
        )

    def write(self, at: int, end: int, lead: str) -> None:
        """Add a stretch of the source to the gold, a new block wherever the source has one."""
        pos = at
        while pos < end:
            stop = self.source.block_end(pos, end)
            self.case.crossed += pos != at
            if not self.runs or self.runs[-1].end != pos or pos in self.source.starts:
                self.runs.append(Run(self.label(lead), [], pos))
                lead = ""
            pieces = self.runs[-1].pieces
            last = pieces[-1] if pieces else ""
            if isinstance(last, tuple):
                pieces[-1] = (last[0], stop)
            else:
                pieces.append((pos, stop))
            self.runs[-1].end = pos = stop

    def text_of(self, piece: tuple[int, int] | str) -> str:
        return piece if isinstance(piece, str) else self.source.slice(*piece, self.closed)

    def finish(self, whole: bool) -> Case:
        """The case, after the last line."""
        case = self.case
        case.stray = "".join(self.kept[i].strip() for i in self.marks)
        case.removed += [self.kept[i].strip() for i in self.waiting]
        self.drop(self.waiting)
        case.gold = "\n\n".join(run.label + joined([self.text_of(p) for p in run.pieces]) for run in self.runs) + "\n"
        case.raw = re.sub(r"\n{4,}", "\n\n\n", "\n".join(self.kept)).strip("\n") + "\n"
        span = len(self.source.chars) if whole else max(self.used, default=0) - min(self.used, default=0) + 1
        case.coverage = len(self.used) / max(1, span)
        return case


def make_case(raw: str, blocks: list[Block], furniture: re.Pattern[str], *, whole: bool = True) -> Case:
    """Pair a raw text with its gold: the source's blocks in raw order.

    `furniture` matches page heads and feet, white space set aside and folded. `whole`: the raw text is all of the
    source, not some pages of it.
    """
    source = Source(blocks)
    pairing = Pairing(source, furniture, 0 if whole else source.beginning(raw))
    for line in raw.split("\n"):
        pairing.take(line)
    return pairing.finish(whole)


def longest_sound_part(raw: str, blocks: list[Block], furniture: re.Pattern[str]) -> Case:
    """A case for the longest stretch of the raw text in which every line has its place."""
    case = make_case(raw, blocks, furniture, whole=False)
    if not case.unmatched:
        return case
    bad = list(case.unmatched)
    parts: list[list[str]] = [[]]
    for line in raw.split("\n"):
        if bad and line.strip() == bad[0]:
            bad.pop(0)
            parts.append([])
        else:
            parts[-1].append(line)
    best = max(parts, key=lambda lines: sum(map(len, lines)))
    return make_case("\n".join(best), blocks, furniture, whole=False)


def write_case(folder: Path, raw: str, gold: str, meta: Mapping[str, object]) -> None:
    """A case folder: raw.txt, gold.txt, meta.json."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "raw.txt").write_text(raw, "utf-8")
    (folder / "gold.txt").write_text(gold, "utf-8")
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_extracted(folder: Path, case: Case, *, group: str, kind: str, source: str, extractor: str) -> None:
    """The folder of a case that an extractor read."""
    meta = {
        "group": group,
        "kind": kind,
        "source": source,
        "extractor": extractor,
        "furniture": sorted(set(case.furniture)),
        "punctuation": "as source",
    }
    write_case(folder, case.raw, case.gold, meta)
