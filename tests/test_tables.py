"""`ocrclean.tables`: each way in which a table breaks, and what must stay text."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import repair_tables, tables
from ocrclean.tables.cells import display_width, join_lines
from strategies import DATA

SEED = DATA / "seeds" / "000_83fe5b6155df1028"


def grids(text: str) -> list[list[list[str]]]:
    return [table.texts() for table in tables.parse(text)]


# What is no table


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("┌──────┐\n│ 公告 │\n└──────┘\n", id="a frame around text"),
        pytest.param("dpkg -L package_name | egrep man\nls | wc -l\n", id="shell pipelines"),
        pytest.param("科技 | 新闻\n", id="a heading with a bar"),
        pytest.param("目录\n第一章 绪论\n1\n第二章 方法\n15\n第三章 结果\n32\n第四章 讨论\n48\n", id="contents"),
        pytest.param("一\n\n二\n\n三\n\n四\n", id="numbers alone"),
        pytest.param("2024 年\n10 月\n17 日\n星期四\n第 3 版\n", id="a masthead"),
    ],
)
def test_no_table(text):
    assert tables.parse(text) == []
    assert repair_tables.edits(text) == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*/gold.txt")), ids=lambda path: path.parent.name)
def test_clean_text_stays_as_it_is(path):
    assert repair_tables.edits(path.read_text("utf-8")) == []


# Ruled tables

LEVELS = [["级数", "税率"], ["1", "3%"], ["2", "10%"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| 级数 | 税率 |\n| --- | --- |\n| 1 | 3% |\n| 2 | 10% |\n", id="Markdown"),
        pytest.param("| 级数 | 税率 |\n| 1 | 3% |\n| 2 | 10% |\n", id="Markdown without delimiter row"),
        pytest.param("级数 | 税率\n--- | ---\n1 | 3%\n2 | 10%\n", id="Markdown without outer pipes"),
        pytest.param("┌────┬────┐\n│级数│税率│\n├────┼────┤\n│ 1  │ 3% │\n│ 2  │10% │\n└────┴────┘\n", id="box"),
        pytest.param("╔════╦════╗\n║级数║税率║\n╠════╬════╣\n║ 1  ║ 3% ║\n║ 2  ║10% ║\n╚════╩════╝\n", id="double box"),
        pytest.param(
            "+------+------+\n| 级数 | 税率 |\n+======+======+\n| 1    | 3%   |\n+------+------+\n"
            "| 2    | 10%  |\n+------+------+\n",
            id="grid",
        ),
        pytest.param("| 级数 | 税率 |\n|------+------|\n| 1    | 3%   |\n| 2    | 10%  |\n", id="org-mode"),
        pytest.param(" 级数 | 税率 \n------+------\n 1    | 3%   \n 2    | 10%  \n", id="psql"),
    ],
)
def test_ruled(text):
    assert grids(text) == [LEVELS]
    assert grids("前文。\n" + text + "后文。\n") == [LEVELS]


def test_a_wrapped_cell_between_rules_is_one():
    text = (
        "┌──────┬──────┐\n│ 名称 │ 说明 │\n├──────┼──────┤\n│ 甲   │ 不超 │\n│      │ 过的 │\n"
        "├──────┼──────┤\n│ 乙   │ ab   │\n│      │ cd   │\n└──────┴──────┘"
    )
    assert grids(text) == [[["名称", "说明"], ["甲", "不超过的"], ["乙", "ab cd"]]]


# Column by column


def test_the_table_of_a_newspaper_page():
    """A notice with cells wrapped and letter-spaced, totals, one cell missing, one column without its blank lines."""
    [table] = tables.parse((SEED / "raw.txt").read_text("utf-8"))
    [gold] = tables.parse((SEED / "gold.txt").read_text("utf-8"))

    def compact(rows: list[list[str]]) -> list[list[str]]:
        return [["".join(cell.split()) for cell in row] for row in rows]

    assert table.form == "columns"
    assert compact(table.texts()) == compact(gold.texts())


def test_the_spans_of_a_cell_say_where_its_lines_stood():
    raw = (SEED / "raw.txt").read_text("utf-8")
    [table] = tables.parse(raw)
    assert [raw[low:high] for low, high in table.rows[1][1].spans] == ["山 西 龙 吉 伟", "业 电 力 科 技", "有限公司"]
    assert table.rows[2][5].spans == ()


# Rendering

cell_texts = st.lists(
    st.text(
        st.sampled_from("甲乙12ab 　|\\-:<>&\"'，。🎉👩‍👩‍👧e\u0301“”…①ｱ\u200d\ufe0f")
        | st.characters(exclude_categories=("Cs", "Cc")),
        max_size=8,
    ).map(lambda text: text.replace("<br", "").strip()),
    max_size=2,
).map(lambda entries: "\n".join(entry for entry in entries if entry))
grid_texts = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(cell_texts, min_size=width, max_size=width), min_size=2, max_size=5)
)


@given(grid_texts)
def test_what_is_rendered_is_read_back(rows):
    [table] = tables.parse(tables.render(rows))
    assert table.form == "markdown"
    assert table.texts() == rows


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and data != "\n":
            self.rows[-1][-1] += data


def test_other_formats_hold_the_same_cells():
    rows = [["名称", "a|b & <c>"], ["甲\n乙", "\\n\t"]]
    assert json.loads(tables.render(rows, "json")) == rows
    parser = Cells()
    parser.feed(tables.render(rows, "html"))
    assert parser.rows == rows
    assert tables.render(rows, "tsv") == "名称\ta|b & <c>\n甲\\n乙\t\\\\n\\t"


@pytest.mark.parametrize("name", ["markdown", "tsv", "html", "json"])
def test_each_format_is_stable(name):
    normalizer = repair_tables.with_options(format=name)
    text = (SEED / "raw.txt").read_text("utf-8") + "\n".join(before for before, _ in repair_tables.examples)
    once = normalizer(text)
    assert normalizer(once) == once
    assert normalizer.holds(text, once)


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match=r"format must be one of .* not 'latex'"):
        repair_tables.with_options(format="latex")
    with pytest.raises(ValueError, match="latex"):
        tables.render([["甲", "乙"]], "latex")


# Widths and lines


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("中文", 4),
        ("e\u0301", 1),
        ("👩\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("“”", 2),
        ("が", 2),
        ("", 0),
        ("\u200b", 0),
    ],
)
def test_display_width(text, width):
    assert display_width(text) == width


def test_ambiguous_characters_are_wide_in_a_chinese_terminal():
    assert display_width("“中”", ambiguous=2) == 6


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["山 西 龙 吉 伟", "业 电 力 科 技", "有限公司"], "山西龙吉伟业电力科技有限公司"),
        (["dpkg", "-L name"], "dpkg -L name"),
        (["分别建立 /home", "分区"], "分别建立 /home分区"),
        (["黄 鑫"], "黄 鑫"),
    ],
)
def test_join_lines(lines, text):
    assert join_lines(lines) == text
