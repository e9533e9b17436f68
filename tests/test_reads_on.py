"""Breaks at which the words say that the line goes on."""

import pytest

from ocrclean import merge_wrapped_lines
from ocrclean.paragraphs.decide import DOUBTFUL, by_rule
from ocrclean.paragraphs.printed import read_page
from ocrclean.paragraphs.reads_on import is_quoted, reads_on
from ocrclean.paragraphs.surroundings import survey

FULL = "月球大气极其稀薄，太阳辐射能够直接照射到月球的表\n面资源，月球大气极其稀薄，太阳能够直接照射到月球\n"


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        pytest.param("参见“太阳能”\n的来源\n", True, id="a particle behind a quote"),
        pytest.param("参见“太阳能”\n来源\n", False, id="... none"),
        pytest.param("月球能源\n的来源\n", False, id="... behind Han, which bonds tell"),
        pytest.param("安装 Debian\n和 Ubuntu\n", True, id="a conjunction behind a name"),
        pytest.param("it is the\ndefault button\n", True, id="an English article"),
        pytest.param("it is the\nDefault button\n", False, id="... before a capital"),
        pytest.param("it is the default button\nof the page\n", True, id="an English preposition"),
        pytest.param("it is the default button\noffice pages\n", False, id="... a word that begins so"),
        pytest.param("use apthe\ndefault button\n", False, id="... a word that ends so"),
        pytest.param("同比增长 12\n万元\n", True, id="a unit behind a figure"),
        pytest.param("同比增长 12%\n万元\n", False, id="... behind what has its unit"),
        pytest.param("8\n月球能源\n", False, id="the number of a chapter"),
        pytest.param("不兼容的\nstable 版本\n", True, id="a preposition before a name"),
        pytest.param("文件位于\n/etc/cron.d 目录\n", True, id="... before a path"),
        pytest.param("我可以切换到 testing 或者\nunstable 吗\n", True, id="a conjunction of two characters"),
        pytest.param("月球能源\nstable 版本\n", False, id="... neither"),
        pytest.param("回款率不低于\n92% 以上\n", True, id="a preposition before a figure"),
        pytest.param("回款率不低\n92% 以上\n", False, id="... none"),
        pytest.param("有条件的\n1. 月球\n", False, id="... before an item"),
        pytest.param("这种技术称为\n“月光”技术\n", True, id="a preposition before a quote"),
        pytest.param("太阳能的行为\n“月光”技术\n", False, id="... a noun that ends so"),
        pytest.param("这种技术称\n“月光”技术\n", False, id="... none"),
        pytest.param("这一技术因为\n太阳能的利用\n", True, id="a conjunction before Han"),
        pytest.param("这一技术将\n太阳能利用起来\n", True, id="a preposition before Han"),
        pytest.param("这一技术把\n太阳能利用起来\n", False, id="... that bonds tell"),
        pytest.param("本报北京1月\n13 日讯\n", True, id="a date"),
        pytest.param("每个月\n13 日讯\n", False, id="... a month, but none of a date"),
        pytest.param("，会使用该条件\n指定的样式\n", True, id="the rest of a torn line"),
        pytest.param("——会使用该条件\n指定的样式\n", False, id="... a dash begins a line"),
        pytest.param("亢\n舒\n", True, id="a name, its characters set apart"),
        pytest.param("亢\n\n舒\n", False, id="... and a blank line between"),
        pytest.param("亢\n舒从\n", False, id="... and more than a character"),
        pytest.param("下降了 0 ．\n16％\n", True, id="a decimal point"),
        pytest.param("下降了 0.\n16%\n", True, id="... a Western one"),
        pytest.param("下降了。\n16%\n", False, id="... a full stop"),
        pytest.param("1．\n2．\n", False, id="... of items"),
        pytest.param("参见《\n月球》一书\n", True, id="an opening mark"),
        pytest.param("未来，‘之\n江瑶光’系统\n", True, id="a name in quotes"),
        pytest.param("未来，‘之\n江瑶光”系统\n", False, id="... closed by another mark"),
        pytest.param("未来，‘之\n江瑶光系统。’\n", False, id="... a sentence ends in"),
        pytest.param("未来，‘之江’瑶\n光’系统\n", False, id="... closed on its line"),
        pytest.param("未来，‘之江瑶光系统和之江瑶光的系统\n江’系统\n", False, id="... longer than names are"),
        pytest.param("他说：「一斤紹酒。\n辣醬要多」\n", False, id="... a quotation, which is told otherwise"),
    ],
)  # fmt: skip
def test_what_the_words_say(text, goes_on):
    assert reads_on(read_page(text), 0) is goes_on


@pytest.mark.parametrize(
    ("following", "quoted"),
    [
        pytest.param("据统计，全国有 7780 个。”他说。\n", True, id="closed on the next line"),
        pytest.param("据统计，\n全国有 7780 个。”他说。\n", True, id="... on the one behind it"),
        pytest.param("“据统计，全国有 7780 个。”他说。\n", False, id="another paragraph of it begins"),
        pytest.param("据统计，全国有 7780 个。\n", False, id="never closed"),
        pytest.param(9 * "据统计，\n" + "全国有 7780 个。”他说。\n", False, id="closed far away"),
    ],
)
def test_a_quotation_goes_on_up_to_its_end(following, quoted):
    assert is_quoted(read_page("“调查发现，平均每个网店带动就业。\n" + following), 0) is quoted
    assert not is_quoted(read_page("“调查发现”，平均每个网店带动就业。\n" + following), 0)


def test_a_sentence_in_a_quotation_ends_no_paragraph_where_lines_are_wrapped():
    quotation = "“调查发现，平均每个网店直接带动的就业是三人半。\n二〇二二年全国有三百万个店铺，带动就业千万人。”\n"
    page = read_page(4 * FULL + quotation + 4 * FULL)
    assert not by_rule(page, survey(page))[8].ends_paragraph
    whole = read_page(quotation)
    assert by_rule(whole, survey(whole))[0] is not DOUBTFUL
    assert by_rule(whole, survey(whole))[0].ends_paragraph


def test_where_nothing_is_wrapped_a_blank_line_parts():
    page = read_page("太阳辐射能够，\n\n直接照射到月球表面上太阳辐射能够，\n\n直接照射到月球表面上\n")
    assert all(found.ends_paragraph and found is not DOUBTFUL for found in by_rule(page, survey(page)))
    text = "这个文件就是放在\n\n/CTAN/\n\n目录下的，不同的服务器可能不同。\n"
    assert merge_wrapped_lines(text) == text
    assert merge_wrapped_lines("•\n\n月球能源从哪来\n") == "• 月球能源从哪来\n"  # but behind a bullet
