"""A full disk leaves every original whole."""

import os
import subprocess
from contextlib import contextmanager

import pytest

from ocrclean import cli
from ocrclean.files import DocumentError, Replacement

TEXT = "".join(f"第{number}条　月球能源从哪\u200b里来？\n" for number in range(1500))


@contextmanager
def mounted(folder, size):
    """A file system of `size` bytes in memory at `folder`."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this user may not mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount")
def test_a_full_disk_leaves_every_original_whole(tmp_path, capfd):
    with mounted(tmp_path, 1 << 18) as disk:
        for number in range(2):
            (disk / f"{number}.txt").write_text(TEXT, "utf-8")
        (disk / "a.jsonl").write_text('{"text": "月\u200b球"}\n' * 2000, "utf-8")
        _fill(disk / "rest")
        before = {path.name: path.read_bytes() for path in disk.iterdir()}
        assert cli.main(["--in-place", "--isolated", "--field", "text", "--jobs", "1", str(disk)]) == 2
        assert {path.name: path.read_bytes() for path in disk.iterdir()} == before
        errors = [line for line in capfd.readouterr().err.splitlines() if "No space left on device" in line]
        assert len(errors) == 3
        assert all(line.endswith("; it stays as it was") for line in errors)
        (disk / "rest").unlink()
        assert cli.main(["--in-place", "--isolated", "--field", "text", "--jobs", "1", str(disk)]) == 0


def _fill(path):
    """Take what is left of the disk, all but a little: enough for a file to be begun."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            file.truncate(file.tell() // 4096 * 4096 - 8192)


@pytest.mark.parametrize("step", ["write", "sync", "replace"])
def test_whatever_step_fails_the_original_stays(tmp_path, monkeypatch, step):
    """The same for users who may not mount: the system refuses at each step in turn."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def refuse(*_arguments):
        raise OSError(28, "No space left on device")

    with (
        pytest.raises(DocumentError, match=r"a\.txt: No space left on device; it stays"),
        Replacement(str(path)) as new,
    ):
        new.write(b"new")
        if step == "write":
            refuse()
        monkeypatch.setattr(os, {"sync": "fsync", "replace": "replace"}[step], refuse)
    monkeypatch.undo()
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a.txt": b"old"}
