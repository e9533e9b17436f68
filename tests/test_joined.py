"""Printed lines that a tool joined with spaces: where they are parted again, and what is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import clean, merge_wrapped_lines
from ocrclean.paragraphs.joined import with_lines
from strategies import texts_for
from test_round_trip import real_prose
from typesetter import Layout, typeset

#: What pymupdf4llm prints of 鲁迅, 聪明人和傻子和奴才, set 26 em wide: a space for each line feed, and a bullet before
#: each line of what it takes for an item.
LINES = """\
“先生！”他悲哀地说，眼泪联成一线，就从眼角上直流 下来。“你知道的。我所过的简直不是人的生活。吃的是一天 \
未必有一餐，这一餐又不过是高粱皮，连猪狗都不要吃的， 尚且只有一小碗……” \n
“可不是么！”他高兴了。“可是做工是昼夜无休息：清早 担水晚烧饭，上午跑街夜磨面，晴洗衣裳雨张伞，冬烧汽炉 \
夏打扇。半夜要煨银耳，侍候主人耍钱；头钱从来没分，有 时还挨皮鞭……。” \n
"""
BULLETS = """\
- “先生，我住的只是一间破小屋，又湿，又阴，满是臭 \n
- 虫，睡下去就咬得真可以。秽气冲着鼻子，四面又没有一个 窗子……” \n
   - “你不会要你的主人开一个窗的么？” \n
"""
WHOLE = [
    "“先生！”他悲哀地说，眼泪联成一线，就从眼角上直流下来。“你知道的。我所过的简直不是人的生活。吃的是一天"
    "未必有一餐，这一餐又不过是高粱皮，连猪狗都不要吃的，尚且只有一小碗……”",
    "“可不是么！”他高兴了。“可是做工是昼夜无休息：清早担水晚烧饭，上午跑街夜磨面，晴洗衣裳雨张伞，冬烧汽炉"
    "夏打扇。半夜要煨银耳，侍候主人耍钱；头钱从来没分，有时还挨皮鞭……。”",
]


def blocks(text):
    return text.rstrip("\n").split("\n\n")


def test_joined_lines_are_one_paragraph():
    assert blocks(merge_wrapped_lines(LINES)) == WHOLE


def test_paragraphs_that_were_joined_with_a_space_are_parted():
    assert blocks(merge_wrapped_lines(LINES.replace(" \n\n", " "))) == WHOLE


def test_the_bullets_of_lines_go_and_those_of_items_stay():
    *_, item, last = blocks(clean(LINES + BULLETS))
    assert item.endswith("满是臭虫，睡下去就咬得真可以。秽气冲着鼻子，四面又没有一个窗子……”")
    assert last == "- “你不会要你的主人开一个窗的么？”"


def test_a_bullet_behind_a_line_that_is_not_full_stays():
    items = "- 又湿又阴的小屋 \n\n- 满是臭虫的床 \n"
    assert blocks(clean(LINES + items))[2:] == ["- 又湿又阴的小屋", "- 满是臭虫的床"]


@pytest.mark.parametrize("width", [12, 15, 19, 24, 30, 38])
def test_prose_that_was_joined_line_by_line_comes_back(width):
    wrong = total = 0
    for prose in real_prose():
        set_in_type = [typeset([block], Layout(width=float(width))).strip("\n") for block in prose]
        joined = "\n\n".join(lines.replace("\n", " ") for lines in set_in_type)
        if joined.count(" ") < 2 * len(prose):
            continue  # hardly a line was wrapped
        total += len(prose)
        # Spaces between Han and Latin are left to their own normalizer.
        found = {text.replace(" ", "") for text in blocks(merge_wrapped_lines(joined))}
        wrong += sum(block.text not in found for block in prose)
    assert total > 100
    assert wrong <= 0.04 * total


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("北京市第一中学校 上海市第二中学校 天津市第三中学校\n" * 4, id="names, equally long"),
        pytest.param(
            "山重水复疑无路，柳暗花明又一村 接天莲叶无穷碧，映日荷花别样红 竹外桃花三两枝，春江水暖鸭先知\n" * 3,
            id="couplets",
        ),
        pytest.param("半亩方塘一鉴开天 光云影共徘徊问渠 那得清如许为有源 头活水来\n", id="too few"),
        pytest.param(
            "兴酣落笔摇五岳诗成 笑傲凌沧洲功名富贵 若长在汉水亦应西北 流去江上\n" * 2
            + "他说，你好 吗 ，我 很 好 。\n" * 9,
            id="most gaps stand elsewhere",
        ),
        pytest.param("君奇士也他日当据 ，吾坐为府州火山军 ，巡检辽人常越境而 ，汲灌亲申画界\n" * 4, id="before marks"),
        pytest.param("| 未必有一餐这一餐 又不过是高粱皮连 猪狗都不要吃的尚 且只有一小碗 |\n" * 4, id="a table"),
        pytest.param("# 未必有一餐这一餐 又不过是高粱皮连 猪狗都不要吃的尚 且只有一小碗\n" * 4, id="headings"),
    ],
)
def test_is_left_alone(text):
    assert with_lines(text) == text


@given(texts_for(merge_wrapped_lines))
def test_what_is_parted_is_as_long_and_reads_the_same(text):
    parted = with_lines(text)
    assert len(parted) == len(text)
    assert parted.replace("-", " ").split() == text.replace("-", " ").split()


@given(st.sampled_from([0, 1, 70, 200]), st.sampled_from(["月球能源从哪来。\n", "甲 乙 丙 丁 戊 己 庚\n", "\n"]))
def test_what_is_far_away_changes_nothing(count, line):
    far, blank = line * count, "\n" * 70
    assert with_lines(far + blank + LINES + blank + far) == far + blank + with_lines(LINES) + blank + far
