"""Page furniture: no-ops first, then what real pages print, then properties."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocrclean import remove_page_furniture

TEXT = (
    "旧历的年底毕竟最像年底，村镇上不必说，就在天空中也显出将到新年的气象来。灰白色的沉重的晚云中间时时发出闪光，"
    "接着一声钝响，是送灶的爆竹；近处燃放的可就更强烈了，震耳的大音还没有息，空气里已经散满了幽微的火药香。"
)
SHORT = TEXT[:21] + "\n"


#: The leader of a contents page.
PAUSE = " . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . ."


TITLES = "版权作者工具音频导入录制标准附录索引后记"


def page(n: int) -> str:
    """Twelve full lines, other ones for each `n`; the last ends within a sentence."""
    turned = (TEXT[7 * n % 50 :] + TEXT) * 5
    return "".join(turned[k : k + 20].rstrip("，。；") + "的\n" for k in range(0, 240, 20))


def book(*furniture: str) -> str:
    """A text with a page before each piece of furniture, and one after the last."""
    return "".join(page(n) + piece for n, piece in enumerate(furniture)) + page(len(furniture))


LEFT_ALONE = {
    "numbers in dashes that do not count": book("- 2 - ", "- 2 - ", "- 7 - "),
    "two numbers in dashes": book("- 2 - ", "- 3 - "),
    "empty": "",
    "line feeds": "\n\n\n",
    "year": "2024\n",
    "tags two pages apart": book(*["", "</div>\n"] * 5),
    "years a page apart": book("2021\n", "2022\n", "2023\n"),
    "list numbers": "1\n打开电源\n2\n按下按钮\n3\n关闭盖板\n",
    "list numbers with a full stop": book("1.\n", "2.\n", "3.\n"),
    "section number apart from its title": "1.1.2\n\nGUI 下的 shell 提示符\n\n1.1.3\n\n登录\n",
    "section numbers a page apart": book("1.1.2\nGUI 下的 shell\n", "1.1.3\n登录\n"),
    "numbered sections of a story": book("他走了。\n1\n", "她来了。\n2\n", "天黑了。\n3\n"),
    "table column": "级数\n1\n2\n3\n税率\n3\n10\n20\n",
    "score": "比分\n3 : 2\n",
    "fraction": "占比\n1/3\n",
    "case headings": book("判决生效。\n案例 1\n", "驳回上诉。\n案例 2\n", "维持原判。\n案例 3\n"),
    "numbered headings": book("是为序。\n1 引言\n", "见下文。\n2 方法\n", "如图。\n3 实验\n"),
    "articles": "第 3 条\n本法自公布之日起施行。\n第 4 条\n本法由国务院解释。\n",
    "photo credits": book("新华社发\n", "新华社发\n", "新华社发\n"),
    "refrain": "归去来兮\n田园将芜胡不归\n归去来兮\n请息交以绝游\n",
    "temperature": "25℃\n",
    "share": "12%\n",
    "code": "for k in range(3):\n    print(k)\n0\n1\n2\n",
    "dates in figures a page apart": book("Updated: 2022-07-22\n", "Updated: 2022-07-23\n", "Updated: 2022-07-24\n"),
    "numbers of a contents page": "\n".join(f"第{n}节{PAUSE}\n{n + 28}" for n in range(1, 60)) + "\n",
    "numbers of a contents page, leaders apart": "\n".join(f"第{n}节\n{PAUSE} {n + 28}" for n in range(1, 60)) + "\n",
    "numbers of sections": book(*[f"天黑了。\n{n}\n{TITLES[2 * n : 2 * n + 3]}\n" for n in range(3, 8)]),
    "dates": "2024年2月9日\n2024年2月10日\n2024年2月11日\n",
    "web address": "详见\nhttps://www.debian.org/releases/bookworm/\n",
    "verse": "1\n床前明月光\n2\n疑是地上霜\n",
    "company in its own notices": book(*["中国长城资产管理股份有限公司\n"] * 4),
    "masthead printed once": "科普 2022年11月8日 第 6 版\n" + page(0),
}

FIXED = {
    "dashes": ("- 12 -", SHORT + "- 12 -\n天空中。\n"),
    "dots": ("· 22 ·", SHORT + "· 22 ·\n天空中。\n"),
    "em dashes": ("—1—", SHORT + "\n—1—\n\n天空中。\n"),
    "em dashes with blanks": ("—\u30003\u3000—", SHORT + "—\u30003\u3000—\n天空中。\n"),
    "page of pages": ("第 3 页 共 20 页", SHORT + "第 3 页 共 20 页\n天空中。\n"),
    "page of pages, glued": ("第3页/共20页", SHORT + "第3页/共20页\n天空中。\n"),
    "Han numerals": ("— 十二 —", SHORT + "— 十二 —\n天空中。\n"),
    "page in Han numerals": ("第十二页", SHORT + "第十二页\n天空中。\n"),
    "a database": (
        "(C)1994-2022 China Academic Journal Electronic Publishing House. All rights reserved. http://www.cnki.net",
        SHORT
        + "(C)1994-2022 China Academic Journal Electronic Publishing House. All rights reserved.    http://www.cnki.net\n"
        + "天空中。\n",
    ),
    "form feed": ("a form feed", SHORT + "\f天空中。\n"),
    "form feed after a blank line": ("a form feed", SHORT + "\n\f天空中。\n"),
}

#: The text of a page.
TEXT_OF_A_PAGE = "\n".join(["旧历的年底毕竟最像年底，村镇上不必说，就在天空中也显出将到新年的气象来。"] * 6) + "\n"

BOOKS = {
    "plain numbers": ["12\n", "13\n", "14\n"],
    "plain numbers after blank lines": ["\n12\n\n", "\n13\n\n", "\n14\n\n"],
    "numbers from OCR": [".57.\n", ":58\n", "59·\n"],
    "number of numbers": ["51 / 223\n", "52 / 223\n", "53 / 223\n"],
    "number before the head": ["12 鲁迅小说选\n", "13 鲁迅小说选\n", "14 鲁迅小说选\n"],
    "number after the head": ["Debian 参考手册    2 / 223\n", "Debian 参考手册   3 / 223\n"],
    "number below the head": ["Debian 参考手册\n\n61 / 92\n\n", "Debian 参考手册\n\n62 / 92\n\n"],
    "heads alternate": ["12 鲁迅小说选\n", "祝福 13\n", "14 鲁迅小说选\n", "祝福 15\n"],
    "heads change": [
        "4\n鲁迅小说选\n祝福\n",
        "5\n鲁迅小说选\n祝福\n",
        "6\n鲁迅小说选\n故乡\n",
        "7\n鲁迅小说选\n故乡\n",
    ],
    "chapter heads": ["7\nCHAPTER 1. 欢迎使用 DEBIAN\n", "8\nCHAPTER 1. 欢迎使用 DEBIAN\n", "9\nCHAPTER 2. 系统需求\n"],
    "masthead": [
        "4 副　刊 2024年2月9日　星期五 责任编辑：王　宁\n",
        "5 副　刊 2024年2月9日　星期五 责任编辑：王　宁\n",
    ],
    "browser": [
        "file:///usr/share/doc/faq.html\n\n1/10\n\n\f第 7 章 软件包\n\n11/22/26, 9:43 AM\n\n",
        "file:///usr/share/doc/faq.html\n\n2/10\n\n\f11/22/26, 9:43 AM\n\n第 7 章 软件包\n\n",
    ],
    "browser, one line": [
        "11/22/26, 9:43 AM 第 3 章 选择一个发布版本\n\n",
        "11/22/26, 9:43 AM 第 3 章 选择一个发布版本\n\n",
    ],
    "title without numbers, form feeds": [
        "\f鲁迅小说选\u3000祝福\n",
        "\f鲁迅小说选\u3000祝福\n",
        "\f鲁迅小说选\u3000祝福\n",
    ],
    "Roman numbers": ["vii\n", "viii\n", "ix\n", "x\n"],
    "one dash": ["— 36\n", "— 37\n", "— 38\n"],
    "edition in the masthead": ["2024年2月9日 星期五 第 5 版 综合新闻\n", "2024年2月9日 星期五 第 6 版 综合新闻\n"],
    "heads of left and right pages": [
        "12 第二章 入门\n",
        "2.4 文档结构 13\n",
        "14 第二章 入门\n",
        "2.5 排版 15\n",
        "16 第二章 入门\n",
    ],
    "heads on lines of their own": [
        "第 7 节\n样式\n21\n",
        "第 7 节\n样式\n22\n",
        "第 7 节\n样式\n23\n",
        "第 8 节\n实用命令\n24\n",
        "第 8 节\n实用命令\n25\n",
    ],
    "a date before the number": ["手册 V2.9.0, 28 Jun 2026 144 / 1279\n", "手册 V2.9.0, 28 Jun 2026 145 / 1279\n"],
    "higher Roman numbers": ["xxxix\n", "xl\n", "xli\n"],
    "on one line with the text": [f"{' ' * 30}http://a.cn\n \n - {n} - " for n in range(2, 6)],
    "in words on one line with the text": ["第 2 页 共 9 页　", "第 3 页 共 9 页　", "第 4 页 共 9 页　"],
    "pages left out": ["12\n", "14\n", "15\n", "18\n"],
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert remove_page_furniture(text) == text


@pytest.mark.parametrize("text", [text for _, text in FIXED.values()], ids=FIXED)
def test_one_page_number(text: str) -> None:
    assert remove_page_furniture(text) == SHORT + "天空中。\n"


@pytest.mark.parametrize("furniture", BOOKS.values(), ids=BOOKS)
def test_a_book_closes_over_its_furniture(furniture: list[str]) -> None:
    text = book(*furniture)
    clean = book(*[""] * len(furniture))
    assert remove_page_furniture(text) == clean
    assert remove_page_furniture.holds(text, clean)


def test_a_head_above_the_number_of_its_page_goes_even_where_it_is_printed_once() -> None:
    heads = ["\f§6.1\n参考文献\n79\n", "\f入门\n80\n", "\f§6.2\n索引\n81\n", "\f§6.2 索引\n6.2.1 排序\n82\n"]
    clean = remove_page_furniture(book(*heads))
    assert clean == remove_page_furniture(book("\f", "\f", "\f", "\f6.2.1 排序\n"))
    assert "参考文献" not in clean


def test_the_numbers_of_sections_stay_beside_those_of_pages() -> None:
    pages = ["手册\n1 / 9\n", "2\n结构\n", "手册\n2 / 9\n", "3\n需求\n", "手册\n3 / 9\n", "手册\n4 / 9\n"]
    clean = ["", "2\n结构\n", "", "3\n需求\n", "", ""]
    first, last = "1\n关于手册\n" + page(7), "4\n安装\n" + page(8)
    assert remove_page_furniture(first + book(*pages) + last) == first + book(*clean) + last


def test_decorated_numbers_of_pages_with_little_text_go() -> None:
    heads = [
        "手册 3 / 9\n",
        "手册 4 / 9\n图 1 月球\n手册 5 / 9\n图 2 太阳\n手册 6 / 9\n",
        "手册 7 / 9\n图 3 地球\n手册 8 / 9\n",
    ]
    clean = ["", "图 1 月球\n图 2 太阳\n", "图 3 地球\n"]
    assert remove_page_furniture(book(*heads)) == book(*clean)


def test_what_two_pages_of_a_talk_have_in_common_stays() -> None:
    outline = "说完了。\n更多实操练习\n练习环节解答\n"
    feet = [f"{outline * (n in (3, 5))}Debian 打包教程\n{n} / 90\n" for n in range(3, 9)]
    assert remove_page_furniture(book(*feet)) == book(outline, "", outline, "", "", "")


def test_what_stands_above_a_number_at_the_foot_stays() -> None:
    feet = ["\n图 1 月球\n79\n\f", "\n图 2 太阳\n80\n\f", "\n图 3 地球\n81\n\f"]
    assert "图 1 月球" in remove_page_furniture(book(*feet))


def test_assignments_that_begin_two_pages_stay() -> None:
    option = "xshift = 〈dimension〉\n"
    assert remove_page_furniture(book("- 1 -\n" + option, "- 2 -\n" + option)) == book(option, option)


def test_a_blank_line_stays_where_the_page_ended_with_a_paragraph() -> None:
    text = book("他走了。\n\n- 12 -\n\n", "她来了。\n\n- 13 -\n\n", "天黑了。\n\n- 14 -\n\n")
    assert remove_page_furniture(text) == book("他走了。\n\n", "她来了。\n\n", "天黑了。\n\n")


def test_list_items_that_begin_two_pages_stay() -> None:
    items = "4. 解包所获得的软件包\n5. 安装文件\n"
    text = book("- 1 -\n" + items, "- 2 -\n" + items)
    assert remove_page_furniture(text) == book(items, items)


def test_a_heading_below_its_running_head_stays() -> None:
    heads = ["13\nCHAPTER 3. 开始安装之前 3.5. 事先分区\n3.5 事先分区\n", "14\nCHAPTER 3. 开始安装之前 3.6. 操作系统\n"]
    assert remove_page_furniture(book(*heads)) == book("3.5 事先分区\n", "")


def test_a_running_head_in_capitals_copies_its_heading() -> None:
    heads = ["1\n1.3. 什么是 DEBIAN\n", "2\n1.5. 获得 DEBIAN\n\n获得 Debian\n", "3\n"]
    assert remove_page_furniture("1.3 什么是 Debian\n" + book(*heads)) == "1.3 什么是 Debian\n" + book(
        "", "获得 Debian\n", ""
    )


def test_a_heading_equal_to_its_running_head_stays() -> None:
    heads = ["- 3 -\n§1.3 常用功能\n§1.3 常用功能\n", "- 4 -\n§1.3 常用功能\n", "- 5 -\n§1.3 常用功能\n"]
    assert remove_page_furniture(book(*heads)) == book("§1.3 常用功能\n", "", "")


def test_line_numbers_within_pages_stay() -> None:
    pages = [page(n) + f"完。\n{n}\n" + page(n + 5) for n in range(1, 6)]
    numbered = [text + f"\n{n}\n\f" for n, text in enumerate(pages, start=20)]
    assert remove_page_furniture("".join(numbered)) == "".join(pages)


def test_a_ligature_is_no_form_feed() -> None:
    assert remove_page_furniture("见 de\fnition 一节\n") == "见 denition 一节\n"


@pytest.mark.parametrize(("before", "after"), remove_page_furniture.examples)
def test_examples(before: str, after: str) -> None:
    assert remove_page_furniture(before) == after


@pytest.mark.parametrize("text", remove_page_furniture.counter_examples)
def test_counter_examples(text: str) -> None:
    assert remove_page_furniture(text) == text


LINES = """
1,2,3,12,13,- 3 -,3 / 9,4 / 9,A1,甲 1,甲 2,CHAPTER 1,甲乙丙丁,第 3 页,.5.,\f,\f甲,,,1/2/24 9:00 甲,1.2,1.2. 甲乙,甲乙。
"""
PIECES = st.sampled_from([*LINES.strip("\n").split(","), SHORT[:-1], page(1)[:-1]])


@given(st.lists(PIECES, max_size=24).map("\n".join) | st.text(alphabet="甲。1234/ -.\n\f", max_size=80))
@example("\f")
@example("\f\n\f")
@settings(max_examples=300)
def test_stable_and_deleting(text: str) -> None:
    once = remove_page_furniture(text)
    assert remove_page_furniture(once) == once
    assert remove_page_furniture.holds(text, once)
    assert "\f" not in once


@given(st.lists(PIECES, max_size=24).map("\n".join))
def test_edits_are_an_edit_list_within_the_text(text: str) -> None:
    edits = remove_page_furniture.edits(text)
    assert all(a.end <= b.start for a, b in pairwise(edits))
    assert all(0 <= e.start <= e.end <= len(text) for e in edits)


@pytest.mark.parametrize(
    "unit",
    ["1\n", "\f", "\f1\n", "- 1 -\n", "甲 1\n", "\n", " ", "1", "甲乙丙丁\n\f", "1/2/24, 9:00\n", "\x00", "\ud800\n"],
)
def test_a_million_hostile_characters(unit: str) -> None:
    text = unit * (1_000_000 // len(unit) if len(unit) == 1 else 50_000)
    assert len(remove_page_furniture(text)) <= len(text)


def test_the_title_below_its_own_browser_head_stays():
    """Chromium prints the page's title above the stamp, and the page begins with the same words."""
    page = (
        "9.5. syslog 系统事件\n\n11/22/26, 8:04 PM\n\n{title}正文一段一段地写下去，一直写到这一页的末尾为止。\n"
        + "这里是正文。\n" * 12
    )
    feet = "file:///usr/share/doc/sect.syslog.html\n\n{n}/3\n\n\f"
    text = "".join(page.format(title="9.5. syslog 系统事件\n" if n == 1 else "") + feet.format(n=n) for n in (1, 2, 3))
    assert remove_page_furniture(text).count("9.5. syslog 系统事件") == 1


FOOT = "file:///usr/share/doc/faq.html"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param(
            f"11/22/26, 9:43 AM 修改\n{TEXT_OF_A_PAGE}{FOOT} 1/1\n", TEXT_OF_A_PAGE, id="one page, its foot in one line"
        ),
        pytest.param(
            f"11/22/26, 9:43 AM\n{TEXT_OF_A_PAGE}https://example.com/faq?a=1 1/1\n",
            TEXT_OF_A_PAGE,
            id="one page of a site",
        ),
        pytest.param(f"{TEXT_OF_A_PAGE}{FOOT} 1/1\n", TEXT_OF_A_PAGE, id="a foot alone"),
        pytest.param(
            f"11/22/26, 9:43 AM\n\n修改\n{TEXT_OF_A_PAGE}{FOOT}\n",
            f"修改\n{TEXT_OF_A_PAGE}",
            id="the numbers are elsewhere",
        ),
        pytest.param(2 * f"{TEXT_OF_A_PAGE}{FOOT}\n", 2 * TEXT_OF_A_PAGE, id="no stamp, the address twice"),
    ],
)
def test_what_a_browser_prints_on_one_page_goes(text, clean):
    assert remove_page_furniture(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"2024/5/6 10:30\n{TEXT_OF_A_PAGE}", id="a stamp without a foot"),
        pytest.param(f"{TEXT_OF_A_PAGE}https://example.com/\n", id="an address"),
        pytest.param(f"2024/5/6 10:30\n{TEXT_OF_A_PAGE}https://example.com/\n", id="a stamp and an address"),
        pytest.param(f"{TEXT_OF_A_PAGE}{FOOT}\n", id="a file's address once, no stamp"),
        pytest.param(f"{TEXT_OF_A_PAGE}https://example.com/ 3/1\n", id="page three of one"),
        pytest.param(f"见 {FOOT} 1/1\n{TEXT_OF_A_PAGE}", id="an address in a line of text"),
    ],
)
def test_addresses_and_times_of_the_text_stay(text):
    assert remove_page_furniture(text) == text


def test_a_heading_that_the_browser_repeats_in_its_head_stays():
    head = f"11/22/26, 9:43 AM\n8.3. 设置主机名称\n{FOOT}\n1/2\n\n"
    text = f"8.3. 设置主机名称\n{TEXT_OF_A_PAGE}{head}{TEXT_OF_A_PAGE}"
    assert remove_page_furniture(text).startswith(f"8.3. 设置主机名称\n{TEXT_OF_A_PAGE[:9]}")
    assert "AM" not in remove_page_furniture(text)


#: A page of prose whose last line breaks off in a word, 经济, and what follows on the next page.
BREAKS_OFF = "她在信里写道，今年的收成比往年好，乡里的经\n"
GOES_ON = "济也宽裕了些。旧历的年底毕竟最像年底，村镇\n上不必说，就在天空中也显出将到新年的气象\n来。"
#: The lines between, as many as two pages have.
PAGES = page(1) + page(2)


def test_a_running_head_in_the_midst_of_a_sentence_goes_and_its_first_place_stays() -> None:
    first, later = "文学选读\n" + PAGES + BREAKS_OFF, GOES_ON + "\n"
    assert remove_page_furniture(first + "文学选读\n" + later) == first + later
    assert remove_page_furniture(first + "7\n文学选读\n" + later) == first + later  # the number of the page before


def test_a_running_head_that_comes_evenly_goes_though_it_parts_no_sentence() -> None:
    page = (GOES_ON + "\n") * 9
    assert remove_page_furniture(f"文学选读\n{page}" * 4) == "文学选读\n" + page * 4
    thrice, uneven = f"文学选读\n{page}" * 3, f"文学选读\n{page}" * 3 + f"{GOES_ON}\n文学选读\n{page}"
    assert remove_page_furniture(thrice) == thrice
    assert remove_page_furniture(uneven) == uneven


#: Pages that end with a sentence, the last one with little text.
ENDED = [page(0) + "于是回来。\n", page(1) + page(2) + "大家都笑。\n", "天亮了。\n"]


def test_what_comes_again_in_every_form_stays() -> None:
    labels = ["姓名", "性别：女", "出生年月", "现在的住址", "工作单位", "主要事迹"]
    blanks = ["主要事迹", GOES_ON, BREAKS_OFF[:-1], "推荐单位", GOES_ON]
    forms = ["\n".join([*labels, *(f"第{n}次{k}" for k in range(14)), *blanks]) for n in range(5)]
    assert remove_page_furniture("\n".join(forms)) == "\n".join(forms)


def test_poets_of_poems_stay_though_a_title_is_as_wide_as_a_verse() -> None:
    poem = "辛夷坞中的木芙蓉\n王维诗\n木末芙蓉花，山中\n发红萼。涧户寂无\n" + "人，纷纷开且落呀\n" * 18
    poems = "".join(poem.replace("木芙蓉", f"木芙{n}") for n in "一二三")
    assert remove_page_furniture(poems) == poems


def test_numbers_of_all_pages_go_though_they_part_no_sentence() -> None:
    assert remove_page_furniture("".join(f"{text}{n}\n" for n, text in enumerate(ENDED, 1))) == "".join(ENDED)
    two_pages = f"{ENDED[0]}1\n\n{ENDED[2]}2\n\n"
    assert remove_page_furniture(two_pages).split() == [*ENDED[0].split(), *ENDED[2].split()]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"{n}\n{text}" for n, text in enumerate(ENDED, 1)), id="chapters"),
        pytest.param("".join(f"{text}{n}\n" for n, text in enumerate(ENDED, 2)), id="not from one on"),
        pytest.param("".join(f"{text}{n}\n" for n, text in zip((1, 3, 4), ENDED, strict=True)), id="one is left out"),
        pytest.param(f"{ENDED[0]}1\n{ENDED[1] * 2}2\n{ENDED[2]}3\n", id="a page of four times the length"),
        pytest.param(f"{ENDED[2]}1\n{ENDED[2]}2\n", id="pages of a line"),
        pytest.param(f"{ENDED[0]}1\n\n2\n", id="nothing in between"),
        pytest.param(f"{ENDED[0]}1\n{ENDED[2]}2\n{ENDED[2]}", id="more behind the last"),
    ],
)
def test_other_numbers_alone_on_their_lines_stay(text: str) -> None:
    assert remove_page_furniture(text) == text


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("文学选读。\n", id="a sentence"),
        pytest.param("（英文）\n", id="a note"),
        pytest.param("济也宽裕了\n", id="a part of the sentence"),
        pytest.param("说\n", id="too short"),
    ],
)
def test_what_stands_twice_and_is_no_head_stays(line: str) -> None:
    text = line + PAGES + BREAKS_OFF + line + GOES_ON + "\n"
    assert remove_page_furniture(text) == text


@pytest.mark.parametrize(
    ("line", "before", "pages"),
    [
        pytest.param("乡里的人们在自家门前文学选读文学选读\n", BREAKS_OFF, PAGES, id="as wide as the text"),
        pytest.param("文学选读\n", BREAKS_OFF[:-15] + "\n的经\n", PAGES, id="behind a short line"),
        pytest.param("文学选读\n", BREAKS_OFF, "", id="on the same page"),
    ],
)
def test_what_interrupts_a_sentence_and_is_no_head_stays(line: str, before: str, pages: str) -> None:
    text = line + pages + before + line + GOES_ON + "\n"
    assert remove_page_furniture(text) == text


#: As PyMuPDF reads slides that LibreOffice set.
SLIDES = """2024年度工作总结与下一步
计划
某某科技有限公司
一、主要工作回顾
• 全年完成营业收入12.6亿元，同比增长
8.3%，超额完成年初预算目标
{}
二、存在的主要问题
• 市场开拓力度不够，部分区域销售人员对
新产品的理解还停留在表面
{}
三、下一步工作计划
• 聚焦重点行业，深耕存量客户，力争全年
新签合同额突破15亿元
{}
"""


@pytest.mark.parametrize("first", [1, 2, 17])
def test_the_numbers_of_slides_go(first: int) -> None:
    numbered = SLIDES.format(first, first + 1, first + 2)
    assert remove_page_furniture(numbered).split() == SLIDES.replace("{}\n", "").split()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SLIDES.format(2, 3, 5), id="one is missing"),
        pytest.param(SLIDES.format(2, 3, 4) + "四、保障措施\n", id="the last one does not end the text"),
        pytest.param("华东区域的收入排名\n合计\n1\n华南区域的收入\n2\n华北区域的收入\n3\n", id="ranks"),
    ],
)
def test_numbers_that_may_not_be_those_of_slides_stay(text: str) -> None:
    assert remove_page_furniture(text) == text


@pytest.mark.parametrize(
    ("number", "before", "goes"),
    [
        pytest.param("1", GOES_ON + "。", True, id="behind a sentence"),
        pytest.param("1", "（本报记者黄鑫）", True, id="behind a note"),
        pytest.param("1", "2024年9月10日", True, id="behind a date"),
        pytest.param("1", "见下面的图", False, id="behind what leads to it"),
        pytest.param("2", GOES_ON + "。", False, id="another number"),
        pytest.param("A1", GOES_ON + "。", False, id="a letter before it"),
        pytest.param("1", GOES_ON + "：", False, id="behind a colon"),
        pytest.param("1", GOES_ON + "3", False, id="behind another figure"),
        pytest.param("1\n完", GOES_ON + "。", False, id="text behind it"),
    ],
)
def test_the_number_of_an_only_page_goes(number: str, before: str, goes: bool) -> None:
    text = PAGES + before + "\n" + number + "\n"
    assert remove_page_furniture(text) == (PAGES + before + "\n" if goes else text)


def test_the_last_of_several_numbers_stays() -> None:
    text = PAGES + "甲\n35\n乙\n12\n丙。\n1\n"
    assert remove_page_furniture(text) == text


def test_the_number_behind_less_than_a_page_stays() -> None:
    assert remove_page_furniture(GOES_ON + "。\n1\n") == GOES_ON + "。\n1\n"


def test_a_heading_between_a_title_and_an_article_stays() -> None:
    def law(title: str, year: int) -> str:
        articles = (
            f"第{k}条为了加强对{year + k}项地震预报的管理，规范发布地震预报行为，制定本条例。\n" for k in range(1, 31)
        )
        return f"{title}{year}年12月17日中华人民共和国国务院令第255号发布\n第一章总则\n" + "".join(articles)

    text = law("地震预报管理条例", 1998) + law("烟花爆竹安全管理条例", 2006)
    assert remove_page_furniture(text) == text


def test_a_heading_that_stands_twice_between_paragraphs_stays() -> None:
    text = "使用方法\n" + PAGES + "来。\n使用方法\n" + GOES_ON + "\n"
    assert remove_page_furniture(text) == text


@pytest.mark.parametrize(
    ("name", "within", "kept"), [("示例", "示例", 9), ("示例", "说明", 0), ("月球能源", "月球能源", 3)]
)
def test_a_short_heading_that_begins_and_ends_pages_stands_within_pages_too(name, within, kept):
    body = "太阳辐射能够直接照射到月球表面，因此月面上太阳能资源非常丰富。\n"
    pages = []
    for number in range(1, 7):
        foot, head = (f"{name}\n", "") if number % 2 else ("", f"{name}\n")
        middle = f"{within}\n" if number % 2 else ""
        pages.append(f"{head}{body}{middle}{body.replace('太阳', str(number))}{foot}- {number} -\n")
    assert remove_page_furniture("".join(pages)).split("\n").count(name) == kept


def test_a_running_head_with_the_number_of_its_section_may_stand_at_either_edge():
    body = "太阳辐射能够直接照射到月球表面，因此月面上太阳能资源非常丰富。\n"
    head = "9.5. 系统事件\n"
    pages = [
        f"{body}{body}{head}",
        f"{body}{head}{body}",
        f"{body}{head}{body}",
        f"{body}{body}",
        f"{head}{body}{body}",
    ]
    text = "".join(f"{page}- {number} -\n" for number, page in enumerate(pages, 1))
    assert remove_page_furniture(text).count(head) == 2
