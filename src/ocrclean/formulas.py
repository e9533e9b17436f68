"""Formulas in LaTeX: OCR engines that read mathematics print them so, in Markdown ($E = mc^2$) or plain LaTeX.

Their blanks, marks and line breaks are LaTeX's. A formula has no ideographic full stop, so that two dollar signs far
apart, of which one was lost, enclose no text.
"""

from collections.abc import Iterator
from typing import Final

from ocrclean.late import late

__all__ = ["BRACKETED", "DISPLAYED", "ENVIRONMENT", "INLINE", "displayed"]

#: $$ … $$, over several lines or on one.
DISPLAYED: Final = r"\$\$[^$。]{1,4000}+\$\$"
#: \begin{aligned} … \end{aligned}; of one in another of the same name the inner one.
ENVIRONMENT: Final = (
    r"\\begin(?P<environment>\{[A-Za-z]{1,20}\*?\})(?:(?!\\begin(?P=environment))[^。]){1,4000}?\\end(?P=environment)"
)
#: \[ … \] and \( … \), with a command inside: in Markdown \[1\] is no formula.
BRACKETED: Final = (
    r"\\\[(?=(?:(?!\\[\[\]])[^。]){0,200}?\\[A-Za-z])(?:(?!\\\[)[^。]){1,4000}?\\\]"
    r"|\\\((?=(?:(?!\\[()])[^\n。]){0,200}?\\[A-Za-z])(?:(?!\\\()[^\n。]){1,500}?\\\)"
)
#: $x^2$, as Pandoc tells it from prices: no blank inside of the dollar signs, no digit behind them; with a command
#: between them, or nothing but ASCII and marks.
INLINE: Final = r"\$(?![\s$])(?=[^$\n]*\\[A-Za-z]|[ -#%-~、，；：（）]+\$)[^$\n]{1,1000}(?<=\S)\$(?![0-9])"

_DISPLAYED: Final = late(f"{DISPLAYED}|{ENVIRONMENT}|{BRACKETED}")


def displayed(text: str) -> Iterator[tuple[int, int]]:
    """The ranges ``[start:end)`` of `text` that are formulas of several lines, or alone on one line.

    >>> list(displayed("得到\\n$$\\nx = 1\\n$$\\n的解"))
    [(3, 14)]
    """
    if "$$" not in text and "\\" not in text:
        return
    for formula in _DISPLAYED.finditer(text):
        start, end = formula.span()
        if "\n" in formula[0] or (text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")):
            yield start, end
