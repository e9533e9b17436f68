"""Files are replaced whole or not at all."""

import os
import stat

import pytest

from ocrclean.files import DocumentError, Replacement, decode_bytes, real_target, remove_unfinished, sweep

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "月报 一.txt"
    path.write_bytes(b"old")
    return path


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def test_the_old_file_stays_until_the_new_one_is_whole(path):
    with Replacement(str(path)) as new:
        new.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_old_file_and_nothing_else(path, error):
    with pytest.raises(error), Replacement(str(path)) as new:
        new.write(b"new")
        raise error
    assert path.read_bytes() == b"old"
    assert names(path.parent) == [path.name]


def test_a_new_file_can_be_discarded(path):
    with Replacement(str(path)) as new:
        new.discard()
    assert (path.read_bytes(), names(path.parent)) == (b"old", [path.name])


@posix
def test_mode_is_kept_and_a_new_file_follows_the_umask(path, tmp_path):
    path.chmod(0o640)
    with Replacement(str(path)) as new:
        new.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        with Replacement(str(tmp_path / "fresh")) as new:
            new.write(b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "fresh").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")
def test_owner_is_kept(path):
    os.chown(path, 12345, 54321)
    with Replacement(str(path)) as new:
        new.write(b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_are_kept(path):
    try:
        os.setxattr(path, "user.source", b"scan")
    except OSError:
        pytest.skip("the file system has no extended attributes")
    with Replacement(str(path)) as new:
        new.write(b"new")
    assert os.getxattr(path, "user.source") == b"scan"


@posix
def test_a_name_as_long_as_names_can_be(tmp_path):
    path = tmp_path / ("月" * 85)
    with Replacement(str(path)) as new:
        new.write(b"new")
    assert path.read_bytes() == b"new"


@posix
def test_links_lead_to_the_file_they_name(path, tmp_path):
    (tmp_path / "link").symlink_to(path)
    assert real_target(str(tmp_path / "link")) == str(path.resolve())


@posix
@pytest.mark.parametrize("spoil", ["hard link", "read-only", "folder", "missing"])
def test_what_must_not_be_replaced(path, tmp_path, spoil):
    if spoil == "hard link":
        os.link(path, tmp_path / "other")
        said = "has 2 hard links"
    elif spoil == "read-only":
        path.chmod(0o444)
        said = "is read-only"
    elif spoil == "folder":
        path = tmp_path
        said = "is no regular file"
    else:
        path.unlink()
        said = "No such file"
    with pytest.raises(DocumentError, match=said):
        real_target(str(path))


def test_part_files_are_gone_on_with(path):
    part = str(path.parent / "part")
    with pytest.raises(ValueError), Replacement(str(path), part=part) as new:
        new.write(b"one two")
        raise ValueError
    assert names(path.parent) == ["part", path.name]
    with Replacement(str(path), part=part, position=4) as new:
        new.write(b"three")
    assert path.read_bytes() == b"one three"
    assert names(path.parent) == [path.name]


@posix
def test_leftovers_of_dead_processes_are_swept_away(tmp_path):
    dead = os.spawnlp(os.P_NOWAIT, "true", "true")
    os.waitpid(dead, 0)
    for process in (dead, os.getpid()):
        (tmp_path / f".ocrclean-{process}-1.tmp").touch()
    (tmp_path / ".ocrclean-notes").touch()
    sweep(str(tmp_path))
    assert names(tmp_path) == sorted([".ocrclean-notes", f".ocrclean-{os.getpid()}-1.tmp"])


def test_what_a_signal_left_is_removed_at_the_end(path):
    Replacement(str(path))._file.close()
    assert len(names(path.parent)) == 2
    remove_unfinished()
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (b"\xe4\xb8", "utf-8", "2 bytes from byte 0 on are not utf-8"),
        (b"abc", "utf-9", "encoding is 'utf-9'"),
    ],
)
def test_what_is_no_text_is_refused(data, encoding, said):
    with pytest.raises(DocumentError, match=said):
        decode_bytes(data, "a.txt", encoding)
