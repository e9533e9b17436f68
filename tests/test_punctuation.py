"""Width and form of punctuation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import normalize_punctuation

#: What the rules look at: the properties are attacked with text made of nothing else.
PIECES = [
    *"中文他一，。；：？！,.;:?!()（）〈〉《》“”‘’\"'…⋯·°丶—-─％＋．\n 1a", "一一", "--", "...", "。。。",
    "第三条", "http://a.cn/", "`", "<a", "&nbsp;", "](", "「", "」", "!!", "@b.cn", "  ", "”中", "：”",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("共13,808,230.19元，10:30开会，比分3:2，1+N，2.6.1版", id="numbers"),
        pytest.param("Hello, world! (really)\nWhat? “Yes”, he said.", id="Latin sentences"),
        pytest.param("apt(8)用于交互式操作，debconf(7)来帮助", id="a manual page"),
        pytest.param("见 https://a.cn/x,y?z=1:2 与 a.b@c.cn", id="addresses"),
        pytest.param("命令 `打印,值(甲)` 与 ``甲:乙``", id="code spans"),
        pytest.param("```\n打印,值\n```\n", id="fenced code"),
        pytest.param("<a title='甲,乙:丙'>，&nbsp;与&#8212;中", id="tags and character references"),
        pytest.param("[文](http://a.cn/甲,乙) 与 ![图](甲(乙).png)", id="targets of links"),
        pytest.param("中::文 与 a::b", id="double colons"),
        pytest.param("《读书〈三则〉》与〈短歌行〉", id="title marks"),
        pytest.param("《中国（上海）自贸区》", id="brackets in a title"),
        pytest.param("二元组「(id, value)」与“(id, value)”", id="Latin in brackets, quoted"),
        pytest.param('24"显示器和“大屏”，5"和6"', id="inches"),
        pytest.param('“大屏为65"的电视”很大', id="inches in a quotation"),
        pytest.param('打印 a="甲" 与修改为："新建', id="quotes of code, and one alone"),
        pytest.param('他读过 the "Moon" 一书', id="quotes of English"),
        pytest.param("他说——好\n\n这话一一\n\n他说", id="the adverb at a block's end, where dashes are printed"),
        pytest.param("型号 A一一\n\n他说", id="strokes behind a letter, at a block's end"),
        pytest.param("他一一告诉了我，一一列举。", id="the adverb 一一"),
        pytest.param("他一一记下，一一访问；“三农”一一落实", id="the adverb before verbs of subtitles"),
        pytest.param("二〇一一年，一一五师，一一得一，初一一大早，十一一个", id="strokes of numbers"),
        pytest.param("一一对应", id="the adverb begins a text"),
        pytest.param("一，二，三，四，吉普·顿珠、阿依·阿吉、吐尔逊·尤努斯、卡尔·马克思", id="names and commas"),
        pytest.param("而一一不失其秩序，一一的告訴了他", id="一一 behind a comma"),
        pytest.param("马克思、卡尔·马克思、弗·恩格斯、约翰·里德", id="a list of names"),
        pytest.param("（图片）\n·朱根华·\n", id="a name between ornaments"),
        pytest.param("“去年，”——他说", id="dashes"),
        pytest.param("…等指示，…占用", id="one ellipsis beside Latin"),
        pytest.param("第一章 总则······12\n第二章 附则······\n30", id="leaders of a contents page"),
        pytest.param("一种··两种" + 9 * "·" + "三种", id="two middle dots, and nine"),
        pytest.param("a·..b 与 x·..·y", id="a row of dots in Latin"),
        pytest.param("一一一少年", id="three strokes"),
        pytest.param("卡尔·马克思和卡尔.马克思", id="names"),
        pytest.param("北京—上海 10～20 3-5", id="range marks"),
        pytest.param("一. 概述\n甲. 总则", id="numbered headings"),
        pytest.param("“去年，”他说：“走吧！”……——「好」", id="as it should be"),
        pytest.param("开头是“\n起讲”的文章", id="a quotation that the next line closes"),
        pytest.param("扫着垃圾“\n这支队伍", id="a quote at a line's end that may be a full stop"),
        pytest.param("“\n走吧", id="a quote alone"),
        pytest.param("He said “Hello“\nand left", id="an English quotation"),
        pytest.param("‘之江瑶光’系统", id="single quotes"),
        pytest.param('高 5"，宽 7"', id="inches"),
        pytest.param("第三条“个人”所得税", id="a quotation behind an article's number"),
        pytest.param("| 甲 | (1) |\n| :--- | --: |", id="Markdown table"),
        pytest.param("三十°C，成九十°角", id="degrees"),
        pytest.param("以“V:”开头", id="code in quotes"),
        pytest.param("打了个“？”号，又说“……”", id="quoted marks"),
        pytest.param("“注意：”他说", id="a colon in quotes"),
        pytest.param("这“甲和“乙”、“丙", id="two opening quotes, the second of which has its mate"),
        pytest.param("用好“小数据，首先要“看得见", id="two opening quotes around a clause"),
        pytest.param("the “Moon“ and “Mars", id="two opening quotes in English"),
        pytest.param("他说：Hello, world!", id="a Latin sentence behind a colon"),
        pytest.param("[1] 陆建中, 王长永. 湿地生态学[M]. 北京: 科学出版社, 2004: 12-35.", id="a reference: a book"),
        pytest.param("刘彤, 等. 河岸带植被[J]. 生态学报, 2010, 30(8): 21-28.", id="... an article"),
        pytest.param("信息中心. 发展报告[EB/OL]. (2022-08-31)[2023-01-05].", id="... a page of the web"),
        pytest.param("黄凯, 郭怀成, 刘永, 等. 河岸带生态系统[J]", id="... its first line"),
        pytest.param("他说了再见”，又说了保重”。", id="opening quotes lost"),
    ],
)
def test_left_alone(text):
    assert normalize_punctuation.edits(text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("你好,世界!", "你好，世界！", id="between Han"),
        pytest.param(
            "還不曉得在那裡呢 !\n「甚麼班呢? 」", "還不曉得在那裡呢！\n「甚麼班呢？」", id="blanks around marks"
        ),
        pytest.param("转; 倘在上午", "转；倘在上午", id="a blank behind"),
        pytest.param("软件包工具 (APT) ，它能", "软件包工具（APT），它能", id="brackets behind Han"),
        pytest.param("foo(中文)等", "foo（中文）等", id="brackets around Han"),
        pytest.param("(1)按照规定", "（1）按照规定", id="a numbered item"),
        pytest.param("备选 〈常见于旧系统) 。", "备选（常见于旧系统）。", id="mixed brackets"),
        pytest.param(
            "见 FPE guidelines (left） and right", "见 FPE guidelines (left) and right", id="... among Latin words"
        ),
        pytest.param("委员会《简称仲裁委)申请", "委员会（简称仲裁委）申请", id="a title mark and a bracket"),
        pytest.param("设备)和(附则", "设备）和（附则", id="mates lost"),
        pytest.param("回来了.\n“好.”", "回来了。\n“好。”", id="full stops"),
        pytest.param("住在這裡 . 便是一家人", "住在這裡。便是一家人", id="a full stop between blanks"),
        pytest.param("等等......以及⋯⋯和。。。", "等等……以及……和……", id="ellipses"),
        pytest.param("恭喜！····\n“在·..…．。”", "恭喜！……\n“在……。”", id="misread ellipses"),
        pytest.param("不落局·…·…··。他说“·.··.”", "不落局……。他说“……”", id="misread ellipses, behind a quote"),
        pytest.param('形成了“东亚金融风暴"。', "形成了“东亚金融风暴”。", id="the second quote of a pair is straight"),
        pytest.param('是"亚洲年”，也是"关系年"。', "是“亚洲年”，也是“关系年”。", id="the first, and both"),
        pytest.param('撑不着！"她说。', "撑不着！”她说。", id="a straight quote behind a stop"),
        pytest.param('撑不着！"“好”她说。', "撑不着！”“好”她说。", id="... and the next quotation"),
        pytest.param('他走了。"你好。"', "他走了。“你好。”", id="... that opens"),
        pytest.param('她说撑不着"，走了。', "她说撑不着”，走了。", id="a straight quote before a stop"),
        pytest.param('24"的"大屏"', '24"的“大屏”', id="inches and a quotation"),
        pytest.param('第三条“为了"加强"管理', "第三条 为了“加强”管理", id="a quotation behind a stray quote"),
        pytest.param('星号（“*"）代表', "星号（“*”）代表", id="quotes around a sign"),
        pytest.param("介绍道:一一“我", "介绍道：——“我", id="一一 before a quotation"),
        pytest.param("中间，一一他正在", "中间，——他正在", id="一一 before a pronoun"),
        pytest.param("十二点，一一然而", "十二点，——然而", id="一一 before a conjunction"),
        pytest.param("时间一一由于脚本", "时间——由于脚本", id="... without a comma"),
        pytest.param("女儿一一爱姑一一刚从", "女儿——爱姑——刚从", id="a pair of 一一"),
        pytest.param("快来人呀一一”他说", "快来人呀——”他说", id="一一 before a closing quote"),
        pytest.param("您的益友。一一编者", "您的益友。——编者", id="一一 behind a full stop"),
        pytest.param("贡献\n\n一一访华南\n", "贡献\n\n——访华南\n", id="一一 before a subtitle"),
        pytest.param("他叹道，唉一一\n\n天黑了", "他叹道，唉——\n\n天黑了", id="一一 at the end of a block"),
        pytest.param("渠道。”一一一位工作人员", "渠道。”——一位工作人员", id="一一一 before a measure word"),
        pytest.param("告诉你一件事一一\n\n“一家", "告诉你一件事——\n\n“一家", id="一一 before a block of speech"),
        pytest.param("介绍道：一“我", "介绍道：——“我", id="一 between a colon and a quotation"),
        pytest.param("中间，—他正在", "中间，——他正在", id="one dash behind a comma"),
        pytest.param("那么…啊呀…", "那么……啊呀……", id="one ellipsis"),
        pytest.param(
            "来了·他说，好·走，我们走·再见，朋友",
            "来了。他说，好。走，我们走。再见，朋友",
            id="middle dots for full stops",
        ),
        pytest.param("第三回”走窮途忽遇良朋", "第三回 走窮途忽遇良朋", id="a stray quote behind a chapter's number"),
        pytest.param("中国--亚洲大国", "中国——亚洲大国", id="two hyphens"),
        pytest.param("运动员丶教练员", "运动员、教练员", id="丶"),
        pytest.param("走了°他说·”", "走了。他说。”", id="misread full stops"),
        pytest.param("初到此地’並不曾’認得’一個人", "初到此地，並不曾，認得，一個人", id="misread commas"),
        pytest.param("达到35％，“人工智能＋”，A－B", "达到35%，“人工智能+”，A-B", id="signs"),
        pytest.param('他说:"走吧",又说"好"。', "他说：“走吧”，又说“好”。", id="straight quotes"),
        pytest.param(
            "过“双节“\n本报讯。“\n环卫工人", "过“双节”\n本报讯。”\n环卫工人", id="opening quotes at lines' ends"
        ),
        pytest.param("名曰“龙舌兰“。他说：”好。”", "名曰“龙舌兰”。他说：“好。”", id="quotes turned the wrong way"),
        pytest.param(
            "这“但“字，“大数据“专业和“两院“的人",
            "这“但”字，“大数据”专业和“两院”的人",
            id="two opening quotes around words",
        ),
        pytest.param("“想上学吗？““想！“他说。", "“想上学吗？”“想！”他说。", id="... around sentences"),
        pytest.param("函数“f(x)“和“g(x)“的", "函数“f(x)”和“g(x)”的", id="... around formulas"),
        pytest.param("“好“，“是“吗", "“好”，“是”吗", id="... before a stop"),
        pytest.param("运行 ”terminal” 程序", "运行 “terminal” 程序", id="two closing quotes"),
        pytest.param(
            "第三条”个人所得税\n\n第四条 “国家鼓励", "第三条 个人所得税\n\n第四条 国家鼓励", id="stray quotes"
        ),
        pytest.param("阿唷！哈哈！Hehe! he, hehehe!”", "阿唷！哈哈！Hehe！he，hehehe！”", id="Latin words one by one"),
        pytest.param(
            "你好,世界。\n陆建中, 等. 湿地[M]. 北京\n你好,世界。",
            "你好，世界。\n陆建中, 等. 湿地[M]. 北京\n你好，世界。",
            id="lines around a reference",
        ),
        pytest.param("湿地占35％[J]. 学报, 2004", "湿地占35%[J]. 学报, 2004", id="other signs of a reference"),
        pytest.param("按[J]键,再按[M]键", "按[J]键，再按[M]键", id="keys are no types of documents"),
        pytest.param("正确的一项是( )", "正确的一项是（ ）", id="a blank to fill in"),
        pytest.param("正确的( 一项 )是", "正确的（一项）是", id="... and one beside text"),
        pytest.param("使用apt,它能", "使用apt，它能", id="between Latin and Han"),
        pytest.param("什么?!!", "什么？！！", id="several marks"),
    ],
)
def test_normalized(before, after):
    assert normalize_punctuation(before) == after
    assert normalize_punctuation(after) == after


@pytest.mark.parametrize(
    "unit", ["中,", ",", "(", "中)", '"', "”", "“", "…", "中.", "a,", "中!!", "一", "`", "<a", "http://", "a@"]
)
def test_a_million_characters_are_no_burden(unit):
    text = unit * (1_000_000 // len(unit))
    once = normalize_punctuation(text)
    assert once.count("中") == text.count("中")


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_one_pass_is_enough_and_only_what_is_declared_changes(text):
    once = normalize_punctuation(text)
    assert normalize_punctuation(once) == once
    assert normalize_punctuation.holds(text, once)
    assert all(text[edit.start : edit.end] != edit.text for edit in normalize_punctuation.edits(text))
