"""The round trip of real tables: break each in every way, repair it, count the cells that come back.

    python benchmarks/tables.py tests/data/tables.jsonl            a sample of real tables
    python benchmarks/tables.py DIRECTORY --collect tables.jsonl   collect tables from HTML and Markdown files
    python benchmarks/tables.py tables.jsonl --prose FILES         and count false tables in prose

A collection is a file of JSON lines, a table each: {"source": …, "rows": [[cell, …], …]}; the first row is the head.
Cell F1 counts a cell as right when its text, white space aside, stands at its row and column. A rendering in one
line a cell loses empty cells for good, so that tables with empty cells are counted there as well, but hard.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from ocrclean import repair_tables, tables
from ocrclean.tables.cells import display_width, is_value

Rows = list[list[str]]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEFORE = "下面的表格说明了各项内容，请在使用之前仔细阅读，并按照实际的情况选择合适的做法。"
_AFTER = "以上内容仅供参考，如果有与实际情况不一致的地方，应当以最新公布的文件和说明为准。"


# Collecting


class _HtmlTables(HTMLParser):
    """The plain tables of an HTML page: no nested tables, no cells that span others."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self._rows: Rows | None = None
        self._cell: list[str] | None = None
        self._depth = 0
        self._plain = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            self._plain = self._depth == 1
            self._rows = []
        elif self._rows is not None and tag == "tr":
            self._rows.append([])
        elif self._rows and tag in ("td", "th"):
            self._cell = []
            self._plain &= not any(name in ("rowspan", "colspan") and value not in ("1", None) for name, value in attrs)
        elif self._cell is not None and tag in ("br", "p", "li"):
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None and self._rows:
            self._rows[-1].append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag == "table" and self._depth:
            self._depth -= 1
            if self._plain and self._rows and not self._depth:
                self.tables.append(self._rows)
            self._rows = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def _of_html(text: str) -> list[Rows]:
    parser = _HtmlTables()
    parser.feed(text)
    return parser.tables


_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?")
_MARKUP = re.compile(r"<[^>]*>|\*\*|`|!?\[([^\]]*)\]\([^)]*\)")


def _of_markdown(text: str) -> list[Rows]:
    found: list[Rows] = []
    lines = text.replace("\r", "").split("\n")
    for k, line in enumerate(lines):
        if k and _DELIMITER.fullmatch(line.strip()) and "|" in lines[k - 1]:
            rows = [_markdown_row(lines[k - 1])]
            for following in lines[k + 1 :]:
                if "|" not in following:
                    break
                rows.append(_markdown_row(following))
            found.append(rows)
    return found


def _markdown_row(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [" ".join(_MARKUP.sub(r"\1", cell).replace("\\|", "|").split()) for cell in cells]


def _is_usable(rows: Rows) -> bool:
    """Whether a table is a table for readers of Chinese: a head, at least two records, equal rows, text in them."""
    if not (3 <= len(rows) <= 60 and 2 <= len(rows[0]) <= 10 and len({len(row) for row in rows}) == 1):
        return False
    cells = [cell for row in rows for cell in row]
    if not all(rows[0]) or any(map(is_value, rows[0])) or max(map(len, cells)) > 120:
        return False
    if any("\n" in cell or "│" in cell for cell in cells) or any(not any(row) for row in rows):
        return False
    return sum(_HAN.search(cell) is not None for cell in cells) * 4 >= len(cells) and len(set(cells)) * 2 >= len(rows)


def collect(directories: Iterable[Path], names: str) -> Iterator[dict[str, object]]:
    """The usable tables below `directories`, each once."""
    seen: set[str] = set()
    readers = {".html": _of_html, ".htm": _of_html, ".md": _of_markdown}
    for directory in directories:
        for path in sorted(directory.rglob("*")):
            if path.suffix.lower() not in readers or not re.search(names, str(path)) or not path.is_file():
                continue
            for rows in readers[path.suffix.lower()](path.read_text("utf-8", "replace")):
                key = json.dumps(rows, ensure_ascii=False)
                if _is_usable(rows) and key not in seen:
                    seen.add(key)
                    yield {"source": str(path.relative_to(directory)), "rows": rows}


# Breaking


def _wrap(cell: str, width: int) -> list[str]:
    """A cell in lines of at most `width` display columns; Latin words stay whole where they fit."""
    lines = [""]
    for unit in re.findall(r"[A-Za-z0-9_./:-]+[，。、；：？！）]*|.[，。、；：？！）”]*", cell):
        for piece in [unit] if display_width(unit) <= width else unit:
            if lines[-1] and display_width(lines[-1] + piece.rstrip()) > width:
                lines.append("")
            lines[-1] += piece if lines[-1] or piece != " " else ""
    return [line.strip() for line in lines if line.strip()] or [""]


def _pad(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _laid_out(rows: Rows, width: int) -> tuple[list[list[list[str]]], list[int]]:
    cells = [[_wrap(cell, width) for cell in row] for row in rows]
    widths = [max(display_width(line) for row in cells for line in row[k]) for k in range(len(rows[0]))]
    return cells, widths


def ruled(rows: Rows, width: int, bar: str = "|", corners: Sequence[str] = ("+++",) * 3, dash: str = "-") -> str:
    cells, widths = _laid_out(rows, width)

    def rule(joints: str) -> str:
        left, middle, right = joints
        return left + middle.join(dash * (w + 2) for w in widths) + right

    lines = [rule(corners[0])]
    for number, row in enumerate(cells):
        for k in range(max(map(len, row))):
            pieces = (_pad(cell[k] if k < len(cell) else "", w) for cell, w in zip(row, widths, strict=True))
            lines.append(f"{bar} " + f" {bar} ".join(pieces) + f" {bar}")
        lines.append(rule(corners[2 if number + 1 == len(cells) else 1]))
    return "\n".join(lines)


def box(rows: Rows, width: int) -> str:
    return ruled(rows, width, "│", ("┌┬┐", "├┼┤", "└┴┘"), "─")


def aligned(rows: Rows, width: int) -> str:
    cells, widths = _laid_out(rows, width)
    lines = []
    for row in cells:
        for k in range(max(map(len, row))):
            pieces = (_pad(cell[k] if k < len(cell) else "", w) for cell, w in zip(row, widths, strict=True))
            lines.append("   ".join(pieces).rstrip())
    return "\n".join(lines)


def by_column(rows: Rows, width: int) -> str:
    """As a PDF text layer gives it: a blank line between cells, the lines of a wrapped cell together."""
    cells, _ = _laid_out(rows, width)
    return "\n\n".join("\n".join(row[k]) for k in range(len(rows[0])) for row in cells if row[k] != [""])


def by_row(rows: Rows, width: int) -> str:
    """As an OCR engine gives it: no blank line anywhere."""
    cells, _ = _laid_out(rows, width)
    return "\n".join("\n".join(cell) for row in cells for cell in row if cell != [""])


WAYS = {"ruled": ruled, "box": box, "aligned": aligned, "by column": by_column, "by row": by_row}


# Scoring


def cell_f1(found: Rows, gold: Rows) -> float:
    def cells(rows: Rows) -> set[tuple[int, int, str]]:
        squeezed = ((r, c, "".join(cell.split())) for r, row in enumerate(rows) for c, cell in enumerate(row))
        return {cell for cell in squeezed if cell[2]}

    a, b = cells(found), cells(gold)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def trip(rows: Rows, way: str, width: int) -> tuple[float, str]:
    """The cell F1 of one table broken in one way between two paragraphs, and the text that came of it."""
    gap = "\n\n" if way == "by column" else "\n"
    broken = _BEFORE + gap + WAYS[way](rows, width) + gap + _AFTER + "\n"
    repaired = repair_tables(broken)
    found = [table.texts() for table in tables.parse(repaired) if table.form == "markdown"]
    return max((cell_f1(each, rows) for each in found), default=0.0), repaired


def has_values(rows: Rows) -> bool:
    """Whether at least one column is numeric or an ordinal, all its records filled."""
    return any(all(row[k] and is_value(row[k]) for row in rows[1:]) for k in range(len(rows[0])))


def run(collection: list[dict[str, object]], *, worst: int) -> None:
    scores: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    bad: list[tuple[float, str, str]] = []
    for entry in collection:
        rows: Rows = entry["rows"]  # type: ignore[assignment]
        kinds = ["all", *(["values"] if has_values(rows) else [])]
        kinds += ["values, no empty cell"] if has_values(rows) and all(map(all, rows)) else []
        for way in WAYS:
            for name, width in (("unwrapped", 400), ("wrapped", 24)):
                f1, repaired = trip(rows, way, width)
                for kind in kinds:
                    scores[way, name, kind].append(f1)
                if f1 < 0.9 and ("values" in kinds or "by" not in way):
                    bad.append((f1, f"{way}, {name}, {entry['source']}", repaired))
    print(f"{'':32s}" + "".join(f"{way:>12s}" for way in WAYS))
    for name in ("unwrapped", "wrapped"):
        for kind in ("all", "values", "values, no empty cell"):
            means = [scores[way, name, kind] for way in WAYS]
            label = f"{name}, {kind} ({len(means[0])})"
            print(f"{label:32s}" + "".join(f"{sum(m) / max(1, len(m)):12.3f}" for m in means))
    for f1, label, repaired in random.Random(1).sample(bad, min(worst, len(bad))):
        print(f"\n===== {f1:.3f} {label}\n{repaired}")


def false_tables(paths: Iterable[str]) -> None:
    size = count = 0
    for path in paths:
        text = Path(path).read_text("utf-8", "replace")
        size += len(text.encode())
        for table in tables.parse(text):
            count += 1
            print(f"----- {path}: {table.form}\n{text[table.start : table.end][:600]}\n-> {table.texts()[:3]}")
    print(f"{count} tables in {size / 1e6:.1f} MB of prose")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--collect", type=Path, help="write the tables below the given directories to this file")
    parser.add_argument("--names", default=".", help="with --collect: only files whose path matches this pattern")
    parser.add_argument("--prose", nargs="*", default=[], help="files of prose, in which no table may be found")
    parser.add_argument("--worst", type=int, default=0, help="show so many of the tables that came back badly")
    args = parser.parse_args()
    if args.collect:
        found = [json.dumps(entry, ensure_ascii=False) for entry in collect(args.paths, args.names)]
        args.collect.write_text("\n".join(found) + "\n", "utf-8")
        print(f"{len(found)} tables")
        return
    entries = [json.loads(line) for path in args.paths for line in path.read_text("utf-8").split("\n") if line]
    if entries:
        run(entries, worst=args.worst)
    if args.prose:
        false_tables(args.prose)


if __name__ == "__main__":
    main()
