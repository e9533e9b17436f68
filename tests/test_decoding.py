"""Bytes into text: real encodings, marks, damage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrclean import decode

SIMPLIFIED = "新华社北京电，记者从有关部门获悉：今年以来，我国经济运行总体平稳，稳中有进。\n"
TRADITIONAL = "本報記者報導，臺灣各地天氣持續晴朗；專家指出，這個現象與氣候變遷有關。\n"
FOUR_BYTES = "古人云：“㐂㑇䶮”三字今已罕用，𠀀𪚥更少见。\n"


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        pytest.param(SIMPLIFIED, "utf-8", "utf-8", id="UTF-8"),
        pytest.param(SIMPLIFIED, "gb2312", "gb18030", id="GB 2312"),
        pytest.param(SIMPLIFIED, "gbk", "gb18030", id="GBK"),
        pytest.param(TRADITIONAL, "gbk", "gb18030", id="traditional text in GBK"),
        pytest.param(FOUR_BYTES, "gb18030", "gb18030", id="GB 18030 with four-byte characters"),
        pytest.param(TRADITIONAL, "big5", "big5hkscs", id="Big5"),
        pytest.param(TRADITIONAL + "佢哋喺度嘅嘢冇嚟㗎。\n", "big5hkscs", "big5hkscs", id="Big5-HKSCS, Cantonese"),
        pytest.param(SIMPLIFIED, "utf-16-le", "utf-16-le", id="UTF-16LE"),
        pytest.param(TRADITIONAL, "utf-16-be", "utf-16-be", id="UTF-16BE"),
        pytest.param("plain ASCII in 16 bits\n", "utf-16-le", "utf-16-le", id="UTF-16LE, ASCII alone"),
        pytest.param("材孤。制商下大标世么", "utf-16-le", "utf-16-le", id="UTF-16LE whose bytes are all ASCII"),
        pytest.param(SIMPLIFIED, "hz", "hz", id="HZ"),
        pytest.param("汉字", "gbk", "gb18030", id="two characters"),
        pytest.param("第3章 apt 的用法", "gbk", "gb18030", id="mostly ASCII"),
        pytest.param("Die Größe der Straße überrascht.", "cp1252", "cp1252", id="German"),
        pytest.param("Съешь ещё этих мягких французских булок", "cp1251", "cp1251", id="Russian, Windows"),
        pytest.param("Съешь ещё этих мягких французских булок", "koi8_r", "koi8_r", id="Russian, Unix"),
        pytest.param("吾輩は猫である。名前はまだ無い。", "cp932", "cp932", id="Japanese, Shift_JIS"),
        pytest.param("吾輩は猫である。名前はまだ無い。", "euc_jp", "euc_jp", id="Japanese, EUC"),
        pytest.param("吾輩は猫である。", "iso2022_jp", "iso2022_jp_ext", id="Japanese, seven bits"),
        pytest.param("나라의 말이 중국과 달라 문자와 서로 통하지 아니하므로", "euc_kr", "cp949", id="Korean"),
    ],
)
def test_encoding_found(text, codec, named):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.bad_bytes, decoded.first_bad) == (text, named, 0, None)


@pytest.mark.parametrize(
    ("data", "text", "named"),
    [
        pytest.param(b"\xef\xbb\xbf\xe4\xb8\xad", "中", "utf-8", id="UTF-8"),
        pytest.param(b"\xff\xfe\x2d\x4e", "中", "utf-16-le", id="UTF-16LE"),
        pytest.param(b"\xfe\xff\x4e\x2d", "中", "utf-16-be", id="UTF-16BE"),
        pytest.param(b"\xff\xfe\x00\x00\x2d\x4e\x00\x00", "中", "utf-32-le", id="UTF-32LE"),
        pytest.param(b"\x00\x00\xfe\xff\x00\x00\x4e\x2d", "中", "utf-32-be", id="UTF-32BE"),
        pytest.param(b"\x84\x31\x95\x33\xd6\xd0", "中", "gb18030", id="GB 18030"),
    ],
)
def test_byte_order_mark_names_the_encoding_and_goes(data, text, named):
    assert decode(data) == (text, named, 1.0, 0, None, True)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("les élèves étaient très inquiétés", "cp1252"),
        ("zażółć gęślą jaźń", "iso8859_2"),
        ("Verfügbarkeit für alle ausführen", "iso8859_15"),
        ("Вася — 25 лет", "cp1251"),
        ("コンピュータ", "euc_jp"),
        ("자주 묻는 질문", "euc_kr"),
    ],
)
def test_other_languages_are_not_claimed_as_chinese(text, codec):
    assert decode(text.encode(codec)).encoding not in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")


def test_big5_of_windows():
    text = "臺灣的價格是 100 € 上下，三～五天。"
    assert decode(text.encode("cp950"))[:2] == (text, "cp950")
    text = "營業時間：上午九時～下午五時。"
    assert decode(text.encode("cp950"))[:2] == (text, "big5hkscs")


def test_utf8_comes_before_gb18030():
    data = "浣犲ソ".encode("gb18030")
    assert data == "你好".encode()
    assert decode(data).text == "你好"


def test_line_ends_stay():
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


def test_empty():
    assert decode(b"") == ("", "utf-8", 1.0, 0, None, False)


def test_hz_with_half_of_its_escapes_cut_off():
    decoded = decode("月球能源从哪来可上九天揽月可下五洋捉鳖谈笑凯歌还世上无难事".encode("hz")[1:-1])
    assert decoded.encoding == "hz"
    assert "上九天揽月可下五洋" in decoded.text


def test_json_is_not_hz():
    data = b'{"name":"x","value":[1,2,3],"text":"plain ASCII in one line without any blank"}' * 50
    assert decode(data)[:2] == (data.decode(), "utf-8")


def test_plain_text_with_a_tilde_and_a_brace_is_not_hz():
    assert decode(b"cd ~{a,b}; echo ~{ ok").encoding == "utf-8"


def test_damage_is_marked_and_counted():
    data = bytearray((SIMPLIFIED * 3).encode())
    data[31] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert decoded.bad_bytes >= 1
    assert decoded.first_bad in (30, 31)
    assert decoded.text.count("\ufffd") == 1


LONG = "".join(SIMPLIFIED + TRADITIONAL for _ in range(6))


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "hz"])
@pytest.mark.parametrize("how", ["cut", "dropped", "corrupted"])
def test_damaged_text_is_still_told(codec, how):
    source = LONG.encode(codec, "ignore")
    whole = source.decode(codec)
    for at in range(201, 221):
        data = {
            "cut": source[1 : 2 * at + 1],
            "dropped": source[:at] + source[at + 1 :],
            "corrupted": source[:at] + bytes([source[at] ^ 0x55]) + source[at + 1 :],
        }[how]
        decoded = decode(data)
        assert decoded.encoding == codec
        if how == "dropped" and codec in ("utf-8", "utf-16-le", "utf-16-be"):
            # All but the damaged character is as it was.
            kept = max(len(p) for p in decoded.text.split("\ufffd"))
            assert kept > 0.4 * len(whole)
            assert sum(p in whole for p in decoded.text.split("\ufffd")) >= len(decoded.text.split("\ufffd")) - 1


def test_utf16_behind_a_lost_byte_is_read_again():
    data = LONG.encode("utf-16-le")
    decoded = decode(data[:301] + data[302:])
    assert decoded.encoding == "utf-16-le"
    assert decoded.text.startswith(LONG[:149])
    assert decoded.text.endswith(LONG[152:])
    assert decoded.bad_bytes == 1
    assert 296 <= decoded.first_bad <= 302


def test_pairs_behind_a_lost_byte_are_read_again():
    text = "本报记者报道，这个现象与2023年的气候变化有关。专家指出，各地天气都是一样。\n"
    data = (text * 4).encode("gb18030")
    for lost in range(48, 68):
        decoded = decode(data[:lost] + data[lost + 1 :])
        assert (decoded.encoding, decoded.bad_bytes) == ("gb18030", 1)
        kept = lost // 2 - 1 + 2  # the digits are one byte each
        assert decoded.text.startswith(text[:kept])
        assert decoded.text.endswith(text[kept + 3 :] + text * 3), "only what stands beside the lost byte is spoilt"


def test_valid_bytes_are_trusted_however_rare_the_characters():
    text = "䶮龘靐齉𪚥㐂龖" * 3 + "，这些字很少见，但都没有写错。"
    assert decode(text.encode("gb18030")).text == text


def test_hz_details():
    text = "波浪号 ~ 与 {}，汉字\n第二行\n"
    assert decode(text.encode("hz"))[:2] == (text, "hz")
    assert decode(b"~{VPND~} a ~~ b ~\nc\n").text == "中文 a ~ b c\n"


def test_euro_sign_of_windows_936():
    decoded = decode(("价格为" + "100 元或 ").encode("gbk") + b"\x80" + "12，含税。".encode("gbk"))
    assert decoded[:2] == ("价格为100 元或 €12，含税。", "gb18030")
    assert decoded.bad_bytes == 0


@pytest.mark.parametrize("name", ["no-such", "", "utf\ud800", "x\0"])
def test_an_unknown_encoding_is_refused(name):
    with pytest.raises(ValueError, match="encoding is"):
        decode(b"", name)


def test_a_named_encoding_is_taken():
    assert decode("汉字".encode("gbk"), "GBK")[:3] == ("汉字", "gbk", 1.0)
    assert decode(b"\xef\xbb\xbfa", "utf-8") == ("a", "utf-8", 1.0, 0, None, True)
    assert decode(b"\xd6\xd0\xff", "ascii").bad_bytes == 3


@given(st.binary(max_size=200))
def test_any_bytes_are_accepted(data):
    decoded = decode(data)
    assert isinstance(decoded.text, str)
    assert (decoded.first_bad is None) == (decoded.bad_bytes == 0)
    assert 0 <= decoded.confidence <= 1


@given(st.text(max_size=100))
def test_utf8_is_never_taken_for_anything_else(text):
    data = text.encode("utf-8", "ignore")
    # Signs of UTF-16 (controls), of HZ (~) and of ISO 2022 (ESC) are another matter; their tests are above.
    if not data.startswith("\ufeff".encode()) and not {*range(0x08), *range(0x0E, 0x20), 0x7E} & set(data):
        assert decode(data)[:2] == (data.decode(), "utf-8")
