"""Printed lines that a tool joined with spaces: where they are parted again, and what is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import clean, merge_wrapped_lines
from ocrclean.paragraphs.joined import with_lines
from strategies import texts_for
from test_round_trip import real_prose
from typesetter import Block, Layout, typeset

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


@pytest.mark.parametrize("width", [12, 15, 19, 24, 30, 38])
def test_a_page_whose_white_space_was_collapsed_comes_back(width):
    wrong = total = 0
    for prose in real_prose():
        texts = [part for k, block in enumerate(prose) for part in (f"第{k + 1}章 算力底座", block.text)]
        page = " ".join(typeset([Block(text)], Layout(width=float(width))) for text in texts)
        found = {text.replace(" ", "") for text in blocks(merge_wrapped_lines(" ".join(page.split())))}
        wrong += sum(text.replace(" ", "") not in found for text in texts)
        total += len(texts)
    assert total > 500
    assert wrong <= 0.05 * total


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("北京市第一中学校 上海市第二中学校 天津市第三中学校\n" * 4, id="names, equally long"),
        pytest.param(
            "山重水复疑无路，柳暗花明又一村 接天莲叶无穷碧，映日荷花别样红 竹外桃花三两枝，春江水暖鸭先知\n" * 5,
            id="couplets",
        ),
        pytest.param(
            "这个软件有许多不同的版本。 主要版本带来新的功能。 次要版本改正错误。 建议用户立即更新到当 前的版本。 "
            "一个原理图由一页或多页组成。 每个文件代表一个单页。 符号是电路中的元件。\n" * 3,
            id="a space was typed behind each sentence",
        ),
        pytest.param("半亩方塘一鉴开天 光云影共徘徊问渠 那得清如许为有源 头活水来\n", id="too few"),
        pytest.param(
            "兴酣落笔摇五岳诗成 笑傲凌沧洲功名富贵 若长在汉水亦应西北 流去江上\n" * 2
            + "他 说 ，你 好 吗 ，我 很 好 。\n" * 9,
            id="most gaps stand elsewhere",
        ),
        pytest.param(
            "| 未必有一餐，这一餐 又不过是高粱皮，就 连猪狗都不要吃的还 且只有一小碗罢了 |\n" * 4, id="a table"
        ),
        pytest.param(
            "# 未必有一餐，这一餐 又不过是高粱皮，就 连猪狗都不要吃的还 且只有一小碗罢了\n" * 4, id="headings"
        ),
    ],
)
def test_is_left_alone(text):
    assert with_lines(text) == text


def test_no_line_begins_with_a_mark():
    text = "灌迎高射之发辄中 ，或著崖石皆没镞敌 惊以为神，逡巡敛去 后三十年，契丹萧太 师与灌会，道曩事数\n" * 2
    assert "\n，" not in with_lines(text)
    assert with_lines(text).count("\n") == 8


def test_a_first_line_that_lost_its_indent_is_a_line():
    assert "，一\n天。\n" in with_lines(LINES + "所过的简直不是人的生活，这一餐又不过是高粱皮，一 天。\n")


def test_a_sentence_ends_a_line_wherever_it_does():
    page = LINES.replace("” \n\n“可", "” “是么？” 他走了。 “可").rstrip("\n")
    assert blocks(merge_wrapped_lines(page)) == [WHOLE[0], "“是么？”", "他走了。", WHOLE[1]]


def test_spaces_beside_latin_words_stay_where_they_are_usual():
    page = " ".join((LINES * 3).split()) + " 这是 SpaceX 公司今年第 25 次发射。"
    assert "第 25 次" in with_lines(page)
    assert "第\n25次" in with_lines(page.replace(" SpaceX ", "SpaceX").replace("25 次", "25次"))


def test_a_bullet_far_from_joined_lines_stays():
    assert blocks(clean(LINES + "\n" * 70 + BULLETS))[3].startswith("- 虫")


def test_a_gap_a_line_before_the_next_one_parts_lines_whatever_is_before_it():
    text = LINES.replace("“先生！”他悲哀地说，", "“先生！”他悲哀地说，声音小得几乎听不见了，")
    assert with_lines(text).replace("声音小得几乎听不见了，", "") == with_lines(LINES)


@given(texts_for(merge_wrapped_lines))
def test_what_is_parted_is_as_long_and_reads_the_same(text):
    parted = with_lines(text)
    assert len(parted) == len(text)
    assert parted.replace("-", " ").split() == text.replace("-", " ").split()


@given(st.sampled_from([0, 1, 70, 200]), st.sampled_from(["月球能源从哪来。\n", "甲 乙 丙 丁 戊 己 庚\n", "\n"]))
def test_what_is_far_away_changes_nothing(count, line):
    far, blank = line * count, "\n" * 70
    assert with_lines(far + blank + LINES + blank + far) == far + blank + with_lines(LINES) + blank + far


def test_lines_with_latin_words_alone_are_left_as_they_are_whatever_is_far_away():
    lines = (
        "那时我在 S 城就时时听到人们提起他的名 字都说他 A 很有些古怪所学的是动物学却 到中学堂 B 去做历史教员对人"
        "总是爱理不 理的却常 C 喜欢管别人的闲事常说家庭应 该破坏一 D 领薪水却一定立即寄给他的祖 母一日也 E 不拖延\n"
    )
    far = LINES + "\n" * 70
    assert with_lines(lines) == lines
    assert with_lines(far + lines).endswith("\n" + lines)
