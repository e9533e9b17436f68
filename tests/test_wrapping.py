"""Wrapped lines merged into paragraphs: what is left alone, what is mended, and how the decisions behave."""

from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrclean import MergeWrappedLines, clean, merge_wrapped_lines
from ocrclean.paragraphs.columns import columns, margin
from ocrclean.paragraphs.decide import decide
from ocrclean.paragraphs.ended import is_credited, surely_ended
from ocrclean.paragraphs.evidence import KINDS, SIZES, evidence
from ocrclean.paragraphs.kinds import END_KINDS, START_KINDS, end_kind, references, start_kind
from ocrclean.paragraphs.printed import read_page
from ocrclean.paragraphs.surroundings import REACH, SPAN, survey
from ocrclean.paragraphs.verse import verse
from ocrclean.paragraphs.weights import WEIGHTS
from ocrclean.paragraphs.words import bonds_near
from ocrclean.paragraphs.wrapped import surely_wrapped
from strategies import DATA, texts_for

#: A full column of prose, so that the habits of a page can be told: lines of 16 em, paragraphs two em short at first.
COLUMN = """\
月球大气极其稀薄，太阳辐射能够
直接照射到月球表面，因此月球上的
太阳能资源丰富。建设大型光伏电站
可为月球基地提供清洁的电力。
另一种能提供巨大能量的技术是
核能。由于光伏发电能量密度较低，
仅靠太阳能无法为月球基地的持续建
设提供足够电力。小型核反应堆电源
功率大、重量轻。
"""
COLUMN_MERGED = [
    "月球大气极其稀薄，太阳辐射能够直接照射到月球表面，因此月球上的太阳能资源丰富。建设大型光伏电站可为月球基地提供清洁的电力。",
    "另一种能提供巨大能量的技术是核能。由于光伏发电能量密度较低，仅靠太阳能无法为月球基地的持续建设提供足够电力。小型核反应堆电源功率大、重量轻。",
]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("The moon has no air,\nand no water either.\n", id="English, wrapped"),
        pytest.param("吾輩は猫である。\n名前はまだ無い。\nどこで生れたかとんと見当がつかぬ。\n", id="Japanese"),
        pytest.param("```python\nx = '月球'\nprint(x)\n```\n", id="a code fence"),
        pytest.param("| 序号 | 债务人 |\n| --- | --- |\n| 1 | 甲公司 |\n", id="a Markdown table"),
        pytest.param("# 月球\n\n## 能源\n", id="Markdown headings"),
        pytest.param("> 月球大气极其稀薄，太阳辐射能够\n> 直接照射。\n", id="a Markdown quotation"),
        pytest.param(
            "质量为：\n\n$$\n\\begin{aligned}\nm &= \\rho V \\\\\n&= 7.3\n\\end{aligned}\n$$\n\n由此可知密度。\n",
            id="a formula",
        ),
        pytest.param("月球没有大气[^1]\n\n[^1]: 见图。\n\n[^2]: 同上\n", id="footnotes of Markdown"),
        pytest.param("月球没有大气，\n\n**能源**\n\n都来自太阳。\n", id="bold text"),
        pytest.param("能源都来自太阳，人们因此\n\n![图 1](images/1.png)\n\n想到要去开发它。\n", id="an image"),
        pytest.param('<div align="center">图 1 月球\n</div>\n', id="a caption in HTML"),
        pytest.param("面积为：\n\n(1)\n\n其中半径已知。\n", id="the number of a formula"),
        pytest.param("得\n\n\\begin{array}{l}\nx + y \\\\\nx - y\n\\end{array}\n\n的解。\n", id="a formula in LaTeX"),
        pytest.param("床前明月光，\n\n疑是地上霜。\n\n举头望明月，\n\n低头思故乡。\n", id="verse"),
        pytest.param("第一章 总则……………1\n\n第二章 监督……………12\n\n第三章 附则……………30\n", id="a contents page"),
        pytest.param("\n\n".join(COLUMN_MERGED) + "\n", id="merged already"),
    ],
)
def test_is_left_alone(text):
    assert merge_wrapped_lines(text) == text


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(COLUMN, COLUMN_MERGED, id="a lost indent"),
        pytest.param(2 * COLUMN.replace("\n", "\n\n"), 2 * COLUMN_MERGED, id="a blank line after every line"),
        pytest.param(
            COLUMN.replace("月球大气", "　　月球大气").replace("另一种", "　　另一种"),
            COLUMN_MERGED,
            id="printed indents",
        ),
        pytest.param(COLUMN.replace("力。\n另", "力。\n\n另"), COLUMN_MERGED, id="a blank line between paragraphs"),
        pytest.param("月球能源从哪来\n\n" + COLUMN, ["月球能源从哪来", *COLUMN_MERGED], id="a heading"),
        pytest.param("11.3.2\n\n" + COLUMN, ["11.3.2" + COLUMN_MERGED[0], COLUMN_MERGED[1]], id="a section number"),
        pytest.param(
            COLUMN + "（数据来源：国家航天局）\n", [*COLUMN_MERGED, "（数据来源：国家航天局）"], id="a note in brackets"
        ),
        pytest.param(
            COLUMN.removesuffix("。\n") + "\n（摘编自《国家航天局年报》）\n",
            [COLUMN_MERGED[0], COLUMN_MERGED[1].removesuffix("。"), "（摘编自《国家航天局年报》）"],
            id="a note what it was taken from",
        ),
        pytest.param(
            COLUMN + "结果\n-0.05*** -0.06 0.01\n(0.01) (0.02) (0.02)\n",
            [*COLUMN_MERGED, "结果", "-0.05*** -0.06 0.01", "(0.01) (0.02) (0.02)"],
            id="rows of figures",
        ),
        pytest.param(
            "摘要：月球大气极其稀薄，太阳辐射能够直\n接照射到月球表面，为能源提供了新的条件\n关键词：月球；能源；太阳辐射；大气\n",
            [
                "摘要：月球大气极其稀薄，太阳辐射能够直接照射到月球表面，为能源提供了新的条件",
                "关键词：月球；能源；太阳辐射；大气",
            ],
            id="the fields of a paper",
        ),
        pytest.param(
            COLUMN + "    此致\n敬礼\n        张三\n",
            [*COLUMN_MERGED, "此致", "敬礼", "张三"],
            id="the close of a letter",
        ),
        pytest.param("A.\n" + COLUMN, ["A." + COLUMN_MERGED[0], COLUMN_MERGED[1]], id="the letter of an answer"),
        pytest.param("（2）\n" + COLUMN, ["（2）" + COLUMN_MERGED[0], COLUMN_MERGED[1]], id="the number of an item"),
        pytest.param(
            "第一章 月球能源的开发\n第二章 月球基地的选址\n",
            ["第一章 月球能源的开发", "第二章 月球基地的选址"],
            id="two chapters of a contents page",
        ),
        pytest.param(
            COLUMN.replace("，仅", "\n，仅").replace("，\n仅", "\n，仅"),
            COLUMN_MERGED,
            id="kinsoku: no line starts with a comma",
        ),
    ],
)
def test_is_merged(text, blocks):
    assert merge_wrapped_lines(text).strip("\n").split("\n\n") == blocks


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        pytest.param("太阳辐射\n能够", "太阳辐射能够", id="nothing between Han"),
        pytest.param("太阳辐射，\n能够", "太阳辐射，能够", id="nothing behind punctuation"),
        pytest.param("太阳辐射 AI\n能够", "太阳辐射 AI能够", id="nothing between Latin and Han"),
        pytest.param("太阳 Tiger\nNeo", "太阳 Tiger Neo", id="a space between Latin words"),
        pytest.param("太阳 mini\N{HYPHEN BULLET}\nmax", "太阳 minimax", id="a word hyphenated"),
        pytest.param("太阳 Hi-\nMOX6", "太阳 Hi-MOX6", id="a hyphen of the name"),
        pytest.param("太阳 dpkg-\nsource", "太阳 dpkg-source", id="a hyphen that may be one of the name"),
        pytest.param("hydrogen 太阳 hydro-\ngen", "太阳 hydrogen", id="... of a word that stands whole nearby"),
        pytest.param("见 https:\n//www.debian.org/", "见 https://www.debian.org/", id="an address"),
        pytest.param("太阳 3-\n12 个", "太阳 3-12 个", id="a range"),
        pytest.param("太阳 $x$\n$y$", "太阳 $x$ $y$", id="a space between formulas"),
        pytest.param("见 /usr/share/\ndoc", "见 /usr/share/doc", id="a path"),
    ],
)
def test_joins(broken, whole):
    text = COLUMN.replace("太阳辐射能够\n", broken + "\n")
    assert whole in merge_wrapped_lines(text)


def test_a_compound_that_stands_whole_elsewhere_keeps_its_hyphen():
    text = COLUMN.replace("月球大气极其稀薄，太阳辐射能够\n", "月球大气 long-\nterm，\n").replace(
        "重量轻", "long-term 轻"
    )
    assert "月球大气 long-term，" in merge_wrapped_lines(text)


def test_blocks_are_separated_as_chosen():
    assert MergeWrappedLines(blocks="newline")(COLUMN) == "\n".join(COLUMN_MERGED) + "\n"
    with pytest.raises(ValueError, match="blocks is 'none'"):
        MergeWrappedLines(blocks="none")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.1.2", "alone"),
        ("Chapter 1", "alone"),
        ("•", "alone"),
        ("B．", "alone"),
        ("• 逻辑卷管理", "item"),
        ("\uf0b7", "alone"),
        ("\uf06c 逻辑卷管理", "item"),
        ("➢逻辑卷管理", "item"),
        ("（一）综合所得", "item"),
        ("1. 确定您的硬件", "item"),
        ("一、总量", "item"),
        ("第三条 个人所得税", "head"),
        ("第三条", "alone"),
        ("一九二二年十月。", "date"),
        ("一九二二年十月三日", "date"),
        ("一九二二年十月三日。", "date"),
        ("一九二二年十月", "han"),
        ("一九二二年十月。后来", "han"),
        ("7.1. 什么是 Debian 软件包？", "head"),
        ("表1 税率", "head"),
        ("□ 本报记者 黄鑫", "byline"),
        ("本报北京1月5日讯记者钱江报道：", "dateline"),
        ("据新华社马尼拉1月11日电菲", "dateline"),
        ("新华社北京1月5日电（张东波", "dateline"),
        ("据悉，本届展会", "han"),
        ("新华社记者 刘坤", "byline"),
        ("朱梦魁", "name"),
        ("鲁迅", "name"),
        ("关于", "han"),
        ("王国的命运", "han"),
        ("科普 2022年11月8日 第 6 版", "masthead"),
        ("修养2021年9月3日 星期五 第二十二期", "masthead"),
        ("国办发〔2023〕42号", "masthead"),
        ("国发〔2023〕 42 号", "masthead"),
        ("根据国办发〔2023〕42号文件，", "han"),
        ("（2022）鄂0104民初1987号", "masthead"),
        ("00:00:01,000 --> 00:00:03,500", "masthead"),
        ("00:01.000 --> 00:03.500", "masthead"),
        ("[2024-05-01 10:03:22] 张三：大家好", "item"),
        ("[00:12.00]月亮代表我的心", "item"),
        ("[10:03] 收到", "item"),
        ("2024-05-01 10:00:01 INFO 启动", "item"),
        ("C．月球上有水", "item"),
        ("1 .公司名称", "item"),
        ("12 .5万亩", "digit"),
        ("[2024-05-01] 收到", "bracket"),
        ("（2022）鄂0104 民初1987 号", "masthead"),
        ("（2022）鄂0104民初1987号判决", "bracket"),
        ("截至2022年11月8日，第6版已经售完", "han"),
        ("根据2019年3月5日《经济日报》第6版的报道", "han"),
        ("会议定于2024年10月17日星期四在北京召开", "han"),
        ("2024 年 10 月 17 日", "date"),
        ("2024-10-17", "date"),
        ("2024年10月17", "digit"),
        ("（上接第一版）", "note"),
        ("【注释】", "head"),
        ("【本报北京一月五日十二时专电】", "note"),
        ("第二节", "alone"),
        ("联系人：栗经理", "label"),
        ("尧报道：一年一度的春运", "han"),
        ("22:00 开放，周一闭馆", "digit"),
        ("80 : 62的较大优势取胜", "digit"),
        ("[2] 周志强. 河岸带植被研究进展", "bracket"),
        ("“难！”老师说", "quote"),
        ("（白俄罗斯）展览会。2025年", "bracket"),
        ("，是安装", "nostart"),
        ("2025 年，算力", "digit"),
        ("Debian 是", "latin"),
        ("月球", "han"),
        ("", "other"),
    ],
)
def test_how_a_line_starts(text, kind):
    assert start_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("他说。", "sentence"),
        ("他说。”", "closed"),
        ("他说·…·.", "sentence"),
        ("他说····”", "closed"),
        ("他说...", "stop"),
        ("请阅读手册.", "sentence"),
        ("请阅读手册.）", "closed"),
        ("请阅读 LATEX.", "stop"),
        ("一.", "stop"),
        ("阿·", "other"),
        ("（见图）", "closer"),
        ("如下：", "colon"),
        ("一方面，", "comma"),
        ("算力", "han"),
        ("GNU", "latin"),
        ("第 12", "digit"),
        ("总则……………12", "leader"),
        ("总则 . . . . . 12", "leader"),
        ("称为：“", "opener"),
        ("称为（", "opener"),
        ("扫着垃圾“", "sentence"),
        ("“扫着垃圾“", "closer"),
        ("扫着垃圾。“", "closed"),
        ("", "other"),
    ],
)
def test_how_a_line_ends(text, kind):
    assert end_kind(text) == kind


def test_a_line_ends_with_an_opening_quote_where_the_next_lines_close_it():
    assert end_kind("我只记得那“", "起讲”的开头") == "opener"
    assert end_kind("扫着垃圾“", "这支“队伍”") == "sentence"
    assert read_page("我只记得那“\n起\n讲\n”的开头\n").ends[0] == "opener"


def raw_texts():
    return [path.read_text("utf-8") for path in sorted(DATA.glob("seeds/*/raw.txt"))]


@given(texts_for(merge_wrapped_lines))
def test_a_page_shows_each_line_as_it_stands_alone(text):
    page = read_page(text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert [text[start:end] for start, end in zip(page.start, page.end, strict=True)] == lines
    listed = set(references(page.text, [line[0] for line in page.text]))
    for k, line in enumerate(lines):
        alone = read_page(line)
        assert [page.text[k]] == alone.text
        assert [page.width[k]] == alone.width
        assert [page.gaps[k]] == alone.gaps
        assert [page.spaced[k]] == alone.spaced
        assert alone.starts == [start_kind(page.text[k])]
        assert page.starts[k] == ("item" if k in listed else alone.starts[0])
        assert page.ends[k] == end_kind(page.text[k], "".join(page.text[k + 1 : k + 4]))
        assert alone.ends == [end_kind(page.text[k])]
    assert set(page.starts) <= set(START_KINDS)
    assert set(page.ends) <= set(END_KINDS)


def test_rows_of_white_space_and_margins_move_the_lines_behind_them():
    text = " \n\t月 球\n\u3000\n\n  能源 \n太 阳 能：\n \n"
    page = read_page(text)
    lines = [text[start:end] for start, end in zip(page.start, page.end, strict=True)]
    assert lines == ["月 球", "能源", "太 阳 能："]
    assert page.text == ["月球", "能源", "太阳能："]
    assert page.width == [2.0, 2.0, 4.0]
    assert page.indent == [2.0, 1.0, 0.0]
    assert page.blanks == [2, 0, 0]
    assert page.gaps == [1, 0, 2]
    assert page.spaced == [False, False, True]
    assert page.starts == ["han", "han", "label"]


@pytest.mark.parametrize(
    ("lines", "listed"),
    [
        pytest.param(["[1] 陆建中. 湿地生态学", "[2] 周志强. 河岸带"], [0, 1], id="a list"),
        pytest.param(["［9］陆建中. 湿地生态学", "［10］周志强. 河岸带"], [0, 1], id="full-width, without spaces"),
        pytest.param(["[1] 陆建中. 湿地", "生态学", "[2] 周志强. 河岸带", "[2] 周志强"], [0, 2], id="a wrapped entry"),
        pytest.param(["[2] 周志强. 河岸带植被研究进展"], [], id="one entry is no list"),
        pytest.param(["[2] 周志强. 河岸带", "[4] 黄凯. 河岸带"], [], id="numbers do not follow"),
        pytest.param(["[1] 陆建中. 湿地", *["生态学"] * 10, "[2] 周志强. 河岸带"], [], id="too far apart"),
        pytest.param(["[1]的研究表明", "[2]，水位是"], [], id="numbers in a text"),
        pytest.param(["[1] 的研究表明", "[2] 、水位是"], [], id="... with spaces behind them"),
    ],
)
def test_entries_of_a_list_of_references(lines, listed):
    assert list(references(lines, [line[0] for line in lines])) == listed


def test_a_list_of_references_is_kept_apart():
    entries = [
        "[1] 陆建中, 王长永. 湿地生态学[M]. 北京: 科学出版社, 2004: 12-35.",
        "[2] 周志强, 刘彤, 袁帅. 河岸带植被研究进展[J]. 生态学报, 2010, 30(8): 2171-2178.",
        "[3] Naiman R J, Décamps H. The ecology of interfaces: riparian zones[J]. Ecology, 1997, 28: 621-658.",
        "[4] 黄凯, 郭怀成, 刘永, 等. 河岸带生态系统退化机制及其恢复研究进展[J]. 应用生态学报, 2007.",
    ]
    assert merge_wrapped_lines(COLUMN + "\n".join(entries) + "\n") == "\n\n".join([*COLUMN_MERGED, *entries]) + "\n"


def test_the_number_of_an_article_keeps_the_space_that_the_break_stands_for():
    assert "第一条 房屋基本情况\n" in merge_wrapped_lines("第一条\n\n房屋基本情况\n\n" + COLUMN)
    assert "第一节 重要提示\n" in merge_wrapped_lines("第一节\n\n重要提示\n\n" + COLUMN)
    assert "第十二條 為了保護\n" in merge_wrapped_lines("第十二條\n為了保護\n\n" + COLUMN)


@pytest.mark.parametrize("bullet", ["•", "■", "\uf06c", "\uf0fc"])
def test_items_of_a_word_processor_come_back(bullet):
    # As pdftotext and PyMuPDF print what LibreOffice set: with the bullet on the item's line, and on one of its own.
    first = "加强组织领导，明确责任分工，把各项任务落到实处，形成齐抓共管、各负其责的良\n好工作局面\n"
    items = [bullet + " 加强组织领导，明确责任分工，把各项任务落到实处，形成齐抓共管、各负其责的良好工作局面"]
    items += [f"{bullet} 及时总结经验", f"{bullet} 按期报送材料"]
    for behind in (" ", "\n\n"):
        text = f"对照检查。\n{bullet}{behind}{first}{bullet}{behind}及时总结经验\n{bullet}{behind}按期报送材料\n"
        assert clean(text).rstrip("\n").split("\n\n") == ["对照检查。", *items]


def test_headlines_are_announced_by_a_byline_or_dateline():
    page = read_page("作主战场倾斜。\n北大荒粮食三年连续大幅增产\n去年总产量创新高\n本报讯北大荒经受洪涝灾害\n考验。\n")
    assert survey(page).announced == [0, 2, 1, 0, 0]


def test_a_headline_over_its_whole_column_is_no_wrapped_line():
    news = COLUMN + "北大荒粮食三年连续大幅增产\n本报讯北大荒经受洪涝灾害考验，总\n产量创新高。\n"
    blocks = merge_wrapped_lines(news).strip("\n").split("\n\n")
    assert blocks == [*COLUMN_MERGED, "北大荒粮食三年连续大幅增产", "本报讯北大荒经受洪涝灾害考验，总产量创新高。"]


@pytest.mark.parametrize(
    ("line", "before", "credited"),
    [
        pytest.param("产量创新高。（新华社北京１月５日电）", "", True, id="a source behind a sentence"),
        pytest.param("徐国春 张雅文）", "产量创新高。（本报记者", True, id="its bracket on the line before"),
        pytest.param("（张岸涛）", "产量创新高。", True, id="a line of its own"),
        pytest.param("世界卫生组织（简称世卫）", "", False, id="an explanation"),
        pytest.param("产量创新高。（3）", "", False, id="a number that counts what follows"),
        pytest.param("世卫）", "产量创新高。（见图）世界卫生组织", False, id="another bracket, closed before"),
    ],
)
def test_a_note_behind_a_sentence_is_told(line, before, credited):
    assert is_credited(line, before) is credited


def test_blank_lines_part_paragraphs_where_none_stands_behind_a_wrapped_line():
    parted = COLUMN.replace("。\n", "。\n\n")
    around = survey(read_page(2 * parted))
    assert all(map(around.blanks_part, range(18)))
    around = survey(read_page(2 * parted.replace("因此月球上的\n", "因此月球上的\n\n")))
    assert not any(map(around.blanks_part, range(18)))


@pytest.mark.parametrize("size", [1, REACH, SPAN, 300])
def test_running_totals_count_what_is_within_reach(size):
    lines = [("月球" if k % 3 else "月球大气稀薄。") + "\n" * (1 + k % 2) for k in range(size)]
    page = read_page("".join(lines))
    around = survey(page)
    for i in range(size):
        near = page.blanks[max(0, i - REACH) : i + REACH + 1]
        assert around.near[i] == len(near)
        assert around.blank[i + SPAN] - around.blank[i] == sum(near)


@pytest.mark.parametrize(
    ("edges", "column"),
    [
        pytest.param([], 0.0, id="no line"),
        pytest.param([0.0, 0.0, 0.0], 0.0, id="no line that stops inside a sentence"),
        pytest.param([19.0, 20.0, 19.0, 0.0, 20.0, 19.0], 19.0, id="squeezed lines are wider"),
        pytest.param([19.0, 20.0], 20.0, id="as common: the wider one"),
        pytest.param([17.0, 0.0, 17.0, 19.0, 17.0, 0.0, 19.0], 19.0, id="most lines are first lines"),
        pytest.param([17.0, 17.0, 17.0, 19.0], 17.0, id="one wider line is no column"),
    ],
)
def test_a_column_ends_where_most_of_its_wrapped_lines_do(edges, column):
    assert list(columns(edges, range(max(1, len(edges) - 1)))) == [column] * max(1, len(edges) - 1)


@given(st.lists(st.sampled_from([0.0, 12.0, 17.0, 18.5, 19.0, 20.0, 21.0]), max_size=90), st.data())
def test_a_column_is_told_by_the_lines_near_the_break_alone(edges, data):
    breaks = sorted(data.draw(st.sets(st.integers(0, max(0, len(edges) - 1)))))
    near = [(edges[max(0, i - 12) : i + 14], min(i, 12)) for i in breaks]
    assert list(columns(edges, breaks)) == [next(columns(window, [place])) for window, place in near]


def test_the_margin_is_the_least_indent_near_the_break():
    indents = [0.0] * 3 + [4.0, 6.0] * 10
    assert [margin(indents, i) for i in (0, 10, 11, 20)] == [0.0, 0.0, 4.0, 4.0]


#: Behind what is asked: lines that are wrapped, so that those before them may be.
WRAPPED = (
    "太阳辐射能够直接照射到月\n球表面，因此月球上的太阳\n能资源丰富。\n建设大型光伏电站可为\n月球基地提供清洁的电力。\n"
)


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        pytest.param("月球表面\n　　太阳能\n" + WRAPPED, False, id="half a sentence"),
        pytest.param("月球表面。\n太阳能\n" + WRAPPED, False, id="a sentence where lines are wrapped"),
        pytest.param("月球表面。\n太阳能\n", True, id="... where none is"),
        pytest.param("月球表面。\n，太阳能\n", False, id="... and the next goes on"),
        pytest.param("月球表面。\n。太阳能\n", True, id="... before a bullet misread"),
        pytest.param("月球表面……\n。”\n", False, id="... the sentence's own end"),
        pytest.param("月球表面。\n　　太阳能\n" + WRAPPED, True, id="... before an indented line"),
        pytest.param("　　月球表面。\n　　太阳能\n" + WRAPPED, False, id="... that is indented itself"),
        pytest.param("　　月球表面。\n\n　　太阳能\n，资源丰富\n" + WRAPPED, True, id="... with a blank line between"),
        pytest.param("月球表面。\n（二）太阳能\n" + WRAPPED, True, id="... before an item"),
        pytest.param("月球表面。\n第二条 太阳能\n" + WRAPPED, True, id="... before an article"),
        pytest.param("“月球？”\n“太阳！”\n" + WRAPPED, True, id="two turns of a dialogue"),
        pytest.param("月球“表面”。\n“太阳！”\n" + WRAPPED, False, id="a speech behind something else"),
        pytest.param("月球有如下能源：\n（一）太阳能\n" + WRAPPED, True, id="a colon before an item"),
        pytest.param("月球有如下能源：\n太阳能\n" + WRAPPED, False, id="... before something else"),
        pytest.param("国家航天局\n2024年10月17日\n" + WRAPPED, True, id="a date on its line"),
        pytest.param("国家航天局\n2024年10月17日宣布\n" + WRAPPED, False, id="a line that begins with a date"),
        pytest.param("流程图\n国家航天局\n2024年10月17日\n" + WRAPPED, True, id="before who signed, and the date"),
        pytest.param("主席江\n泽民\n2024年10月17日\n" + WRAPPED, False, id="... but it is the rest of a name"),
        pytest.param("组织委员\n会秘书\n2024年10月17日\n" + WRAPPED, False, id="... or of a word"),
        pytest.param("国办发〔2023〕42号\n各省、自治区\n" + WRAPPED, True, id="the number of a document"),
        pytest.param("月球能源\n本报北京１月５日讯\n" + WRAPPED, True, id="a dateline"),
        pytest.param("月球能源\n（上接第一版）太阳能\n" + WRAPPED, True, id="an article continued"),
        pytest.param("个人信息保护法\n（2021年8月20日第十三届\n" + WRAPPED, True, id="when a law was passed"),
        pytest.param("他说，会议\n（2021年8月20日第十三届\n" + WRAPPED, False, id="... and a date in a sentence"),
        pytest.param("产量创新高。（新华社电）\n太阳能\n" + WRAPPED, True, id="the source of a report"),
        pytest.param("产量（新华社电）\n太阳能\n" + WRAPPED, False, id="a note inside a sentence"),
        pytest.param(4 * "太阳能 45\n核能 32\n" + WRAPPED, True, id="rows of figures"),
        pytest.param("太阳能 45\n核能，\n" + WRAPPED, False, id="one row"),
        pytest.param("月球能源开发\n注：金额不含利息\n" + WRAPPED, True, id="a note to a table"),
        pytest.param("月球能源开发\n编者按：能源从\n" + WRAPPED, True, id="... of the editor"),
        pytest.param("月球能源开发\n图为：能源从\n" + WRAPPED, True, id="... to a picture"),
        pytest.param("月球能源开发\n来源：能源从\n" + WRAPPED, False, id="... another label"),
        pytest.param("月球（附图片2张）\n太阳能\n" + WRAPPED, True, id="a headline and its pictures"),
        pytest.param("月球能源（英文）\n太阳能\n" + WRAPPED, True, id="... and its language"),
        pytest.param("月球电站。王正摄（新华社发）\n太阳能\n" + WRAPPED, True, id="a caption and its source"),
        pytest.param("月球电站（本报记者王正摄）\n太阳能\n" + WRAPPED, True, id="... and who took the picture"),
        pytest.param("桥要让人过河的。\n（作者单位：科学院）\n" + WRAPPED, True, id="a bracket with a label"),
        pytest.param("桥要让人过河\n（作者单位：科学院）\n" + WRAPPED, False, id="... within a sentence"),
        pytest.param("月球电站（正在开发）\n太阳能\n" + WRAPPED, False, id="... a bracket that says neither"),
        pytest.param("月球能源开发\n据新华社华盛\n顿1月5日电（记者" + WRAPPED, True, id="a dateline on two lines"),
        pytest.param("月球能源开发\n据新华社的报\n告，1月5日电" + WRAPPED, False, id="... none"),
        pytest.param(
            "无障碍环境建设条例\n2012年6月13日国务院第208次会议\n" + WRAPPED, True, id="when a law was passed"
        ),
        pytest.param(
            "无障碍，环境\n2012年6月13日国务院第208次会议\n" + WRAPPED, False, id="... and a date in a sentence"
        ),
        pytest.param(
            "无障碍环境建设条例\n2012年6月13日，国务院第208次会议\n" + WRAPPED, False, id="... that begins one"
        ),
        pytest.param("他喊道——\n“太阳能！”\n" + WRAPPED, True, id="a dash before a speech"),
        pytest.param("他喊道——\n太阳能！\n" + WRAPPED, False, id="... before something else"),
        pytest.param("It has no air.\n太阳能\n" + WRAPPED, True, id="an English sentence before Han"),
        pytest.param("月球 has no air.\n太阳能\n" + WRAPPED, False, id="... with Han in it"),
        pytest.param("Debian.\n太阳能\n" + WRAPPED, False, id="... a word"),
        pytest.param("1\n太阳辐射能够直接照射到月球\n" + WRAPPED, True, id="the number of a section"),
        pytest.param("1\n太阳辐射\n" + WRAPPED, False, id="... before a heading"),
        pytest.param("2024\n太阳辐射能够直接照射到月球\n" + WRAPPED, False, id="... more than a number"),
        pytest.param("走你的\n1\n太阳辐射能够直接照射到月球\n" + WRAPPED, False, id="... where no sentence ended"),
        pytest.param("北京 12.5 13.1\n上海 10.2 11.8\n" + WRAPPED, True, id="rows of two figures"),
        pytest.param("北京有12.5\n上海 10.2 11.8\n" + WRAPPED, False, id="... but the first is none"),
        pytest.param("要充分利用\n• 太阳能\n" + WRAPPED, True, id="a bullet"),
        pytest.param("要充分利用\n\uf0d8 太阳能\n" + WRAPPED, True, id="a bullet of Wingdings"),
        pytest.param("工业\n\uf06c\n\n核能\n" + WRAPPED, True, id="... alone on its line"),
        pytest.param("海军四八\n○五厂的大门\n" + WRAPPED, False, id="a numeral that looks like a bullet"),
        pytest.param(
            "3.1. 月球能源\nDebian 太阳能\n" + WRAPPED, True, id="the heading of a section before Latin letters"
        ),
        pytest.param("3.1. 月球 Debian\n太阳能是\n" + WRAPPED, True, id="... before Han"),
        pytest.param("3.1. 月球能源\n3.1.1. 太阳能\n" + WRAPPED, True, id="... before another"),
        pytest.param("3.1. 月球能源\n太阳能是\n" + WRAPPED, False, id="... Han before Han"),
        pytest.param("表1 月球能源\nDebian 太阳能\n" + WRAPPED, False, id="... no number of a section"),
        pytest.param("月球能源\n3.1. 太阳能\n", False, id="... at the end of the text"),
        pytest.param("• 月球能源。\n太阳能是\n" + WRAPPED, True, id="an item of one line"),
        pytest.param("第三章 月球能源的开发\n第十七条 太阳能\n" + WRAPPED, True, id="a chapter before an article"),
        pytest.param("第三章 月球能源的开发\n第十七条\n" + WRAPPED, True, id="... alone on its line"),
        pytest.param("第二章 月球能源\n第一节 太阳能\n" + WRAPPED, True, id="... before a section"),
        pytest.param("第三章、\n第十七条的规定\n" + WRAPPED, False, id="... in a reference"),
        pytest.param("月球能源的开发\n第十七条 太阳能\n" + WRAPPED, False, id="an article behind another line"),
        pytest.param("月球能源：\n\n\n太阳能\n" + WRAPPED, True, id="two blank lines"),
        pytest.param("月球能源\n\n\n太阳能\n" + WRAPPED, False, id="... between Han"),
        pytest.param("月球能源从哪来\n\n人们首先想到的就是太阳能。\n", True, id="a heading where nothing is wrapped"),
        pytest.param("月球能源，\n\n从哪来\n", True, id="... or a comma before the blank line"),
        pytest.param("月球能源从哪来\n\n，是一个问题\n", False, id="a comma behind it"),
        pytest.param("月球大气极其稀薄而太阳辐射能够直接照射到月球表面\n\n因此资源丰富。\n", False, id="a long line"),
        pytest.param("要充分利用各种宣\n\n传渠道，做到家喻户晓。\n", True, id="... as narrow as no prose is"),
        pytest.param("要充分利用各种各样的宣\n\n传渠道，做到家喻户晓。\n", False, id="a line that prose may have"),
    ],
)
def test_what_surely_ends_a_paragraph(text, ended):
    page = read_page(text)
    assert surely_ended(page, survey(page))[0] is ended


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        pytest.param("本报记者\n亢\n舒\n从会议获悉\n", True, id="a name of two characters"),
        pytest.param("本报记者\n亢\n舒从\n从会议获悉\n", False, id="... of more"),
        pytest.param("本报记者黄鑫\n亢\n舒\n从会议获悉\n", False, id="a byline that has its name"),
        pytest.param("本报记者\n亢\n2.\n从会议获悉\n", False, id="no name"),
    ],
)
def test_a_name_that_was_extracted_by_characters_ends_its_byline(text, ended):
    page = read_page(text + WRAPPED)
    assert surely_ended(page, survey(page))[2] is ended


def test_a_field_of_a_form_surely_ends_before_the_next():
    page = read_page(WRAPPED + "联系人：栗经理\n电话：另行通知\n地址另行通知\n" + WRAPPED)
    at = page.text.index("联系人：栗经理")
    assert surely_ended(page, survey(page))[at : at + 2] == [True, False]


def test_a_field_as_wide_as_the_other_fields_surely_ends_before_the_next_beside_wider_text():
    page = read_page(COLUMN + "电话：0351-6817856\n传真：0351-6817857\n" + COLUMN)
    at = page.text.index("电话：0351-6817856")
    assert surely_ended(page, survey(page))[at]


FIELDS = "电话：0351-6817856\n传真：0351-6817857\n手机：0351-6817858\n邮编：0351-6817859\n"


@pytest.mark.parametrize(
    ("before", "fields", "ended"),
    [
        pytest.param(COLUMN, FIELDS, True, id="among fields"),
        pytest.param(WRAPPED, FIELDS.replace("0351-681785", "另行通知"), True, id="... ending with digits"),
        pytest.param(
            WRAPPED, "联系人：栗经理\n" + "电话和传真：另行\n" * 4, False, id="one that may go on, beside no wider line"
        ),
        pytest.param(WRAPPED, "可另行咨询\n电话：另行通知\n", False, id="a line without a label"),
        pytest.param(WRAPPED, "地址：路南三楼会议室\n电话：另行通知各人\n" * 2, True, id="one whose words part it"),
        pytest.param(WRAPPED, "地址：路南，三楼会议室\n电话：另行通知各人\n" * 2, False, id="... but it is a sentence"),
        pytest.param(WRAPPED, "地址：路南三楼会议室\n电话和传真：另行通知\n" * 2, False, id="... before a long label"),
        pytest.param(COLUMN, "电话：由总工程师另行通知各位同\n行：届时可来\n", False, id="one that fills its column"),
    ],
)
def test_a_field_surely_ends_where_it_does_not_fill_its_column(before, fields, ended):
    page = read_page(before + fields + COLUMN)
    at = page.text.index(fields.split("\n", 1)[0])
    assert surely_ended(page, survey(page))[at] is ended


def test_a_paragraph_surely_ends_before_an_indent_where_paragraphs_begin_so():
    indented = COLUMN.replace("月球大气", "　　月球大气").replace("另一种", "　　另一种")
    page = read_page(2 * indented + "月球能源\n　　太阳能丰富\n")
    assert page.text[-2:] == ["月球能源", "太阳能丰富"]
    assert surely_ended(page, survey(page))[-1]


def test_a_paragraph_surely_ends_before_a_line_that_lost_its_indent():
    page = read_page(COLUMN)
    at = page.text.index("可为月球基地提供清洁的电力。")
    assert [i for i, ended in enumerate(surely_ended(page, survey(page))) if ended] == [at]


#: The beginning of a long line, and a line that is longer: no line is wrapped at its width.
LONG = "月球大气极其稀薄而太阳辐射能够直接照射"
LONGER = 9 * "太阳能" + "资源丰富。\n"
BOOK = LONG + "的书由出\n版社编的" + LONG + "\n"


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        pytest.param("月球能源\n，是一个问题\n", True, id="a comma may begin no line"),
        pytest.param("他说：“月球\n”是一个问题\n", True, id="a quote that closes"),
        pytest.param("月球能源\n”是一个问题\n", False, id="... that nothing opened"),
        pytest.param("见 https:\n//www.debian.org/\n", True, id="an address"),
        pytest.param("本报记者\n李芃达\n月球大气极其稀薄。\n", True, id="a byline and its name"),
        pytest.param("本报记者 黄鑫\n李芃达\n月球大气极其稀薄。\n", False, id="a byline that has its name"),
        pytest.param("11.3.2\n月球能源\n", True, id="a section number and its heading"),
        pytest.param("8\n\n月球能源\n\n人们首先想到的就是太阳能。\n", True, id="a chapter number and its heading"),
        pytest.param("新华社北京1月27\n日电记者今日获悉\n", True, id="a byline that breaks off in a date"),
        pytest.param("新华社北京1月27\n1月28日\n", False, id="... and a number behind it"),
        pytest.param("8\n月球能源\n人们首先想到的就是太阳能。\n", False, id="a number without blank lines"),
        pytest.param("见 /usr/share/\ndoc 一节\n", True, id="a path"),
        pytest.param("见 https://www.debian.org/\ndoc 一节\n", False, id="... but it is an address"),
        pytest.param("见 mini\N{HYPHEN BULLET}\nmax 一节\n", True, id="a word hyphenated"),
        pytest.param("晶科 Hi-\nMOX6 一节\n", True, id="a name"),
        pytest.param("见 mini\N{HYPHEN BULLET}\n一节\n", False, id="... but Han follows"),
        pytest.param("月球能源\n（Moon）的来源\n", True, id="a bracket that explains a word"),
        pytest.param("月球能源。\n（Moon）的来源\n", False, id="... but a sentence ends before it"),
        pytest.param("月球能源\n（新华社电）\n", False, id="a note"),
        pytest.param("月球能源\n（Moon）太阳\n", True, id="... and on"),
        pytest.param("月球能源\n\n（Moon）太阳\n", False, id="... not behind a blank line"),
        pytest.param("月球能源。\n（@zhang 投稿）\n", True, id="a bracket that names the sender"),
        pytest.param("月球能源\n（@zhang 投稿）\n", False, id="... but no sentence ends before it"),
        pytest.param("可以到主页：\nhttp://www.miktex.org\n", True, id="a colon before an address"),
        pytest.param("可以到目录：\n/etc/cron.d\n", True, id="... before a path"),
        pytest.param("可以到主页：\nMiKTeX\n", False, id="... before something else"),
        pytest.param("据新华社巴\n黎1月29日电月球\n", True, id="a dateline that breaks off"),
        pytest.param("据新华社\n巴黎1月\n29日电月球\n", True, id="... twice"),
        pytest.param("据新华社\n巴黎1月\n29日。\n", False, id="... none"),
        pytest.param("•\n\n月球能源\n", True, id="a bullet alone on its line"),
        pytest.param("“月球能源从哪来？”\n总工程师张三说。\n", True, id="a speech and who made it"),
        pytest.param("“月球能源从哪来？”\n总工程师张三说：“太阳。”\n", False, id="... and the next speech"),
        pytest.param("月球能源从哪来。\n总工程师张三说。\n", False, id="no speech"),
        pytest.param("The moon has no air, " * 5 + "quite\ndry\n" + LONGER, True, id="a long line of Latin words"),
        pytest.param("The moon has no air, quite\ndry\n" + LONGER, False, id="... a short one"),
        pytest.param(LONG + "的书由出\n版社编辑。\n" + LONGER, True, id="a long line, a word broken"),
        pytest.param(LONG + "的方法\n因此资源丰富。\n" + LONGER, False, id="... not broken"),
        pytest.param(2 * LONG + "的书由出\n\n版社编辑的\n" + 4 * BOOK, True, id="... longer than headings"),
        pytest.param(LONG + "到月球上的太阳\n\n能资源丰富。\n" + LONGER, True, id="a paragraph torn in two"),
        pytest.param("2024年" + LONG + "到月球上的太阳\n\n能资源丰富。\n" + LONGER, True, id="... begins with a date"),
        pytest.param(LONG + "到月球上的太阳\n\n能资源丰富\n" + LONGER, False, id="... its rest ends no sentence"),
    ],
)  # fmt: skip
def test_what_was_surely_wrapped(text, wrapped):
    page = read_page(text)
    assert surely_wrapped(page, survey(page))[0] is wrapped


def test_a_line_in_a_narrow_column_beside_a_wide_one_was_surely_wrapped():
    narrow = "月球大气极其稀薄，太阳辐\n射能够直接照射到月球表\n面，因此月球上的太阳能\n资源丰富，可为基地供电。\n"
    page = read_page(narrow + COLUMN.split("\n", 1)[1] + COLUMN)
    around = survey(page)
    assert around.beside[0] - around.width[0] > 3.5
    assert surely_wrapped(page, around)[0]


@pytest.mark.parametrize(
    ("lines", "wrapped"),
    [
        pytest.param("月球能源可以使人们的经\n济更好。\n", True, id="up to eight em narrower"),
        pytest.param("月球能源可以使人们的路\n走得更好。\n", False, id="... but no word breaks off"),
        pytest.param("能源使人们的经\n济更好。\n", False, id="more than eight"),
    ],
)
def test_a_line_that_breaks_off_in_a_word_beside_wider_ones_was_surely_wrapped(lines, wrapped):
    page = read_page(2 * COLUMN + lines + COLUMN)
    at = page.text.index(lines.split("\n", 1)[0])
    assert surely_wrapped(page, survey(page))[at] is wrapped


@pytest.mark.parametrize(
    ("line", "wrapped"),
    [
        pytest.param("京市杂文学会开大会", False, id="as narrow as headlines are"),
        pytest.param("京市杂文学会办的今", True, id="... but the words hold together"),
        pytest.param("北京市杂文学会换届选举会", True, id="... and full"),
    ],
)
def test_a_narrow_line_that_is_not_full_was_surely_wrapped_where_words_hold_together(line, wrapped):
    narrow = "月球大气极其稀薄太阳辐射\n能够直接照射到月球表面因\n此月球上的太阳能资源丰富\n"
    page = read_page(f"{narrow * 2}可为基地供电（图）\n{line}\n日，北京市作家协会举行了\n{narrow}")
    at = page.text.index(line)
    assert surely_wrapped(page, survey(page))[at] is wrapped


def test_the_first_line_of_a_page_need_not_be_a_first_line_that_lost_its_indent():
    page = read_page("依法行事不仅仅是企业的事\n" + COLUMN)
    assert not surely_wrapped(page, survey(page))[0]


def test_a_full_line_that_leaves_a_quote_open_was_surely_wrapped_where_blank_lines_part():
    blocks = COLUMN.replace("电力。\n", "电力。\n\n").replace("重量轻。\n", "重量轻。\n\n")
    page = read_page(4 * blocks + "他说：“月球大气极其稀薄吗？是的。\n" + blocks)
    at = page.text.index("他说：“月球大气极其稀薄吗？是的。")
    assert surely_wrapped(page, survey(page))[at]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param("本报驻美国记者李云飞 黄鑫 周雷", "核能。由于光伏发电能量密度较低，\n", id="a byline"),
        pytest.param(
            "依法行事不仅仅是企业的事情",
            "另一种能提供巨大能量的技术是\n核能。由于光伏发电能量密度较低，\n",
            id="a line that the next looks like a first line behind",
        ),
    ],
)
def test_what_may_be_no_running_text_is_weighed(line, following):
    page = read_page(COLUMN + f"{line}\n{following}" + COLUMN)
    at = page.text.index(line.replace(" ", ""))
    around = survey(page)
    assert not surely_wrapped(page, around)[at]
    assert not surely_ended(page, around)[at]


COUPLETS = "事业兴隆多善政\n江山秀丽艳春光\n龙腾虎跃迎新岁\n国富民盈乐小康\n燕子呢喃传喜讯\n春风浩荡鼓新潮\n"
FREE_VERSE = "河水流过寂静的村庄\n孩子们睡在月光里\n远山像一首旧歌\n我把名字写在沙上\n风又把它带走\n谁还记得那年的雨\n"
#: No mark on any of these lines either, but what they part are words.
NARROW = "长城资产管理股份\n有限公司山西省分\n公司对龙吉伟业电\n力科技有限公司等\n三户债权资产进行\n公开转让的公告\n"
LINES = [*COUPLETS.split(), *FREE_VERSE.split(), *NARROW.split(), *COLUMN.split()]


@pytest.mark.parametrize(
    ("lines", "breaks"),
    [
        pytest.param(
            "两株桃杏映篱斜，妆点商山副使家，\n何事春风容不得，和莺吹折数枝花。\n", 1, id="of seven characters"
        ),
        pytest.param("声喧乱石中，色静深松里。\n漾漾泛菱荇，澄澄映葭苇。\n", 1, id="of five"),
        pytest.param("两株桃杏映篱斜，妆点商山副使家，\n声喧乱石中，色静深松里。\n", 0, id="one of each"),
        pytest.param("两株桃杏映篱斜，妆点商山的副使，\n何事春风，容不得和莺吹折数枝花。\n", 0, id="none"),
    ],
)
def test_the_lines_of_regulated_verse_stand_for_themselves(lines, breaks):
    assert list(verse(read_page(lines))) == [0] * breaks


@pytest.mark.parametrize("lines", [pytest.param(COUPLETS, id="couplets"), pytest.param(FREE_VERSE, id="free verse")])
def test_verse_beside_prose_keeps_its_lines(lines):
    page = read_page(COLUMN + lines + COLUMN)
    first = page.text.index(lines.split("\n", 1)[0])
    assert list(verse(page)) == list(range(first, first + 5))
    assert "\n\n".join(lines.split()) in merge_wrapped_lines(COLUMN + lines + COLUMN)


def test_a_headline_below_verse_that_breaks_off_in_a_word_is_none():
    page = read_page(COLUMN + 2 * FREE_VERSE + "龙吉伟业电\n力科技有限公司\n" + COLUMN)
    first = page.text.index("河水流过寂静的村庄")
    assert list(verse(page)) == list(range(first, first + 12))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(NARROW, id="a narrow column"),
        pytest.param(COUPLETS[:32], id="few lines"),
        pytest.param(
            "河水流过寂静的小村庄\n孩子们睡在明月光里\n远山像一首旧日的歌\n我把名字写在沙滩上\n风又把它带走了吗\n",
            id="long ones, but few",
        ),
        pytest.param(
            "举头望明月\n低头思故乡\n白日依山尽\n黄河入海流\n欲穷千里目\n更上一层楼\n",
            id="no more em than a clause may have",
        ),
        pytest.param("▼\n本\n报\n记\n者\n黄\n鑫\n", id="vertical text"),
        pytest.param(COUPLETS.replace("多善政\n", "，善政\n").replace("乐小康\n", "，小康\n"), id="marks"),
    ],
)
def test_what_is_no_verse(lines):
    assert list(verse(read_page(COLUMN + lines + COLUMN))) == []


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(LINES), max_size=80)
    | st.lists(st.sampled_from([COUPLETS, FREE_VERSE, NARROW, COLUMN]), max_size=16).map(
        lambda blocks: "".join(blocks).split()
    )
)
def test_verse_is_told_by_the_lines_near_it(lines):
    page = read_page("\n".join(lines))
    found = set(verse(page))
    for i in range(len(page) - 1):
        first = max(0, i - 26)
        window = read_page("\n".join(page.text[first : i + 28]))
        assert (i - first in verse(window)) == (i in found)


def test_a_centred_line_is_no_rest_of_a_line_that_was_broken():
    poem = "闲来无事不从容，睡觉东窗日已红。\n"
    page = read_page(poem + "              春日\n               程颢\n" + poem)
    assert not any(survey(page).continues)
    torn = read_page("更新了这一节里的软件包\n           ，说明如下\n" + poem)
    assert survey(torn).continues == [False, True, False]
    torn = read_page("更新了这一节里的软件包，\n            说明如下\n" + poem)
    assert survey(torn).continues == [False, True, False]


def test_a_speech_as_far_in_as_its_paragraph_is_no_rest_of_a_line():
    """Layout modes print a page's margin; a speech of two words ends where the next one begins."""
    page = read_page(
        "     " + "闲来无事不从容，睡觉东窗日已红\n" + "       “信么？”春日问。\n" + "       “不信。”程颢说。\n"
    )
    assert not any(survey(page).continues)


def test_a_closing_quote_belongs_to_the_line_before_it_where_its_mate_stands_further_up():
    page = read_page("他说：“月球\n太阳。\n”是一个问题\n他说：“月球”\n太阳。\n”第四十三条 规定\n" + WRAPPED)
    found = surely_wrapped(page, survey(page))
    assert found[1]
    assert not found[4]
    opened = read_page("他说：“月球\n太阳。\n”第四十三条 规定\n" + WRAPPED)
    assert not surely_wrapped(opened, survey(opened))[1]  # an engine reads padding so


def test_two_spaces_are_as_wide_as_one():
    widths = read_page("选择一个合适的 Debian 发布版\n选择一个合适的  Debian  发布版\nhttp  proxy\nhttp proxy\n").width
    assert widths[0] == widths[1]
    assert widths[2] == widths[3]


def test_every_category_has_its_weight():
    assert tuple(WEIGHTS) == KINDS
    assert tuple(len(weights.split()) for weights in WEIGHTS.values()) == SIZES


@settings(max_examples=25)
@given(st.sampled_from(raw_texts()), st.randoms(use_true_random=False))
def test_evidence_is_a_number_of_a_category(text, random):
    lines = text.split("\n")
    random.shuffle(lines)
    page = read_page("\n".join(lines))
    for categories in evidence(page, survey(page), range(len(page) - 1)):
        assert all(0 <= number < size for number, size in zip(categories, SIZES, strict=True))


#: What a decision looks at: the habits within REACH lines, each told by lines up to eleven further on.
WINDOW = REACH + 11


@settings(max_examples=25)
@given(st.sampled_from(raw_texts()), st.sampled_from(raw_texts()), st.integers(1, 60))
def test_a_change_far_away_changes_no_decision(text, other, cut):
    lines = text.split("\n")
    decisions = decide(read_page(text))
    far = len(decisions) - WINDOW
    glued = decide(read_page("\n".join([*lines, *other.split("\n")])))
    in_front = decide(read_page("\n".join([*other.split("\n"), *lines])))
    after_cut = decide(read_page("\n".join(lines[cut:])))
    for i in range(far):
        assert glued[i] == decisions[i]
        assert in_front[-1 - i] == decisions[-1 - i]
    for i in range(len(after_cut) - WINDOW):
        assert after_cut[-1 - i] == decisions[-1 - i]


def test_most_decisions_on_the_hand_checked_pages_are_sure():
    decisions = [found for text in raw_texts() for found in merge_wrapped_lines.decisions(text)]
    assert len(decisions) > 1500
    assert all(0.5 <= found.confidence <= 1 for found in decisions)
    assert sum(found.confidence >= 0.9 for found in decisions) > 0.9 * len(decisions)


def test_decisions_say_where_the_lines_end():
    found = merge_wrapped_lines.decisions(COLUMN)
    assert [COLUMN[decision.offset] for decision in found] == ["\n"] * 8
    assert [decision.ends_paragraph for decision in found].count(True) == 1
    assert all(a.offset < b.offset for a, b in pairwise(found))


@given(
    st.lists(st.sampled_from(["月球大气极其稀", "薄，太阳辐射能", "够直接照射。", "The moon", "出版"]), max_size=70),
    st.data(),
)
def test_the_bonds_near_a_break_are_those_of_the_lines_near_it(lines, data):
    page = read_page("\n".join(lines))
    breaks = sorted(data.draw(st.sets(st.integers(0, max(0, len(page) - 2))))) if len(page) > 1 else []
    for i, mean in zip(breaks, bonds_near(page, breaks), strict=True):
        first = max(0, i - 20)
        window = read_page("\n".join(lines[first : i + 22]))
        assert next(bonds_near(window, [i - first])) == mean


def middle_bond(text):
    page = read_page(text)
    return median(mean for mean in bonds_near(page, range(len(page) - 1)) if mean is not None)


def test_bonds_are_high_where_lines_break_off_in_words_and_low_where_they_end():
    for folder in sorted(DATA.glob("seeds/*")):
        assert middle_bond((folder / "raw.txt").read_text("utf-8")) > 0.5
        assert middle_bond((folder / "gold.txt").read_text("utf-8")) < 0
    assert middle_bond((DATA / "cases/plain/tang-verse/raw.txt").read_text("utf-8")) < 0
    assert list(bonds_near(read_page("月球\n大气\n"), [0])) == [None]
