"""Broken tables made whole."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, Normalizer

if TYPE_CHECKING:
    from ocrclean.tables import Table

__all__ = ["RepairTables", "repair_tables"]

_FORMATS: Final = ("markdown", "tsv", "html", "json")
_ALREADY: Final = {("markdown", "markdown"), ("tabs", "tsv")}
_TAGS: Final = late(r"</?(?:table|tr|th|td)>")
_BREAK_TAG: Final = late(r"<br\s*/?>")
_BARS: Final = late("[|\u2500-\u257f\uff5c]")
_ESCAPED_BARS: Final = late("\\\\[|\u2500-\u257f\uff5c]")
#: OCR engines read a vertical rule after a cell as an opening quote and a bar; no cell ends in an opening quote.
_MISREAD_BAR: Final = late("“(?=[|\uff5c])")
_TSV_ESCAPE: Final = late(r"\\+[tn]?")


@dataclass(frozen=True, kw_only=True)
class RepairTables(Normalizer):
    """Put tables that an extractor or a terminal took apart together again, as Markdown.

    A table comes broken in five ways, often several at once: with drawn rules, aligned by runs of blanks, one cell
    a line read row by row or column by column, and with rows of uneven pieces. PDF text layers hold no tables,
    only text frames, and an OCR engine reads boxes of text one after the other.

    The evidence is in the text: runs of values of one length, heads with head nouns or units (税率（%）), ordinals
    that count up, columns that add up to their totals, gutters that persist. A table is built on strong evidence
    alone. Left alone: prose, lists of names, bylines, contents pages, verse, addresses, labels with their values,
    shell pipelines; lines whose cells cannot be told; and, with ``format="markdown"``, every line that starts and
    ends with a pipe.

    ``format`` is "markdown" (entries of a cell separated by ``<br>``), "tsv", "html" or "json"; with the last
    three, Markdown tables are rewritten too.

    >>> from ocrclean import repair_tables
    >>> print(repair_tables("+------+------+\\n| 级数 | 税率 |\\n+------+------+\\n|  1   |  3%  |\\n+------+------+"))
    | 级数 | 税率 |
    | --- | --- |
    | 1 | 3% |
    """

    format: str = "markdown"

    name: ClassVar[str] = "repair-tables"
    summary: ClassVar[str] = "put broken tables together as Markdown (or TSV, HTML, JSON)"
    change: ClassVar[Change] = Change.REORDER
    examples: ClassVar = (
        (
            "┌────┬────┐\n│级数│税率│\n├────┼────┤\n│ 1  │ 3% │\n│ 2  │10% │\n└────┴────┘\n",
            "| 级数 | 税率 |\n| --- | --- |\n| 1 | 3% |\n| 2 | 10% |\n",
        ),
        (
            "序号\n\n1\n\n2\n\n合计\n\n单位\n\n山 西 龙 吉 伟\n业公司\n\n太原公司\n\n"
            "金额（元）\n\n3.50\n\n2.25\n\n5.75\n",
            "| 序号 | 单位 | 金额（元） |\n| --- | --- | --- |\n"
            "| 1 | 山西龙吉伟业公司 | 3.50 |\n| 2 | 太原公司 | 2.25 |\n"
            "| 合计 |  | 5.75 |\n",
        ),
    )
    counter_examples: ClassVar = (
        "| 级数 | 税率 |\n| --- | --- |\n| 1 | 3% |\n",
        "联系人：栗经理 联系电话：0351-6817856\n通信地址：太原市迎泽西大街 16 号 邮政编码：030024\n",
        "目录\n第一章 绪论\n1\n第二章 方法\n15\n第三章 结果\n32\n",
        "dpkg -L package_name | egrep man\n",
    )

    def __post_init__(self) -> None:
        if self.format not in _FORMATS:
            raise ValueError(f"format must be one of {', '.join(_FORMATS)}, not {self.format!r}")

    def edits(self, text: str) -> list[Edit]:
        from ocrclean.tables.search import parse

        edits: list[Edit] = []
        for table in parse(text):
            if (table.form, self.format) in _ALREADY:
                continue
            old, new = text[table.start : table.end], self._rendered(table)
            if new is not None and new != old and self._same_characters(old, new):
                before, after = _blank_lines(text, table, bool(edits) and edits[-1].end == table.start - 1)
                edits.append(Edit(table.start, table.end, before + new + after, f"{table.form}-table"))
        return edits

    def _rendered(self, table: "Table") -> str | None:
        """The table in this format; `None` where reading it again would not give the same cells."""
        from ocrclean.tables import render
        from ocrclean.tables.lines import Lines
        from ocrclean.tables.ruled import find

        new = render(table, self.format)
        if self.format == "markdown" and [again.texts() for _, _, again in find(Lines.of(new))] != [table.texts()]:
            return None
        return new

    def _same_characters(self, old: str, new: str) -> bool:
        before, after = (Counter("".join(self.fold(table).split())) for table in (old, new))
        return before.items() == after.items()

    def fold(self, text: str) -> str:
        """The text without table markup: drawn lines, bars, ``<br>``, and what `format` adds."""
        from ocrclean.tables.model import has_bars
        from ocrclean.tables.ruled import is_rule

        lines = [line for line in text.split("\n") if not is_rule(line)]
        if self.format == "json":
            lines = [_json_cells(line) for line in lines]
        text = _MISREAD_BAR.sub("", "\n".join(lines))
        if self.format == "html":
            from html import unescape

            text = unescape(_TAGS.sub("", text))
        elif self.format == "tsv":
            text = _TSV_ESCAPE.sub("", text)
        text = _BREAK_TAG.sub("", text)
        if not has_bars(text):
            return text
        return _BARS.sub("", _ESCAPED_BARS.sub("", text) if "\\" in text else text)


def _json_cells(line: str) -> str:
    if not line.startswith('[["'):
        return line
    import json

    try:
        return "".join(cell for row in json.loads(line) for cell in row)
    except (ValueError, TypeError):
        return line


def _blank_lines(text: str, table: "Table", follows: bool) -> tuple[str, str]:
    """What to write before and behind a table so that a blank line stands there; `follows`: another ends above."""
    before = "\n" if not follows and text[max(0, table.start - 2) : table.start] not in ("", "\n", "\n\n") else ""
    after = "\n" if text[table.end : table.end + 2] not in ("", "\n", "\n\n") else ""
    return before, after


repair_tables = RepairTables()
