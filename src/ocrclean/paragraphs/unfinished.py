"""Lines that lack their end, which stands on the next one, whatever the page looks like."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ocrclean.chars import BULLETS, HYPHENS
from ocrclean.late import late
from ocrclean.paragraphs.kinds import start_kind
from ocrclean.paragraphs.printed import Page
from ocrclean.paragraphs.surroundings import ENDED

__all__ = ["ENDS_OF_SPEECH", "MARKED", "POST", "begins_with_bullet", "unfinished"]

#: Starts of items and headings: the number, alone on its line or not, says so.
MARKED: Final = frozenset(("item", "head", "alone"))
#: What a speech ends with.
ENDS_OF_SPEECH: Final = frozenset('”」』"')
#: Marks that begin no line in print. Dashes, ellipses and dots do; OCR engines read padding as a closing quote.
_NEVER_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕％")
#: What Tesseract reads for a bullet, where it could be one: behind a sentence.
_LIKE_BULLETS: Final = frozenset("。、")
_FULL_STOPS: Final = frozenset("。！？")
_OPENING_OF: Final = {"”": "“", "’": "‘"}
_CLOSING_QUOTES: Final = frozenset(_OPENING_OF)
#: In so many lines before a closing quote the opening one is looked for.
_QUOTED_LINES: Final = 12
#: A bracket that explains the word before it, and what goes on behind it: "（Crash）。实现…".
_EXPLANATION = late("（[^（）。]{1,40}）[，。、；：？！的是和与及]")
#: The same where no blank line stands before it: （stable）更适合我？
_EXPLANATION_NEAR = late("（[^（）。]{1,40}）[A-Za-z\u3400-\u9fff]")
#: What stands alone on its line and begins or counts what the next one says: 11.3.2.1, （二）, 3., 第一条, a bullet, or
#: A., an answer to choose. (Of 238 such lines three had their heading elsewhere.) Chapters have lines of their own.
_COUNTS_NEXT = late(rf"[0-9A-H（(][^a-z]*$|第[^条條节節]{{1,9}}[条條节節]$|[{BULLETS}]$")
#: A chapter's number, its heading between blank lines on the next line.
_CHAPTER = late("[0-9]{1,2}$")
_ENDS_OF_HEADING: Final = frozenset(("han", "latin"))
#: A heading is so much narrower than the line behind it, in em, where nothing else tells it from text.
_MUCH: Final = 8.0
#: A byline whose name is printed on the next line: 本报记者⏎李芃达.
POST = late("(?:[记記] ?者|通[讯訊][员員]|作者|[编編][辑輯])$")
_STARTS_OF_NAMES: Final = frozenset(("han", "name"))
#: Who said it: a sentence that ends with the verb, and so belongs to the quotation before it: “……。”⏎某某说。
_ATTRIBUTION = late(
    "[^，。！？；：、“”‘’「」『』]{1,60}?"
    "(?:说|說|表示|介绍|介紹|认为|認為|認爲|道|称|稱|指出|坦言|解释|解釋|强调|強調|透露|回忆|回憶|感慨|建议|建議|呼吁|呼籲)[。！]"
)
#: An address or a path, or the rest of one.
_ADDRESS = late(r"//|(?:https?|ftp)://|www\.|[/~][A-Za-z0-9]")
#: A word or name broken behind a hyphen, and its rest.
_HYPHENATED = late(f"[A-Za-z0-9][{HYPHENS}]$")
_REST = late("[A-Za-z0-9]")
#: A path that breaks off behind a slash: /usr/share/; no longer one is looked for, in characters.
_LONGEST_PATH: Final = 200
_PATH = late(r"(?<![A-Za-z0-9:/.])/(?:[A-Za-z0-9._+-]+/)+$")


def unfinished(page: Page, special: Sequence[int]) -> Iterator[int]:
    """The lines of `page` that lack their end; `special` are those that do not start as Han text does.

    The next line starts as no line may (kinsoku), with a bracket that explains the word before it, with the rest of an
    address, of a path or of a hyphenated word, with who said what the line quotes, with the name that a byline lacks,
    or with the heading that the number of a section or of a chapter lacks.
    """
    last = len(page) - 1
    for i in special:
        if i and (goes_on := _GOING_ON.get(page.starts[i])) and goes_on(page, i):
            yield i - 1
        elif i < last and (lacks := _BY_START.get(page.starts[i])) and lacks(page, i):
            yield i
    for i, kind in enumerate(page.ends[:-1]):
        if (lacks := _BY_END.get(kind)) and lacks(page, i):
            yield i


def _starts_as_no_line_may(page: Page, i: int) -> bool:
    """Whether line `i` starts with a mark that begins no line, or with the end of what the line before quotes."""
    first = page.text[i][0]
    if first in _CLOSING_QUOTES:
        padding = page.blanks[i - 1] or start_kind(page.text[i][1:]) in MARKED
        return not padding and _is_opened_before(page, i, first)
    return first in _NEVER_FIRST and not begins_with_bullet(page, i)


def begins_with_bullet(page: Page, i: int) -> bool:
    """Whether line `i`, behind a sentence, begins with 。 or 、 that Tesseract read for a bullet."""
    return page.text[i][0] in _LIKE_BULLETS and page.text[i - 1][-1] in _FULL_STOPS


def _is_opened_before(page: Page, i: int, closing: str) -> bool:
    """Whether the last of the quotes before line `i` of which `closing` is the mate is an opening one."""
    opening = _OPENING_OF[closing]
    for text in reversed(page.text[max(0, i - _QUOTED_LINES) : i]):
        if closing in text or opening in text:
            return text.rfind(opening) > text.rfind(closing)
    return False


def _explains(page: Page, i: int) -> bool:
    """Whether line `i` starts with a bracket that explains the word before it: so no sentence ended there."""
    if page.ends[i - 1] in ENDED:
        return False
    text = page.text[i]
    return _EXPLANATION.match(text) is not None or (
        not page.blanks[i - 1] and _EXPLANATION_NEAR.match(text) is not None
    )


def _names_sender(page: Page, i: int) -> bool:
    """Whether line `i`, a bracket behind a sentence, says who sent it: （@zhang 投稿）."""
    return page.text[i][1:2] == "@" and page.ends[i - 1] in ENDED


def _belongs_to_line_before(page: Page, i: int) -> bool:
    """Whether line `i` starts with a bracket that belongs to the line before it."""
    return _explains(page, i) or _names_sender(page, i)


def _lacks_rest(page: Page, i: int) -> bool:
    """Whether line `i`, a byline, breaks off in a date, or ends with a writer's post, whose name is the next line."""
    if page.ends[i] == "digit":
        return page.starts[i + 1] == "han"  # 新华社北京1月27⏎日电
    is_name = page.starts[i + 1] in _STARTS_OF_NAMES and page.width[i + 1] <= 4
    return is_name and POST.search(page.text[i]) is not None


def _breaks_off(page: Page, i: int) -> bool:
    """Whether line `i`, which begins a dateline, breaks off in it."""
    return start_kind(page.text[i]) != "dateline"


def _lacks_heading(page: Page, i: int) -> bool:
    """Whether line `i`, a marker alone on its line, is the number or letter of what the next line begins.

    A number in brackets between blank lines is that of a formula.
    """
    if page.starts[i + 1] in MARKED or (page.blanks[i] and page.text[i][0] in "（("):
        return False
    return _COUNTS_NEXT.match(page.text[i]) is not None


def _lacks_chapter(page: Page, i: int) -> bool:
    """Whether line `i`, which begins with a digit, is the number of a chapter, whose heading is the next line."""
    if page.width[i] > 1 or i > len(page) - 3 or not (page.blanks[i] and page.blanks[i + 1]):
        return False
    is_heading = page.ends[i + 1] in _ENDS_OF_HEADING and page.width[i + 2] - page.width[i + 1] >= _MUCH
    return is_heading and page.starts[i + 1] not in _BY_START and _CHAPTER.match(page.text[i]) is not None


def _lacks_address(page: Page, i: int) -> bool:
    """Whether line `i`, which ends with a colon, breaks off in an address or before one, or before a path."""
    return _ADDRESS.match(page.text[i + 1]) is not None


def _lacks_speaker(page: Page, i: int) -> bool:
    """Whether line `i`, which ends a sentence and a quotation, is followed by who said it."""
    rest = "".join(page.text[i + 1 : i + 4])
    return page.text[i][-1] in ENDS_OF_SPEECH and _ATTRIBUTION.match(rest) is not None


def _lacks_half(page: Page, i: int) -> bool:
    """Whether line `i`, which ends with a dash or slash, breaks off in a hyphenated word or a path."""
    if not _REST.match(page.text[i + 1]):
        return False
    text = page.text[i][-_LONGEST_PATH:]
    return _HYPHENATED.search(text) is not None or _PATH.search(text) is not None


#: What a line that starts so may go on with.
_GOING_ON: Final[dict[str, Callable[[Page, int], bool]]] = {
    "nostart": _starts_as_no_line_may,
    "bracket": _belongs_to_line_before,
    "note": _names_sender,
}
#: What a line that starts or ends so may lack.
_BY_START: Final[dict[str, Callable[[Page, int], bool]]] = {
    "byline": _lacks_rest, "dateline": _breaks_off, "alone": _lacks_heading, "digit": _lacks_chapter,
}  # fmt: skip
_BY_END: Final[dict[str, Callable[[Page, int], bool]]] = {
    "colon": _lacks_address, "closed": _lacks_speaker, "dash": _lacks_half,
}  # fmt: skip
