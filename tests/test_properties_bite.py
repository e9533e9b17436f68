"""The properties of test_properties catch normalizers that break them."""

from dataclasses import dataclass

import pytest

import test_properties as properties
from ocrclean import Change, Edit, Normalizer


@dataclass(frozen=True, kw_only=True)
class Faulty(Normalizer):
    name = "faulty"
    summary = "breaks a promise"
    change = Change.SPACE
    examples = (("中  文", "中 文"),)
    counter_examples = ()


class ClosesOneSpaceOnly(Faulty):
    def edits(self, text):
        at = text.find("  ")
        return [Edit(at, at + 1, "", "space")] if at >= 0 else []


class LosesCharacters(Faulty):
    def edits(self, text):
        return [Edit(i, i + 1, "", "lost") for i, character in enumerate(text) if character == "文"]


class ChangesNothing(Faulty):
    def edits(self, text):
        return [Edit(0, 1, text[0], "same")] if text else []


class Overlaps(Faulty):
    def edits(self, text):
        at = text.find(" ")
        return [Edit(at, at + 1, "", "a"), Edit(at, at + 1, "", "b")] if at >= 0 else []


class Encodes(Faulty):
    def edits(self, text):
        text.encode()
        return []


class LooksBackFromEachCharacter(Faulty):
    def edits(self, text):
        for i in range(len(text)):
            for _ in range(0, i, 16):
                len(text)
        return []


class PlainIsAnotherPath(Faulty):
    def edits(self, text):
        del text
        return []

    def __call__(self, text):
        return text[:-1]


@pytest.mark.parametrize(
    ("broken", "test", "error"),
    [
        (ClosesOneSpaceOnly, properties.test_idempotent, AssertionError),
        (LosesCharacters, properties.test_changes_no_more_than_its_class, AssertionError),
        (
            ChangesNothing,
            properties.test_plain_equals_explained_and_edits_are_legal_and_minimal,
            AssertionError,
        ),
        (Overlaps, properties.test_plain_equals_explained_and_edits_are_legal_and_minimal, ValueError),
        (
            PlainIsAnotherPath,
            properties.test_plain_equals_explained_and_edits_are_legal_and_minimal,
            AssertionError,
        ),
        # The map may be wrong in two ways; whether both are found depends on the texts that are drawn.
        (PlainIsAnotherPath, properties.test_the_offset_map_is_exact, (AssertionError, ExceptionGroup)),
        (Encodes, properties.test_any_str_is_accepted, UnicodeEncodeError),
        (LooksBackFromEachCharacter, properties.test_calls_grow_no_faster_than_the_text, AssertionError),
    ],
)
def test_a_broken_promise_is_found(broken, test, error):
    with pytest.raises(error):
        test(normalizer=broken())


def test_the_watchdog_barks():
    with pytest.raises(TimeoutError), properties.watchdog(1):
        while True:
            pass
