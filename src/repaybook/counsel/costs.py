"""What each debt really costs a year, beside the lines that apply to this lender on these days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from repaybook import law
from repaybook.case.defaults import terms_of
from repaybook.case.model import CaseFile, CreditorType, Debt
from repaybook.counsel.flows import CostItem, contract_flows, remaining_flows
from repaybook.errors import RateError
from repaybook.law.lines import private_lines
from repaybook.law.provisions import Dated
from repaybook.money import Money
from repaybook.plans.instalments import level_instalment
from repaybook.rates.annual import AllInRate, effective_from_simple

_CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})
_PRIVATE = frozenset({CreditorType.PRIVATE_LOAN, CreditorType.FAMILY_FRIENDS})
_COURT_PRACTICE = frozenset(
    {
        CreditorType.BANK_CONSUMER_LOAN,
        CreditorType.CONSUMER_FINANCE,
        CreditorType.INTERNET_BANK,
        CreditorType.ONLINE_MICROLOAN,
        CreditorType.LOAN_FACILITATION,
        CreditorType.MORTGAGE,
        CreditorType.AUTO_LOAN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLine:
    """A line a cost is held against, with what it rests on.

    ``key`` – its words in ``texts/*/counsel.toml`` (``line.<key>``: what the line is and is not). ``rate`` – simple a
    year; ``None`` where a fact is missing (then ``key`` says which). ``start``/``end`` – the days [start, end) it
    speaks of, ``None`` where it speaks of the whole contract. ``ask`` – who would have to be asked.
    """

    key: str
    rate: Decimal | None
    start: date | None
    end: date | None
    rule: Dated
    reference: Dated | None
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one debt costs.

    ``basis`` – ``contract`` (from its own terms), ``remaining`` (from the instalments left), ``rate`` (the rate a
    person gave, or the usual one: ``assumed``), ``unknown``. ``all_in`` – simple and effective annual rate.
    ``claimed`` – the rate the creditor claims, where it differs. ``kept_back`` – interest deducted up front.
    ``interest_a_month`` – at the claimed or known rate on what was received; ``at_line_a_month`` the same at the lowest
    line. ``above_line`` – by how much the rate is above it a year, 0 where it is not; ``above_in_all`` – over the whole
    contract, where its flows are known. ``needs`` – what to find out next.
    """

    debt: str
    basis: str
    assumed: bool
    all_in: AllInRate | None
    claimed: Decimal | None
    items: tuple[CostItem, ...]
    kept_back: Money | None
    lines: tuple[ReferenceLine, ...]
    interest_a_month: Money | None
    at_line_a_month: Money | None
    above_line: Decimal
    above_in_all: Money | None
    needs: tuple[str, ...]


def _line(key: str, area: str, name: str, day: date, ask: str) -> ReferenceLine | None:
    try:
        rule = law.load(area)[name].on(day)
    except law.NotInForceError:
        return None
    return ReferenceLine(key=key, rate=rule.value, start=None, end=None, rule=rule, reference=None, ask=ask)


def _private(debt: Debt) -> tuple[ReferenceLine, ...]:
    if debt.contract_date is None:
        return ()
    try:
        lines = private_lines(debt.contract_date, debt.filing_date)
    except law.NotInForceError:
        return ()
    several = len(lines) > 1
    return tuple(
        ReferenceLine(
            key="private_needs_filing" if line.rate is None else "private",
            rate=line.rate,
            start=line.start if several else None,
            end=line.end,
            rule=line.rule,
            reference=line.reference,
            ask="court",
        )
        for line in lines
    )


def reference_lines(debt: Debt, on: date) -> tuple[ReferenceLine, ...]:
    """Return the lines that apply to this creditor on these days; none for a card, a judgment or a guarantee.

    Where the contract's day is not known, licensed lenders' lines are those of ``on`` and say so.
    """
    if debt.judgment is not None or debt.creditor_type in _CARDS:
        return ()
    if debt.creditor_type in _PRIVATE:
        return _private(debt)
    if debt.creditor_type not in _COURT_PRACTICE:
        return ()
    day = debt.contract_date or on
    found = []
    if debt.creditor_type == CreditorType.LOAN_FACILITATION:
        found.append(_line("facilitated", "financial_loans", "facilitated_loan_all_in_line", day, "lender"))
    if debt.creditor_type == CreditorType.ONLINE_MICROLOAN and debt.contract_date is not None:
        found.append(_line("microloan", "financial_loans", "microloan_new_loan_line", day, "lender"))
    found.append(_line("court_practice", "financial_loans", "court_total_line", on, "court"))
    return tuple(line for line in found if line is not None)


def _rate(debt: Debt) -> tuple[str, AllInRate | None, tuple[CostItem, ...], bool]:
    flows = contract_flows(debt.contract) if debt.contract is not None else None
    basis = "contract"
    if flows is None:
        flows, basis = remaining_flows(debt), "remaining"
    if flows is not None:
        try:
            rate = flows.rate()
        except RateError:
            return "unknown", None, (), False
        if rate.simple < 0:  # less is paid back than was received: something was mistyped
            return "unknown", None, (), False
        return basis, rate, flows.items, False
    simple = debt.annual_rate
    assumed = simple is None
    if simple is None:
        simple = terms_of(debt).annual_rate
    if simple is None or debt.balance_basis == "remaining_instalments":
        return "unknown", None, (), False
    effective = effective_from_simple(simple, 12)
    return "rate", AllInRate(simple, effective), (), assumed


def _needs(debt: Debt, basis: str, lines: tuple[ReferenceLine, ...]) -> tuple[str, ...]:
    needs: list[str] = []
    if debt.judgment is not None:
        return ()
    if basis in {"unknown", "rate"} and debt.creditor_type not in _PRIVATE and debt.creditor_type not in _CARDS:
        needs.append("cost_statement")
    if debt.creditor_type == CreditorType.LOAN_FACILITATION and debt.contract is None:
        needs.append("fees_of_platform_and_guarantor")
    if debt.creditor_type in _PRIVATE and debt.contract_date is None and debt.annual_rate != 0:
        needs.append("contract_date")
    if any(line.key == "private_needs_filing" for line in lines):
        needs.append("filing_date")
    if debt.creditor_type in _CARDS and debt.interest_method is None:
        needs.append("interest_method")
    return tuple(needs)


def _above_in_all(debt: Debt, line: Decimal | None) -> Money | None:
    """Return what the whole contract's payments come to above level instalments at the line, where flows are known."""
    flows = contract_flows(debt.contract) if debt.contract is not None else None
    if flows is None or line is None:
        return None
    at_line = level_instalment(flows.received, line, len(flows.payments)) * len(flows.payments)
    return Money(max(0, sum(flows.payments) - at_line))


def cost_of(debt: Debt, on: date) -> Cost:
    """Return what a debt costs and the lines beside it. Amounts in fen, rates simple and effective a year."""
    basis, all_in, items, assumed = _rate(debt)
    lines = reference_lines(debt, on)
    kept_back = None
    claimed_sum = debt.claimed_principal or (debt.contract.amount if debt.contract else None)
    received = debt.received_amount or (debt.contract.received if debt.contract else None)
    if claimed_sum is not None and received is not None and received < claimed_sum:
        kept_back = claimed_sum - received
    rates = [line.rate for line in lines if line.rate is not None]
    lowest = min(rates, default=None)
    compared = debt.claimed_annual_rate if debt.claimed_annual_rate is not None else (all_in.simple if all_in else None)
    base = received or debt.principal
    above = max(Decimal(0), compared - lowest) if compared is not None and lowest is not None else Decimal(0)
    return Cost(
        debt=debt.id,
        basis=basis,
        assumed=assumed,
        all_in=all_in,
        claimed=debt.claimed_annual_rate,
        items=items,
        kept_back=kept_back,
        lines=lines,
        interest_a_month=base.times(compared / 12) if base is not None and compared is not None else None,
        at_line_a_month=base.times(lowest / 12) if base is not None and lowest is not None else None,
        above_line=above,
        above_in_all=_above_in_all(debt, lowest),
        needs=_needs(debt, basis, lines),
    )


def costs(case: CaseFile, on: date) -> tuple[Cost, ...]:
    """Return the cost of every debt of a case, in its order, guarantees left out while nobody claims them."""
    return tuple(cost_of(debt, on) for debt in case.debts if not debt.contingent)
