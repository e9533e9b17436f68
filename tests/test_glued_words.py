"""English words that an extractor printed as one."""

import pytest

from ocrclean import clean, part_glued_words
from ocrclean.data.words import LEVELS


def parted(run: str) -> str:
    """What becomes of `run` in a Chinese sentence."""
    before, after = "这里说的是", "，下同。"
    found = part_glued_words(before + run + after)
    assert found.startswith(before)
    assert found.endswith(after)
    return found[len(before) : len(found) - len(after)]


@pytest.mark.parametrize(
    "phrase",
    [
        "Choose packages listed on the command line",
        "How can you help users",
        "Which other patterns have been used in the past",
        "displays a preview of the current selection",
        "Save the URLs relative to the file",
        "these devices don't work",
        "a RAID will mirror this change",
        "units of measurement",
        "If the value of the new unit is so",
        "the xfce packages of the system and all other files",  # a rare word among others
        "Right-click the other files",
        "the X server and the clients",
        "The internet archive",
    ],
)
def test_a_phrase_is_parted(phrase):
    assert parted(phrase.replace(" ", "")) == phrase


@pytest.mark.parametrize(
    "run",
    [
        pytest.param("keyboardemulation", id="two words"),
        pytest.param("keyboardsupportoptions", id="no word that phrases have"),
        pytest.param("NetworkManagerSettings", id="a name"),
        pytest.param("ReadOnlyMany", id="... with a word that phrases have"),
        pytest.param("getTheUserPrincipal(", id="the call of a function"),
        pytest.param("proxyBeanMethods", id="an identifier"),
        pytest.param("notwithstanding", id="one word"),
        pytest.param("nevertheless", id="... that is in the table"),
        pytest.param("theqzxvpackagesofvxqzsystems", id="rare words"),
        pytest.param("theqzxvfilesandthe", id="... among few others"),
        pytest.param("theqzxvsystemfileslistoptionspage", id="... that say little"),
        pytest.param("configurationthat", id="two words, one of which phrases have"),
        pytest.param("recordsontape", id="words around a preposition that are short"),
        pytest.param("UnitsofMeasurement", id="... or part of a name"),
        pytest.param("discouraging", id="a word of other words"),
        pytest.param("thefilEsofthesystems", id="a capital within a word"),
        pytest.param("thispagewas", id="a short run"),
        pytest.param("canbeofusetousinalist", id="words too short to be sure"),
        pytest.param("THETEXTWITHALLOFTHEM", id="capitals"),
        pytest.param("use_thefilefromthelist", id="part of an identifier"),
        pytest.param("thefilefromthelist.html", id="the name of a file"),
        pytest.param("/srv/thefilefromthelist", id="a path"),
        pytest.param("https://a.cn/#thefilefromthelist", id="an address"),
        pytest.param("`thefilefromthelist`", id="code"),
        pytest.param("the file from the list", id="parted already"),
    ],
)
def test_what_stays(run):
    assert parted(run) == run


LOST = "可以选择Choosethefilefromthelist，然后Savethefiletothedisk，再看Whichfileshavebeensaved。"


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("blockdevicelayout", "block device layout"),
        ("isthe", "is the"),
        ("Titleis", "Title is"),
        ("SystemFilesListOptions", "System Files List Options"),
        pytest.param("fakeroot", "fakeroot", id="two words may be a name"),
        pytest.param("SystemFilesList", "SystemFilesList", id="so may three with capitals"),
        pytest.param("inset", "inset", id="words too short to be sure"),
        pytest.param("isthedirectory/", "isthedirectory/", id="a path"),
        pytest.param("www.isthedirectory.cn", "www.isthedirectory.cn", id="an address without its scheme"),
        pytest.param("isthedirectory=", "isthedirectory=", id="an assignment"),
    ],
)
def test_in_a_text_that_has_lost_its_spaces_more_is_parted(run, words):
    assert part_glued_words(f"{LOST}还有{run}，如此。").endswith(f"还有{words}，如此。")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LOST + "见 the file list 与 the other list。" * 4, id="spaces between words"),
        pytest.param("可以选择Choosethefilefromthelist。", id="one phrase"),
    ],
)
def test_a_text_may_not_have_lost_its_spaces(text):
    assert part_glued_words(f"{text}还有blockdevicelayout，如此。").endswith("还有blockdevicelayout，如此。")


@pytest.mark.parametrize("name", ["Skolelinux", "SkoleLinux"])
def test_a_name_that_stands_by_itself_is_a_word(name):
    phrase = f"Thebinarypackagesof{name}"
    assert parted(phrase) == phrase
    assert phrase in part_glued_words(f"系统是{name}，见{phrase}。")
    assert f"The binary packages of {name}" in part_glued_words(f"系统是{name}和{name}，见{phrase}。")


def test_two_words_that_are_glued_again_and_again_are_no_name():
    assert "Help contents of the pages" in part_glued_words("看Helpcontents和Helpcontents，Helpcontentsofthepages。")


def test_each_run_is_told_by_itself():
    assert (
        parted("thefilefromthelist、filesystems、oneofthedevices")
        == "the file from the list、filesystems、one of the devices"
    )


def test_text_that_is_not_chinese_stays():
    text = "Choose thefilefromthelist and go on.\n" * 30
    assert part_glued_words(text) == text


def test_a_run_as_long_as_no_line_stays():
    text = "中" * 100 + "thefile" * 100
    assert part_glued_words(text) == text


def test_a_phrase_that_was_wrapped_is_parted_when_its_lines_are_joined():
    text = "这个选项在列表中显示为Choosethefilefrom\nthelist，选中之后即可继续安装系统。\n"
    assert clean(text) == "这个选项在列表中显示为Choose the file from thelist，选中之后即可继续安装系统。\n"


def test_the_table_has_words_once():
    words = [word for level in LEVELS.values() for word in level.split()]
    assert len(words) == len(set(words)) == 12_000
    assert all(word.isascii() and word == word.lower() and len(word) <= 20 for word in words)
