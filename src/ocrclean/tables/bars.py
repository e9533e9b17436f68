"""The signs that tables are drawn with, and whether a text has any of them."""

from typing import Final

from ocrclean.late import late

__all__ = ["has_bars", "has_box_drawing"]

#: U+2500 to U+257F in UTF-8: the first two bytes, which nothing else has.
_BOX_DRAWING: Final = late(rb"\xe2[\x94\x95]")


def has_bars(text: str) -> bool:
    """Whether there is a bar, or a box-drawing character."""
    return "|" in text or "｜" in text or has_box_drawing(text)


def has_box_drawing(text: str) -> bool:
    """Whether there is a box-drawing character (─│┌┼═║).

    Looked for in UTF-8, where they begin with one fixed byte: `re` tries each character of a string for a class.
    """
    return _BOX_DRAWING.search(text.encode("utf-8", "surrogatepass")) is not None
