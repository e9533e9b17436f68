"""Tables in text: found, put together, and written as Markdown, TSV, HTML or JSON.

    >>> from ocrclean import tables
    >>> [table] = tables.parse("┌────┬────┐\\n│级数│税率│\\n├────┼────┤\\n│ 1  │ 3% │\\n└────┴────┘\\n")
    >>> table.texts()
    [['级数', '税率'], ['1', '3%']]
    >>> print(tables.render(table))
    | 级数 | 税率 |
    | --- | --- |
    | 1 | 3% |

Each way in which tables break has a module: `ruled`, `aligned`, `uneven`, `rows` and `columns` (linearised).
"""

from ocrclean.tables.model import Cell, Table
from ocrclean.tables.render import FORMATS, render
from ocrclean.tables.search import parse

__all__ = ["FORMATS", "Cell", "Table", "parse", "render"]
