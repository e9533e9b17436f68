"""Script conversion: names of configurations, protected words, offsets, and a fixed point."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import ConvertScript, OffsetMap, apply_edits, convert_script, default_pipeline
from ocrclean.normalizers.script import CONFIGURATIONS


@pytest.mark.parametrize(
    ("config", "before", "after"),
    [
        ("t2s", "頭髮與發展", "头发与发展"),
        ("s2t", "头发与发展", "頭髮與發展"),
        ("s2tw", "里面的台湾", "裡面的臺灣"),
        ("tw2s", "裡面的臺灣", "里面的台湾"),
        ("s2twp", "鼠标里面的硅二极管坏了", "滑鼠裡面的矽二極體壞了"),
        ("tw2sp", "滑鼠和軟體程式", "鼠标和软件程序"),
        ("s2hk", "卫生间里面", "衞生間裏面"),
        ("t2hk", "衛生", "衞生"),
        ("t2jp", "舊字體", "旧字体"),
        ("jp2t", "旧字体", "舊字體"),
    ],
)
def test_configurations(config, before, after):
    normalizer = ConvertScript(config=config)
    assert normalizer(before) == after
    assert normalizer(after) == after


@pytest.mark.parametrize("config", CONFIGURATIONS)
def test_every_configuration_loads(config):
    assert isinstance(ConvertScript(config=config)("漢语"), str)


@pytest.mark.parametrize(
    ("options", "before", "after"),
    [
        pytest.param({"config": "t2s", "protect": ("昇騰",)}, "昇騰芯片與升騰", "昇騰芯片与升腾", id="a name"),
        pytest.param({"config": "s2t", "protect": "皇后镇"}, "去皇后镇的机票", "去皇后镇的機票", id="one word"),
        pytest.param({"config": "t2s", "protect": ("長", "長安")}, "長安長", "長安長", id="the longest word counts"),
    ],
)
def test_protected_words_stay(options, before, after):
    assert ConvertScript(**options)(before) == after


def test_what_opencc_cannot_take_survives():
    assert convert_script("漢\ud800語\0與\udfff") == "汉\ud800语\0与\udfff"


def test_edits_are_small_and_traceable():
    text = "滑鼠與軟體，都在這裡。\n"
    normalizer = ConvertScript(config="tw2sp")
    edits = normalizer.edits(text)
    assert apply_edits(text, edits) == "鼠标与软件，都在这里。\n"
    assert all(edit.end - edit.start <= 2 for edit in edits)
    low, high = OffsetMap(edits).to_output(text.index("都"), text.index("都") + 1)
    assert normalizer(text)[low:high] == "都"


def test_words_are_not_converted_twice():
    # 程式 is 程序 on the mainland, where Taiwan's 程序 is 进程.
    normalizer = ConvertScript(config="tw2sp")
    assert normalizer(normalizer("這個程式")) == "这个程序"


def test_off_by_default_and_picklable():
    assert "convert-script" not in [step.name for step in default_pipeline().steps]
    convert_script("漢語")
    assert pickle.loads(pickle.dumps(convert_script))("漢語") == "汉语"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"config": "s2x"}, "config is 's2x'"),
        ({"config": "t2s.json"}, "config is 't2s.json'"),
        ({"protect": ("",)}, "protect has an empty word"),
    ],
)
def test_wrong_options_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        ConvertScript(**options)


ALPHABET = "頭髮发發展程式序進程里裡裏后後皇乾隆干幹著着於滑鼠标軟體软件，。 a\n\ud800\0咽嗚呜台臺昇騰"


@given(st.sampled_from(CONFIGURATIONS), st.text(st.sampled_from(ALPHABET) | st.characters(), max_size=20))
def test_properties(config, text):
    normalizer = ConvertScript(config=config, protect=("昇騰",))
    after = apply_edits(text, normalizer.edits(text))
    assert after == normalizer(text)
    assert normalizer(after) == after
    assert text.count("昇騰") <= after.count("昇騰")
