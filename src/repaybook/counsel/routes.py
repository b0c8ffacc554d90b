"""Which way to go: the routes open to a case, the best one first, each with why and the next step this week."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from repaybook.assess import Assessment, Feasibility, assess
from repaybook.case.model import CaseFile, Debt
from repaybook.counsel.fact import Fact, Rule
from repaybook.counsel.facts import facts
from repaybook.counsel.legal_dates import deadlines
from repaybook.errors import RepaybookError
from repaybook.law.court_fees import filing_fee
from repaybook.money import ZERO, Money

ROUTES = (
    "safety",
    "answer_court",
    "verify_agreement",
    "social_assistance",
    "deferral",
    "negotiate",
    "keep_paying",
    "token_payment",
    "decide_kept_debts",
    "mediation",
    "lump_sum",
    "legal_aid",
    "local_insolvency",
    "no_local_insolvency",
)
"""Every route, in the order in which they are shown where they apply."""

_SHENZHEN, _XIAMEN = "深圳", "厦门"
_ZHEJIANG = ("浙江", "杭州", "宁波", "温州", "嘉兴", "湖州", "绍兴", "金华", "衢州", "舟山", "台州", "丽水", "义乌")
_BOUND = re.compile(r"冻结|查封|抵押|质押|车贷|房贷|按揭")
"""What a note says of an asset that is not free to be spent."""

_IN_COURT = frozenset({"payment_order", "litigation", "pre_litigation_mediation", "mediation", "arbitration"})
_COURT_EVENTS = frozenset(
    {"payment_order_received", "summons_received", "hearing", "mediation", "judgment_received", "enforcement_notice"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way to go; its words are ``routes.<key>.*`` of the texts: title, why, needs, costs, cannot, source, next.

    ``values`` fill them, ``debts`` are those it is for, ``rules`` the provisions it rests on.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    debts: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


def _court(case: CaseFile, on: date) -> Iterator[Route]:
    events = [one for one in deadlines(case, on) if one.kind in _COURT_EVENTS and not one.passed]
    debts = tuple(debt.id for debt in case.debts if debt.legal_status in _IN_COURT)
    if not events and not debts:
        return
    first = min((event.on for event in events if event.days_left is not None), default=None)
    yield Route(
        key="answer_court",
        values={"day": first},
        debts=debts,
        rules=(("court", "payment_order_objection_days"),),
    )


def _fee_of(debts: list[Debt], on: date) -> tuple[Money, Money] | None:
    """Return the filing fee of these debts' balances, full and halved; ``None`` where a table does not hold them."""
    full, halved = ZERO, ZERO
    for debt in debts:
        try:
            fee = filing_fee(debt.balance_total or ZERO, on)
        except RepaybookError:
            return None
        full, halved = full + fee.full, halved + fee.halved
    return (full, halved) if debts else None


def _mediation(case: CaseFile, assessment: Assessment, on: date) -> Iterator[Route]:
    fits = assessment.feasibility in {Feasibility.TIGHT, Feasibility.FEASIBLE} and assessment.restructure
    called = [debt for debt in case.debts if debt.legal_status in _IN_COURT]
    if not fits and not called:
        return
    about = called or [debt for debt in case.debts if debt.id in assessment.restructure]
    fees = _fee_of(about, on)
    yield Route(
        key="mediation",
        values={"full": fees[0] if fees else None, "halved": fees[1] if fees else None},
        debts=tuple(debt.id for debt in about),
        rules=(("settlement", "judicial_confirmation_days"), ("court", "filing_fee")),
    )


def _budget(assessment: Assessment, found: Mapping[str, Fact]) -> Iterator[Route]:
    figures = {
        "surplus": assessment.surplus,
        "gap": -assessment.surplus,
        "usable": assessment.usable_for_plans,
        "after": assessment.usable_after_committed,
        "total": assessment.restructure_total,
    }
    short = assessment.feasibility in {Feasibility.NEGATIVE, Feasibility.INSUFFICIENT} and assessment.income_known
    negative = assessment.feasibility == Feasibility.NEGATIVE
    if short and negative:
        yield Route(key="social_assistance", values=figures, rules=(("assistance", "social_assistance"),))
    if short and assessment.restructure:
        yield Route(key="deferral", values=figures, debts=assessment.restructure)
    if not short and assessment.restructure:
        yield Route(
            key="negotiate",
            values=figures,
            debts=assessment.restructure,
            rules=(("cards", "personal_plan_max_months"),),
        )
    if assessment.keep_paying:
        if assessment.keep_paying_affordable:
            paid = {**figures, "committed": assessment.committed_payments}
            yield Route(key="keep_paying", values=paid, debts=assessment.keep_paying)
        elif "keep_paying_not_affordable" in found:
            values = {"short": assessment.committed_payments - assessment.surplus}
            yield Route(key="decide_kept_debts", values=values, debts=assessment.keep_paying)
    if short and not negative and assessment.usable_after_committed.fen > 0:
        yield Route(key="token_payment", values=figures, debts=assessment.restructure)


def _own_money(case: CaseFile, assessment: Assessment) -> Iterator[Route]:
    free = [asset for asset in case.assets if asset.liquid and not _BOUND.search(f"{asset.kind}{asset.note or ''}")]
    own = Money.total(asset.value for asset in free if asset.value)
    if own and assessment.restructure and assessment.feasibility != Feasibility.NEGATIVE:
        yield Route(key="lump_sum", values={"own": own}, debts=assessment.restructure)


def _local(case: CaseFile, assessment: Assessment) -> Iterator[Route]:
    if assessment.feasibility not in {Feasibility.NEGATIVE, Feasibility.INSUFFICIENT} or not case.debts:
        return
    city = case.client.city or ""
    if _SHENZHEN in city:
        rules: tuple[Rule, ...] = (("insolvency", "shenzhen_insurance_years"), ("insolvency", "shenzhen_plan_years"))
    elif _XIAMEN in city:
        rules = (("insolvency", "xiamen_residence_years"),)
    elif any(name in city for name in _ZHEJIANG):
        rules = (("insolvency", "zhejiang_years"),)
    else:
        yield Route(
            key="no_local_insolvency", values={"city": city}, rules=(("insolvency", "national_personal_bankruptcy"),)
        )
        return
    yield Route(key="local_insolvency", values={"city": city}, rules=rules)


def routes(case: CaseFile, on: date) -> tuple[Route, ...]:
    """Return the routes open to a case, the best first; an empty case has none."""
    if not case.debts:
        return ()
    assessment = assess(case)
    found = {fact.key: fact for fact in facts(case, on)}
    open_to: list[Route] = [*_court(case, on), *_budget(assessment, found), *_mediation(case, assessment, on)]
    open_to += [*_own_money(case, assessment), *_local(case, assessment), Route(key="legal_aid")]
    if "safety_check" in found:
        open_to.append(Route(key="safety"))
    if "after_agreement_collection" in found:
        about = found["after_agreement_collection"]
        open_to.append(Route(key="verify_agreement", debts=about.debts, rules=about.rules))
    return tuple(sorted(open_to, key=lambda route: ROUTES.index(route.key)))
