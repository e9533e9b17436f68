"""The thin public face: what `import ocrclean` offers."""

import ast
import pathlib

import ocrclean


def test_every_name_is_declared_once_for_people_and_once_for_type_checkers():
    tree = ast.parse(pathlib.Path(ocrclean.__file__).read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    declared = {
        alias.name: node.module for node in guarded.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert declared == {name: f"ocrclean.{module}" for name, module in ocrclean._HOME.items()}


def test_every_name_loads():
    for name in ocrclean.__all__:
        assert getattr(ocrclean, name) is not None
