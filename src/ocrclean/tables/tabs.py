"""Tab-separated tables: what a spreadsheet or a word processor puts on the clipboard, and what TSV output is."""

from collections.abc import Iterator

from ocrclean.lines import Line
from ocrclean.tables.aligned import grid_evidence
from ocrclean.tables.cells import canonical
from ocrclean.tables.linear import is_caption
from ocrclean.tables.lines import Lines
from ocrclean.tables.model import Cell, Table

__all__ = ["find"]


def find(lines: Lines) -> Iterator[tuple[int, int, Table]]:
    """The tables whose lines have the same number of tabs."""
    counts = [text.count("\t") for text in lines.texts]
    k = 0
    while k < len(counts):
        tabs = 0 if is_caption(lines.texts[k].strip()) else counts[k]
        end = k + 1
        while tabs and end < len(counts) and counts[end] == tabs:
            end += 1
        if tabs and end - k >= 2:
            rows = tuple(tuple(_cells(line)) for line in lines[k:end])
            if grid_evidence([[cell.text for cell in row] for row in rows]):
                yield k, end, Table(lines[k].start, lines[end - 1].end, "tabs", rows)
        k = end


def _cells(line: Line) -> Iterator[Cell]:
    start = line.start
    for piece in line.text.split("\t"):
        text = piece.strip()
        low = start + len(piece) - len(piece.lstrip())
        yield Cell(canonical(text), ((low, low + len(text)),) if text else ())
        start += len(piece) + 1
