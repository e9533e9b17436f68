"""Spaces that stretch or pad text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import collapse_spaced_text

PROSE = "自由软件基金会开始研发一个自由的系统，任何维护人员都可以加入，"

#: What the rules look at: the properties are attacked with text made of nothing else.
PIECES = [
    *"中文甲一王正摄，。：！；“”（）《》·•|a1.- \t\u3000\n", "  ", "   ", "\n\n", "第一章", "第三条", "记者", "编辑",
    "周 雷", "电话：", "新华社电", "```\n", "`", "- ", "1. ", "    ", "x=y",
    "，他说得很多很多很多很多，句子很长很长很长。",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The moon has no air.  It has\n    no water  either.\n", id="English"),
        pytest.param("　吾輩は 猫である。名前はまだ 無い。", id="Japanese"),
        pytest.param("资本青睐 算力产业迎来新机遇", id="two clauses of a headline"),
        pytest.param("首提“普惠信贷” 让更多金融活水润泽小微", id="a headline with a quotation"),
        pytest.param("走窮途忽遇良朋 談仁路初聞怪狀", id="a couplet as a title"),
        pytest.param("联系人：栗经理 联系电话：0351-6817856", id="fields"),
        pytest.param(
            "地址：迎泽西大街16号 邮政编码：030000，欢迎垂询，敬请各位投资者与我公司联系。", id="a field in a sentence"
        ),
        pytest.param("□ 本报记者 黄鑫", id="byline"),
        pytest.param("“新华视点”记者 周圆 王怡静", id="two reporters"),
        pytest.param(
            "新华社电 记者近日从东华大学获悉，科研团队成功研发出一种新型发电纤维，成果已经发表。", id="dateline"
        ),
        pytest.param(
            "本报青溪7月18日电 （记者赵立新 通讯员田小雨）眼下正是早熟梨上市的时节，果农忙碌起来。",
            id="dateline and brackets",
        ),
        pytest.param("人民银行将开展操作。（任科夫 摄）", id="credit in brackets"),
        pytest.param(f"{PROSE}新华社发（任科夫 摄）。", id="brackets in a paragraph"),
        pytest.param(
            "第一条 为了加强烟花爆竹安全管理，预防爆炸事故发生，保障公共安全，制定本条例。", id="article of a law"
        ),
        pytest.param("第一章 总则", id="chapter"),
        pytest.param("白日依山尽 黄河入海流 欲穷千里目 更上一层楼。", id="verse: the spaces do the work of commas"),
        pytest.param("张三 李四 王五 赵六 孙七 周八 吴九 郑十 冯甲 陈乙 褚丙 卫丁", id="list of names"),
        pytest.param("Tiger Neo, and  two blanks", id="Latin text"),
        pytest.param("• 您的主机名\n• 您的域名", id="bullets"),
        pytest.param("甲 —— 乙", id="a dash with spaces on both sides"),
        pytest.param("政治 经济 社会 文化 历史 地理 科学 技术 物理 化学", id="a list of words"),
        pytest.param("后端工程师• 拆分订单系统", id="a bullet behind Han"),
        pytest.param("首提普惠信贷 “保交楼”见成效", id="a headline with a quotation in its second clause"),
        pytest.param("## 标题\n- 甲\n  - 乙\n    1. 丙", id="nested list"),
        pytest.param("见下\n\n    for x in y: print(x)\n\n正文", id="indented code"),
        pytest.param("```python\nx = '甲  乙'   \n    y\n```", id="fenced code"),
        pytest.param("命令 `ls 甲 乙` 的输出", id="code span"),
        pytest.param("| 姓名 | 简介 |\n| :--- | ---: |\n| 黄鑫 |  |", id="table"),
        pytest.param("\n\n\n", id="blank lines"),
    ],
)
def test_left_alone(text):
    assert collapse_spaced_text.edits(text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("月 球 能 源 从 哪 来", "月球能源从哪来", id="letter-spaced heading"),
        pytest.param("需要多部门 甚 至 多 国 合作", "需要多部门甚至多国合作", id="justified part of a line"),
        pytest.param(
            "随 着 人 类 对 月球 能 源 认 知 不断提升", "随着人类对月球能源认知不断提升", id="unevenly justified"
        ),
        pytest.param(
            "打 造 AI 时 代 的 算 力 底 座 ， 赋 能", "打造 AI 时代的算力底座，赋能", id="a Latin word inside"
        ),
        pytest.param("链 供 应 链 的“ 信 息 孤岛”", "链供应链的“信息孤岛”", id="inside of quotes"),
        pytest.param("史称 “清末新政 ”", "史称“清末新政”", id="outside of a quote that is padded inside"),
        pytest.param(
            "（填 “能”或“不能”）用于分离，原因是", "（填“能”或“不能”）用于分离，原因是", id="a quote in brackets"
        ),
        pytest.param(
            "下列关于作者 “书”的表述，不正确的是", "下列关于作者“书”的表述，不正确的是", id="a quote behind a role"
        ),
        pytest.param(
            "能自制的人，功名之际要看得淡，生死之际要看得 破；",
            "能自制的人，功名之际要看得淡，生死之际要看得破；",
            id="a paragraph that ends with a semicolon",
        ),
        pytest.param(
            "他 今天说得十分清楚，大家都听到了。会议到此结束，参加的人陆续离开（有删改）",
            "他今天说得十分清楚，大家都听到了。会议到此结束，参加的人陆续离开（有删改）",
            id="a paragraph with a sentence inside and a note at its end",
        ),
        pytest.param("（节选自《宋史 ·苏轼传》）", "（节选自《宋史·苏轼传》）", id="before the dot in a name"),
        pytest.param("是它的收藏 ——它的生命", "是它的收藏——它的生命", id="before a dash"),
        pytest.param("贫困县—— 新安", "贫困县——新安", id="behind a dash"),
        pytest.param(
            "于是将式（12）沿着整个塌落体侧面积分可以得 到外表面上产生的耗散功 率：",
            "于是将式（12）沿着整个塌落体侧面积分可以得到外表面上产生的耗散功率：",
            id="lines joined with spaces, before a list",
        ),
        pytest.param(
            "在任意的运 动许可的塑性应变率场和速度场中，荷载和",
            "在任意的运动许可的塑性应变率场和速度场中，荷载和",
            id="lines joined with spaces, in a word",
        ),
        pytest.param("尤金· 舒梅克", "尤金·舒梅克", id="behind the dot in a name"),
        pytest.param("安东 •蔡林格", "安东•蔡林格", id="a bullet for the dot in a name"),
        pytest.param("年 底 ，全 球 算 力", "年底，全球算力", id="before a comma"),
        pytest.param("王　磊摄", "王磊摄", id="padded name in a credit"),
        pytest.param(
            "巡检机房设备。新华社记者 刘 坤摄", "巡检机房设备。新华社记者 刘坤摄", id="padded name behind a role"
        ),
        pytest.param("王磊　李晓明", "王磊 李晓明", id="ideographic space"),
        pytest.param("祝　福", "祝福", id="a heading of two characters"),
        pytest.param("本报记者 黄 鑫", "本报记者 黄鑫", id="padded name"),
        pytest.param(
            "本版编辑 周 雷 陶 玙 美 编 倪梦婷", "本版编辑 周雷 陶玙 美编 倪梦婷", id="padded names and a padded role"
        ),
        pytest.param("记者 黄 鑫   李 明", "记者 黄鑫 李明", id="names at wider gaps"),
        pytest.param(
            "第一章 总 则\n\n第一条 为了创造无障碍环境", "第一章总则\n\n第一条为了创造无障碍环境", id="padded law"
        ),
        pytest.param(
            "第 一 条 为 了 加 强 对 旅 行 社 的 管 理 ， 制 定 本 例 。\n第 二 条 本 例 适 用 于 旅 行 社 的 设 立 。",
            "第一条 为了加强对旅行社的管理，制定本例。\n第二条 本例适用于旅行社的设立。",
            id="a law, all of its characters apart",
        ),
        pytest.param(
            "第 一 条 路 是 这 样 的 ， 他 说 过 很 多 次 了 ， 我 们 都 记 得 很 清 楚 。",
            "第一条路是这样的，他说过很多次了，我们都记得很清楚。",
            id="... and no law",
        ),
        pytest.param(
            "第 一 条 路 是 这 样 的 ， 他 说 第 二 条 路 也 是 这 样 的 ， 我 们 都 记 得 很 清 楚 。",
            "第一条路是这样的，他说第二条路也是这样的，我们都记得很清楚。",
            id="... with another number within the line",
        ),
        pytest.param("姓    名：张 三        性    别：男", "姓名：张三 性别：男", id="padded labels in columns"),
        pytest.param("王 五        男      汉 族", "王五 男 汉族", id="... single characters among them"),
        pytest.param("电      子     邮      箱：", "电子邮箱：", id="... stretched unevenly"),
        pytest.param("新华社电 （记者王 伟）科技部", "新华社电 （记者王伟）科技部", id="a padded name behind a post"),
        pytest.param("本报记者王\u3000政\n1997年", "本报记者王政\n1997年", id="... at the end of a line"),
        pytest.param("记者王 伟近日获悉", "记者王 伟近日获悉", id="... or no name"),
        pytest.param("姓  名：张 三   性  别：男", "姓名：张三 性别：男", id="... near each other"),
        pytest.param("主  要  成  果：很多", "主要成果：很多", id="... a long one"),
        pytest.param("主 要 成   果：很多", "主要成果：很多", id="... of characters spaced alike but for one"),
        pytest.param("合格率为 56 . 8%，上升2 .5%。", "合格率为 56.8%，上升2.5%。", id="decimals"),
        pytest.param("增加75 ． 4万元，达33 ．1元。", "增加75．4万元，达33．1元。", id="... with full-width points"),
        pytest.param("举报人\n1997. 8. 12\n", "举报人\n1997.8.12\n", id="... and a date"),
        pytest.param("1. 3万亩", "1. 3万亩", id="... an item's number"),
        pytest.param("1 .公司\n12 . 地址\n", "1.公司\n12. 地址\n", id="... with a space before its point"),
        pytest.param("见第 3 .节", "见第 3 .节", id="... a number in a line"),
        pytest.param("3 ． 农 村 ， 4 ． 城 市", "3．农村，4．城市", id="... with a full-width point"),
        pytest.param("2 0 2 4 年 全 国 利 润 1 5 . 3 亿 元", "2024 年全国利润 15.3 亿元", id="numbers, letter-spaced"),
        pytest.param("安全运行2 6 0天", "安全运行260天", id="... in a line that is not"),
        pytest.param("又 有 4 0 个 县", "又有 40 个县", id="... of two digits"),
        pytest.param("打 造 A I 时 代 ， G D P", "打造 AI 时代，GDP", id="words, letter-spaced"),
        pytest.param("P y t h o n 语 言", "Python 语言", id="... at the beginning of a line"),
        pytest.param("维生素 A C 含量", "维生素 A C 含量", id="... beside words"),
        pytest.param("选 A B C 三 项", "选 A B C 三项", id="... that count"),
        pytest.param("见表 1 2 所示", "见表 1 2 所示", id="... beside words"),
        pytest.param("选项 1 2 3 均可", "选项 1 2 3 均可", id="... that count"),
        pytest.param("中\n7 4 9 i", "中\n7 4 9 i", id="... beside no Chinese"),
        pytest.param("见 Debian 7. 20 个", "见 Debian 7. 20 个", id="... the end of a sentence"),
        pytest.param("浙江 3. 1 4. 2", "浙江 3. 1 4. 2", id="... a row of figures"),
        pytest.param("见第2. 3.节", "见第2. 3.节", id="... a section"),
        pytest.param("以24 : 22险胜，占10 ％，增3 %。", "以24:22险胜，占10％，增3%。", id="scores and percentages"),
        pytest.param("余数是 a % 3 和 10 % 3，见下", "余数是 a % 3 和 10 % 3，见下", id="... remainders"),
        pytest.param("气温16.7 ℃，见 5 : a", "气温16.7 ℃，见 5 : a", id="... units"),
        pytest.param("正确的一项是（　　）", "正确的一项是（ ）", id="a blank to fill in"),
        pytest.param("正 确 的 一 项 是（ ）", "正确的一项是（ ）", id="... of one space"),
        pytest.param(
            "1862 年\u3000英商在江边租地，修建码头。\n\n1949年5月 临江解放，军管会接管港口。",
            "1862 年 英商在江边租地，修建码头。\n\n1949年5月 临江解放，军管会接管港口。",
            id="entries of a chronicle",
        ),
        pytest.param(
            "（2018 年 5 月 2 日 国务院第 7 次常务会议通过）",
            "（2018 年 5 月 2 日 国务院第 7 次常务会议通过）",
            id="... and the note who issued a law",
        ),
        pytest.param(
            "1997年1月 至11月，全国出口增长百分之十二，进口增长百分之五，外贸形势明显好转，工业生产平稳。",
            "1997年1月至11月，全国出口增长百分之十二，进口增长百分之五，外贸形势明显好转，工业生产平稳。",
            id="... and a date in a sentence",
        ),
        pytest.param(
            "1997年 环境 保护，全国出口增长百分之十二，进口增长百分之五，外贸形势明显好转，工业生产平稳。",
            "1997年环境保护，全国出口增长百分之十二，进口增长百分之五，外贸形势明显好转，工业生产平稳。",
            id="... with more spaces",
        ),
        pytest.param(
            "到1997年 出口增长，全国出口增长百分之十二，进口增长百分之五，外贸形势明显好转，工业生产平稳。",
            "到1997年出口增长，全国出口增长百分之十二，进口增长百分之五，外贸形势明显好转，工业生产平稳。",
            id="... further on",
        ),
        pytest.param("第二十九条  旅行社应当说明", "第二十九条 旅行社应当说明", id="a law in a grid of characters"),
        pytest.param(
            "第一章\u3000总\u3000则\n第一条\u3000为了保护个人信息",
            "第一章 总则\n第一条 为了保护个人信息",
            id="... beside padded heads",
        ),
        pytest.param(
            "第二十九条\u3000旅行社应当说明", "第二十九条 旅行社应当说明", id="... behind an ideographic space"
        ),
        pytest.param("第二十九条   旅行社应当说明", "第二十九条旅行社应当说明", id="... padded"),
        pytest.param("……呼吸领域。 新华社发", "……呼吸领域。新华社发", id="no space after a full stop"),
        pytest.param(
            "、 Addison-Wesley 与 Kde 、 Gnome 。", "、Addison-Wesley 与 Kde、Gnome。", id="stops beside Latin"
        ),
        pytest.param(
            f"那群由 自由软件基金会 资助的人，{PROSE}成长。",
            f"那群由自由软件基金会资助的人，{PROSE}成长。",
            id="font changes in prose",
        ),
        pytest.param(
            "您可以用 cd 切换到 foo-版本号 的目录，然后执行命令",
            "您可以用 cd 切换到 foo-版本号的目录，然后执行命令",
            id="before a listing",
        ),
        pytest.param(
            "以下是 非常重要的文档，你应该在读本文档的时候参考：",
            "以下是非常重要的文档，你应该在读本文档的时候参考：",
            id="before a list",
        ),
        pytest.param("方式          所需最小空间", "方式 所需最小空间", id="columns of fields"),
        pytest.param("姓  名：张  三    性  别：男", "姓名：张三 性别：男", id="a padded form"),
        pytest.param("联 系 人：张 三", "联系人：张三", id="a padded label and a padded name"),
        pytest.param(
            "甲 方：北京某公司    乙 方：上海某公司", "甲方：北京某公司 乙方：上海某公司", id="two padded labels"
        ),
        pytest.param("第  5.4  节", "第 5.4 节", id="wide gaps beside a number"),
        pytest.param("　　中文  \n \n\t甲\u3000\n", "中文\n\n甲\n", id="ends of lines"),
        pytest.param("    第一段没有代码", "第一段没有代码", id="an indent of two em is no code"),
        pytest.param("| 黄 鑫 | 中 国 人 |", "| 黄鑫 | 中国人 |", id="inside cells"),
    ],
)
def test_collapsed(before, after):
    assert collapse_spaced_text(before) == after
    assert collapse_spaced_text(after) == after


@pytest.mark.xfail(strict=True, reason="three single characters behind a comma are taken for a word and a padded name")
def test_a_letter_spaced_clause_behind_a_comma_is_closed():
    assert collapse_spaced_text("月 球 能 源，从 哪 来？") == "月球能源，从哪来？"


def test_word_gaps_of_an_ocr_engine_mean_nothing_anywhere_in_the_document():
    text = (
        "东京 也 无 非 是 这 样 。 上 野 的 樱花 烂 熳 的 时节 ， 望 去 确 也 像 绯红 的 轻云 ， 但 花下\n\n基本 案情\n"
    )
    assert collapse_spaced_text(text) == (
        "东京也无非是这样。上野的樱花烂熳的时节，望去确也像绯红的轻云，但花下\n\n基本案情\n"
    )


def test_a_column_gap_survives_among_word_gaps():
    text = "我 冒 了 严寒 ， 回 到 相隔 二 千 余 里 ， 别 了 二 十 余 年 的 故乡 去 。 所 得 额          税率"
    assert collapse_spaced_text(text).endswith("故乡去。所得额 税率")


@pytest.mark.parametrize(
    "unit", [" ", "中 ", "中  ", "\n ", "\n  - ", "，中 ", "中 文字 ", "中 文  ", "\u3000", "第一章 "]
)
def test_a_million_characters_are_no_burden(unit):
    text = unit * (1_000_000 // len(unit))
    assert collapse_spaced_text(text).count("中") == text.count("中")


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_one_pass_is_enough_and_only_what_is_declared_changes(text):
    once = collapse_spaced_text(text)
    assert collapse_spaced_text(once) == once
    assert collapse_spaced_text.holds(text, once)
    assert all(text[edit.start : edit.end] != edit.text for edit in collapse_spaced_text.edits(text))
