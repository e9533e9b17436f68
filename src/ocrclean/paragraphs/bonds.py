"""How strongly two characters at a line break hold together: what the words say, whatever the page looked like.

A line that was wrapped breaks off anywhere in a clause, so its last character and the first of the next line are
neighbours in running text (…出版⏎社…). Where a paragraph or a heading ends, the one ends a clause and the other begins
one. How often ideographs do each was counted in prose; see `data.bonds`.
"""

from functools import cache, lru_cache
from math import exp, log
from typing import Final

from ocrclean.data.bonds import BEGINS, ENDS, FOLLOWERS, SHARES, STEP, TOTAL

__all__ = ["begins_clause", "bond"]

#: What the levels of FOLLOWERS stand for, in nats.
_LIFTS: Final = (-0.6, 0.8, 3.0)
#: How often a pair may stand in the text that was counted and not be listed.
_UNLISTED: Final = 4.0
#: Share of an ideograph that was hardly seen, in nats.
_RARE: Final = -13.0


@cache
def _followers() -> dict[str, list[str]]:
    return {row[0]: row[1:].split("|") for row in FOLLOWERS.splitlines()}


def _by_character(classes: dict[int, str]) -> dict[str, float]:
    return {character: number * STEP for number, members in classes.items() for character in members}


@cache
def _shares() -> dict[str, float]:
    return _by_character(SHARES)


@cache
def _begins() -> dict[str, float]:
    return _by_character(BEGINS)


@cache
def _ends() -> dict[str, float]:
    return _by_character(ENDS)


def begins_clause(character: str) -> float:
    """How much more often than chance has it `character` begins a clause, in nats; 0 where it is not known."""
    return _begins().get(character, 0.0)


@lru_cache(maxsize=1 << 14)
def bond(before: str, after: str) -> float:
    """The log-odds, in nats, that two ideographs are neighbours in a clause: not the end of one and the next's begin.

    >>> bond("出", "版") > 3, bond("的", "本") < 0
    (True, True)
    """
    return _lift(before, after) - _ends().get(before, 0.0) - begins_clause(after)


def _lift(before: str, after: str) -> float:
    """How much more often than by chance the one follows the other, in nats."""
    for lift, members in zip(_LIFTS, _followers().get(before, ()), strict=False):
        if after in members:
            return lift
    shares = _shares()
    by_chance = TOTAL * exp(shares.get(before, _RARE) + shares.get(after, _RARE))
    return -log(1 + by_chance / _UNLISTED)
