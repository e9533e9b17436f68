"""The layers: imports go one way, and `import ocrclean` stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

PACKAGE = ROOT / "src" / "ocrclean"
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

#: From the ground up. A module imports from its own layer or from one below.
LAYERS = [
    {
        "_version",
        "late",
        "edits",
        "blanks",
        "chars",
        "lines",
        "data",
        "scripts",
        "frequency",
        "english",
        "unreadable",
        "formulas",
    },
    {"normalizer", "protected", "pages", "tables", "paragraphs"},
    {"normalizers"},
    {"pipeline"},
    {"guard"},
    {"decoding", "hz", "marking", "pairs", "patterns", "config", "files", "report"},
    {"corpus"},
    {"cli", "arguments", "engines"},
    {"__main__"},
]
#: The only modules that may import these packages: docs/dependencies.md gives the reason for each.
HEAVY = {"regex", "opencc", "charset_normalizer"}


def layer_of(module: str) -> int | None:
    top = module.split(".", maxsplit=1)[0]
    return next((height for height, layer in enumerate(LAYERS) if top in layer), None)


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, those inside functions included; names of the package without `ocrclean.`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import"
            module = node.module or ""
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return found


def own_imports(path: Path) -> set[str]:
    names = {name.removeprefix("ocrclean.") for name in imports_of(path) if name.startswith("ocrclean.")}
    return {name for name in names if name in MODULES}


@pytest.mark.parametrize("module", [name for name in MODULES if name not in ("", "__init__")])
def test_imports_go_one_way(module):
    height = layer_of(module)
    if height is None:  # a package beside the layers: named here once it has its place
        pytest.fail(f"{module} has no layer; give it one in LAYERS and docs/architecture.md")
    for name in own_imports(MODULES[module]):
        below = layer_of(name)
        assert below is not None and below <= height, f"{module} imports {name} from above"


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("normalizers.")])
def test_no_normalizer_imports_another(module):
    family = ".".join(module.split(".")[:2])  # a normalizer may be a package of several files
    others = {name for name in own_imports(MODULES[module]) if name.startswith("normalizers.")}
    assert {name for name in others if not (name + ".").startswith(family.removesuffix("._data") + ".")} == set()


def modules_after(statement: str) -> set[str]:
    program = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.split()
    )


def test_importing_the_package_loads_next_to_nothing():
    loaded = modules_after("import ocrclean")
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("ocrclean")} == {"ocrclean", "ocrclean._version"}


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("import ocrclean; ocrclean.clean('月 球,')", id="clean"),
        pytest.param("import ocrclean.cli", id="command"),
    ],
)
def test_everyday_use_loads_no_heavy_package(statement):
    assert not modules_after(statement) & (HEAVY | {"numpy", "unittest", "asyncio", "multiprocessing"})
