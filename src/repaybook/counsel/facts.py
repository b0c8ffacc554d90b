"""The facts of a case that a counsellor must see, each with reason and source. Facts with conditions, no verdict.

Everything comes from what the case holds; a fact whose ground is not there does not appear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from repaybook import law
from repaybook.assess import Assessment, Feasibility, assess
from repaybook.case.model import CaseFile, CreditorType, Debt
from repaybook.counsel.costs import costs
from repaybook.counsel.fact import Fact
from repaybook.counsel.legal_dates import CONFIRMATION, PAYMENT_ORDER, deadlines
from repaybook.counsel.said import facts_said
from repaybook.dates import add_months
from repaybook.follow.conduct import conducts, rules_of
from repaybook.money import Money

_CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})
_HOME = re.compile(r"住房(?!公积金)|房产|房屋|商品房|自建房|公寓")
_ONLY = re.compile(r"唯一")
_POLICE = re.compile(r"公安|警|抓|坐牢|拘留|刑|逮捕|经侦")
_MARRIED = "已婚"

_CONDUCT_FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "fake_legal_document_or_fraud": "fake_legal_document",
        "night_contact": "night_contact",
        "threat": "threat",
        "insult": "insult",
        "third_party_disclosure": "third_party_disclosure",
        "excess_frequency": "excess_frequency",
        "after_agreement_collection": "after_agreement_collection",
        "wrong_amount": "wrong_amount",
        "illegal_debt_collection": "illegal_debt_collection",
        "unverified_identity": "unverified_identity",
    }
)


def _stages(assessment: Assessment) -> Iterator[Fact]:
    if assessment.worst_stage == "M1":
        late = tuple(debt for debt, stage in assessment.stages.items() if stage == "M1")
        yield Fact(key="first_overdue_M1", debts=late)


def _budget(case: CaseFile, assessment: Assessment) -> Iterator[Fact]:
    figures = {"gap": -assessment.surplus, "usable": assessment.usable_for_plans}
    if assessment.income_known and assessment.feasibility == Feasibility.NEGATIVE:
        yield Fact(key="negative_budget_no_instalment_offer", values=figures)
        yield Fact(key="benefits_first", values=figures, rules=(("assistance", "social_assistance"),))
    if assessment.income_known and assessment.keep_paying and not assessment.keep_paying_affordable:
        short = assessment.surplus - assessment.committed_payments
        yield Fact(key="keep_paying_not_affordable", values={"short": -short}, debts=assessment.keep_paying)
    kinds = {debt.id: debt.creditor_type for debt in case.debts}
    if assessment.restructure and all(kinds[debt] in _CARDS for debt in assessment.restructure):
        yield Fact(
            key="cards_only_need_restructuring",
            debts=assessment.restructure,
            rules=(("cards", "personal_plan_max_months"),),
        )
    bank = tuple(debt for debt in assessment.keep_paying if kinds[debt] == CreditorType.BANK_CONSUMER_LOAN)
    if bank and assessment.keep_paying_affordable:
        yield Fact(key="bank_loan_keep_paying", debts=bank)
    fits = assessment.feasibility in {Feasibility.TIGHT, Feasibility.FEASIBLE}
    left = assessment.surplus_income_minus10
    if fits and assessment.need_per_month_60 and left < assessment.need_per_month_60:
        yield Fact(key="plan_fails_at_minus10", values={"left": left, "need": assessment.need_per_month_60})


def _secured(case: CaseFile) -> Iterator[Fact]:
    mortgages = tuple(
        debt.id for debt in case.debts if debt.creditor_type == CreditorType.MORTGAGE and debt.priority and debt.secured
    )
    if mortgages and len(case.debts) > len(mortgages):
        yield Fact(key="mortgage_priority", debts=mortgages)
    homes = [asset for asset in case.assets if _HOME.search(asset.kind)]
    if len(homes) == 1 or any(asset.note and _ONLY.search(asset.note) for asset in homes):
        yield Fact(key="only_home", rules=(("court", "home_rent_years"), ("court", "exempt_living_costs")))
    contingent = tuple(debt.id for debt in case.debts if debt.contingent)
    if contingent:
        yield Fact(key="guarantee_contingent", debts=contingent, rules=(("obligations", "guarantor_on_change"),))
    if case.client.marital == _MARRIED and any(not debt.contingent for debt in case.debts):
        yield Fact(key="spouse_debt_test", rules=(("obligations", "spouse_debt_test"),))


def _agreements(case: CaseFile) -> Iterator[Fact]:
    lacking = tuple(
        agreement.debt for agreement in case.agreements if agreement.missing or agreement.written_copy is False
    )
    if lacking:
        yield Fact(key="agreement_missing_items", debts=lacking, rules=(("cards", "personal_plan_stop_collection"),))


def _legal(case: CaseFile, on: date) -> Iterator[Fact]:
    for one in deadlines(case, on):
        if one.passed or one.days_left is None:
            continue
        about = (one.debt,) if one.debt else ()
        if one.kind == "payment_order_received":
            yield Fact(key="payment_order_deadline", values={"day": one.on}, debts=about, rules=(PAYMENT_ORDER,))
        elif one.kind == "mediation":
            yield Fact(key="mediation_date", values={"day": one.on}, debts=about, rules=(CONFIRMATION,))


def doubled_interest(debt: Debt, on: date) -> Money | None:
    """Return the doubled part of the interest for late performance up to ``on``, in fen, half up.

    Base × daily rate × days from the day after ``perform_by`` until ``on``; the rate and its citation stand in
    ``law/areas/court.toml`` (``doubled_interest_daily``). ``None`` without a base or a day, 0 before that day.
    """
    judgment = debt.judgment
    if judgment is None or judgment.doubled_interest_base is None or judgment.perform_by is None:
        return None
    rate: Decimal = law.load("court")["doubled_interest_daily"].on(on).value
    days = max(0, (on - judgment.perform_by).days)
    return judgment.doubled_interest_base.times(rate * days)


def _judgments(case: CaseFile, on: date) -> Iterator[Fact]:
    for debt in case.debts:
        judgment = debt.judgment
        if judgment is None:
            continue
        if judgment.court_deduction_monthly:
            yield Fact(
                key="court_deduction_first",
                values={"amount": judgment.court_deduction_monthly},
                debts=(debt.id,),
                rules=(("court", "exempt_living_costs"),),
            )
        doubled = doubled_interest(debt, on)
        if doubled:
            yield Fact(
                key="doubled_interest",
                values={"amount": doubled},
                debts=(debt.id,),
                rules=(("court", "doubled_interest_daily"),),
            )


def _costs(case: CaseFile, on: date) -> Iterator[Fact]:
    kinds = {debt.id: debt.creditor_type for debt in case.debts}
    for cost in costs(case, on):
        if cost.kept_back is not None:
            yield Fact(
                key="interest_deducted_up_front",
                values={"amount": cost.kept_back},
                debts=(cost.debt,),
                rules=(("private_lending", "principal_where_interest_deducted"),),
            )
        if cost.above_line > 0:
            private = kinds[cost.debt] == CreditorType.PRIVATE_LOAN
            yield Fact(
                key="rate_above_private_line" if private else "rate_above_reference_line",
                values={"above": cost.above_line},
                debts=(cost.debt,),
                rules=(
                    (("private_lending", "rate_cap_multiple"), ("lpr", "one_year"))
                    if private
                    else (("financial_loans", "court_total_line"),)
                ),
            )


def _overdue(case: CaseFile, on: date) -> Iterator[Fact]:
    late = [debt for debt in case.debts if not debt.contingent and (debt.overdue_days or 0) > 0]
    threshold = Money.yuan(law.load("crime")["card_principal"].on(on).value)
    large = tuple(
        debt.id
        for debt in late
        if debt.creditor_type == CreditorType.BANK_CREDIT_CARD and debt.principal and debt.principal >= threshold
    )
    if large:
        yield Fact(
            key="large_card_principal",
            values={"amount": threshold},
            debts=large,
            rules=(
                ("crime", "card_principal"),
                ("crime", "card_effective_reminders"),
                ("crime", "card_months_after_reminders"),
            ),
        )
    years = int(law.load("obligations")["limitation_years"].on(on).value)
    expired = tuple(
        debt.id
        for debt in late
        if debt.judgment is None and debt.overdue_since is not None and add_months(debt.overdue_since, 12 * years) < on
    )
    if expired:
        yield Fact(
            key="limitation_may_have_expired",
            values={"years": years},
            debts=expired,
            rules=(("obligations", "limitation_years"), ("obligations", "limitation_restart")),
        )
    if late:
        kept = int(law.load("credit")["bad_record_years"].on(on).value)
        yield Fact(
            key="credit_record",
            values={"years": kept},
            debts=tuple(debt.id for debt in late),
            rules=(("credit", "bad_record_years"),),
        )


def _conduct(case: CaseFile) -> Iterator[Fact]:
    by_id = {debt.id: debt for debt in case.debts}
    for row in conducts(case):
        about = (row.contact.debt,) if row.contact.debt else ()
        for name in row.classes:
            if name == "false_legal_threat":
                flag = "false_police_threat" if _POLICE.search(row.contact.said_zh) else "false_legal_threat"
            elif name in _CONDUCT_FLAGS:
                flag = _CONDUCT_FLAGS[name]
            else:
                continue
            yield Fact(
                key=flag, debts=about, rules=rules_of(name, by_id.get(row.contact.debt or "")), said=row.contact.said_zh
            )


def facts(case: CaseFile, on: date) -> tuple[Fact, ...]:
    """Return the facts of a case on a day, one a key: words of the same key keep the first, debts are joined."""
    assessment = assess(case)
    found: dict[str, Fact] = {}
    for fact in (
        *_legal(case, on),
        *facts_said(case),
        *_budget(case, assessment),
        *_stages(assessment),
        *_secured(case),
        *_judgments(case, on),
        *_costs(case, on),
        *_overdue(case, on),
        *_agreements(case),
        *_conduct(case),
    ):
        before = found.get(fact.key)
        if before is None:
            found[fact.key] = fact
            continue
        debts = tuple(dict.fromkeys((*before.debts, *fact.debts)))
        found[fact.key] = Fact(
            key=fact.key, values=before.values, debts=debts, rules=before.rules, said=before.said or fact.said
        )
    return tuple(found.values())
