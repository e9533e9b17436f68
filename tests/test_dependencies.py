"""docs/dependencies.md says where each package is imported and why; the code agrees."""

import re
import tomllib

from conftest import ROOT
from test_architecture import MODULES, imports_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ \[]", requirement)[0] for requirement in requirements}


def documented(title: str) -> dict[str, list[str]]:
    """Package -> the other cells of its row, from the table below a heading."""
    section = re.search(rf"(?ms)^## {title}.*?(?=^## |\Z)", PAGE)
    assert section, title
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in section[0].split("\n") if "|" in line]
    return {row[0].strip("| `"): row[1:] for row in rows[2:]}


def test_every_dependency_has_a_reason():
    extras = PROJECT["optional-dependencies"]
    assert {name.replace("_", "-") for name in documented("To run")} == names(PROJECT["dependencies"])
    assert set(documented("To clean")) == names(extras["corpus"])
    assert set(documented("To test")) == names(extras["test"])
    assert set(documented("To check")) == names(extras["lint"])


def test_each_is_imported_where_the_page_says_and_nowhere_else():
    imports = {module: {name.split(".")[0] for name in imports_of(path)} for module, path in MODULES.items()}
    for package, (places, _) in (documented("To run") | documented("To clean")).items():
        users = {module for module, found in imports.items() if package in found}
        assert users == set(re.findall(r"`([^`]+)`", places)), package
