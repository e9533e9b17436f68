"""Text printed twice or three times by shadow and bold effects, kept once."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd
from typing import ClassVar, Final, NamedTuple

from ocrclean.chars import HAN_CLASS, blocks_of, em_width, is_han
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
_NOT_BLANK = late("\\S")
_INDENT: Final = "[ \\t\\f\u00a0\u2003\u3000]*+"

# The cheap tests. Each is one pass in C over the text with a line feed put before it and behind it, and is met by a
# few lines in a thousand of clean prose.
#: A line whose first two characters are the same or come again in it: every line that is a sequence of doubled runs is
#: such a line.
_START_COMES_AGAIN = late(f"\\n{_INDENT}(\\S)(?=[^\\S\\n]*+(?:\\1|(\\S).*\\1[^\\S\\n]*+\\2))")
#: A line, and the next one or the next but one (blank lines aside) begins like it.
_FOLLOWED_BY_LIKE = late(f"\\n{_INDENT}(\\S)(?=.*+\\n\\s*+(?:.++\\n\\s*+)?\\1)")
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
_NO_HEAD_START: Final = frozenset("•●○◆◇■□▪▶▲▼·-–—*+|>#“‘「『\"'`$/\\{}()（")
#: Speech and song repeat these (哈哈哈哈, 加油啊加油啊).
_INTERJECTIONS: Final = frozenset("啊呀吧哦嘛啦呢哇嘞嘿哈呵嘻唉哎喂嗨嗯噢喔咚叮当哗嗒滴汪喵咯呜")
_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万亿两")
#: Doubled in plain speech: kinship (爸爸妈妈), and nouns of time and number that mean "every" (年年月月, 家家户户).
_SPOKEN_TWICE: Final = frozenset(
    "爸妈哥姐弟妹爷奶公婆叔伯姑姨舅太宝姥嫂星娃谢天人年月日时分秒处家户事代世岁夜朝暮常刚慢渐往偏"
)
#: Words of the pattern AABB (高高兴兴) that are common in print.
_AABB: Final = frozenset(
    re.findall(
        "..",
        "高兴平安快乐健康干净清楚明白来往进出上下大小多少老少口声方面形色花草风雨风火勤恳诚恳认真仔细安静"
        "冷清热闹红火轰烈浩荡踏实实在规矩堂正客气和气大方漂亮整齐简单普通平常平静平稳稳当完整圆满甜蜜亲热"
        "恩爱犹豫吞吐结巴打闹吵闹哭啼说笑蹦跳跌撞摇晃摇摆拉扯躲闪遮掩指点比划缝补修补密麻稀疏零碎断续陆续"
        "曲折弯曲坑洼歪扭马虎含糊糊涂迷糊疯癫恍惚浑噩庸碌忙碌匆忙慌张战兢唯诺鬼祟偷摸隐约郁葱生死沸扬洋洒"
        "熙攘纷扰林总星点层叠村寨坛罐瓶罐条框婆妈真假虚实是非前后里外原本自在随便从容白胖高大粗壮结实亮堂"
        "暖和凉快松散舒服痛快爽快利索斯文文静秀气富裕和美顺利太平安稳妥当严实羞答孤单空荡",
    )
)
#: A column of table cells repeats these (是 否 是 否), one to a line like vertical text.
_CELL_MARKS: Final = frozenset("是否有无男女对错正负甲乙丙丁大中小上下左右东西南北优良高低升降同") | _NUMERALS


#: Four or more lines of one Han character each; looked for only where `_ONE_BY_ONE` stands, as it compiles long.
_VERTICAL = late(f"\\n(?:[{HAN_CLASS}]\\n++){{4,}}+")


class _Line(NamedTuple):
    """A line without its blanks, and its place in the text from its first character to its last."""

    compact: str
    start: int
    end: int


class _Run(NamedTuple):
    """``compact[start : start + length]``, printed `copies` times in a row."""

    start: int
    length: int
    copies: int


def _read_line(text: str, start: int) -> _Line:
    """The line that `start` stands in, from there on."""
    content = text[start : text.index("\n", start)].rstrip()
    return _Line("".join(content.split()), start, start + len(content))


def _next_line(text: str, line: _Line) -> _Line | None:
    """The next line that is not blank."""
    found = _NOT_BLANK.search(text, line.end)
    return _read_line(text, found.start()) if found else None


def _offsets(text: str, line: _Line) -> list[int]:
    """Where the characters of ``line.compact`` stand in the text."""
    return [k for k in range(line.start, line.end) if not text[k].isspace()]


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
        for length in range(1, min(_MAX_RUN, (n - start) // copies) + 1):
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


def _may_be_copies(content: str) -> bool:
    """Whether a line's first and last character come in it as often as in text that was printed twice or three times.

    As good as no other line passes, and to count is faster than to look at the line's runs.
    """
    return len(content) > 3 and gcd(content.count(content[0]), content.count(content[-1]), 6) > 1


def _whole_copies(text: str) -> bool:
    """Whether `text` is one string twice or three times."""
    half, third = len(text) // 2, len(text) // 3
    return text == text[:half] * 2 or text == text[:third] * 3


def _runs(line: _Line, at: Sequence[int]) -> list[_Run]:
    """The runs of a line that was printed twice or three times; empty for any other line."""
    text = line.compact
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


def _within_lines(text: str) -> Iterator[Edit]:
    for hit in _START_COMES_AGAIN.finditer(text):
        start = hit.start(1)
        content = text[start : text.index("\n", start)].rstrip()
        if not _may_be_copies(content):
            continue
        line = _read_line(text, start)
        compact = line.compact
        if _whole_copies(compact) or (len(compact) <= _MAX_LINE and _DOUBLED_START.match(compact)):
            at = _offsets(text, line)
            for first, length, copies in _runs(line, at):
                yield Edit(at[first + length - 1] + 1, at[first + copies * length - 1] + 1, "", _RULE)


# --- Copies on lines of their own --------------------------------------------------------------------------------


def _looks_like_head(text: str) -> bool:
    return (
        text[-1] not in _CLAUSE_END
        and text[0] not in _NO_HEAD_START
        and "|" not in text
        and len(text) <= 60
        and sum(map(is_han, text)) >= 2
    )


def _is_prose(text: str) -> bool:
    """Whether a line has a clause's end within it, or is a sentence too long for a line of verse."""
    return not _CLAUSE_END.isdisjoint(text[:-1]) or (text[-1] == "。" and len(text) >= 14)


def _prose_follows(text: str, line: _Line) -> bool:
    """Whether running text begins within the next lines; it does below a headline, not in a table or a poem."""
    following: _Line | None = line
    for _ in range(4):
        following = _next_line(text, following) if following else None
        if following and em_width(following.compact[:40]) >= 9 and _is_prose(following.compact):
            return True
    return False


def _among_short_lines(text: str, line: _Line, last: _Line) -> bool:
    """Whether the lines before and after are as short as table cells, and the next is not printed twice as well."""
    before = text[max(0, line.start - 200) : line.start].split()
    following = _next_line(text, last)
    if not before or not following or len(before[-1]) > 8 or len(following.compact) > 8:
        return False
    second = _next_line(text, following)
    return not second or second.compact != following.compact


def _is_letter_spaced(text: str, line: _Line) -> bool:
    return min(_gaps(_offsets(text, line)), default=0) > 0


def _is_above_text(text: str, first: _Line, last: _Line) -> bool:
    """Whether the lines from `first` to `last`, which are equal, are a headline above running text."""
    return _prose_follows(text, last) and (_is_letter_spaced(text, first) or not _among_short_lines(text, first, last))


def _repeated_lines(text: str) -> Iterator[Edit]:
    done = 0
    for hit in _FOLLOWED_BY_LIKE.finditer(text):
        if hit.start(1) < done:
            continue
        first = last = _read_line(text, hit.start(1))
        if not _looks_like_head(first.compact):
            continue
        copies = 1
        while (second := _next_line(text, last)) and second.compact == first.compact:
            last = second
            copies += 1
        done = last.end
        if copies == 1:
            if second and (edit := _repeated_pair(text, first, second)):
                done = edit.end
                yield edit
        elif copies <= 3 and _is_above_text(text, first, last):
            yield Edit(first.end, last.end, "", _RULE)


def _repeated_pair(text: str, first: _Line, second: _Line) -> Edit | None:
    """A headline of two lines, printed twice: line 1, line 2, line 1, line 2."""
    third = _next_line(text, second)
    fourth = _next_line(text, third) if third and third.compact == first.compact else None
    if (
        fourth
        and fourth.compact == second.compact
        and len(first.compact) + len(second.compact) >= 8
        and _looks_like_head(second.compact)
        and _prose_follows(text, fourth)
    ):
        return Edit(second.end, fourth.end, "", _RULE)
    return None


def _repeated_columns(text: str) -> Iterator[Edit]:
    """A vertical headline, one character a line: 自 序 自 序."""
    if not _ONE_BY_ONE.search(text):
        return
    for hit in _VERTICAL.finditer(text):
        column = "".join(hit[0].split())
        period = (column + column).find(column, 1)
        copies = len(column) // period
        if period > 1 and copies in (2, 3) and (period > 3 or not _CELL_MARKS.intersection(column)):
            at = _offsets(text, _Line(column, hit.start(), hit.end()))
            yield Edit(at[period - 1] + 1, at[-1] + 1, "", _RULE)


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
        framed = f"\n{_without_radicals(text)}\n"
        edits: list[Edit] = []
        done = 0
        for start, end, _, _ in sorted([*_within_lines(framed), *_repeated_lines(framed), *_repeated_columns(framed)]):
            if start >= done:
                edits.append(Edit(start - 1, end - 1, "", _RULE))
                done = end
        return edits


remove_overprint = RemoveOverprint()
