"""The vocabulary of column heads: what tables of any subject call their columns."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import gt, lt
from typing import Final

from ocrclean.chars import BULLETS, em_width
from ocrclean.late import late
from ocrclean.tables.cells import has_han, is_header_like
from ocrclean.tables.ruled import is_barrier

__all__ = ["head_count", "is_head", "is_period", "may_be_heads", "without_years"]

#: Nouns that a column head ends in (借款金额, 出版日期, 联系电话): heads name a kind of thing, not a thing.
_NOUNS: Final = """
資訊 註釋 预设值 資料 欄位 引數 變數 位址 型別 信息 特征 环境 原理 模式 样式 风格 习惯 目标 权限 许可证
序号 编号 代号 型号 规格 号码 单号 账号 学号 工号 证号 批号 文号 页码 号 名称 姓名 项目 名 人
类别 类型 种类 分类 性质 等级 级别 档次 层次 代码 编码 码 金额 数额 余额 总额 差额 额 价格
单价 总价 均价 价 费用 费 税率 利率 比例 比率 比重 占比 增幅 增速 率 数量 总量 产量 销量 量
人数 次数 数目 总数 数值 数据 数 面积 重量 容量 体积 大小 尺寸 时间 日期 年份 月份 时长 期限
期间 周期 年龄 职务 职称 电话 地址 地点 位置 产地 备注 说明 描述 注释 含义 意义 解释 内容 摘要
名次 排名 成绩 评分 状态 方式 方案 方法名 事件名 参数名 默认值 缺省值 取值 取值范围 可选值 属性名
变量名 返回值 返回类型 作用 用途 用法 示例 例子 范例 文件名 版本号 版本要求 按键 快捷键 标签名
类名 插槽名 最小值 最大值 最低 最高 要求 范围 频率 频次 货号 错误码 返回码 状态码 特性 优点 缺点
触发条件 兼容性 详情 字段名 参数类型 数据类型 类型名 模块名 物 度 值 参数 属性 选项 变量 字段
格式 版本 路径 目录 命令 操作 指令 方法 语法 结果 类 级 功能 运算符 表达式 本金 利息 成本 收入
支出 利润 来源 依据 标准 片段 情况 作用域 区域 地区
"""
#: Heads as a whole: at the end of a longer name they are part of the name (甲公司, 丙学校).
_WORDS: Final = """
关键词 关键字 軟體包 檔案 程式 介面 選單 視窗 物件 函式 字串 主機 組 组
序 单位 部门 机构 公司 学校 专业 国家 省份 城市 作者 书名 出版社 品名 文件 平台 系统 环境 语言
网站 网址 链接 软件包 套件 设备 条件 键 元素 事件 对象 模块 组件 函数 动作 内存 硬盘 端口 协议
主机 符号 字符 字元 支持 推荐 可用 可用值 阶段 步骤 插槽 回调参数 必填 必选 是否必填 是否必须
是否必选 场景 错误 原因 措施 区别 补充 种 分 用户 常量 标签 标记 键值 题目 标题 主题 性别 籍贯
学历 颜色 品牌 材质
"""
_LATIN: Final = """
name type types default version description param params parameter option options value values required key
prop props property method event attribute field no id code date unit size package note notes return returns
example api command arguments slot ram cpu url format status
"""
_TRADITIONAL: Final = str.maketrans(
    "专业义习书产价优体余内况别务动区协单占历参发变台号围国场块备学对层属录征径态总惯户据数时机权条来构标样档润点状环电盘码种积称税签类级组结统绩编网职范荐补规触认议记许设证评话详语误说调账货质贯费软达运选释链销错键长门间阶页项须预频题颜额风骤龄",
    "專業義習書產價優體餘內況別務動區協單佔歷參發變臺號圍國場塊備學對層屬錄徵徑態總慣戶據數時機權條來構標樣檔潤點狀環電盤碼種積稱稅籤類級組結統績編網職範薦補規觸認議記許設證評話詳語誤說調賬貨質貫費軟達運選釋鏈銷錯鍵長門間階頁項須預頻題顏額風驟齡",
)
_BRACKET: Final = late(r"[（(〈《\[]{1,2}[^（）()]{1,12}[）)\]]")  # 税率（%）, 抵（质）押物
#: A year, a month, a quarter or a span of them, and what of it: 2021年, 2022年1-9月, 2023年上半年, 1季度, 2022年末
_PERIOD: Final = late(
    r"(?:(?:19|20)[0-9]{2}年?(?:[-–—~～至](?:(?:19|20)?[0-9]{2}年|[0-9]{1,2}月)|[0-9]{1,2}月|[一二三四]季度)?|[0-9]{1,2}(?:[-–—~～至][0-9]{1,2})?月"
    r"|第?[一二三四1-4]季度)(?:[初末底]|上半年|下半年)?(?<=[年月度初末底])"
)
_YEAR: Final = late("(?:1[89]|20)[0-9]{2}")
#: What begins an item of a list, and no head: – 忘记密码
_ITEM_STARTS: Final = frozenset(BULLETS + "–-*·")
#: A head has no more characters ...
_LONGEST: Final = 32
#: ... and a line of them.
_LONGEST_LINE: Final = 90


@cache
def _heads() -> re.Pattern[str]:
    ends, whole = ("|".join(_both_scripts(words)) for words in (_NOUNS, _WORDS))
    return re.compile(rf".*(?:{ends})|{whole}|{'|'.join(_LATIN.split())}", re.IGNORECASE)


@cache
def _last_characters() -> frozenset[str]:
    """What heads end in, a unit in brackets and blanks included: most lines are told from heads by that alone."""
    latin = _LATIN.split()
    words = [*_both_scripts(_NOUNS), *_both_scripts(_WORDS), *latin, *map(str.upper, latin)]
    return frozenset(word[-1] for word in words) | frozenset("）)] \n")


def _both_scripts(words: str) -> list[str]:
    return [*words.split(), *words.translate(_TRADITIONAL).split()]


def is_head(text: str) -> bool:
    """Whether a cell reads as a column head: a head noun at its end; a unit in brackets is set aside."""
    if text[-1:] not in _last_characters():
        return False
    bare = text.replace(" ", "").replace("\n", "")
    if bare[:1] in _ITEM_STARTS:
        return False
    return bare[-1:] in _last_characters() and len(bare) <= _LONGEST and _names_a_kind(bare)


@lru_cache(maxsize=4096)
def _names_a_kind(text: str) -> bool:
    """Whether a short text ends in a head noun. Remembered: a line is looked at as a part of several tables."""
    bare = _BRACKET.sub("", text)
    return em_width(bare) <= 10 and _heads().fullmatch(bare) is not None


def head_count(texts: Iterable[str]) -> int:
    """How many of the cells read as column heads."""
    return sum(map(is_head, texts))


def may_be_heads(text: str) -> bool:
    """Whether a line may be a line of heads: short words, one of them surely a head."""
    if not 3 <= len(text) <= _LONGEST_LINE or " " not in text or "，" in text or "。" in text or is_barrier(text):
        return False
    words = text.split()
    if not 2 <= len(words) <= 10:
        return False
    plain = without_years(words)
    named = len(plain) < len(words) or head_count(filter(has_han, words)) >= 1 or head_count(words) == len(words)
    return named and all(is_header_like(word) or is_period(word) for word in plain)


def is_period(text: str) -> bool:
    """Whether a head names the time that its column is of: 2023年, 2023年末, 1-3月, 第一季度."""
    return _PERIOD.fullmatch(text) is not None


def without_years(heads: Sequence[str]) -> list[str]:
    """The heads but for bare years, of which two or more stand in order behind another head: 地区 2021 2022."""
    years = [head for head in heads if _YEAR.fullmatch(head)]
    in_order = any(all(order(*pair) for pair in pairwise(years)) for order in (lt, gt))
    if len(years) < 2 or not in_order or heads[0] in years:
        return list(heads)
    return [head for head in heads if head not in years]
