"""`ocrclean.tables`: each way in which a table breaks, and what must stay text."""

import importlib.util
import json
import re
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from ocrclean import repair_tables, tables
from ocrclean.lines import split_lines
from ocrclean.tables.cells import display_width, is_value, join_lines
from ocrclean.tables.lines import Lines
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
        pytest.param("目录  页码\n绪论 ………… 1\n方法 ………… 15\n结果 ………… 32\n", id="contents with leaders"),
        pytest.param("绪论      1\n方法      15\n结果      32\n讨论      48\n", id="contents in columns"),
        pytest.param("张三    李四    王五\n赵六    孙七    周八\n吴九    郑十    冯二\n", id="names in columns"),
        pytest.param("白日依山尽  黄河入海流\n欲穷千里目  更上一层楼\n床前明月光  疑是地上霜\n", id="verse in columns"),
        pytest.param("张三\n李四\n王五\n赵六\n孙七\n周八\n吴九\n", id="names, one a line"),
        pytest.param("今年 2021年 到 2023年\n有 12 和 13 个\n又 14 和 15 个\n", id="years in a text"),
        pytest.param("地区 21 22\n北京 12 13\n上海 10 11\n广东 22 25\n", id="numbers for heads"),
        pytest.param(
            "        年份  产量  备注\n----  ----\n巴黎  1982\n北京  1981\n", id="more heads than a rule draws columns"
        ),
        pytest.param("号码  2021  2003  2017\n甲      1     2     3\n乙      4     5     6\n", id="years in no order"),
        pytest.param("会议  2022  2021\n地点  北京  上海\n议题  能源  选址\n", id="words below years"),
        pytest.param("记者 黄 鑫\n编辑 周 雷\n2024 年 3 月\n", id="bylines"),
        pytest.param("地址：西城区 1 号\n电话：010-12345678\n邮编：100000\n传真：010-87654321\n", id="an address"),
        pytest.param("姓名：  张三\n性别：  男\n年龄：  35\n籍贯：  浙江\n", id="labels with their values"),
        pytest.param("1   第一条内容\n2   第二条内容\n3   第三条内容\n4   第四条内容\n", id="a numbered list"),
        pytest.param("价格上涨\n3\n成交\n5\n销量\n7\n指数\n9\n", id="lines of text and numbers without heads"),
        pytest.param("灵敏度\n大小\n笔尖的最小值。\n倾斜\n笔的角度。\n速度\n设置速度。\n", id="terms with definitions"),
        pytest.param(
            "子丑  寅\n\n\n\n卯  辰\n\n\n\n巳  午\n\n\n\n甲 | 乙\n  丙丁\n  戊己\n  庚辛\n",
            id="a bar, and gaps elsewhere",
        ),
        pytest.param(
            "# file system    mount point   type\n/dev/sda         /             1\nproc             /proc         2\n"
            "/dev/sdb         /var          3\n/dev/sdc         /usr          4\n",
            id="a file of Latin columns",
        ),
        pytest.param("    甲乙丙    \n\n    丁戊己    \n\n    庚辛壬    \n", id="centred lines"),
        pytest.param(
            "使用说明\n\n环境变量\n\n这些问题促使用户联络学校。\n\n3.2.1 清单\n\n一个简短的清单。\n\n3.2.2 计划\n\n"
            "计划的步骤如下，请各部门按照执行。\n\n3.2.3 角色\n\n确定各个角色。\n",
            id="headings with their numbers",
        ),
        pytest.param(
            "– 请求信息、建议或文档\n\n– 忘记密码\n\n这些问题促使用户联络学校。\n\n3.2 吨\n\n一个简短的清单。\n\n"
            "4.1 吨\n\n计划的步骤如下，请各部门按照执行。\n\n5.0 吨\n\n确定各个角色。\n",
            id="items of a list above values",
        ),
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


def test_a_row_of_totals_and_the_cell_that_is_missing():
    text = (
        "序号\n\n1\n\n2\n\n合计\n\n单位\n\n王荣的公司\n\n赵宇的公司\n\n金额（元）\n\n3.50\n\n2.25\n\n5.75\n\n"
        "担保人\n\n张强担保\n\n王敏、赵宇担保\n\n抵押物\n\n赵宇的住房\n\n以上供参考，以合同为准。\n"
    )
    [table] = grids(text)
    assert table[0] == ["序号", "单位", "金额（元）", "担保人", "抵押物"]
    assert table[2] == ["2", "赵宇的公司", "2.25", "王敏、赵宇担保", "赵宇的住房"]
    assert table[1][4] == ""
    assert table[3] == ["合计", "", "5.75", "", ""]


# Row by row


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_row_by_row(gap):
    cells = [
        "级数",
        "应纳税所得额",
        "税率（%）",
        "1",
        "不超过36000元的",
        "3",
        "2",
        "超过36000元的部分",
        "10",
        "3",
        "其他",
        "20",
    ]
    rows = [cells[k : k + 3] for k in range(0, 12, 3)]
    assert grids(
        "个人所得税税率表，自公布之日起施行。\n" + gap.join(cells) + "\n（注：本表供参考，以法律为准。）\n"
    ) == [rows]


def test_a_wrapped_cell_between_two_values():
    text = "级数\n说明\n税率\n1\n不超过三万\n六千元的\n3\n2\n超过部分\n10\n3\n其他部分\n20\n"
    assert grids(text) == [
        [["级数", "说明", "税率"], ["1", "不超过三万六千元的", "3"], ["2", "超过部分", "10"], ["3", "其他部分", "20"]]
    ]


def test_values_that_touch_the_cell_before_them():
    """An extractor prints two cells that touch each other as one piece."""
    text = "软件包\n流行度\n大小\n" + "".join(
        f"{name}\nV:{k}, I:{k + 5}\n{k * 7}\n" for k, name in enumerate(["bash", "dash", "zsh", "fish"], 1)
    )
    whole = grids(text)
    assert len(whole) == 1 and len(whole[0]) == 5
    assert grids(text.replace("dash\n", "dash")) == grids(text.replace("dash\n", "dash ")) == whole


def test_latin_and_chinese_cells_take_turns():
    text = "操作\n命令\n列出所有目标\nlist-units\n启动一个\n单元\nstart $unit\n停止单元\nstop $unit\n重载\nreload\n"
    assert grids(text) == [
        [
            ["操作", "命令"],
            ["列出所有目标", "list-units"],
            ["启动一个单元", "start $unit"],
            ["停止单元", "stop $unit"],
            ["重载", "reload"],
        ]
    ]


# Aligned, tabs, uneven


def padded(rows: list[list[str]], widths: list[int], width: Callable[[str], int]) -> str:
    lines = ["".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("width", [display_width, partial(display_width, ambiguous=2), len])
@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(odd, id=ascii(odd))
        for odd in ("甲乙", "“甲”…①", "e\u0301tude", "👩\u200d👩\u200d👧甲", "❤\ufe0f", "ｱｲｳ", "한글")
    ],
)
def test_aligned_whatever_the_widths(odd, width):
    rows = [["名称", "类型", "数量"], [odd, "文本", "1"], ["b", "文", "20"], ["丙丁戊", odd, "300"], ["d", "文本", "4"]]
    assert grids(padded(rows, [20, 16, 4], width)) == [rows]


def test_an_aligned_cell_that_goes_on_in_the_next_line():
    text = "名称      说明\nab        不超过三万六千\n          元的部分\nc         其他\n"
    assert grids(text) == [[["名称", "说明"], ["ab", "不超过三万六千元的部分"], ["c", "其他"]]]


WRAPPED = "名称      说明\nabc       第一种\ndef       不超过三万六千\n          元的部分\n"


@pytest.mark.parametrize(
    ("last", "rows"),
    [
        pytest.param(
            "ghi(      不超过四万五千\njk)       元的部分",
            [["ghi(jk)", "不超过四万五千元的部分"]],
            id="an open bracket",
        ),
        pytest.param(
            "ghi jkl   不超过四万五千\nmno       元的部分",
            [["ghi jkl mno", "不超过四万五千元的部分"]],
            id="rare full cells",
        ),
        pytest.param(
            "ghi jkl   不超过四万五千\n7         元的部分",
            [["ghi jkl", "不超过四万五千"], ["7", "元的部分"]],
            id="a value is not wrapped",
        ),
        pytest.param(
            "ghi jkl   不超过四万五千\nabc       元的部分",
            [["ghi jkl", "不超过四万五千"], ["abc", "元的部分"]],
            id="alike",
        ),
    ],
)
def test_two_aligned_cells_that_go_on_at_once(last, rows):
    assert grids(WRAPPED + last + "\nz         其他\n")[0][3:-1] == rows


def test_full_cells_of_a_table_without_wrapped_cells_are_rows():
    text = "名称      说明\nabcdefg   不超过三万六千\nhijklmn   超过四万五千元\nz         其他\n"
    assert len(grids(text)[0]) == 4


def test_bars_that_start_a_cell_of_some_rows():
    text = "命令       说明\nls         列出\n| sort     排序\n| uniq     去重\n| wc -l    计数\n"
    assert grids(text)[0][2:] == [["| sort", "排序"], ["| uniq", "去重"], ["| wc -l", "计数"]]


def test_latin_heads_over_values_beside_a_chinese_one():
    text = "Priority   软件包的影响\n1001       降级\n990        发行版\n500        常规\n100        已安装\n"
    assert grids(text)[0][1] == ["1001", "降级"]


def test_an_aligned_cell_that_is_missing():
    text = "名称    类型    说明\nab      文本    其他\nc               部分\nd       文本\n"
    assert grids(text) == [[["名称", "类型", "说明"], ["ab", "文本", "其他"], ["c", "", "部分"], ["d", "文本", ""]]]


def test_bars_that_are_text_in_an_aligned_table():
    text = "命令       说明\nls         列出\nls | wc    计数\ncat        显示\ncp         复制\n"
    assert grids(text)[0][2] == ["ls | wc", "计数"]


def test_tabs():
    assert grids("级数\t税率\n1\t3%\n2\t10%\n") == [LEVELS]


@pytest.mark.parametrize("gap", ["\t", "  ", "    "])
def test_a_caption_with_gaps_is_no_row(gap):
    lines = ["表1 产量 单位：吨", "地区 产量 增速", "北京 12 3%", "上海 10 2%", "广东 22 5%"]
    [table] = tables.parse("\n".join(lines).replace(" ", gap))
    assert table.texts() == [line.split() for line in lines[1:]]


@pytest.mark.parametrize("gap", [" ", "    ", "\t"])
@pytest.mark.parametrize("years", ["2021 2022", "1950 1995 2008", "2022 2021 2020"])
def test_years_for_heads(gap, years):
    rows = [[place, *[str(12 + k) for k, _ in enumerate(years.split())]] for place in ("北京", "上海", "广东")]
    lines = [["地区", *years.split()], *rows]
    assert grids("\n".join(map(gap.join, lines)) + "\n") == [lines]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "年份  1701  1801\n----  ----  ----\n人口     5     9\n",
            [["年份", "1701", "1801"], ["人口", "5", "9"]],
            id="one row",
        ),
        pytest.param(
            "1910  1920  1930\n====  ====  ====\n 320    70    60\n",
            [["1910", "1920", "1930"], ["320", "70", "60"]],
            id="values for heads",
        ),
        pytest.param(
            "----  ----  --------  --------\n        年份   第一产业  第二产业\n----  ----  --------  --------\n"
            "巴黎      1982       0.1      16.2\n\n北京      1981       0.2      25.4\n",
            [["", "年份", "第一产业", "第二产业"], ["巴黎", "1982", "0.1", "16.2"], ["北京", "1981", "0.2", "25.4"]],
            id="heads beside their columns",
        ),
    ],
)
def test_a_broken_rule_draws_the_columns(text, rows):
    assert grids(text) == [rows]


def test_uneven_rows_with_a_wrapped_first_cell():
    text = (
        "分区方式 最小空间 新建分区\n单一 600MB /, swap\n分别建立 /home、/var 和 /tmp\n分区 1GB /, /home\n其他 2GB /\n"
    )
    assert grids(text)[0][2] == ["分别建立 /home、/var 和 /tmp 分区", "1GB", "/, /home"]


@pytest.mark.parametrize(
    "heads", ["2021年 2022年 2023年", "1月 1-2月 1-3月", "2022年末 2023年3月 2023年一季度", "第一季度 二季度 1季度"]
)
def test_uneven_rows_below_the_times_that_they_are_of(heads):
    rows = [["北京", "12.5", "13.1", "14.2"], ["上海", "10.2", "11.8", "12.9"], ["广东", "22.7", "25.3", "28.8"]]
    text = f"地区 {heads}\n" + "\n".join(map(" ".join, rows)) + "\n"
    assert grids(text) == [[["地区", *heads.split()], *rows]]


# The round trip of real tables

ROUND_TRIP = importlib.util.spec_from_file_location("round_trip", ROOT / "benchmarks" / "tables.py")
assert ROUND_TRIP is not None and ROUND_TRIP.loader is not None
round_trip = importlib.util.module_from_spec(ROUND_TRIP)
ROUND_TRIP.loader.exec_module(round_trip)
SAMPLE = [json.loads(line)["rows"] for line in (DATA / "tables.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("way", "width", "floor"),
    [
        ("ruled", 400, 0.99), ("ruled", 24, 0.99), ("box", 400, 0.99), ("box", 24, 0.99),
        ("aligned", 400, 0.99), ("aligned", 24, 0.98), ("by column", 400, 0.22), ("by row", 400, 0.28),
    ],
)  # fmt: skip
def test_real_tables_come_back(way, width, floor):
    """A sample of small tables, half of them without any column of values; docs/tables.md has the whole measurement."""
    scores = [round_trip.trip(rows, way, width)[0] for rows in SAMPLE]
    assert sum(scores) / len(scores) >= floor


@given(st.sampled_from(SAMPLE), st.sampled_from(sorted(round_trip.WAYS)), st.integers(8, 60))
def test_no_character_of_a_cell_is_lost(rows, way, width):
    text = "前文。\n" + round_trip.WAYS[way](rows, width) + "\n后文。\n"
    repaired = repair_tables(text)
    assert repair_tables.holds(text, repaired)
    assert repair_tables(repaired) == repaired


def test_the_examples_of_the_documentation():
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    pairs = re.findall(r"```text before\n(.*?\n)```\n\n```markdown after\n(.*?\n)```", page, re.DOTALL)
    assert len(pairs) >= 6
    for before, after in pairs:
        assert repair_tables(before) == after


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


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "3.50\n| --- | --- |\n3.50\n| --- | --- |\n数量（元）\n是\n数量（元）\n", id="delimiter rows alone"
        ),
        pytest.param("说明\n────\n3.50 说明\n────\n2\n────\n3.50\n────\n" * 8, id="drawn lines between values"),
        pytest.param("序号\n名称\n1\n甲\n2\n乙\n3\n丙\n名称\t数量\n甲\t1\n乙\t2\n", id="one table after another"),
    ],
)
@pytest.mark.parametrize("name", ["markdown", "tsv", "html", "json"])
def test_what_was_written_once_is_not_read_as_something_else(name, text):
    normalizer = repair_tables.with_options(format=name)
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


def test_bars_in_a_few_lines_of_code_are_no_table():
    """Counted over a stretch of lines the bars are text, though they made the stretch worth a look."""
    text = (
        "a('鼠标');  // 滑鼠\nb('汉字')  # 漢字\n  char* c = d(e);  // 漢字\n  f(c);\n  g(e);\n  return 0;\n}\n"
        "#### 分词\n"
        '**`-s`**：只分词\n```bash\necho "一叶知秋" | opencc -s\n```\n\n**`-i`**：全部结果\n\n'
        '```bash\necho "一叶知秋" | opencc -i'
    )
    assert repair_tables(text) == text


@given(st.text("表 \n\f"), st.integers(0, 9), st.integers(0, 9))
def test_lines_are_those_of_the_text_whole_and_in_parts(text, first, size):
    lines = Lines.of(text)
    assert list(lines) == lines[:] == split_lines(text)
    first = min(first, len(lines))
    part = lines.part(first, first + size)
    assert list(part) == split_lines(text)[first : first + size]
    inner = part.part(min(1, len(part)), len(part))
    assert list(inner) == lines[inner.first : inner.first + len(inner)]
    assert inner.in_text(len) == len(split_lines(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.2.1", True),
        ("3.2.1 清单", False),
        ("3.2 吨", True),
        ("12.5 万元", True),
        ("2024.10.17", True),
        ("清单", False),
    ],
)
def test_the_number_of_a_section_has_no_unit(text, value):
    assert is_value(text) is value
