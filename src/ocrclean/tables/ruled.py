"""Ruled tables: pipes, ``+--+`` grids and box-drawing characters; Markdown tables among them.

How they break: a table drawn for a terminal is copied with its rules, wrapped cells fill several lines between two
rules, outer rules are missing, and Markdown tables lack their outer pipes or the delimiter row.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ocrclean.late import late
from ocrclean.lines import Line
from ocrclean.tables.cells import canonical, cell_of, display_width
from ocrclean.tables.lines import Lines
from ocrclean.tables.model import BARS, Cell, Table, has_box_drawing, squared

__all__ = ["find", "is_barrier", "is_delimiter", "is_markdown_row", "is_rule", "markdown_cells"]

_RULE_SIGNS: Final = late(r"[\s|+:=_\-\u2500-\u257f]*+")
_STROKE: Final = late(r"[-=_]{2}|[\u2500\u2501\u2504\u2505\u2508\u2509\u2550\u2574\u2576]")
_DELIMITER: Final = late(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?")
_BOX_BAR: Final = late("[\u2502\u2503\u2506\u2507\u250a\u250b\u2551\u258f\u2595\uff5c]")
_PIPE: Final = late(r"\|(?<!\\\|)")
_ANY_BAR: Final = late(f"[{BARS}]")
_JOINT: Final = late("[+|\u250c-\u254b\u2552-\u256c]")
_WIDE_GAP: Final = late(r"\S {2,}\S")
_RULE_STARTS: Final = frozenset("+-=_|:") | frozenset(map(chr, range(0x2500, 0x2580)))
#: How lines of HTML and JSON tables start.
_FORMATTED: Final = ("<t", "</t", '[["')
_UPPER_CORNERS: Final = frozenset("+┌┏╔╒╓╭─━═")


class Joints(NamedTuple):
    """The display columns at which rules say that bars stand, and whether the outermost close the rows."""

    columns: frozenset[int] = frozenset()
    left: bool = True
    right: bool = True


NO_JOINTS: Final = Joints()


def is_rule(text: str) -> bool:
    """Whether a line is drawn: ``+---+``, ``├──┼──┤``, ``| --- | --- |``, ``=====``."""
    bare = text.strip()
    if len(bare) < 3 or bare[0] not in _RULE_STARTS:
        return False
    drawn = _RULE_SIGNS.fullmatch(bare) is not None and _STROKE.search(bare) is not None
    # "---" alone may be a cell that says "none".
    return drawn and (len(bare) > 5 or _JOINT.search(bare) is not None or " " in bare)


def is_markdown_row(text: str) -> bool:
    """Whether a line starts and ends with a pipe (an escaped one does not count)."""
    bare = text.strip(" \t")
    return len(bare) > 1 and bare[0] == bare[-1] == "|" and bare[-2] != "\\"


def is_barrier(text: str) -> bool:
    """Whether a line is no cell and no row of cells without rules: it is drawn, or of a table in another format."""
    if "\t" in text:
        return True
    first = text.lstrip()[:1]
    if first in _RULE_STARTS:
        return is_rule(text)
    return first in "<[" and text.startswith(_FORMATTED)


def is_delimiter(text: str) -> bool:
    """Whether a line is the delimiter row of a Markdown table."""
    return "-" in text and "|" in text and _DELIMITER.fullmatch(text.strip(" \t")) is not None


def markdown_cells(line: Line) -> list[Cell]:
    """The cells of a Markdown row."""
    cells = _split(line, _PIPE)
    if not _is_marked(line.text):  # they are in their one form already
        return cells
    return [
        Cell(canonical(cell.text).replace("\\|", "|"), cell.spans) if _is_marked(cell.text) else cell for cell in cells
    ]


def _is_marked(text: str) -> bool:
    """Whether a Markdown row, or a cell, has a tab, a tag for a new line or an escaped character."""
    return "<br" in text or "\\" in text or "\t" in text


def _split(line: Line, bar: re.Pattern[str], joints: Joints = NO_JOINTS) -> list[Cell]:
    """The cells of one line between its bars; a bar at either end closes the row and starts no cell.

    `joints`: the display columns at which the rules say that bars stand; a bar elsewhere is text (``ls | wc``).
    """
    if joints.columns:
        bars = [place for place, column in _bars(line.text, bar) if column in joints.columns]
        pieces = [line.text[before + 1 : after] for before, after in pairwise((-1, *bars, len(line.text)))]
    else:
        pieces = bar.split(line.text)
    cells = []
    start, last = line.start, len(pieces) - 1
    for k, piece in enumerate(pieces):
        text = piece.strip()
        if text:
            low = start + len(piece) - len(piece.lstrip())
            cells.append(Cell(text, ((low, low + len(text)),)))
        elif not last or not ((k == 0 and joints.left) or (k == last and joints.right)):
            cells.append(Cell(""))
        start += len(piece) + 1
    return cells


def _bars(text: str, bar: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The bars of a line: place in the text, and display column."""
    done = column = 0
    for match in bar.finditer(text):
        column += display_width(text[done : match.start()])
        done = match.start()
        yield done, column


def _joints(block: Sequence[Line], content: Sequence[Line], bar: re.Pattern[str]) -> Joints:
    """Where the bars are, if the rules have joints there and every row has a bar at each."""
    rules = [line.text.rstrip() for line in block if is_rule(line.text)]
    rule = max(rules, key=lambda rule: len(_JOINT.findall(rule)), default="")
    columns = frozenset(match.start() for match in _JOINT.finditer(rule))
    for line in content:
        if not columns.issubset(column for _, column in _bars(line.text, bar)):
            return NO_JOINTS
    if not columns:
        return NO_JOINTS
    left = len(rule) - len(rule.lstrip()) in columns
    return Joints(columns, left, len(rule) - 1 in columns)


def find(lines: Lines) -> Iterator[tuple[int, int, Table]]:
    """The ruled tables of `lines`, each with its first line and the one after its last."""
    j = 0
    texts = lines.texts
    for i in _likely(texts):
        if i < j or not _opens(texts[i]):
            continue
        j = i + 1
        while j < len(texts) and (_has_bar(texts[j]) or is_rule(texts[j])):
            j += 1
        block = lines[i:j]
        if table := _table(block):
            yield i, j, table


def _has_bar(text: str) -> bool:
    """Whether a line has a bar; a line of a TSV or HTML table is no row, whatever its cells hold."""
    return _ANY_BAR.search(text) is not None and "\t" not in text and not text.startswith("<tr>")


def _likely(texts: Sequence[str]) -> Sequence[int]:
    """The lines that may have a bar, or start as an upper rule does."""
    whole = "\n".join(texts)
    if "｜" in whole or has_box_drawing(whole):
        return range(len(texts))
    return [k for k, text in enumerate(texts) if "|" in text or "+" in text]


def _opens(text: str) -> bool:
    """Whether a ruled table may start with this line: a row, or its upper rule (``+--+--+``, ``┌──┬──┐``)."""
    return _has_bar(text) or (text.lstrip()[:1] in _UPPER_CORNERS and is_rule(text))


def _table(block: Sequence[Line]) -> Table | None:
    markdown = all(is_markdown_row(line.text) for line in block)
    if markdown and not any("+" in line.text and is_rule(line.text) for line in block):
        return _markdown(block)
    rows = _drawn(block)
    if rows is None:
        return None
    return Table(block[0].start, block[-1].end, "ruled", squared(rows))


def _markdown(block: Sequence[Line]) -> Table | None:
    """A Markdown table, with its delimiter row or (as some programs print it) without."""
    if len(block) < 2 or is_rule(block[0].text):
        return None
    delimited = is_delimiter(block[1].text)
    rows = [markdown_cells(line) for k, line in enumerate(block) if not (delimited and k == 1)]
    if max(map(len, rows)) < 2 and not delimited:
        return None
    return Table(block[0].start, block[-1].end, "markdown", squared(rows))


def _drawn(block: Sequence[Line]) -> list[list[Cell]] | None:
    box = any(_BOX_BAR.search(line.text) for line in block)
    bar = _BOX_BAR if box else _PIPE
    groups = _groups(block, bar)
    ruled = any(is_rule(line.text) for line in block)
    content = [line for group in groups for line in group]
    if len(content) < (1 if len(groups) < 2 else 2) or len(content) < 2:
        return None
    joints = _joints(block, content, bar)
    counts = [len(_split(line, bar, joints)) for line in content]
    columns = max(counts)
    if columns < 2 or not (joints.columns or sum(count == columns for count in counts) * 5 >= len(counts) * 4):
        return None
    if not ruled and not _bars_agree(content, bar, columns):
        return None
    one_record = len(groups) == 2 and len(groups[1]) > 1 and _closed(block) and _continues(groups[1], bar)
    merged = len(groups) > 2 or one_record
    rows: list[list[Cell]] = []
    for group in groups:
        if merged:
            rows.append(_merge(group, bar, joints))
        else:
            rows += [_split(line, bar, joints) for line in group]
    return [[Cell(canonical(cell.text), cell.spans) for cell in row] for row in rows]


def _groups(block: Sequence[Line], bar: re.Pattern[str]) -> list[list[Line]]:
    """The lines between rules; a line without the table's own kind of bar is left out."""
    groups: list[list[Line]] = [[]]
    for line in block:
        if is_rule(line.text):
            groups.append([])
        elif bar.search(line.text):
            groups[-1].append(line)
    return [group for group in groups if group]


def _closed(block: Sequence[Line]) -> bool:
    return is_rule(block[0].text) and is_rule(block[-1].text)


def _continues(group: Sequence[Line], bar: re.Pattern[str]) -> bool:
    """Whether a body without inner rules is one record whose cells are wrapped: only its first line starts a row."""
    return all(not _split(line, bar)[0].text for line in group[1:])


def _bars_agree(content: Sequence[Line], bar: re.Pattern[str], columns: int) -> bool:
    """Bars without any rule make a table only where they stand in the same places, or close each row on both sides.

    A shell pipeline (``dpkg -L x | egrep y``) or a heading with a bar has neither.
    """
    if len(content) < 3 and not all(is_markdown_row(line.text) for line in content):
        return False
    if any(_WIDE_GAP.search(cell.text) for line in content for cell in _split(line, bar)):
        return False  # blanks separate cells as well: a table aligned by white space with stray bars
    if all(bar.match(line.text.strip()) and bar.match(line.text.strip()[-1]) for line in content):
        return True
    places = {tuple(column for _, column in _bars(line.text, bar)) for line in content}
    if any(line.text.count(" | ") < columns - 1 for line in content):
        return False
    return len(places) == 1 or (columns >= 3 and all(line.text.count(" | ") == columns - 1 for line in content))


def _merge(group: Sequence[Line], bar: re.Pattern[str], joints: Joints) -> list[Cell]:
    """One row from the lines between two rules."""
    columns: list[list[tuple[str, int]]] = []
    for line in group:
        for k, cell in enumerate(_split(line, bar, joints)):
            if k == len(columns):
                columns.append([])
            if cell.spans:
                columns[k].append((cell.text, cell.spans[0][0]))
    return [cell_of(pieces) for pieces in columns]
