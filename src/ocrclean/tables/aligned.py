"""Tables aligned by white space.

How they break: `pdftotext -layout` and OCR engines that keep blanks print a table as columns with wide gaps, a
wrapped cell goes on in the next line at the same place, missing cells leave a hole, and what was a vertical rule
comes out as a stray bar. The evidence: gutters that no line crosses, heads or columns of values.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from ocrclean.late import late
from ocrclean.lines import Line
from ocrclean.tables.cells import cell_of, display_width, has_han, is_header_like, is_prose, is_value, starts_badly
from ocrclean.tables.heads import head_count, is_period, without_years
from ocrclean.tables.linear import is_caption
from ocrclean.tables.lines import Lines
from ocrclean.tables.model import Cell, Table, squared
from ocrclean.tables.ruled import is_barrier, is_rule
from ocrclean.tables.wrapped import Field, Metric, row_starts

__all__ = ["find", "grid_evidence"]

#: What separates fields: two blanks or more.
_GAP: Final = late(r"[ \u3000]{2,}")
#: Likewise, or a bar with a blank beside it (OCR engines read some vertical rules as “| ).
_SEPARATOR: Final = late(r"[ \u3000]{2,}|“?[ ]*[|│][ \u3000]+|[ \u3000]+[|│][ ]*|“[|│]")
_LEADER: Final = late(r"\.{4,}|…{3,}|·{4,}|(?: \.){4,}")
_LABEL: Final = late(r".*[：:]$")
#: A rule that is broken between the columns, as it stands below the heads: ----  -----
_BROKEN_RULE: Final = late(r"\s*[-=]{2,}+(?:\s+[-=]{2,}+)+\s*")
_MOST_BLANK: Final = 2
_FEWEST_ROWS: Final = 3


def find(lines: Lines) -> Iterator[tuple[int, int, Table]]:
    """The aligned tables of `lines`, each with its first line and the one after its last."""
    split = list(map(_split, lines.texts))
    k = 0
    while k < len(split):
        if len(split[k]) < 2 or is_caption(lines.texts[k].strip()):
            k += 1
            continue
        last = _block_end(lines.texts, split, k)
        found = _table(lines, k, last) if last - k >= _FEWEST_ROWS else None
        if found is None:
            k = last
            continue
        end, rows = found
        yield k, end, Table(lines[k].start, lines[end - 1].end, "aligned", squared(rows))
        k = end


def _split(line: str, separator: re.Pattern[str] = _SEPARATOR) -> list[tuple[int, int]]:
    """The fields of a line, as ranges of its text."""
    text = "" if is_rule(line) else line.rstrip()
    if text and is_barrier(text):  # a row of a table in another format, or code
        return [(len(text) - len(text.lstrip()), len(text))]
    if "  " not in text and "|" not in text and "│" not in text and "\u3000\u3000" not in text:
        bare = len(text) - len(text.lstrip())
        return [(bare, len(text))] if text else []
    fields: list[tuple[int, int]] = []
    done = len(text) - len(text.lstrip(" \u3000"))
    for gap in separator.finditer(text, done):
        if gap.start() > done:
            fields.append((done, gap.start()))
        done = gap.end()
    if done < len(text):
        fields.append((done, len(text)))
    return fields


def _block_end(texts: Sequence[str], split: Sequence[list[tuple[int, int]]], first: int) -> int:
    """The line after the last that may belong to a table that starts at `first`."""
    end = first + 1
    blank = single = 0
    for k in range(first + 1, len(texts)):
        count = len(split[k])
        if count >= 2:
            end, blank, single = k + 1, 0, 0
        elif count == 0:
            blank += 1
        else:
            single += 1
            blank = 0
            if texts[k][:1] in " \u3000" and split[k][0][0] >= 2:
                end = k + 1
        if blank > _MOST_BLANK or single > 6 or (count == 1 and is_caption(texts[k].strip())):
            break
    return end


def _table(lines: Lines, first: int, last: int) -> tuple[int, list[list[Cell]]] | None:
    """The table that lines ``[first:last)`` start with: the line after its last, and its rows."""
    best: tuple[int, list[list[Field]], Metric] | None = None
    block = lines[first:last]
    separator = _separator(block)
    for metric in (display_width, _wide_width, len):
        fields = [_fields(line, metric, separator) for line in block]
        flush = _flush(fields)
        if best is None or flush > best[0]:
            best = (flush, fields, metric)
    assert best is not None
    found = _laid_out(best[1], best[2], _drawn(block))
    return (first + found[0], found[1]) if found else None


def _counted(fields: Sequence[list[Field]]) -> tuple[int, list[list[Cell]]] | None:
    """The rows where only the number of fields agrees: an OCR engine keeps the gaps, but not their widths."""
    rows: list[list[Cell]] = []
    end = 0
    for number, line in enumerate(fields):
        if line and rows and len(line) != len(rows[0]):
            break
        if line:
            rows.append([cell_of([(field.text, field.start)]) for field in line])
            end = number + 1
    if (
        len(rows) <= _FEWEST_ROWS
        or len(rows[0]) < 3
        or not grid_evidence([[cell.text for cell in row] for row in rows])
    ):
        return None
    return end, rows


def _flush(fields: Sequence[Sequence[Field]]) -> int:
    """How many fields, the first of each line aside, start exactly below another: the right width aligns most."""
    lefts = Counter(field.left for line in fields for field in line[1:])
    return sum(count for count in lefts.values() if count > 1) - len(lefts)


def _wide_width(text: str) -> int:
    return display_width(text, ambiguous=2)


def _separator(lines: Sequence[Line]) -> re.Pattern[str]:
    """What separates fields: bars as well where a third of the lines have one; else a bar is text (``ls | wc``).

    A bar before the first field counts where all lines have one: it is a rule there, and else text (``| sort``).
    """
    filled = [text for line in lines if (text := line.text.strip())]
    if not all(text[0] in "|│" for text in filled):
        filled = [text.lstrip("|│") for text in filled]
    barred = sum("|" in text or "│" in text for text in filled)
    return _SEPARATOR if barred * 3 >= len(lines) else _GAP


def _fields(line: Line, metric: Metric, separator: re.Pattern[str]) -> list[Field]:
    fields = []
    at = done = 0
    for low, high in _split(line.text, separator):
        left = at + metric(line.text[done:low])
        right = left + metric(line.text[low:high])
        fields.append(Field(line.text[low:high], line.start + low, left, right))
        at, done = right, high
    return fields


def _drawn(block: Sequence[Line]) -> int:
    """How many columns a rule below the heads of a table draws; 0 where there is none."""
    rules = [line.text for line in block[1:3] if _BROKEN_RULE.fullmatch(line.text)]
    return len(rules[0].split()) if rules else 0


def _laid_out(fields: Sequence[list[Field]], metric: Metric, drawn: int) -> tuple[int, list[list[Cell]]] | None:
    """The rows that lines of fields start with, and how many lines they take; a rule draws `drawn` columns of them."""
    full = [line for line in fields if len(line) >= 2]
    if len(full) < (2 if drawn else _FEWEST_ROWS):
        return None  # bars that separate in one reading of the lines are text in the other (``ls | wc``)
    if drawn and len(columns := _columns(full[1:])) == drawn and (heads := _in_order(fields[0], columns)):
        end, rows = _filled([heads, *fields[1:]], columns, metric, torn=False)
        if len(rows) >= 2:
            return end, rows
    for columns, torn in ((_columns(full), False), (_ragged(full), True)):
        end, rows = _filled(fields, columns, metric, torn) if len(columns) >= 2 else (0, [])
        if len(rows) >= _FEWEST_ROWS + torn and grid_evidence(_texts(rows)):
            return end, rows
    return _counted(fields)


def _in_order(heads: Sequence[Field], columns: Sequence[tuple[int, int]]) -> list[Field]:
    """The heads, each in its column: in many fonts they do not stand above it. None where they are not as many.

    The first column, of what the rows are of, may have none.
    """
    missing = len(columns) - len(heads)
    if missing not in (0, 1) or (missing and heads[0].left < columns[0][1]):
        return []
    return [
        Field(head.text, head.start, left, right) for head, (left, right) in zip(heads, columns[missing:], strict=True)
    ]


def _filled(
    fields: Sequence[list[Field]], columns: Sequence[tuple[int, int]], metric: Metric, torn: bool
) -> tuple[int, list[list[Cell]]]:
    placed: list[dict[int, Field]] = []
    end = 0
    for number, line in enumerate(fields):
        own = _place(line, columns, torn)
        if own is None:
            break
        placed.append(own)
        if own:
            end = number + 1
    return end, _rows(placed[:end], columns, metric)


def _texts(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def _columns(full: Sequence[list[Field]]) -> list[tuple[int, int]]:
    """The columns as ranges of display columns: what lies between the gutters.

    Where a line crosses the gutters (a title, a long cell), only the lines with the most common number of fields
    say where they are.
    """
    counts = Counter(map(len, full))
    common = max(counts, key=lambda count: (counts[count], count))
    columns = _union(full)
    return _union([line for line in full if len(line) == common]) if len(columns) < common else columns


def _ragged(full: Sequence[list[Field]]) -> list[tuple[int, int]]:
    """The columns where fields stand unevenly: neighbours of which no line fills both are one column."""
    columns: list[tuple[int, int]] = []
    filled: list[set[int]] = []  # the lines that fill each column
    for left, right in _union(full):
        own = {k for k, line in enumerate(full) if any(field.left < right and left < field.right for field in line)}
        if columns and not own & filled[-1]:
            columns[-1] = (columns[-1][0], right)
            filled[-1] |= own
        elif columns and len(own) == 1 and own <= filled[-1]:  # a head that is torn: 税率   (%)
            columns[-1] = (columns[-1][0], right)
        else:
            columns.append((left, right))
            filled.append(own)
    return columns


def _union(lines: Sequence[list[Field]]) -> list[tuple[int, int]]:
    columns: list[tuple[int, int]] = []
    for left, right in sorted((field.left, field.right) for line in lines for field in line):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _place(line: Sequence[Field], columns: Sequence[tuple[int, int]], torn: bool) -> dict[int, Field] | None:
    """The fields of a line by column; `None` where one crosses a gutter or stands in none: the table has ended.

    With `torn`, fields in the same column are one: an OCR engine leaves wide gaps in a cell.
    """
    placed: dict[int, Field] = {}
    for field in line:
        hits = [k for k, (left, right) in enumerate(columns) if field.left < right and left < field.right]
        if len(hits) != 1 or (hits[0] in placed and not torn):
            return None
        before = placed.get(hits[0])
        placed[hits[0]] = _together(before, field) if before else field
    return placed


def _together(before: Field, field: Field) -> Field:
    gap = " " * (field.start - before.start - len(before.text))
    return Field(before.text + gap + field.text, before.start, before.left, field.right)


def _rows(placed: Sequence[dict[int, Field]], columns: Sequence[tuple[int, int]], metric: Metric) -> list[list[Cell]]:
    rows: list[list[list[tuple[str, int]]]] = []
    for line, starts in zip(placed, row_starts(placed, columns, metric), strict=True):
        if line and (starts or not rows):
            rows.append([[] for _ in columns])
        for column, field in line.items():
            rows[-1][column].append((field.text, field.start))
    return [[cell_of(pieces) for pieces in row] for row in rows]


def grid_evidence(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells are a table: by its heads, or by columns of values, and by no sign of anything else.

    No table: a list of names in columns (no heads, no values), a contents page (dot leaders, page numbers behind
    numbered titles), labels with their values.
    """
    heads, records = rows[0], rows[1:]
    columns = len(heads)
    worded = without_years(heads)
    if not all(map(_is_worded, worded)) or any(
        is_prose(head.rstrip("：:")) or (is_value(head) and not is_period(head)) for head in worded
    ):
        return False
    if len(worded) < columns and not _are_values(rows, set(heads).difference(worded)):
        return False
    if any(_LEADER.search(cell) or starts_badly(cell) for row in rows for cell in row):
        return False
    if sum(_LABEL.match(row[0]) is not None for row in rows) * 2 > len(rows):
        return False
    return (head_count(worded) + columns - len(worded)) * 2 >= columns or _stands_out(heads, records)


def _are_values(rows: Sequence[Sequence[str]], heads: set[str]) -> bool:
    """Whether values stand below these heads, or nothing."""
    columns = [k for k, head in enumerate(rows[0]) if head in heads]
    return all(_kind([row[k] for row in rows[1:]]) in ("value", None) for k in columns)


def _stands_out(heads: Sequence[str], records: Sequence[Sequence[str]]) -> bool:
    """Whether heads of any words are of another kind than what is below them.

    優先級 stands over 1001, 990, 500; 組 over dialout, cdrom, audio; Pin-Priority over 1001, 990, where another head
    is Chinese: a table of Latin text alone is the output of a command, or a file (``/etc/fstab``).
    """
    columns = len(heads)
    if len(records) < (3 if columns > 2 else 4):
        return False
    kinds = [_kind([row[k] for row in records]) for k in range(columns)]
    foreign = ("value", "latin") if any(map(has_han, heads)) else ()
    contrasts = sum(
        kind in foreign and (kind == "value" or has_han(head)) for kind, head in zip(kinds, heads, strict=True)
    )
    if len(set(kinds)) == 1:
        return contrasts == columns and all(map(is_header_like, heads))
    # Three columns and more of different kinds each, and nothing out of place: no list of names has that.
    return contrasts >= 1 or (columns > 2 and None not in kinds and "han" in kinds)


def _is_worded(text: str) -> bool:
    """Whether a head has a letter or a Han character: a bullet or a stray sign is no head."""
    return any(map(str.isalpha, text))


def _kind(cells: Sequence[str]) -> str | None:
    """What a column holds in at least four of five filled cells: values, text with Han, or Latin text.

    A dash stands for an empty cell.
    """
    filled = [cell for cell in cells if cell.strip("-–—")]
    if len(filled) * 2 <= len(cells):
        return None
    counts = Counter("value" if is_value(cell) else "han" if has_han(cell) else "latin" for cell in filled)
    [(kind, count)] = counts.most_common(1)
    return kind if count * 5 >= len(filled) * 4 else None
