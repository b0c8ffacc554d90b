"""What a debt costs: known answers, the lines that apply, and what they are not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import CaseFile, Contract, CreditorType, Debt, Fee
from repaybook.case.read import read_case
from repaybook.counsel.costs import Cost, cost_of, costs, reference_lines
from repaybook.counsel.flows import contract_flows
from repaybook.demo import demo_bytes
from repaybook.money import Money

ON = date(2026, 11, 23)


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def percent(rate: Decimal) -> Decimal:
    return round(rate * 100, 2)


def all_in(contract: Contract) -> tuple[Decimal, Decimal]:
    flows = contract_flows(contract)
    assert flows is not None
    rate = flows.rate()
    return percent(rate.simple), percent(rate.effective)


@pytest.mark.parametrize(
    ("contract", "simple", "effective"),
    [
        # practice.md 1.2: 12,000 in 12 parts of 1,000 + 0.60 % of 12,000 = 1,072
        (
            Contract(amount=yuan(12_000), terms=12, annual_rate=Decimal(0), fees=(Fee(rate=Decimal("0.006")),)),
            "13.03",
            "13.84",
        ),
        # 988.49 = 888.49 (10,000 at 12 %, 12 parts) + 100 to the guarantor
        (
            Contract(amount=yuan(10_000), terms=12, annual_rate=Decimal("0.12"), fees=(Fee(amount=yuan(100)),)),
            "32.76",
            "38.15",
        ),
        (
            Contract(amount=yuan(10_000), terms=12, annual_rate=Decimal("0.12"), fees=(Fee(amount=yuan(60)),)),
            "24.60",
            "27.57",
        ),
        (
            Contract(amount=yuan(10_000), terms=12, annual_rate=Decimal("0.12"), fees=(Fee(amount=yuan(120)),)),
            "36.77",
            "43.66",
        ),
        # the whole fee of 864 with the first instalment
        (
            Contract(
                amount=yuan(12_000), terms=12, annual_rate=Decimal(0), fees=(Fee(amount=yuan(864), when="first_term"),)
            ),
            "13.86",
            "14.77",
        ),
    ],
)
def test_the_true_rate_of_a_price_as_people_hear_it(contract: Contract, simple: str, effective: str) -> None:
    found = all_in(contract)
    assert found[0] == Decimal(simple)
    assert abs(found[1] - Decimal(effective)) <= Decimal("0.02")


def test_interest_kept_back_makes_the_sum_received_the_base() -> None:
    kept = Contract(amount=yuan(10_000), received=yuan(9_000), terms=12, annual_rate=Decimal("0.12"))
    plain = Contract(amount=yuan(10_000), terms=12, annual_rate=Decimal("0.12"))
    assert all_in(kept)[0] > all_in(plain)[0] == Decimal("12.00")


def test_a_fee_taken_up_front_costs_like_interest_kept_back() -> None:
    fee = Contract(
        amount=yuan(10_000), terms=12, annual_rate=Decimal("0.12"), fees=(Fee(amount=yuan(1_000), when="up_front"),)
    )
    kept = Contract(amount=yuan(10_000), received=yuan(9_000), terms=12, annual_rate=Decimal("0.12"))
    assert all_in(fee) == all_in(kept)


def test_the_items_add_up_to_what_a_contract_costs_and_say_who_charges() -> None:
    contract = Contract(
        amount=yuan(10_000),
        received=yuan(9_900),
        terms=12,
        annual_rate=Decimal("0.12"),
        fees=(Fee(name="担保费", charged_by="guarantor", amount=yuan(60)),),
    )
    flows = contract_flows(contract)
    assert flows is not None
    assert sum(item.total for item in flows.items) == flows.cost
    assert [item.charged_by for item in flows.items] == ["lender", "lender", "guarantor"]


def private(**fields: object) -> Debt:
    return Debt(id="P", creditor_alias="个人", creditor_type=CreditorType.PRIVATE_LOAN, **fields)  # type: ignore[arg-type]


def test_a_private_loan_at_two_percent_a_month_has_half_of_it_within_the_line() -> None:
    cost = cost_of(
        private(principal=yuan(60_000), annual_rate=Decimal("0.24"), contract_date=date(2025, 6, 1)),
        ON,
    )
    # 60,000 × 24 % / 12 = 1,200; 60,000 × 4 × 3.0 % / 12 = 600
    assert (cost.interest_a_month, cost.at_line_a_month) == (yuan(1_200), yuan(600))
    assert cost.above_line == Decimal("0.12")


def by_id(case_id: str) -> dict[str, Cost]:
    return {cost.debt: cost for cost in costs(read_case(demo_bytes(case_id)), ON)}


def test_the_private_loan_of_the_litigated_case_shows_what_was_kept_back_and_its_line() -> None:
    cost = by_id("C4-litigated")["D3"]
    assert cost.kept_back == yuan(2_400)  # 60,000 on the note, 57,600 received
    assert cost.claimed == Decimal("0.24")
    assert [line.rate for line in cost.lines] == [Decimal("0.124")]  # 4 × 3.1 %
    assert cost.at_line_a_month == yuan("595.20")  # 57,600 × 12.4 % / 12
    assert cost.above_line == Decimal("0.116")


def test_a_judgment_stands_over_every_line() -> None:
    assert by_id("C4-litigated")["D1"].lines == ()


def test_a_card_has_no_line_and_its_yearly_rate_is_given_both_ways() -> None:
    cost = by_id("C2-tight")["D1"]
    assert cost.lines == ()
    assert cost.all_in is not None
    # 0.05 % × 365 = 18.25 %; (1 + 18.25 %/12)^12 − 1 = 19.86 %
    assert (percent(cost.all_in.simple), percent(cost.all_in.effective)) == (Decimal("18.25"), Decimal("19.86"))


def test_what_is_left_of_a_loan_paid_as_agreed_gives_its_own_rate() -> None:
    cost = by_id("C1-easy")["D4"]
    assert cost.basis == "remaining"
    assert cost.all_in is not None
    # 24,000 over 24 payments of 1,076.72: the contract says 7.2 %
    assert abs(cost.all_in.simple - Decimal("0.072")) < Decimal("0.0005")


def test_a_balance_that_is_a_sum_of_instalments_says_that_its_cost_is_not_known_yet() -> None:
    cost = by_id("C1-easy")["D3"]
    assert (cost.basis, cost.all_in) == ("unknown", None)
    assert "cost_statement" in cost.needs


def test_a_facilitated_loan_is_held_against_the_all_in_line_and_asks_who_else_charges() -> None:
    debt = Debt(
        id="L", creditor_alias="平台", creditor_type=CreditorType.LOAN_FACILITATION, contract_date=date(2025, 12, 1)
    )
    assert [(line.key, line.rate) for line in reference_lines(debt, ON)] == [
        ("facilitated", Decimal("0.24")),
        ("court_practice", Decimal("0.24")),
    ]
    assert "fees_of_platform_and_guarantor" in cost_of(debt, ON).needs


def test_an_older_facilitated_loan_is_not_held_against_the_later_rule() -> None:
    debt = Debt(
        id="L", creditor_alias="平台", creditor_type=CreditorType.LOAN_FACILITATION, contract_date=date(2025, 9, 30)
    )
    assert [line.key for line in reference_lines(debt, ON)] == ["court_practice"]


def test_a_private_loan_over_the_change_of_2020_has_two_lines_and_asks_for_the_filing_day() -> None:
    cost = cost_of(
        private(principal=yuan(10_000), annual_rate=Decimal("0.24"), contract_date=date(2019, 5, 1)),
        ON,
    )
    assert [(line.rate, line.end) for line in cost.lines] == [(Decimal("0.24"), date(2020, 8, 20)), (None, None)]
    assert "filing_date" in cost.needs


def test_a_contract_above_its_line_says_how_much_in_all() -> None:
    debt = Debt(
        id="L",
        creditor_alias="平台",
        creditor_type=CreditorType.LOAN_FACILITATION,
        contract_date=date(2025, 12, 1),
        contract=Contract(amount=yuan(10_000), terms=12, annual_rate=Decimal("0.12"), fees=(Fee(amount=yuan(100)),)),
    )
    cost = cost_of(debt, ON)
    assert cost.all_in is not None
    assert percent(cost.all_in.simple) == Decimal("32.76")
    # paid 12 × 988.49 = 11,861.88 (the last instalment may differ by fen); at 24 %: 12 × 945.60 = 11,347.20
    assert cost.above_in_all is not None
    assert abs(cost.above_in_all.fen - 51_468) <= 12


@given(
    amount=st.integers(100_000, 50_000_000),
    terms=st.integers(1, 60),
    rate=st.decimals(0, Decimal("0.6"), places=4),
    fee=st.integers(0, 50_000),
)
def test_a_fee_never_makes_a_credit_cheaper(amount: int, terms: int, rate: Decimal, fee: int) -> None:
    plain = contract_flows(Contract(amount=Money(amount), terms=terms, annual_rate=rate))
    dearer = contract_flows(
        Contract(amount=Money(amount), terms=terms, annual_rate=rate, fees=(Fee(amount=Money(fee)),))
    )
    assert plain is not None
    assert dearer is not None
    assert dearer.rate().simple >= plain.rate().simple - Decimal("1e-9")
    assert sum(item.total for item in dearer.items) == dearer.cost


def test_a_contract_with_too_little_known_gives_no_flows() -> None:
    assert contract_flows(Contract(terms=12, annual_rate=Decimal("0.1"))) is None
    assert contract_flows(Contract(amount=yuan(100), annual_rate=Decimal("0.1"))) is None
    assert contract_flows(Contract(amount=yuan(100), terms=12)) is None
    assert contract_flows(Contract(amount=yuan(100), terms=12, annual_rate=Decimal(0), fees=(Fee(),))) is None


def test_a_guarantee_nobody_claims_has_no_cost() -> None:
    assert "G1" not in by_id("C3-negative")
    assert costs(CaseFile(as_of=ON), ON) == ()
