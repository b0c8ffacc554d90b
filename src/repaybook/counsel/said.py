"""What the words of a case tell: distress, cash drawn to repay, and what has to be refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repaybook.assess.boundary import Hint, Light, hints_in
from repaybook.case.model import CaseFile
from repaybook.counsel.fact import Fact

_CASH_ADVANCE = re.compile(r"取现|套现")
_BORROW_TO_REPAY = re.compile(r"以贷养贷|借新还旧|借了?(D\d|网贷|别家|另一|新).{0,6}还")
_PRIORITY_REVERSED = re.compile(
    r"优先级颠倒|(房贷|房租|饭钱|药费|水电).{0,4}(钱|款)?先?(拿去|用来)?还了?.{0,4}(卡|网贷)"
)
_SAFETY = re.compile(
    r"活着没|不想活|想死|自杀|轻生|寻短见|自残|解脱|没意思|撑不(下|住)去?|睡眠(差|不好)|失眠|崩溃|抑郁|绝望|焦虑"
)
_ILL = re.compile(r"病|住院|诊断|医|癌")


def _refusal(hint: Hint) -> str:
    if hint.id == "false_papers":
        return "refuse_forged_medical" if _ILL.search(hint.said) else "refuse_false_papers"
    return {
        "moving_property": "refuse_asset_transfer",
        "mass_complaints": "refuse_mass_complaints",
        "spending_first": "refuse_spending_first",
    }.get(hint.id, f"refuse_{hint.question}")


def facts_said(case: CaseFile) -> Iterator[Fact]:
    """Yield the facts that warning signs, questions and shocks hint at, one a sentence and kind; never a verdict."""
    told = (*case.warning_signs, *case.client_says, *case.shocks)
    for said in told:
        if _SAFETY.search(said):
            yield Fact(key="safety_check", said=said)
        if _CASH_ADVANCE.search(said):
            yield Fact(key="cash_advance_to_pay_card", said=said)
        elif _BORROW_TO_REPAY.search(said):
            yield Fact(key="borrowing_to_repay", said=said)
        if _PRIORITY_REVERSED.search(said):
            yield Fact(key="priority_reversed", said=said)
        for hint in hints_in(said):
            if hint.id == "deliberate_default":
                yield Fact(key="no_advice_to_default", said=said)
            elif hint.id == "papers_given_away":
                yield Fact(key="id_documents_given_to_agent", said=said)
            elif hint.light == Light.RED and said not in case.shocks:
                yield Fact(key=_refusal(hint), said=said)
