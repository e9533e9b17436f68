"""The examples in all docstrings run."""

import doctest
import importlib

import pytest

from test_architecture import MODULES


@pytest.mark.parametrize(
    "module",
    [name for name in MODULES if name != "__main__"],
)
def test_doctests(module):
    name = "ocrclean" if module == "__init__" else f"ocrclean.{module}"
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
