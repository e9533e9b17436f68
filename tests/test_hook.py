"""The commit hook, run by the real pre-commit and prek in a repository made for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ocrclean
from conftest import ROOT

TEXT = "新华社北京电 记者从有关部门获悉,今年上半年各地粮 食 生 产形势良好。\n"
CLEAN = ocrclean.clean(TEXT)
assert CLEAN != TEXT

RUNNERS = [
    pytest.param(name, marks=pytest.mark.skipif(path is None, reason=f"{name} is not installed"))
    for name in ("pre-commit", "prek")
    for path in [shutil.which(name, path=str(Path(sys.executable).parent))]
]


def hooks_here(identifier: str) -> str:
    """The hook as .pre-commit-hooks.yaml has it, but run by this Python with these sources, with no environment."""
    entry = {"ocrclean": "--hook", "ocrclean-check": "--hook --check"}[identifier]
    definition = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert f"- id: {identifier}\n" in definition
    assert f"  entry: ocrclean {entry}\n" in definition
    assert definition.count("  types_or: [plain-text, markdown]\n") == 2
    return (
        "repos:\n- repo: local\n  hooks:\n"
        f"  - {{id: {identifier}, name: {identifier}, entry: {sys.executable} -m ocrclean {entry}, language: system,"
        " types_or: [plain-text, markdown], require_serial: false}\n"
    )


class Repository:
    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "PYTHONPATH": str(ROOT / "src"),
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "PREK_HOME": str(home / "prek"),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        for variable in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
            self.environment.pop(variable, None)
        folder.mkdir()
        self.git("init", "-q")
        self.git("config", "user.email", "editor@example.org")
        self.git("config", "user.name", "Editor")

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=self.environment).stdout

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def run(self, runner: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        program = str(Path(sys.executable).parent / runner)
        command = [program, "run", "--color", "never", *arguments]
        return subprocess.run(
            command, cwd=self.folder, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=self.environment,
        )  # fmt: skip


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "报 纸", tmp_path / "home")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("runner", RUNNERS)
class TestHook:
    def test_one_pass_mends_and_the_second_is_silent(self, repository, runner):
        gbk = ocrclean.clean("中华人民共和国国务院办公厅关于印发全国国土规划纲要的通知。" * 3)
        spoiled = {
            "utf 八.txt": TEXT.encode(),
            "月 报/国标.txt": gbk.encode("gbk"),
            "crlf.md": TEXT.replace("\n", "\r\n").encode(),
            "code.py": TEXT.encode(),
        }
        for name, data in spoiled.items():
            repository.write(name, data)
        repository.write(".pre-commit-config.yaml", hooks_here("ocrclean").encode())
        repository.git("add", "-A")
        first = repository.run(runner)
        assert first.returncode == 1, first.stdout
        for name in ("utf 八.txt", "月 报/国标.txt", "crlf.md"):
            assert first.stdout.count(f"cleaned {name}\n") == 1, first.stdout
        assert (repository.folder / "utf 八.txt").read_bytes() == CLEAN.encode()
        assert (repository.folder / "月 报/国标.txt").read_bytes() == gbk.encode()
        assert (repository.folder / "crlf.md").read_bytes() == CLEAN.encode()
        assert (repository.folder / "code.py").read_bytes() == TEXT.encode()
        repository.git("add", "-A")
        second = repository.run(runner)
        assert second.returncode == 0, second.stdout
        assert "cleaned" not in second.stdout
        repository.git("commit", "-qm", "clean")
        assert repository.git("status", "--porcelain") == ""

    def test_check_writes_nothing(self, repository, runner):
        path = repository.write("a.txt", TEXT.encode())
        repository.write(".pre-commit-config.yaml", hooks_here("ocrclean-check").encode())
        repository.git("add", "-A")
        result = repository.run(runner)
        assert (result.returncode, path.read_bytes()) == (1, TEXT.encode()), result.stdout
        assert "would clean a.txt\n" in result.stdout

    def test_an_unstaged_edit_in_the_same_file_comes_through(self, repository, runner):
        """The runner puts the edit aside, lets the hook see what is staged, and lays the edit over it again."""
        rest = "".join(f"第{number}条已经核对过了。\n\n" for number in range(20))
        path = repository.write("a.txt", (TEXT + "\n" + rest + "末尾。\n").encode())
        repository.write(".pre-commit-config.yaml", hooks_here("ocrclean").encode())
        repository.git("add", "-A")
        edited = TEXT + "\n" + rest + "末 尾 改 了 。\n"
        path.write_bytes(edited.encode())
        result = repository.run(runner)
        assert result.returncode == 1, result.stdout
        after = path.read_text("utf-8")
        assert after.endswith("末 尾 改 了 。\n"), after  # the edit, as it was typed
        assert after.startswith((CLEAN, TEXT)), after  # mended, or left for the next pass where the two collide


@pytest.mark.skipif(not os.environ.get("OCRCLEAN_NETWORK"), reason="builds an environment from the package index")
@pytest.mark.parametrize("runner", RUNNERS)
def test_the_published_definition(repository, runner, tmp_path):
    """.pre-commit-hooks.yaml itself: the runner clones this project and installs it."""
    source = tmp_path / "ocrclean"
    files = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-zco", "--exclude-standard"], capture_output=True, check=True
    )
    for name in files.stdout.decode().split("\0")[:-1]:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    git = ["git", "-C", str(source), "-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "release"], ["tag", "v1"]):
        subprocess.run([*git, *arguments], check=True)
    repository.environment.pop("PYTHONPATH")
    path = repository.write("月 报.txt", TEXT.encode())
    config = f"repos:\n- repo: {source}\n  rev: v1\n  hooks:\n  - id: ocrclean\n"
    repository.write(".pre-commit-config.yaml", config.encode())
    repository.git("add", "-A")
    first = repository.run(runner)
    assert (first.returncode, path.read_text("utf-8")) == (1, CLEAN), first.stdout
    repository.git("add", "-A")
    assert repository.run(runner).returncode == 0
