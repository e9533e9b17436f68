"""Make `plain` cases: text that needs little or nothing, so that a cleaner's zeal shows.

    python plain_cases.py DOCS ROOT OUT [EDITIONS]

DOCS as for page_cases.py, ROOT as for pdf_cases.py. EDITIONS: a folder of plain-text books (*.md) wrapped at
76 to 88 columns, each paragraph indented by two full-width or four plain blanks; the cases here are from Lu Xun.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import opencc
from markup import html_blocks
from page_cases import read_blocks
from pdf_cases import CHAPTERS
from truth import longest_sound_part, one_line, write_case

ENGLISH = Path("/usr/share/common-licenses/GPL-2")
NOTES = re.compile(r"\s*(?:〔１〕|注释|［１］|⑴)")
RULE = re.compile(r"[━─-]{10,}")
PROSE = {"train": ("dengxia", "fubing", "news2", "gt"), "test": ("weiyou", "shexi", "news3", "sj")}

MARKDOWN = """# 轻量日志工具 minilog

minilog 是一个只有一个文件的日志库，没有依赖，适合嵌入小程序。它的目标不是功能齐全，而是让人十分钟读完全部源码。

## 安装

```bash
pip install minilog
# 或者从源码安装
git clone https://example.org/minilog.git
cd minilog && python -m pip install .
```

## 快速上手

先建一个记录器，再调用它的方法：

```python
from minilog import Logger

log = Logger("app", level="info")
log.info("服务已启动，端口 %d", 8080)
for i in range(3):
    log.debug("第 %d 次重试", i)
```

输出默认写到标准错误。若要写入文件，请在构造时给出 `path` 参数，例如 `Logger("app", path="/var/log/app.log")`。

## 配置项

| 名称 | 默认值 | 说明 |
| --- | --- | --- |
| level | info | 低于此级别的消息不输出 |
| path | 无 | 日志文件的位置 |
| rotate | 10 MB | 文件超过此大小时换新文件 |

## 常见问题

- 为什么没有异步接口？因为绝大多数小程序用不到。
- 能不能输出 JSON？可以，把 `format` 设为 `json` 即可。
- 支持哪些 Python 版本？3.9 及以上。

## 许可

本项目以 MIT 许可证发布，详见 [LICENSE](LICENSE) 文件。
"""

CONTENTS = """目录

前言 ……………………………………………… 1

第一章 水与城 ……………………………………… 3

第一节 河道的变迁 ………………………………… 3

第二节 码头、集市与会馆 …………………………… 17

第三节 “小桥流水”从何而来 ………………………… 29

第二章 桥与路 ……………………………………… 41

第一节 石桥的营造 ………………………………… 41

第二节 修桥的账本（1736—1911） …………………… 58

第三章 人与事 ……………………………………… 77

第一节 船工口述 …………………………………… 77

第二节 一个家族的百年 ……………………………… 96

附录一 地名对照表 ………………………………… 131

附录二 大事年表 …………………………………… 140

参考文献 …………………………………………… 152

后记 ……………………………………………… 158
"""

NOTICE = """招聘启事

因业务发展需要，现面向社会公开招聘以下人员：

一、岗位及人数

档案管理员2名

系统维护工程师1名

讲解员5名

二、报名方式

报名时间：2024年3月1日至3月15日（工作日8:30—17:00）

报名地点：青溪县文化路26号博物馆行政楼204室

联系人：吴女士

电话：0570-555 0123

传真：0570-555 0124

邮编：324000

电子邮箱：hr@example.org

网址：https://www.example.org/jobs/2024?from=notice

三、注意事项

1.应聘者须如实填写报名表，凡弄虚作假者，一经查实，取消资格。

2.资格审查贯穿招聘全过程。

青溪县博物馆

2024年2月20日
"""

JAPANESE = """吾輩は旅をする

駅前の時計は七時を指していた。朝の空気はまだ冷たく、吐く息が白い。改札を抜けると、ホームには三人しかいなかった。

「次の電車は遅れるそうですよ」と、隣に立っていた老人が言った。私は軽く会釈をして、手に持っていた文庫本を閉じた。

電車が来たのは二十分後だった。窓の外には田んぼが広がり、その向こうに雪をかぶった山が見える。カメラを出そうとして、やめた。見ているだけで十分だと思ったからだ。

終点で降りると、潮の匂いがした。海まで歩いて十五分。地図にはそう書いてあったが、実際には三十分かかった。

防波堤の上で、猫が一匹、日なたぼっこをしていた。
"""

QA = """问：贵馆周一开放吗？

答：周一闭馆（法定节假日除外）。

问：参观需要预约吗？

答：需要。请提前一至七天在网上预约，每个证件每天限约一次。

问：可以带宠物吗？

答：不可以，导盲犬除外。

问：怎么去？

答：地铁2号线文化宫站C口出，步行约400米。

甲：你去过吗？

乙：去过，还不止一次。

甲：觉得怎么样？

乙：……

甲：说啊！

乙：一言难尽。
"""


def wrapped_editions(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(name, raw, gold) for plain-text editions that indent each paragraph by two full-width or four plain blanks."""
    for path in sorted(folder.glob("*.md")):
        raw: list[str] = []
        paragraphs: list[str] = []
        for line in path.read_text("utf-8").splitlines():
            indented = re.match(r"(?:　　|    )[^　 ]", line)
            if NOTES.match(line) or (indented and sum(map(len, raw)) > 4500):
                break
            if indented:
                paragraphs.append(line.strip())
            elif re.match(r"[^　\s]", line) and paragraphs:
                paragraphs[-1] += line.strip()
            elif line.strip():
                continue
            if paragraphs:
                raw.append(line)
        if len(paragraphs) > 5:
            yield path.stem, "\n".join(raw).strip("\n") + "\n", "\n\n".join(paragraphs) + "\n"


@dataclass
class Shelf:
    """Where the cases go."""

    out: Path

    def put(self, split: str, label: str, texts: tuple[str, str], kind: str, source: str) -> None:
        meta = {"group": "plain", "kind": kind, "source": source, "extractor": "none", "furniture": []}
        raw, gold = texts
        write_case(self.out / split / "plain" / label, raw, gold, {**meta, "punctuation": "as source"})


def close(gold: str) -> str:
    """The same blocks with no blank line between."""
    return gold.replace("\n\n", "\n")


def prose(shelf: Shelf, docs: Path) -> None:
    convert, quotes = opencc.OpenCC("s2t").convert, str.maketrans("“”‘’", "「」『』")
    for split, names in PROSE.items():
        for doc in names:
            texts = [one_line(block.text) for block in read_blocks(docs / f"{doc}.txt", 0, 2600)]
            gold = "\n\n".join(texts) + "\n"
            shelf.put(split, f"{doc}-blank", (gold, gold), "clean, a blank line between blocks", doc)
            shelf.put(split, f"{doc}-line", (close(gold), gold), "clean, one block a line", doc)
            if doc in {"fubing", "shexi"}:
                indented = "".join(f"　　{text}\n" for text in texts[2:])
                body = "\n\n".join(texts[2:]) + "\n"
                shelf.put(split, f"{doc}-indent", (indented, body), "clean, one block a line, full-width indent", doc)
                trad = convert(gold).translate(quotes)
                shelf.put(split, f"{doc}-trad", (close(trad), trad), "clean, Traditional, one block a line", doc)
    for split, doc in (("train", "tang"), ("test", "song")):
        lines = [block.text for block in read_blocks(docs / f"{doc}.txt")]
        gold = "\n\n".join(lines) + "\n"
        shelf.put(split, f"{doc}-verse", (close(gold), gold), "verse, one line a line", "Debian package fortunes-zh")


def own(shelf: Shelf) -> None:
    source = "written for this purpose"
    shelf.put("train", "markdown", (MARKDOWN, MARKDOWN), "Markdown with code fences and a table", source)
    shelf.put("train", "contents-line", (close(CONTENTS), CONTENTS), "contents page with leaders", source)
    shelf.put("test", "contents-blank", (CONTENTS, CONTENTS), "contents page with leaders", source)
    shelf.put("test", "notice-line", (close(NOTICE), NOTICE), "notice with labels and addresses", source)
    shelf.put("train", "japanese", (JAPANESE, JAPANESE), "Japanese, left as it is", source)
    shelf.put("test", "japanese-line", (close(JAPANESE), JAPANESE), "Japanese, left as it is", source)
    shelf.put("test", "qa-line", (close(QA), QA), "questions, answers and dialogue", source)


def english(shelf: Shelf) -> None:
    text = ENGLISH.read_text("utf-8").expandtabs()
    for split, first, last in (("train", 0, 3000), ("test", 3000, 6000)):
        part = text[text.index("\n\n", first + 300) : text.index("\n\n", last)].strip()
        part = re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in part.split("\n"))) + "\n"
        shelf.put(split, f"english-{first}", (part, part), "English wrapped at 72, left as it is", "GPL-2")


def dumps(shelf: Shelf, root: Path) -> None:
    """Text dumps of HTML, as Debian ships them, with truth from the HTML."""
    for split, lang in (("train", "cn"), ("test", "tw")):
        base = root / f"maint-guide-zh-{lang}/usr/share/doc/maint-guide-zh-{lang}"
        dump = gzip.decompress((base / f"maint-guide.zh-{lang}.txt.gz").read_bytes()).decode("utf-8").split("\n")
        pages = [base / f"html/{chapter}.zh-{lang}.html" for chapter in CHAPTERS]
        blocks = [block for page in pages for block in html_blocks(page, numbered=True)]
        for n, first in enumerate((330, 560, 900, 1500)):
            case = longest_sound_part("\n".join(dump[first : first + 100]), blocks, RULE)
            if len(case.gold) > 900 and case.coverage > 0.97 and not case.unmatched and not case.crossed:
                source = f"maint-guide-zh-{lang}: maint-guide.zh-{lang}.txt, lines {first} to {first + 100}"
                shelf.put(split, f"maint-{lang}-dump{n}", (case.raw, case.gold), "text dump of HTML, wrapped", source)


def main(docs: Path, root: Path, out: Path, editions: Path | None) -> None:
    shelf = Shelf(out)
    prose(shelf, docs)
    own(shelf)
    if ENGLISH.exists():
        english(shelf)
    dumps(shelf, root)
    for n, (name, raw, gold) in enumerate(wrapped_editions(editions) if editions else ()):
        kind = "plain-text edition, wrapped, full-width indents"
        shelf.put("train" if n % 2 else "test", f"wrapped-{n}", (raw, gold), kind, f"鲁迅《{name}》")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given[0], given[1], given[2], given[3] if len(given) > 3 else None)
