"""Spaces between Han and Latin."""

import pytest

from ocrclean import SpaceHanLatin, space_han_latin


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tiger Neo", id="Latin text"),
        pytest.param("资本青睐 算力产业", id="Han text"),
        pytest.param("https://a.cn/b 的页面", id="the space that ends an address"),
        pytest.param("请写信给“a@b.cn 的管理员”", id="the space that ends an e-mail address"),
        pytest.param("`ls 目录 2` 与 `x 中`", id="code"),
        pytest.param("2.1.1 软件包配置", id="section number"),
        pytest.param("1.2 需要的开发工具", id="section number at the start of the text"),
        pytest.param("第2章 Debian软件包", id="the number of a chapter"),
        pytest.param("## 第十二章 Debian软件包", id="... in Markdown"),
        pytest.param("下文\n第三条 2015年起施行", id="the number of an article"),
        pytest.param("1. 第一项\n- 第二项\n# 标题", id="Markdown"),
        pytest.param("参见 (注)", id="brackets"),
        pytest.param("证券代码：600000 证券简称：浦发银行", id="fields"),
        pytest.param("地址:北京 E-mail:a 传真：1", id="... with Latin labels"),
        pytest.param("A．月球上有大气 B．没有", id="options"),
    ],
)
def test_tight_leaves_alone(text):
    assert space_han_latin.edits(text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("在 2035 年前后", "在2035年前后", id="number"),
        pytest.param("AI 技术与 Python\t语言", "AI技术与Python语言", id="words"),
        pytest.param("增长 40% 左右", "增长40%左右", id="percentage"),
        pytest.param("见 https://a.cn/b，很好", "见https://a.cn/b，很好", id="before an address"),
        pytest.param("截至 2.1 万", "截至2.1万", id="a number that starts no line"),
        pytest.param("在 Windows 系统：单击", "在Windows系统：单击", id="a label that no field stands before"),
        pytest.param(
            "提示：如果用的是旧版，在 Windows 系统：", "提示：如果用的是旧版，在Windows系统：", id="... but a clause"
        ),
        pytest.param("维生素 B．没有", "维生素B．没有", id="no option"),
        pytest.param("时间：2024年 5 月地点：北京", "时间：2024年5月地点：北京", id="a unit before a label"),
    ],
)
def test_tight(before, after):
    assert space_han_latin(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("在2035年前后，AI技术", "在 2035 年前后，AI 技术", id="inserted"),
        pytest.param("在   2035\u3000年", "在 2035 年", id="made one space"),
        pytest.param("增长40%左右", "增长 40% 左右", id="percentage"),
        pytest.param("见`甲a`与https://a.cn/b的", "见`甲a`与 https://a.cn/b 的", id="code and addresses"),
    ],
)
def test_spaced(before, after):
    spaced = SpaceHanLatin(policy="spaced")
    assert spaced(before) == after
    assert spaced(after) == after


def test_keep_changes_nothing():
    assert SpaceHanLatin(policy="keep").edits("在 2035年，AI  技术") == []


def test_an_unknown_policy_is_refused():
    with pytest.raises(ValueError, match="policy is one of tight, keep, spaced, not 'loose'"):
        SpaceHanLatin(policy="loose")
