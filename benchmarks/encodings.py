"""Encodings and mojibake: ocrclean beside charset-normalizer, chardet and ftfy, in one run.

    python benchmarks/encodings.py [--simplified PATH ...] [--traditional PATH ...] [--other LANGUAGE=PATH ...]
                                   [--samples N] [--seed N] [--alone] [--mojibake]

PATH is a text file, a page of HTML or a manual page (also .gz), in UTF-8, or a folder of them. Without one the
project's seeds are used, and their conversion by OpenCC as traditional text. Good corpora are the Debian packages
debian-reference-zh-cn, debian-reference-zh-tw, manpages-zh, libreoffice-help-zh-cn, libreoffice-help-zh-tw,
fortunes-zh and texlive-lang-chinese (zhlipsum); for other languages manpages-fr, -de, -pl, -ru, -ja and
installation-guide-amd64 (folder ko). Needs chardet and ftfy for their columns: pip install chardet ftfy.
"""

import argparse
import codecs
import gzip
import html
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ocrclean import decode, repair_mojibake

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
HAN = re.compile("[\u4e00-\u9fff]")
#: Encoding -> which text it is for.
ENCODINGS = {
    "utf-8": "both", "gbk": "simplified", "gb18030": "four bytes", "big5": "traditional", "big5hkscs": "traditional",
    "utf-16-le": "both", "utf-16-be": "both", "hz": "simplified",
}  # fmt: skip
FAMILIES = {
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
    "ascii": "utf-8", "utf-8-sig": "utf-8",
}  # fmt: skip
OTHERS = {
    "fr": ("cp1252", "latin-1"), "de": ("cp1252", "latin-1"), "pl": ("cp1250", "iso8859_2"),
    "ru": ("cp1251", "koi8_r"), "ja": ("cp932", "euc_jp"), "ko": ("euc_kr", "cp949"),
}  # fmt: skip
#: Characters that GB 18030 writes with four bytes.
FOUR_BYTES = "㐂㑇䶮㸃𠀀𠮷𪚥𣘗"
Guess = tuple[str, str]  # codec, text
Decoder = Callable[[bytes], Guess]


# The corpus


def read(path: Path) -> str:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf-8", "ignore")
    kind = path.name.removesuffix(".gz").rsplit(".", 1)[-1]
    if kind in ("html", "htm", "xhtml"):
        text = re.sub(r"(?is)<(script|style).*?</\1>", "", text)
        text = html.unescape(
            re.sub(r"<[^>]*>", "", re.sub(r"(?i)</(?:p|h\d|li|td|div|pre|dd|dt)>|<br ?/?>", "\n", text))
        )
    elif kind.isdigit():  # a manual page: requests and fonts are no text
        text = re.sub(r"(?m)^[.'].*\n?|\\f.|\\&", "", text).replace("\\-", "-")
    return text


def corpus(paths: list[str]) -> list[str]:
    files = [f for path in map(Path, paths) for f in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    kinds = re.compile(r"\.(txt|u8|html?|xhtml|def|[1-8])(\.gz)?$")
    texts = (read(file) for file in files if file.is_file() and (kinds.search(file.name) or len(files) == len(paths)))
    return [text for text in texts if text.strip()]


def pieces(texts: list[str], encoding: str, size: int, chance: random.Random) -> Iterator[str]:
    """Pieces of `size` bytes or a little more, with an ideograph in every ten bytes at least."""
    weights = [len(text) for text in texts]
    while True:
        text = chance.choices(texts, weights)[0]
        start = chance.randrange(len(text))
        piece = text[start : start + size]
        if encoding == "gb18030" and len(piece) > 4:
            at = chance.randrange(4)
            piece = piece[:at] + chance.choice(FOUR_BYTES) + piece[at + 1 :]
        piece = piece.encode(encoding, "ignore").decode(encoding)
        low, high = 1, len(piece)
        while low < high:  # the shortest prefix of that many bytes
            middle = (low + high) // 2
            low, high = (low, middle) if len(piece[:middle].encode(encoding)) >= size else (middle + 1, high)
        piece = piece[:low]
        if len(piece.encode(encoding)) >= size and len(HAN.findall(piece)) >= size / 10:
            yield piece


# The decoders


def by_ocrclean(data: bytes) -> Guess:
    decoded = decode(data)
    return decoded.encoding, decoded.text


def by_name(name: str | None, data: bytes) -> Guess:
    if not name:
        return "", ""
    try:
        return codecs.lookup(name).name, data.decode(name, "replace").removeprefix("\ufeff")
    except LookupError:
        return name, ""


def decoders() -> dict[str, Decoder]:
    found: dict[str, Decoder] = {"ocrclean": by_ocrclean}
    from charset_normalizer import from_bytes

    def by_charset_normalizer(data: bytes) -> Guess:
        best = from_bytes(data).best()
        return by_name(best.encoding if best else None, data)

    found["charset-normalizer"] = by_charset_normalizer
    try:
        import chardet

        found["chardet"] = lambda data: by_name(chardet.detect(data)["encoding"], data)
    except ImportError:
        print("chardet is not installed: no column for it")
    try:
        import ftfy

        def by_ftfy(data: bytes) -> Guess:
            text, name = ftfy.guess_bytes(data)
            return codecs.lookup({"sloppy-windows-1252": "cp1252"}.get(name, name)).name, text

        found["ftfy"] = by_ftfy
    except ImportError:
        print("ftfy is not installed: no column for it")
    return found


def family(codec: str) -> str:
    name = codec.replace("_", "-").lower()
    return FAMILIES.get(name, name)


# The figures


def table(title: str, columns: list[str], rows: list[tuple[str, list[str]]]) -> None:
    print(f"\n{title}\n" + " " * 34 + "".join(f"{column:>20s}" for column in columns))
    for name, cells in rows:
        print(f"  {name:32s}" + "".join(f"{cell:>20s}" for cell in cells))


def percent(right: int, of: int) -> str:
    return f"{100 * right / of:.1f}" if of else "-"


def top_one(texts: dict[str, list[str]], tools: dict[str, Decoder], samples: int, chance: random.Random) -> None:
    rows = []
    for size in (20, 50, 200):
        for encoding, script in ENCODINGS.items():
            source = texts["traditional" if script == "traditional" else "simplified"]
            if script == "both":
                source = texts["simplified"] + texts["traditional"]
            stream = pieces(source, encoding, size, chance)
            chosen = [next(stream) for _ in range(samples)]
            rows.append(
                (
                    f"{size} bytes, {encoding}",
                    [
                        percent(sum(tool(p.encode(encoding))[1] == p for p in chosen), samples)
                        for tool in tools.values()
                    ],
                )
            )
    for encoding, script in ENCODINGS.items():
        source = texts["traditional" if script == "traditional" else "simplified"]
        files = [text[:200_000].encode(encoding, "ignore") for text in source if len(HAN.findall(text)) > 100][:samples]
        right = sum(decode(data).text == data.decode(encoding) for data in files)
        rows.append((f"{len(files)} whole files, {encoding}", [percent(right, len(files))]))
    table("Text equals the original, per cent", list(tools), rows)


def damaged(data: bytes, how: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) // 4, len(data) - len(data) // 4)
    if how == "cut":  # in mid-character where the piece starts or ends with one
        return data[1:-1]
    if how == "one byte dropped":
        return data[:at] + data[at + 1 :]
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def damage(texts: dict[str, list[str]], tools: dict[str, Decoder], samples: int, chance: random.Random) -> None:
    rows = []
    for how in ("cut", "one byte dropped", "one byte corrupted"):
        for encoding, script in ENCODINGS.items():
            source = texts["traditional" if script == "traditional" else "simplified"]
            stream = pieces(source, encoding, 500, chance)
            chosen = [damaged(next(stream).encode(encoding), how, chance) for _ in range(samples)]
            named = [sum(family(tool(data)[0]) == family(encoding) for data in chosen) for tool in tools.values()]
            rows.append((f"{how}, {encoding}", [percent(n, samples) for n in named]))
    table("Damaged, 500 bytes: right encoding named, per cent", list(tools), rows)


def foreign(others: dict[str, list[str]], tools: dict[str, Decoder], samples: int, chance: random.Random) -> None:
    rows = []
    for language, texts in others.items():
        for encoding in OTHERS[language]:
            for size in (20, 50, 200):
                chosen: list[bytes] = []
                while len(chosen) < samples:
                    text = chance.choice(texts)
                    start = chance.randrange(len(text))
                    data = text[start : start + size].encode(encoding, "ignore")[:size]
                    if len(data) >= size and sum(octet > 127 for octet in data) >= 2:
                        chosen.append(data)
                claimed = [
                    sum(
                        family(tool(data)[0]) in ("gb18030", "big5hkscs", "hz", "utf-16-le", "utf-16-be")
                        for data in chosen
                    )
                    for tool in tools.values()
                ]
                rows.append((f"{language}, {encoding}, {size} bytes", [percent(n, samples) for n in claimed]))
    if rows:
        table("Other languages: claimed as Chinese, per cent", list(tools), rows)


def windows_1252(data: bytes) -> str:
    holes = b"\x81\x8d\x8f\x90\x9d"
    return "".join(chr(octet) if octet in holes else bytes([octet]).decode("cp1252") for octet in data)


def spoilt(lines: list[str], encode: str, read_as: Callable[[bytes], str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        try:
            yield line, read_as(line.encode(encode))
        except UnicodeError:  # a byte would be lost
            continue


def _lines(text: str, output: list[str]) -> list[tuple[str, str]]:
    """The lines of a document that are not ASCII, each with what became of it."""
    lines = text.split("\n")
    if len(lines) != len(output):
        return [(line, "") for line in lines if not line.isascii()]
    return [(line, got) for line, got in zip(lines, output, strict=True) if not line.isascii()]


def mojibake(lines: list[str], documents: list[str], samples: int, chance: random.Random) -> None:
    tools: dict[str, Callable[[str], str]] = {"ocrclean": repair_mojibake}
    try:
        import ftfy

        tools["ftfy"] = ftfy.fix_encoding
    except ImportError:
        pass
    chosen = chance.sample(lines, min(len(lines), 100 * samples))
    rows = []
    for name, encode, read_as in (
        ("GBK as Latin-1", "gbk", lambda data: data.decode("latin-1")),
        ("GBK as Windows-1252", "gbk", windows_1252),
        ("UTF-8 as Latin-1", "utf-8", lambda data: data.decode("latin-1")),
        ("UTF-8 as Windows-1252", "utf-8", windows_1252),
        ("UTF-8 as Windows-1252, twice", "utf-8", lambda data: windows_1252(windows_1252(data).encode())),
        ("UTF-8 as GB 18030", "utf-8", lambda data: data.decode("gb18030")),
        ("Big5 as Latin-1", "big5", lambda data: data.decode("latin-1")),
    ):
        pairs = list(spoilt(chosen, encode, read_as))
        rows.append(
            (
                f"{name} ({len(pairs)} lines)",
                [percent(sum(tool(bad) == good for good, bad in pairs), len(pairs)) for tool in tools.values()],
            )
        )
    for name, encode in (("GBK as Latin-1", "gbk"), ("Big5 as Latin-1", "big5"), ("UTF-8 as Latin-1", "utf-8")):
        texts = [text[:100_000].encode(encode, "ignore").decode(encode) for text in documents]
        cells = []
        for tool in tools.values():
            outputs = [tool(text.encode(encode).decode("latin-1")).split("\n") for text in texts]
            pairs = [pair for text, output in zip(texts, outputs, strict=True) for pair in _lines(text, output)]
            cells.append(percent(sum(good == got for good, got in pairs), len(pairs)))
        rows.append((f"{name}, {len(texts)} documents", cells))
    table("Mojibake: lines of two ideographs or more that come back exactly, per cent", list(tools), rows)


def false_repairs(lines: list[str], chance: random.Random) -> None:
    start = time.perf_counter()
    touched = [line for line in lines if repair_mojibake.edits(line)]
    print(f"\nFalse repairs: {len(touched)} of {len(lines):,} clean lines ({time.perf_counter() - start:.1f} s)")
    for line in touched[:10]:
        print(f"  {line.strip()[:90]}")
    pools = {
        "any character of the BMP": [chr(c) for c in range(0x20, 0xFFFE) if not 0xD800 <= c < 0xE000],
        "Latin-1": [chr(c) for c in range(0x80, 0x100)],
        "ideographs": [chr(c) for c in range(0x4E00, 0x9FA6)],
    }
    chinese = [line for line in lines if HAN.search(line)]
    for name, pool in pools.items():
        noisy = (
            "".join(chance.choice(pool) if chance.random() < 0.15 else c for c in chance.choice(chinese))
            for _ in range(20_000)
        )
        print(f"False repairs: {sum(bool(repair_mojibake.edits(line)) for line in noisy)} of 20,000 lines, 15 % {name}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--simplified", nargs="+", default=[str(SEEDS)], metavar="PATH")
    parser.add_argument("--traditional", nargs="+", default=[], metavar="PATH")
    parser.add_argument("--other", action="append", default=[], metavar="LANGUAGE=PATH")
    parser.add_argument("--samples", type=int, default=50, help="pieces for each figure (50)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="measure ocrclean alone")
    parser.add_argument("--mojibake", action="store_true", help="measure the repair of misread text alone")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    texts = {"simplified": corpus(options.simplified), "traditional": corpus(options.traditional)}
    if not texts["traditional"]:
        import opencc

        texts["traditional"] = [opencc.OpenCC("s2t").convert(text) for text in texts["simplified"]]
        print("traditional text: the simplified text, converted by OpenCC")
    others: dict[str, list[str]] = {}
    for item in options.other:
        language, _, path = item.partition("=")
        others.setdefault(language, []).extend(corpus([path]))
    tools = {"ocrclean": by_ocrclean} if options.alone else decoders()
    for script, documents in texts.items():
        print(f"{script}: {len(documents)} documents, {sum(map(len, documents)):,} characters")
    if not options.mojibake:
        top_one(texts, tools, options.samples, chance)
        damage(texts, tools, options.samples, chance)
        foreign(others, tools, options.samples, chance)
    lines = [line for documents in texts.values() for text in documents for line in text.split("\n")]
    documents = texts["simplified"] + texts["traditional"]
    mojibake([line for line in lines if len(HAN.findall(line)) > 1], documents[:50], options.samples, chance)
    false_repairs(lines, chance)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
