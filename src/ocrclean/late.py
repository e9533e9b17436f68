"""Regular expressions that are compiled when they are first used.

To compile the patterns of all rules takes Python longer than to clean a page, and a page needs a few of them.
"""

import re
from typing import AnyStr, cast

__all__ = ["late"]


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile(pattern, flags)`` gives, but compiled at the first use.

    >>> late("[0-9]+").findall("1 a 23")
    ['1', '23']
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """Stands for a pattern: the methods of the compiled pattern become its own when they are first asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> object:
        if name == "_compiled":
            pattern, flags = self._source
            value: object = re.compile(pattern, flags)
        else:
            value = getattr(self._compiled, name)
        self.__dict__[name] = value
        return value
