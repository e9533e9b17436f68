"""Tables as text: Markdown, TSV, HTML, JSON."""

from collections.abc import Callable, Sequence
from typing import Final

from ocrclean.tables.model import Table

__all__ = ["FORMATS", "render"]

Grid = Sequence[Sequence[str]]


def to_markdown(rows: Grid) -> str:
    """A pipe table: the header, a delimiter row, the records; ``<br>`` between the entries of a cell.

    >>> print(to_markdown([["级数", "税率"], ["1", "3%"]]))
    | 级数 | 税率 |
    | --- | --- |
    | 1 | 3% |
    """
    lines = [_pipe_row(row) for row in rows]
    lines.insert(1, "| " + " | ".join(["---"] * len(rows[0])) + " |")
    return "\n".join(lines)


def _pipe_row(row: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\t", " ").replace("\n", "<br>") for cell in row) + " |"


def to_tsv(rows: Grid) -> str:
    """A line a row, a tab between cells; tab, line feed and backslash inside a cell as ``\\t``, ``\\n``, ``\\\\``."""
    return "\n".join("\t".join(_tsv_cell(cell) for cell in row) for row in rows)


def _tsv_cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def to_html(rows: Grid) -> str:
    """A ``<table>``, a line a row; the first row has header cells."""
    tags = ["th", *["td"] * (len(rows) - 1)]
    body = ("".join(f"<{tag}>{_html_cell(cell)}</{tag}>" for cell in row) for tag, row in zip(tags, rows, strict=True))
    return "\n".join(["<table>", *(f"<tr>{cells}</tr>" for cells in body), "</table>"])


def _html_cell(text: str) -> str:
    from html import escape

    return escape(text, quote=False).replace("\n", "<br>")


def to_json(rows: Grid) -> str:
    """One line: a list of rows, each a list of cells."""
    import json

    return json.dumps([list(row) for row in rows], ensure_ascii=False)


FORMATS: Final[dict[str, Callable[[Grid], str]]] = {
    "markdown": to_markdown,
    "tsv": to_tsv,
    "html": to_html,
    "json": to_json,
}


def render(table: Table | Grid, format: str = "markdown") -> str:
    """`table` (or plain rows of texts) as "markdown", "tsv", "html" or "json", without a final line feed.

    >>> render([["级数", "税率"], ["1", "3%"]], "json")
    '[["级数", "税率"], ["1", "3%"]]'
    """
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    return FORMATS[format](table.texts() if isinstance(table, Table) else table)
