"""Overprint: no-ops first, then the forms that real pages show, then properties."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocrclean import remove_overprint

PROSE = "吾人在此讲堂，有四壁以障风尘；有\n案有椅，可以坐而作书。壁者，积砖而\n"

LEFT_ALONE = {
    "empty": "",
    "aabb": "高高兴兴",
    "aabb-twice": "快快乐乐健健康康",
    "aabb-spaced": "高高兴兴 平平安安",
    "kinship": "爸爸妈妈哥哥姐姐",
    "every": "年年月月日日",
    "abab": "研究研究",
    "abab-spaced": "研 究 研 究",
    "abab-twice": "讨论讨论研究研究",
    "abb": "一条条",
    "name": "王丽丽",
    "number": "20202020",
    "zeros": "0000",
    "sums": "1,000.00 1,000.00",
    "amounts": "3000元3000元",
    "years": "2024年2024年",
    "twice a day": "8时8时",
    "laughter": "哈哈哈哈",
    "sound": "咚咚咚地",
    "thanks": "谢谢谢谢",
    "cheer": "加油啊加油啊",
    "verb": "试试看",
    "dialogue": "“是的。”\n“是的。”\n" + PROSE,
    "dialogue-in-line": "是的。是的。",
    "literary": "盼望着，盼望着，",
    "dashes": "————",
    "ellipsis": "…………",
    "stars": "* * *",
    "latin": "blahblahblahblah",
    "table-header": "项目    金额    项目    金额",
    "table-cells": "合格\n合格\n合格\n不合格\n合格\n",
    "table-row": "| 合格 | 合格 |\n| 合格 | 合格 |\n",
    "column-of-marks": "结果\n是\n否\n是\n否\n合计\n",
    "refrain": "回来吧\n回来吧\n浪迹天涯的游子\n",
    "apart": "新华社发\n" + PROSE + "新华社发\n" + PROSE,
    "lead-in": "要么类似：\n\n要么类似：\n\n如果您决定这么做，请务必小心。\n",
    "list": "• 安装软件\n• 安装软件\n" + PROSE,
    "code": "make install\nmake install\n",
    "drill": "一二一一二一",
    "emphasis": "真的！！",
}

FIXED = {
    "glued": ("求支付求支付", "求支付"),
    "glued-spaced": ("推 动 算 力推 动 算 力", "推 动 算 力"),
    "letter-spaced": ("推 动 算 力 推 动 算 力", "推 动 算 力"),
    "glued-padded": ("祝　福祝　福\n", "祝　福\n"),
    "glued-credit": ("新华社发新华社发\n", "新华社发\n"),
    "glued-indented": ("　　百 年 老 药百 年 老 药", "　　百 年 老 药"),
    "glued, a number first": ("3户债权催收公告3户债权催收公告", "3户债权催收公告"),
    "glued, a section": ("2.1.3. 持续升级的生活2.1.3. 持续升级的生活", "2.1.3. 持续升级的生活"),
    "characters, a number first": ("22002244年年经经济济形形势势", "2024年经济形势"),
    "characters, a section": ("22..11..11..软软件件包包配配置置", "2.1.1.软件包配置"),
    "threefold": ("国有企业改革国有企业改革国有企业改革", "国有企业改革"),
    "radicals": ("百年⽼药阿司匹林百年老药阿司匹林", "百年⽼药阿司匹林"),
    "latin": ("Debian GNU/LinuxDebian GNU/Linux", "Debian GNU/Linux"),
    "runs": (
        "内蒙古内蒙古乌兰浩特市风力光伏发电场乌兰浩特市风力光伏发电场。。 王王 正正摄摄（（新华社发新华社发））",
        "内蒙古乌兰浩特市风力光伏发电场。 王 正摄（新华社发）",
    ),
    "runs-credit": ("机房设备机房设备。。 新华社记者新华社记者 刘刘 坤坤摄摄", "机房设备。 新华社记者 刘 坤摄"),
    "run-space-inside": ("王 王正正摄摄", "王正摄"),
    "characters": ("五五 种种 遗遗 嘱嘱", "五 种 遗 嘱"),
    "characters-glued": ("字字节节跳跳动动", "字节跳动"),
    "line": ("注意公众卫生\n注意公众卫生\n" + PROSE, "注意公众卫生\n" + PROSE),
    "line-after-blank": ("舍己为群\n\n舍己为群\n\n" + PROSE, "舍己为群\n\n" + PROSE),
    "line-on-a-new-page": ("\f己所不欲勿施于人\n己所不欲勿施于人\n" + PROSE, "\f己所不欲勿施于人\n" + PROSE),
    "line-copies-differ": ("推 动 算 力 发 展\n推动算力发展\n" + PROSE, "推 动 算 力 发 展\n" + PROSE),
    "line-spaced-among-short": ("小说连载\n祝 福\n祝 福\n鲁 迅\n" + PROSE, "小说连载\n祝 福\n鲁 迅\n" + PROSE),
    "line-threefold": ("尽力于公益\n尽力于公益\n尽力于公益\n" + PROSE, "尽力于公益\n" + PROSE),
    "two-lines": ("资本青睐\n产业迎来新机遇\n资本青睐\n产业迎来新机遇\n" + PROSE, "资本青睐\n产业迎来新机遇\n" + PROSE),
    "interleaved": (
        "资本青睐\n算力产业\n算力产业\n迎来新机遇\n迎来新机遇\n" + PROSE,
        "资本青睐\n算力产业\n迎来新机遇\n" + PROSE,
    ),
    "vertical, a numeral in it": (
        "上文。\n百\n年\n老\n药\n百\n年\n老\n药\n胡　适\n",
        "上文。\n百\n年\n老\n药\n胡　适\n",
    ),
    "vertical": ("四十自述\n自\n序\n自\n序\n胡　适\n", "四十自述\n自\n序\n胡　适\n"),
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert remove_overprint.edits(text) == []


@pytest.mark.parametrize(("before", "after"), FIXED.values(), ids=FIXED)
def test_fixed(before: str, after: str) -> None:
    assert remove_overprint(before) == after
    assert remove_overprint.holds(before, after)


@pytest.mark.parametrize(("before", "after"), remove_overprint.examples)
def test_examples(before: str, after: str) -> None:
    assert remove_overprint(before) == after


@pytest.mark.parametrize("text", remove_overprint.counter_examples)
def test_counter_examples(text: str) -> None:
    assert remove_overprint(text) == text


HOSTILE = st.text(alphabet="甲乙丙。（ 　\n\f⼒力A1", max_size=80)
LINES = st.lists(
    st.sampled_from(["推动算力", "推 动 算 力", "发展", "", "甲", "乙", PROSE, "甲乙甲乙甲乙"]), max_size=14
)


@given(HOSTILE | LINES.map("\n".join))
@example("甲\n" * 9)
@example("甲乙丙\n甲乙丙甲乙丙\n" + PROSE)
@settings(max_examples=300)
def test_stable_and_deleting(text: str) -> None:
    once = remove_overprint(text)
    assert remove_overprint(once) == once
    assert remove_overprint.holds(text, once)


@given(st.lists(st.sampled_from("推动算力由量向质发展国家超级计算机房设备"), min_size=5, max_size=30, unique=True))
def test_a_glued_headline_is_printed_once(characters: list[str]) -> None:
    head = "".join(characters)
    assert remove_overprint(head + head) == head
    assert remove_overprint(head * 3) == head
    spaced = " ".join(head)
    assert remove_overprint(spaced + spaced) == spaced
    assert remove_overprint(" ".join(c + c for c in head)) == spaced


@pytest.mark.parametrize(
    "unit", ["甲", "\n", " ", "甲\n", "甲乙\n", "甲甲乙乙", "甲乙丙甲乙丙", "。", "甲乙甲\n", "\n\f", "\x00", "\ud800"]
)
def test_a_million_hostile_characters(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert len(remove_overprint(text)) <= len(text)
