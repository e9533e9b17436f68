"""Text printed twice or three times by shadow and bold effects, kept once."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count, pairwise
from math import gcd
from typing import ClassVar, Final, NamedTuple

from ocrclean.chars import BULLETS, HAN_CLASS, blocks_of, em_width, is_han
from ocrclean.edits import Edit
from ocrclean.late import late
from ocrclean.normalizer import Change, RepeatedNormalizer

__all__ = ["RemoveOverprint", "remove_overprint"]

_RULE: Final = "overprint"
#: A line is searched for runs up to this many characters; whole-line copies are found at any length.
_MAX_LINE: Final = 240
_MAX_RUN: Final = 40

#: The blocks of the radicals, and the radicals.
_RADICALS: Final = (0x2E, 0x2F)
_RADICAL = late("[\u2e80-\u2fdf]")
_LETTER = late("[A-Za-z]")

# The cheap tests. A text is split into lines once, and most lines are asked for their first character alone, in C; a
# few in a hundred go on to the next question.
#: Among the first characters of the lines: a line, and the next one or the next but one begins like it.
_FOLLOWED_BY_LIKE = late("(.)(?=\\1|.\\1)")
#: Four or more lines of one character each, not Latin, as vertical text is extracted.
_ONE_BY_ONE = late("\\n(?=.\\n)(?:[^\\x00-\\xff]\\n++){4,}+")
#: A line that begins with a run and its copy.
_DOUBLED_START = late("(.{1,40}?)\\1")

#: Doubled, these are no punctuation: 。。 or （（ tells that a line was printed twice. ！！ and ？？ are emphasis, the
#: dash and the ellipsis are double by nature.
_NEVER_DOUBLED: Final = frozenset("，。、；：（）《》〈〉「」『』【】“”")
#: A headline ends with none of these.
_CLAUSE_END: Final = frozenset("。！？；：，、…—!?;:,.”’」』")
_PAUSES: Final = frozenset("。！？；，、…!?;,")
#: A line that begins like this is a list item, a table row, a quotation or code.
_NO_HEAD_START: Final = frozenset(BULLETS + "○□▶▲▼·-–—*+|>#“‘「『\"'`$/\\{}()（")
#: Speech and song repeat these (哈哈哈哈, 加油啊加油啊).
_INTERJECTIONS: Final = frozenset("啊呀吧哦嘛啦呢哇嘞嘿哈呵嘻唉哎喂嗨嗯噢喔咚叮当噹哗嘩嗒滴汪喵咯呜嗚")
_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万萬亿億两兩")
#: Doubled in plain speech: kinship (爸爸妈妈), and nouns of time and number that mean "every" (年年月月, 家家户户).
_SPOKEN_TWICE: Final = frozenset(
    "爸妈哥姐弟妹爷奶公婆叔伯姑姨舅太宝姥嫂星娃谢天人年月日时分秒处家户事代世岁夜朝暮常刚慢渐往偏媽爺寶謝時處戶歲剛漸"
)
#: Words of the pattern AABB (高高兴兴) that are common in print, in either script.
_AABB: Final = frozenset(
    re.findall(
        "..",
        "高兴平安快乐健康干净清楚明白来往进出上下大小多少老少口声方面形色花草风雨风火勤恳诚恳认真仔细安静"
        "冷清热闹红火轰烈浩荡踏实实在规矩堂正客气和气大方漂亮整齐简单普通平常平静平稳稳当完整圆满甜蜜亲热"
        "恩爱犹豫吞吐结巴打闹吵闹哭啼说笑蹦跳跌撞摇晃摇摆拉扯躲闪遮掩指点比划缝补修补密麻稀疏零碎断续陆续"
        "曲折弯曲坑洼歪扭马虎含糊糊涂迷糊疯癫恍惚浑噩庸碌忙碌匆忙慌张战兢唯诺鬼祟偷摸隐约郁葱生死沸扬洋洒"
        "熙攘纷扰林总星点层叠村寨坛罐瓶罐条框婆妈真假虚实是非前后里外原本自在随便从容白胖高大粗壮结实亮堂"
        "暖和凉快松散舒服痛快爽快利索斯文文静秀气富裕和美顺利太平安稳妥当严实羞答孤单空荡"
        "高興快樂乾淨來往進出口聲風雨風火勤懇誠懇認真仔細安靜熱鬧紅火轟烈浩蕩踏實實在規矩客氣和氣整齊簡單平靜"
        "平穩穩當圓滿親熱恩愛猶豫結巴打鬧吵鬧說笑搖晃搖擺躲閃指點比劃縫補修補斷續陸續彎曲坑窪馬虎糊塗瘋癲渾噩"
        "慌張戰兢唯諾隱約鬱蔥沸揚洋灑紛擾林總星點層疊壇罐罈罐條框婆媽虛實前後裏外裡外隨便從容粗壯結實涼快鬆散"
        "文靜秀氣順利安穩妥當嚴實孤單空蕩漂亮",
    )
)
#: A column of table cells repeats these (是 否 是 否), one to a line like vertical text.
_CELL_MARKS: Final = _NUMERALS | frozenset(
    "是否有无無男女对對错錯正负負甲乙丙丁大中小上下左右东東西南北优優良高低升降同"
)


#: Four or more lines of one Han character each; looked for only where `_ONE_BY_ONE` stands, as it compiles long.
_VERTICAL = late(f"\\n(?:[{HAN_CLASS}]\\n++){{4,}}+")


class _Copy(NamedTuple):
    """What is to go: from a place in a line to a place in that line or a later one, blanks around the lines aside."""

    line: int
    start: int
    last: int
    end: int


class _Run(NamedTuple):
    """``compact[start : start + length]``, printed `copies` times in a row."""

    start: int
    length: int
    copies: int


def _compact(content: str) -> str:
    """A line without its blanks."""
    return "".join(content.split())


def _same(a: str, b: str) -> bool:
    """Whether two lines are equal but for blanks; mostly their last characters tell."""
    return a[-1] == b[-1] and _compact(a) == _compact(b)


def _offsets(content: str) -> list[int]:
    """Where the characters of the compact line stand in the line."""
    return [k for k, character in enumerate(content) if not character.isspace()]


def _gaps(at: Sequence[int]) -> list[int]:
    """How many blanks stand before each character but the first."""
    return [b - a - 1 for a, b in pairwise(at)]


# --- Copies within a line ---------------------------------------------------------------------------------------


def _partition(text: str, copies: int) -> list[_Run]:
    """`text` as the fewest runs that are each printed `copies` times; empty where it is no such sequence."""
    n = len(text)
    if copies == 2 and text[::2] == text[1::2]:
        return [_Run(k, 1, 2) for k in range(0, n, 2)]  # 22..11..11..: not 11.. twice
    fewest: list[int | None] = [0] + [None] * n
    last: list[int] = [0] * (n + 1)  # the length of the run that ends at an offset
    for start in range(n):
        so_far = fewest[start]
        if so_far is None:
            continue
        longest = min(_MAX_RUN, (n - start) // copies)
        length = 0
        # A copy starts where the first character of the run comes again.
        while 0 < (length := text.find(text[start], start + length + 1) - start) <= longest:
            end = start + copies * length
            best = fewest[end]
            if (best is None or so_far + 1 < best) and text.startswith(text[start : start + length] * copies, start):
                fewest[end], last[end] = so_far + 1, length
    if fewest[n] is None:
        return []
    runs: list[_Run] = []
    end = n
    while end:
        start = end - copies * last[end]
        runs.append(_Run(start, last[end], copies))
        end = start
    return runs[::-1]


def _may_be_copies(compact: str, times: int) -> bool:
    """Whether a line's characters come as often as in text that was printed twice or three times.

    `times`: how often the first one comes. Hardly any other line passes, and to count a few characters is faster than
    to look at the line's runs.
    """
    return (
        len(compact) > 3
        and gcd(6, times, compact.count(compact[1])) > 1
        and gcd(6, times, *map(compact.count, compact[2:6])) > 1
    )


def _whole_copies(text: str) -> bool:
    """Whether `text` is one string twice or three times."""
    half, third = len(text) // 2, len(text) // 3
    return text == text[:half] * 2 or text == text[:third] * 3


def _runs(text: str, at: Sequence[int]) -> list[_Run]:
    """The runs of a line that was printed twice or three times; empty for any other line."""
    if _whole_copies(text):
        period = (text + text).find(text, 1)
        run = _Run(0, period, len(text) // period)
        return [run] if _is_whole_copy(text, run, _gaps(at)) else []
    for copies in (2, 3):
        runs = _partition(text, copies) if len(text) <= _MAX_LINE else []
        if runs:
            return runs if _are_copies(text, runs) else []
    return []


def _is_whole_copy(text: str, run: _Run, gaps: Sequence[int]) -> bool:
    """Whether a line that says one thing several times was printed so (求支付求支付) and not written so (谢谢谢谢)."""
    size = run.length
    once = text[:size]
    if (run.copies > 3 and size < 6) or size < 2 or _INTERJECTIONS.intersection(once) or _NUMERALS.issuperset(once):
        return False
    join = max(gaps[size - 1 :: size])
    inner = gaps[: size - 1]
    letter_spaced = min(inner) > 0
    if sum(map(is_han, once)) < 2:
        # Latin titles (Debian GNU/LinuxDebian GNU/Linux), not blahblahblahblah.
        return size >= 8 and join < max(inner) and _LETTER.search(once) is not None
    if join and not (letter_spaced and join <= max(inner) and size >= 4):
        return False  # 项目 金额 项目 金额: two columns of a table
    if size == 2:
        return letter_spaced  # 祝　福祝　福; but 研究研究
    # 是的。是的。 is a dialogue; a caption of some length with its full stop was printed twice.
    return size >= 10 or (once[-1] not in _CLAUSE_END and _PAUSES.isdisjoint(once))


def _are_copies(text: str, runs: list[_Run]) -> bool:
    """Whether the doubled runs that make up a line were printed so (王王正正摄摄) and not written so (高高兴兴)."""
    pieces = [text[run.start : run.start + run.length] for run in runs]
    if sum(map(len, pieces)) < 3 or not any(map(is_han, text)):
        return False
    if any(piece in _NEVER_DOUBLED for piece in pieces):
        return True
    unexplained = 0
    k = 0
    while k < len(pieces):
        piece = pieces[k]
        if len(piece) >= 3 and len(set(piece)) >= 3 and sum(map(is_han, piece)) >= 3:
            return not _INTERJECTIONS.intersection(piece)
        if len(piece) == 1 and "".join(pieces[k : k + 2]) in _AABB:
            k += 2
            continue
        unexplained += is_han(piece[0]) and piece not in _SPOKEN_TWICE and piece not in _INTERJECTIONS
        k += 1
    # Three: 看看问问 and 讨论讨论研究研究 are written, 刘刘坤坤摄摄 is not.
    return unexplained >= 3 and 2 * unexplained > sum(is_han(piece[0]) for piece in pieces)


def _within_lines(contents: Sequence[str], firsts: Sequence[str]) -> Iterator[_Copy]:
    for k, times in enumerate(map(str.count, contents, firsts)):
        if times == 1 or gcd(6, times, contents[k].count(contents[k][-1])) == 1:
            continue
        content = contents[k]
        if not content[1].isspace() and gcd(6, times, content.count(content[1])) == 1:
            continue  # as most of them
        compact = _compact(content)
        if not _may_be_copies(compact, times):
            continue
        if _whole_copies(compact) or (len(compact) <= _MAX_LINE and _DOUBLED_START.match(compact)):
            at = _offsets(content)
            for first, length, copies in _runs(compact, at):
                yield _Copy(k, at[first + length - 1] + 1, k, at[first + copies * length - 1] + 1)


# --- Copies on lines of their own --------------------------------------------------------------------------------


def _may_be_head(text: str) -> bool:
    """Whether a line begins and ends as headlines do: most lines are told from them by that alone."""
    return text[-1] not in _CLAUSE_END and text[0] not in _NO_HEAD_START


def _looks_like_head(text: str) -> bool:
    return _may_be_head(text) and "|" not in text and len(text) <= 60 and sum(map(is_han, text)) >= 2


def _is_prose(text: str) -> bool:
    """Whether a line has a clause's end within it, or is a sentence too long for a line of verse."""
    return not _CLAUSE_END.isdisjoint(text[:-1]) or (text[-1] == "。" and len(text) >= 14)


def _prose_follows(contents: Sequence[str], k: int) -> bool:
    """Whether running text begins within the next lines; it does below a headline, not in a table or a poem."""
    following = map(_compact, contents[k + 1 : k + 5])
    return any(em_width(compact[:40]) >= 9 and _is_prose(compact) for compact in following)


def _among_short_lines(contents: Sequence[str], first: int, last: int) -> bool:
    """Whether the lines before and after are as short as table cells, and the next is not printed twice as well."""
    if first == 0 or last + 1 == len(contents):
        return False
    if len(contents[first - 1].rsplit(maxsplit=1)[-1]) > 8 or len(_compact(contents[last + 1])) > 8:
        return False
    return last + 2 == len(contents) or not _same(contents[last + 1], contents[last + 2])


def _is_letter_spaced(content: str) -> bool:
    return min(_gaps(_offsets(content)), default=0) > 0


def _is_head_above_text(contents: Sequence[str], first: int, last: int) -> bool:
    """Whether the lines from `first` to `last`, which are equal, are a headline above running text."""
    return (
        _looks_like_head(_compact(contents[first]))
        and _prose_follows(contents, last)
        and (_is_letter_spaced(contents[first]) or not _among_short_lines(contents, first, last))
    )


def _repeated_lines(contents: Sequence[str], firsts: Sequence[str]) -> Iterator[_Copy]:
    done = 0
    for hit in _FOLLOWED_BY_LIKE.finditer("".join(firsts)):
        first = last = hit.start()
        if first < done or not _may_be_head(contents[first]):
            continue
        while last + 1 < len(contents) and _same(contents[first], contents[last + 1]):
            last += 1
        if first == last and _is_repeated_pair(contents, first):
            last = first + 3
            yield _Copy(first + 1, len(contents[first + 1]), last, len(contents[last]))
        elif 0 < last - first < 3 and _is_head_above_text(contents, first, last):
            yield _Copy(first, len(contents[first]), last, len(contents[last]))
        done = last + 1


def _is_repeated_pair(contents: Sequence[str], k: int) -> bool:
    """Whether a headline of two lines begins here that was printed twice: line 1, line 2, line 1, line 2."""
    if k + 3 >= len(contents) or not (_same(contents[k], contents[k + 2]) and _same(contents[k + 1], contents[k + 3])):
        return False
    first, second = map(_compact, contents[k : k + 2])
    return (
        len(first) + len(second) >= 8
        and _looks_like_head(first)
        and _looks_like_head(second)
        and _prose_follows(contents, k + 3)
    )


# --- Columns, and the places in the text --------------------------------------------------------------------------


def _repeated_columns(text: str, contents: Sequence[str]) -> Iterator[Edit]:
    """A vertical headline, one character a line: 自 序 自 序."""
    if [*map(len, contents)].count(1) < 4:
        return
    framed = f"\n{text}\n"
    if not _ONE_BY_ONE.search(framed):
        return
    for hit in _VERTICAL.finditer(framed):
        column = _compact(hit[0])
        period = (column + column).find(column, 1)
        copies = len(column) // period
        if period > 1 and copies in (2, 3) and (period > 3 or not _CELL_MARKS.intersection(column)):
            at = [hit.start() + k for k in _offsets(hit[0])]
            yield Edit(at[period - 1], at[-1], "", _RULE)


def _placed(lines: Sequence[str], filled: Sequence[int], copies: Iterable[_Copy]) -> Iterator[Edit]:
    """The copies, in ascending order, at their places in the text; `filled`: which of its lines are not blank."""
    known = at = 0  # a line, and where it starts in the text
    for line, start, last_line, end in copies:
        first, last = filled[line], filled[last_line]
        if first > known:
            at += sum(map(len, lines[known:first])) + first - known
            known = first
        low = at + _indent(lines[first])
        high = low
        if last > first:
            high = at + sum(map(len, lines[first:last])) + last - first + _indent(lines[last])
        yield Edit(low + start, high + end, "", _RULE)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _without_radicals(text: str) -> str:
    """`text` with ideographs for radicals: copies may differ in them, one font map for the face, one for the shadow."""
    blocks = blocks_of(text)
    if not any(block in blocks for block in _RADICALS):
        return text
    return _RADICAL.sub(lambda radical: unicodedata.normalize("NFKC", radical[0]), text)


@dataclass(frozen=True, kw_only=True)
class RemoveOverprint(RepeatedNormalizer):
    """Keep once what a shadow or bold effect printed twice or three times.

    Newspapers set headlines and captions bold or shadowed by printing the text again a fraction of a point beside
    itself. On paper that is one line; in the text layer it is every character twice: the line repeated, glued to
    itself (求支付求支付), doubled run by run (王 王正正摄摄) or character by character (五五 种种 遗遗 嘱嘱).
    With glyph positions the copies would be plain; in text the evidence is that the *whole* line is a sequence
    of doubled runs, with marks doubled that are never written so (。。 and （（), or long ones.

    Left alone: reduplication (高高兴兴, 研究研究), exclamations (哈哈哈哈), numbers (20202020), lines of verse and
    dialogue and table cells that repeat, and a line that stands twice in different places.

    Class of change: deletes.

    >>> remove_overprint("推 动 算 力推 动 算 力")
    '推 动 算 力'
    >>> remove_overprint("机房设备机房设备。。 刘刘 坤坤摄摄（（新华社发新华社发））")
    '机房设备。 刘 坤摄（新华社发）'
    >>> remove_overprint("高高兴兴")
    '高高兴兴'
    """

    name: ClassVar[str] = "remove-overprint"
    summary: ClassVar[str] = "keep once what a bold or shadow effect printed twice or three times"
    change: ClassVar[Change] = Change.DELETE
    examples: ClassVar = (
        ("求支付求支付", "求支付"),
        ("推 动 算 力推 动 算 力", "推 动 算 力"),
        ("王王 正正摄摄（（新华社发新华社发））", "王 正摄（新华社发）"),
        ("五五 种种 遗遗 嘱嘱", "五 种 遗 嘱"),
        (
            "注意公众卫生\n注意公众卫生\n古谚有云：“千里不唾井。”言将有千\n",
            "注意公众卫生\n古谚有云：“千里不唾井。”言将有千\n",
        ),
    )
    counter_examples: ClassVar = ("高高兴兴", "研究研究", "谢谢谢谢", "哈哈哈哈", "20202020", "“是的。”\n“是的。”")

    def propose(self, text: str) -> list[Edit]:
        return self.look(text)  # a copy of a copy is rare, and a pipeline looks again

    def look(self, text: str) -> list[Edit]:
        """The copies that one look can tell; their removal can lay bare another one (fourfold print)."""
        plain = _without_radicals(text)
        lines = plain.split("\n")
        stripped = [*map(str.strip, lines)]
        contents = [*filter(None, stripped)]
        firsts = [content[0] for content in contents]
        copies = sorted([*_within_lines(contents, firsts), *_repeated_lines(contents, firsts)])
        filled = [*compress(count(), stripped)] if copies else []
        edits: list[Edit] = []
        done = 0
        for edit in sorted([*_placed(lines, filled, copies), *_repeated_columns(plain, contents)]):
            if edit.start >= done:
                edits.append(edit)
                done = edit.end
        return edits


remove_overprint = RemoveOverprint()
