"""The columns of a table of debts: how they are headed, and what people write in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from types import MappingProxyType

from repaybook.case.amounts import half_width
from repaybook.case.model import CreditorType
from repaybook.texts import LANGS, Lang, say


class Kind(Enum):
    """What stands in a column."""

    TEXT = auto()
    TYPE = auto()
    AMOUNT = auto()
    RATE = auto()
    COUNT = auto()
    DAY = auto()
    YES_NO = auto()


COLUMNS: Mapping[str, Kind] = MappingProxyType(
    {
        "creditor_alias": Kind.TEXT,
        "creditor_type": Kind.TYPE,
        "product_zh": Kind.TEXT,
        "balance_total": Kind.AMOUNT,
        "principal": Kind.AMOUNT,
        "accrued_interest": Kind.AMOUNT,
        "penalty_interest": Kind.AMOUNT,
        "late_fee": Kind.AMOUNT,
        "other_fees": Kind.AMOUNT,
        "annual_rate": Kind.RATE,
        "contractual_monthly": Kind.AMOUNT,
        "min_payment": Kind.AMOUNT,
        "terms_left": Kind.COUNT,
        "overdue_days": Kind.COUNT,
        "next_due_date": Kind.DAY,
        "secured": Kind.YES_NO,
        "priority": Kind.YES_NO,
        "figures_source": Kind.TEXT,
        "note": Kind.TEXT,
    }
)
"""The columns of the template, in order: the field of a debt and what stands in it."""

NEEDED = ("creditor_alias", "creditor_type")

# Other heads and words that people are known to write. They are only read, never shown.
_OTHER_HEADS: Mapping[str, tuple[str, ...]] = {
    "creditor_alias": ("债权方", "机构", "机构名称", "平台", "银行", "出借人", "lender"),
    "creditor_type": ("债务类型", "债权人类型", "贷款类型", "种类", "type"),
    "product_zh": ("产品名称", "贷款产品"),
    "balance_total": ("欠款", "欠款金额", "总欠款", "余额", "欠款余额", "合计欠款", "balance", "total", "totalbalance"),
    "principal": ("剩余本金", "欠款本金", "本金余额"),
    "accrued_interest": ("欠息", "利息余额", "accruedinterest"),
    "penalty_interest": ("逾期利息", "逾期罚息"),
    "late_fee": ("滞纳金", "逾期违约金"),
    "other_fees": ("费用", "其它费用", "担保费", "fees"),
    "annual_rate": ("利率", "年化", "年化利率", "rate", "interestrate"),
    "contractual_monthly": ("月供", "月还款", "每期应还", "每月还款", "monthlypayment", "monthly"),
    "min_payment": ("最低还款", "最低应还", "minimum"),
    "terms_left": ("剩余分期", "余期", "termsleft"),
    "overdue_days": ("已逾期天数", "逾期", "overdue"),
    "next_due_date": ("还款日期", "下个还款日", "下期还款日", "duedate", "nextdue"),
    "secured": ("是否抵押", "抵押", "有无抵押"),
    "priority": ("是否优先", "优先"),
    "figures_source": ("来源", "数据来源", "source"),
    "note": ("说明", "notes", "remark", "remarks"),
}
_OTHER_TYPES: Mapping[CreditorType, tuple[str, ...]] = {
    CreditorType.BANK_CREDIT_CARD: ("银行信用卡", "贷记卡", "creditcard"),
    CreditorType.CARD_INSTALMENT: ("账单分期", "现金分期", "刷卡分期"),
    CreditorType.BANK_CONSUMER_LOAN: ("银行信用贷", "银行贷款", "银行消费贷款", "银行个人贷款", "bankloan"),
    CreditorType.CONSUMER_FINANCE: ("消费金融公司", "消金", "持牌消费金融"),
    CreditorType.INTERNET_BANK: ("互联网银行", "民营银行"),
    CreditorType.ONLINE_MICROLOAN: ("小贷", "小额贷款", "网络小额贷款", "网络小贷公司"),
    CreditorType.LOAN_FACILITATION: ("助贷平台", "助贷贷款"),
    CreditorType.PRIVATE_LOAN: ("个人借款", "民间借款", "私人借款"),
    CreditorType.FAMILY_FRIENDS: ("亲友", "亲戚", "朋友", "家人", "亲戚朋友", "family", "friends"),
    CreditorType.MORTGAGE: ("按揭", "住房贷款", "住房按揭", "房屋贷款"),
    CreditorType.AUTO_LOAN: ("汽车贷款", "车辆贷款"),
    CreditorType.GUARANTEE: ("担保", "保证", "连带担保"),
    CreditorType.JUDGMENT_DEBT: ("判决", "调解书", "判决债务", "judgment"),
}
SEVERAL_TYPES = frozenset({"网贷", "贷款", "消费贷", "信用贷", "借款", "分期", "小额", "loan", "onlineloan"})
"""Words that may mean several types: the person is asked, nothing is guessed."""

TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "sum", "subtotal"})
YES = frozenset({"是", "有", "对", "√", "✓", "y", "yes", "true", "1"})
NO = frozenset({"否", "无", "没有", "不是", "×", "x", "n", "no", "false", "0"})

_UNIT = re.compile(r"[(\[【](?P<unit>[^)\]】]{1,8})[)\]】]$")
_UNITS = {"万元": "万", "万": "万", "%": "%"} | dict.fromkeys(
    ("元", "yuan", "cny", "天", "日", "days", "期", "是/否"), ""
)


def folded(text: str) -> str:
    """Return a head or word as it is compared: no spaces, no marks at the ends, small letters."""
    return "".join(half_width(text).split()).strip(":*#").lower()


@dataclass(frozen=True, slots=True)
class Head:
    """A column that is known: its field, and what a bare number in it lacks (``万``, ``%`` or nothing)."""

    field: str
    unit: str = ""


@cache
def _heads() -> Mapping[str, str]:
    heads = {folded(head): name for name, others in _OTHER_HEADS.items() for head in (name, *others)}
    for lang in LANGS:
        heads |= {folded(say(lang, f"terms.field.debt.{name}")): name for name in COLUMNS}
    return heads


@cache
def type_words() -> Mapping[str, CreditorType]:
    """Return the creditor type of each word for one, folded."""
    words = {folded(word): kind for kind, others in _OTHER_TYPES.items() for word in (kind.value, *others)}
    for lang in LANGS:
        words |= {folded(say(lang, f"terms.creditor_type.{kind}")): kind for kind in CreditorType}
    return words


def head_of(text: str) -> Head | None:
    """Return the column with this head, in Chinese or English, a unit in brackets behind it; ``None`` for none."""
    written = folded(text)
    found = _UNIT.search(written)
    if not found:
        return Head(_heads()[written]) if written in _heads() else None
    bare, unit = written[: found.start()], found["unit"]
    if bare not in _heads() or unit not in _UNITS:
        return None
    return Head(_heads()[bare], _UNITS[unit])


def heads_of(cells: Sequence[str]) -> tuple[Head | None, ...] | None:
    """Return the columns of a row of heads, ``None`` where the needed ones are not there."""
    heads = tuple(head_of(cell) if cell else None for cell in cells)
    present = {head.field for head in heads if head}
    return heads if present.issuperset(NEEDED) else None


def template_heads(lang: Lang) -> tuple[str, ...]:
    """Return the heads of the template in a language."""
    return tuple(say(lang, f"terms.field.debt.{name}") for name in COLUMNS)
