"""The breaks at which a paragraph surely ends: nothing need be weighed there."""

from collections.abc import Callable, Iterator
from itertools import compress, count
from typing import Final

from ocrclean.chars import BULLETS, DIGITS
from ocrclean.late import late
from ocrclean.paragraphs.columns import margin
from ocrclean.paragraphs.kinds import end_kind
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.surroundings import (
    ENDED,
    LEAST_INDENT,
    MOST_INDENT,
    PROSE,
    SPAN,
    TOLERANCE,
    Habits,
    Surroundings,
)
from ocrclean.paragraphs.unfinished import ENDS_OF_SPEECH, MARKED, POST, begins_with_bullet
from ocrclean.paragraphs.words import IN_A_WORD, bond_behind

__all__ = ["is_credited", "surely_ended"]

#: A date alone on its line, and what a news report begins with.
_BEGINS: Final = frozenset(("date", "dateline"))
#: The rest of an article from another page begins so: （上接第一版）.
_CONTINUED: Final = ("（上接", "(上接")
#: The headings of two chapters or sections one behind the other are those of a contents page, and before the number of
#: an article no heading goes on: of 1,077 such lines two did.
_NUMBER: Final = "第 ?[〇零一二三四五六七八九十百0-9]{1,5} ?"
_CHAPTER = late(f"{_NUMBER}[章节節编編篇]")
_CHAPTER_OR_ARTICLE = late(f"{_NUMBER}[章节節编編篇条條]")
#: How the heading of a section ends, and how the next line begins that is no rest of it.
_HEADING_AND_NEXT: Final = frozenset(
    (("han", "latin"), ("latin", "han"), *((ends, starts) for ends in ("han", "latin") for starts in MARKED))
)
#: What a passage was taken from, or where its figures are from, stands on a line below it: （摘编自……）
_TAKEN_FROM = late(
    "[（(](?:节选自|節選自|选自|選自|摘自|摘编自|摘編自|改编自|改編自|取材于|取材於|有删[改减节]|有刪[改減節]"
    "|(?:数据|數據|资料|資料|图片|圖片)[来來]源)"
)
#: Behind a sentence a bracket with a label stands for itself: （作者单位：……）
_LABELLED = late("[（(][\u4e00-\u9fff]{2,6}[：:]")
#: What ends a caption: who took the picture. What ends a headline in databases of newspapers and lists of links: how
#: many pictures there are, in what language the text is.
_CLOSING_NOTE = late(
    "[（(](?:[^（）()]{1,24}(?:[摄攝]|[摄攝]影|供[图圖]|[社报報][^（）()]{0,6}[发發稿])"
    "|[中英日法德俄][文语語]|附?(?:[图圖]片|照片|[图圖]表)(?:[0-9一二三四五六七八九十]{1,2}[张張幅])?|附[图圖])[）)]$"
)
#: In so many characters at a line's end it is looked for.
_LONGEST_NOTE: Final = 32
#: The year when what has its title before it was passed or given, and what no title has: （2021年8月20日…会议通过）
_YEAR = late("[（(][0-9]{4} ?年")
#: The same without brackets: 2012年6月13日国务院第208次常务会议通过
_PASSED = late(
    "[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日[^，。；：]{0,40}(?:第|令|通[过過]|公布|修[订訂正]|批准|[决決]定)"
)
_CLAUSE = late("[，。；：]")
_HAN = late("[\u3400-\u9fff]")
#: A number in brackets: （3）
_ENUMERATOR = late("（[0-9一二三四五六七八九十]{1,3}）$")
#: What stands between the title of a paper and its text, or at the foot of its first page (GB/T 7713.2).
_OF_A_PAPER = late(
    "(?:摘 ?要|[关關] ?[键鍵] ?[词詞字]|中[图圖]分[类類][号號]|收稿日期|基金[项項]目|作者[简簡]介|通[信讯訊]作者"
    "|Abstract|Key ?[Ww]ords) ?[：:]"
)
#: What begins a note of its own: the notes of a table or list, of an editor, of a picture.
_OF_A_NOTE = late(
    "(?:[备備]?[注註]|[编編]者?按|附[记記]|按[语語]|(?:[压壓]?[题題])?(?:[图圖]片?|照片)[为為]?|[编編]者?[后後]|[编編]者的[话話])[：:]"
)
#: A field is named by so few characters; log-odds, in nats, at which the characters at a break are no neighbours.
_SHORT_LABEL = late("[\u4e00-\u9fff]{1,4}[：:]")
_PARTED: Final = -1.0
#: The end of a row of a table, two numbers, and in how many characters it is looked for: 北京 12.5 13.1
_ROW = late(r"\S(?: +[-−+]?[0-9][0-9.,]*+[%％]?){2}$")
_END_OF_ROW: Final = 60
#: Three figures and nothing else: a row of a table by itself, with the stars of a statistic: (0.0096) (0.0103) 0.02*
_FIGURE: Final = r"[-+−(（]?[0-9][0-9.,]*+[*%％)）]*+"
_FIGURES = late(rf"{_FIGURE}(?: +{_FIGURE}){{2,}}$")
_STARTS_OF_FIGURES: Final = frozenset(("digit", "bracket", "item"))
_MAY_STAND_ALONE: Final = _STARTS_OF_FIGURES | {"masthead"}
#: Starts of lines that may be the rest of what stands before a blank line; ends that something follows.
_GOING_ON: Final = frozenset(("nostart", "other"))
_BREAKING_OFF: Final = frozenset(("comma", "opener"))
_MAY_GO_ON: Final = frozenset(("han", "comma"))
#: The first of the two lines with which a letter closes: 此致⏎敬礼.
_CLOSES_LETTER: Final = "此致"
#: What stands behind the number of a section is a heading where it is no wider, in em.
_NO_HEADING: Final = 12.0
#: An office or a company has no shorter name, in em, and no longer one.
_SHORTEST_NAME: Final = 3.0
_LONGEST_NAME: Final = 20.0
#: By so many em a line is narrower than its column that has room for a word, and the last line of a paragraph where
#: nothing else is known.
_SHORTER: Final = 2.2
_MUCH_SHORTER: Final = 3.3
#: No indent is as narrow, in em.
_NO_INDENT: Final = 0.9


def surely_ended(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the line before it surely ends a paragraph.

    A sentence ends, and the next line is indented or marked as an item or heading, or both lines are speeches, or
    nothing is wrapped here, or the line ends well before the columns of both neighbours, or before them and the next
    line is two em narrower than its column, or a blank line follows where blank lines stand between paragraphs alone or
    hardly anything is wrapped. Or a mark announces an item; or a blank line follows where nothing is wrapped, or more
    than one; or the next line stands in from all around where paragraphs begin so; or it is a date, a dateline or
    begins with the page where its article began, or with a note; or who signed and the date follow. Or the line is one
    of a contents page or form, a row of figures, a caption, an item that ends on its line, the heading of a chapter or
    numbered section before what is no rest of it, or ends with the source of its report or with a dash before a
    quotation; or one of the two is a masthead or the number of a document or section.
    """
    found = _told_by_ends(page, around)
    for i in around.special:
        if page.starts[i] in _MAY_STAND_ALONE and _is_by_itself(page, i):
            found[max(0, i - 1) : i + 1] = [True] * len(found[max(0, i - 1) : i + 1])
        elif i and (page.starts[i] in _BEGINS or _is_field(page, around, i) or _is_apart(page, i)):
            found[i - 1] = True
            if i > 1 and _is_signed(page, i):
                found[i - 2] = True
        elif page.starts[i] == "byline" and _has_torn_name(page, i):
            found[i + 2] = True
        if page.starts[i] == "head" and _is_heading(page, i):
            found[i] = True
    for i in _before_indents(page, around):
        found[i] = True
    return found


def _is_heading(page: Page, i: int) -> bool:
    """Whether line `i` begins with the number of a section, and the next line is no rest of its heading."""
    if i + 1 == len(page) or page.text[i][0] not in DIGITS:
        return False
    return (page.ends[i], page.starts[i + 1]) in _HEADING_AND_NEXT


def _told_by_ends(page: Page, around: Surroundings) -> list[bool]:
    """For each break, whether the end of the line before it says so, or the blank lines behind that one."""
    # Where nothing is wrapped a blank line parts.
    found = [blanks > 0 and none for blanks, none in zip(page.blanks, around.none_wrapped, strict=True)][:-1]
    # Few lines may say something: to find them first is faster than to ask all.
    for i in compress(count(), map(_BY_END.__contains__, page.ends[:-1])):
        found[i] = found[i] or _BY_END[page.ends[i]](page, around, i)
    for i in compress(count(), map((1).__lt__, page.blanks[:-1])):
        found[i] = found[i] or _stands_apart(page, around, i)
    for i in compress(count(), map(_CLOSES_LETTER.__eq__, page.text[:-1])):
        found[i] = True
    return found


def _has_torn_name(page: Page, i: int) -> bool:
    """Whether line `i`, a byline, lacks a name of two characters, set apart and extracted on a line each: 亢⏎舒."""
    if i + 3 >= len(page) or page.width[i + 1 : i + 3] != [1, 1] or page.ends[i + 1 : i + 3] != ["han", "han"]:
        return False
    return POST.search(page.text[i]) is not None


def _is_by_itself(page: Page, i: int) -> bool:
    """Whether line `i` is a masthead or the number of a document, a row of figures, or the number of a section."""
    starts = page.starts[i]
    if starts == "masthead" or (starts in _STARTS_OF_FIGURES and _FIGURES.match(page.text[i])):
        return True
    return starts == "digit" and _is_number(page, i)


def _is_number(page: Page, i: int) -> bool:
    """Whether line `i`, that begins with a digit, is the number of a section alone, and running text follows."""
    if page.width[i] > 1 or page.ends[i] != "digit" or i + 1 == len(page) or (i and page.ends[i - 1] not in ENDED):
        return False
    return page.width[i + 1] > _NO_HEADING and page.starts[i + 1] in PROSE


def _is_signed(page: Page, i: int) -> bool:
    """Whether line `i` is a date, and the line before it names who signed: a line of its own, too."""
    if page.starts[i] != "date" or page.starts[i - 1] != "han" or page.ends[i - 1] != "han":
        return False
    return _SHORTEST_NAME <= page.width[i - 1] <= _LONGEST_NAME and bond_behind(page, i - 2) < IN_A_WORD


def _is_apart(page: Page, i: int) -> bool:
    """Whether line `i` begins with a bullet, goes on from another page, says where what is before it was taken from,
    begins a chapter or article behind the heading of a chapter, is a field of a paper, or the date of the law or speech
    whose title is before it."""
    text = page.text[i]
    if text[0] in BULLETS:
        return True
    if page.starts[i] in MARKED and _CHAPTER_OR_ARTICLE.match(text):
        return page.ends[i - 1] != "comma" and _CHAPTER.match(page.text[i - 1]) is not None
    if page.starts[i] == "label":
        return _OF_A_PAPER.match(text) is not None or _OF_A_NOTE.match(text) is not None
    if (page.starts[i] == "note" and _YEAR.match(text)) or (page.starts[i] == "digit" and _PASSED.match(text)):
        return page.ends[i - 1] == "han" and _CLAUSE.search(page.text[i - 1]) is None
    if page.ends[i - 1] in ENDED and _LABELLED.match(text):
        return True
    return text.startswith(_CONTINUED) or _TAKEN_FROM.match(text) is not None


def _is_field(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i` and the one before it, which does not fill its column, begin with labels: a form, a notice.

    The lines of a form show no column. Where the one before may go on, those next to it must be wider, too, or it must
    be parted from the label by its words.
    """
    if page.starts[i] != "label" or page.starts[i - 1] != "label":
        return False
    may_go_on = page.ends[i - 1] in _MAY_GO_ON
    if may_go_on and _is_parted_from_label(page, i):
        return True
    widest = min(around.above[i - 1], around.below[i - 1]) if may_go_on else around.beside[i - 1]
    return widest - around.width[i - 1] >= _SHORTER


def _is_parted_from_label(page: Page, i: int) -> bool:
    """Whether the line before line `i` says no sentence and does not hold with the label of line `i`, a short one."""
    if "，" in page.text[i - 1] or not _SHORT_LABEL.match(page.text[i]):
        return False
    return bond_behind(page, i - 1) < _PARTED


def _before_indents(page: Page, around: Surroundings) -> Iterator[int]:
    """The lines before those that stand in from all lines around, where paragraphs surely begin so."""
    indented = [i for i in compress(count(-1), page.indent) if i >= 0 and page.indent[i + 1] > _NO_INDENT]
    if indented:
        usual = Habits(page, around)
        for i in indented:
            stands_in = page.indent[i + 1] - margin(page.indent, i) > _NO_INDENT
            if stands_in and usual.habit(i) == "printed" and page.ends[i] != "comma" and not around.announced[i]:
                yield i


def _ends_with_sentence(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, at whose end a sentence ends, surely ends a paragraph."""
    following = page.starts[i + 1]
    if following in _GOING_ON or around.continues[i + 1]:
        return begins_with_bullet(page, i + 1)
    if following in MARKED or (page.indent[i + 1] > _NO_INDENT and _is_indented(page, i)):
        return True
    if following == "han" and page.text[i][0] in BULLETS:
        return True  # an item of one line
    if around.none_wrapped[i] or (following == "quote" and _is_speech(page, i)):
        return True
    if page.blanks[i] and (not around.are_wrapped(i) or around.blanks_part(i)):
        return True
    return _stops_short(page, around, i)


def _stops_short(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i` is much narrower than its neighbours, or narrower and the next one is a first line."""
    short = min(around.above[i], around.below[i]) - around.width[i]
    if short >= _MUCH_SHORTER and not around.word_spaced(i):
        return True
    return short >= TOLERANCE and page.starts[i + 1] in PROSE and _has_lost_indent(around, i + 1)


def _is_speech(page: Page, i: int) -> bool:
    """Whether line `i` begins with a quotation and ends with the end of one: a turn of a dialogue."""
    return page.starts[i] == "quote" and page.ends[i] == "closed" and page.text[i][-1] in ENDS_OF_SPEECH


def _has_lost_indent(around: Surroundings, i: int) -> bool:
    """Whether line `i` is two em narrower than its column: a first line whose indent was not printed."""
    return LEAST_INDENT <= around.below[i - 1] - around.width[i] <= MOST_INDENT and around.are_wrapped(i)


def _stands_apart(page: Page, around: Surroundings, i: int) -> bool:
    """Whether more than a blank line parts line `i`, at whose end no sentence ends, from the next.

    Then it is no piece of prose that a page break cut.
    """
    ends, following = page.ends[i], page.starts[i + 1]
    if ends in ENDED or following in _GOING_ON or ends in _BREAKING_OFF or around.continues[i + 1]:
        return False
    return not ends == "han" == following and not around.blanks_behind_wrapped(i)


def _is_indented(page: Page, i: int) -> bool:
    """Whether the line behind line `i` stands in from it or, behind a blank line, from the lines around."""
    indent = page.indent[i + 1]
    return indent - page.indent[i] > _NO_INDENT or (page.blanks[i] > 0 and indent - margin(page.indent, i) > _NO_INDENT)


def is_credited(text: str, before: str) -> bool:
    """Whether a line ends with a note in brackets behind a sentence: "……。（新华社北京１月５日电）".

    The note, or its bracket, may begin on the line before it. A number in brackets counts what follows.
    """
    if _ENUMERATOR.search(text):
        return False
    opened = text.rfind("（")
    if opened < 0:
        text, opened = before, before.rfind("（")
        if opened < 0 or "）" in text[opened:]:
            return False
    return end_kind(text[:opened] if opened else before) in ENDED


def _announces(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i`, which ends with a colon or semicolon, is followed by an item or heading."""
    return page.starts[i + 1] in MARKED and not around.continues[i + 1]


def _is_leader(page: Page, around: Surroundings, i: int) -> bool:  # noqa: ARG001
    """A line of a contents page is a paragraph of its own."""
    return True


def _gives_source(page: Page, around: Surroundings, i: int) -> bool:  # noqa: ARG001
    """Whether line `i`, which ends with a bracket or quote, gives the source of its report there, or is a caption or
    a headline with a note."""
    if _CLOSING_NOTE.search(page.text[i], max(0, len(page.text[i]) - _LONGEST_NOTE)):
        return True
    return is_credited(page.text[i], page.text[i - 1] if i else "")


def _is_figures(page: Page, around: Surroundings, i: int) -> bool:
    """Whether line `i` and the next are rows of figures: both end with two numbers, or with digits where few fill."""
    if page.ends[i + 1] != "digit":
        return False
    if 10 * (around.full[i + SPAN] - around.full[i]) <= 4 * around.near[i]:
        return True
    return _is_row(page.text[i]) and _is_row(page.text[i + 1])


def _is_row(text: str) -> bool:
    return _ROW.search(text, max(0, len(text) - _END_OF_ROW)) is not None


def _leads_to_speech(page: Page, around: Surroundings, i: int) -> bool:  # noqa: ARG001
    """Whether line `i` ends with a dash that announces the quotation which the next line begins."""
    return page.starts[i + 1] == "quote" and page.text[i].endswith("——")


def _ends_latin(page: Page, around: Surroundings, i: int) -> bool:  # noqa: ARG001
    """Whether line `i`, without Han, ends a sentence of Latin script, and the next line begins with Han."""
    return page.starts[i + 1] == "han" and " " in page.text[i] and _HAN.search(page.text[i]) is None


#: What a line that ends so may say.
_BY_END: Final[dict[str, Callable[[Page, Surroundings, int], bool]]] = {
    "sentence": _ends_with_sentence, "closed": _ends_with_sentence, "leader": _is_leader,
    "colon": _announces, "semicolon": _announces, "closer": _gives_source, "digit": _is_figures,
    "dash": _leads_to_speech, "stop": _ends_latin,
}  # fmt: skip
