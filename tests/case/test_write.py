"""What is written comes back equal: the five cases, their files, and whatever a case can hold."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repaybook.case.model import (
    Agreement,
    Asset,
    CaseFile,
    Category,
    Client,
    Contact,
    CreditorType,
    Debt,
    Entered,
    Expense,
    Income,
    Judgment,
    LegalEvent,
    Offer,
    OfferKind,
    Payment,
    Per,
    Plan,
)
from repaybook.case.read import PLAN_SCHEMA, read_case, read_plan
from repaybook.case.rules import stage_of
from repaybook.case.vocabulary import (
    ALLOCATION_ORDERS,
    BALANCE_BASES,
    COLLECTORS,
    CONFIDENCES,
    DAY_COUNTS,
    DIRECTIONS,
    INTEREST_METHODS,
    LATE_FEE_BASES,
    LEGAL_STATUSES,
    REPAYMENT_METHODS,
)
from repaybook.case.write import write_case, write_plan
from repaybook.demo import demo_bytes, names
from repaybook.errors import CaseError
from repaybook.money import Money


def parsed(data: bytes) -> Any:
    return json.loads(data, parse_float=Decimal)


@pytest.mark.parametrize("name", names())
def test_a_case_comes_back_equal_and_so_does_its_file(name: str) -> None:
    data = demo_bytes(name)
    case = read_case(data)
    written = write_case(case)
    assert parsed(written) == parsed(data)
    assert read_case(written) == case
    assert write_case(read_case(written)) == written


def test_the_file_is_plain_utf8_in_the_order_of_the_model() -> None:
    written = write_case(read_case(demo_bytes("C1-easy"))).decode()
    assert written.startswith('{\n "schema": "repaybook-case/1",\n "as_of": "2026-11-23",\n')
    assert '"alias": "林某"' in written
    order = [entry.name for entry in fields(CaseFile) if f'\n "{entry.name}"' in written]
    assert list(parsed(written.encode())) == ["schema", *order]


def test_what_is_not_known_of_the_optional_terms_is_left_out() -> None:
    written = parsed(write_case(read_case(demo_bytes("C2-tight"))))
    assert "interest_method" not in written["debts"][0]
    assert "savings_line" not in written
    assert written["debts"][0]["min_payment"] is None


def test_numbers_keep_every_digit() -> None:
    rate = Decimal("0.123456789012345678901234567")
    case = read_case(demo_bytes("C2-tight"))
    debt = replace(case.debts[0], annual_rate=rate, contractual_monthly=Money(999_999_999_999))
    written = write_case(replace(case, debts=(debt, *case.debts[1:])))
    assert b'"annual_rate": 0.123456789012345678901234567,' in written
    assert b'"contractual_monthly": 9999999999.99,' in written
    assert read_case(written).debts[0] == debt


def test_what_could_not_be_read_again_is_not_written() -> None:
    case = read_case(demo_bytes("C2-tight"))
    wrong = replace(case.debts[1], balance_total=Money(1), note="\ud800")
    with pytest.raises(CaseError) as caught:
        write_case(replace(case, debts=(case.debts[0], wrong, *case.debts[2:])))
    assert [problem.path for problem in caught.value.problems] == [("debts", 1, "note")]


def test_an_offer_for_a_debt_that_is_gone_is_not_written() -> None:
    case = read_case(demo_bytes("C2-tight"))
    plan = Plan(id="A", offers=(Offer(debt="D9", kind=OfferKind.KEEP),))
    with pytest.raises(CaseError):
        write_case(replace(case, plans=(plan,)))


def test_a_value_of_another_type_is_a_mistake_of_the_program() -> None:
    case = read_case(demo_bytes("C2-tight"))
    with pytest.raises(ValueError, match="cannot give back"):
        write_case(replace(case, goals=cast("tuple[str, ...]", list(case.goals))))
    floating = replace(case.debts[1], annual_rate=cast("Decimal", 0.1))
    with pytest.raises(ValueError, match="cannot give back"):
        write_case(replace(case, debts=(case.debts[0], floating, *case.debts[2:])))


def test_not_a_number_is_never_written() -> None:
    case = read_case(demo_bytes("C2-tight"))
    wrong = replace(case.debts[1], annual_rate=Decimal("NaN"))
    with pytest.raises(CaseError) as caught:
        write_case(replace(case, debts=(case.debts[0], wrong, *case.debts[2:])))
    assert caught.value.problems[0].key == "problems.field.not_finite"


def test_a_time_of_another_zone_is_refused_by_name() -> None:
    case = read_case(demo_bytes("C2-tight"))
    abroad = replace(case.contact_log[0], at=datetime(2026, 11, 12, 15, 3, tzinfo=UTC))
    with pytest.raises(CaseError):
        write_case(replace(case, contact_log=(abroad,)))


def test_a_plan_file_comes_back_equal() -> None:
    case = read_case(demo_bytes("C2-tight"))
    offers = (
        Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60, annual_rate=Decimal(0), waived_late_fee=Money(108_000)),
        Offer(debt="D3", kind=OfferKind.LUMP_SUM, amount=Money(1_800_050), first_due=date(2027, 1, 31)),
    )
    plan = Plan(id="A", title="甲", offers=offers, opening_cash=Money(320_000))
    data = write_plan(plan)
    assert parsed(data)["schema"] == PLAN_SCHEMA
    assert b'"amount": 18000.50' in data
    assert read_plan(data, case) == plan


# What a case can hold. Texts have what a person may type, marks of direction and rare letters included.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t䶮《》\u202e=@"), max_size=20)
SHORT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=10).filter(
    lambda word: word.strip()
)
AMOUNTS = st.integers(0, 10**12).map(Money)
SMALL = st.integers(0, 10**9).map(Money)
RATES = st.decimals(0, 10, allow_nan=False, allow_infinity=False, places=6) | st.sampled_from([Decimal("0.1825")])
RATIOS = st.decimals(0, 1, allow_nan=False, allow_infinity=False, places=4)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TEXTS = st.lists(WORDS, max_size=2).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def debts(draw: st.DrawFn, debt_id: str) -> Debt:
    parts = draw(st.lists(SMALL, min_size=5, max_size=5))
    known = draw(st.booleans())
    days = draw(maybe(st.integers(0, 2000)))
    return draw(
        st.builds(
            Debt,
            id=st.just(debt_id),
            creditor_alias=WORDS,
            creditor_type=st.sampled_from(CreditorType),
            product_zh=WORDS,
            secured=st.booleans(),
            collateral=maybe(WORDS),
            principal=st.just(parts[0]),
            accrued_interest=st.just(parts[1]),
            penalty_interest=st.just(parts[2]),
            late_fee=st.just(parts[3]),
            other_fees=st.just(parts[4]) if known else st.none(),
            balance_total=st.just(Money.total(parts)),
            annual_rate=maybe(RATES),
            contractual_monthly=maybe(AMOUNTS),
            terms_left=maybe(st.integers(0, 600)),
            overdue_days=st.just(days),
            overdue_stage=st.none() if days is None else st.just(stage_of(days)),
            next_due_date=maybe(DAYS),
            legal_status=st.sampled_from(LEGAL_STATUSES),
            collector=st.sampled_from(COLLECTORS),
            figures_confidence=maybe(st.sampled_from(CONFIDENCES)),
            note=WORDS,
            balance_basis=maybe(st.sampled_from(BALANCE_BASES)),
            judgment=maybe(st.builds(Judgment, effective=maybe(DAYS), doubled_interest_to_date=maybe(AMOUNTS))),
            repayment_method=maybe(st.sampled_from(REPAYMENT_METHODS)),
            interest_method=maybe(st.sampled_from(INTEREST_METHODS)),
            day_count=maybe(st.sampled_from(DAY_COUNTS)),
            min_payment_rate=maybe(RATIOS),
            late_fee_base=maybe(st.sampled_from(LATE_FEE_BASES)),
            penalty_multiplier=maybe(RATES),
            compound_interest=maybe(st.booleans()),
            allocation_order=maybe(st.sampled_from(ALLOCATION_ORDERS)),
            statement_day=maybe(st.integers(1, 31)),
            currency=maybe(st.just("CNY")),
        )
    )


@st.composite
def incomes(draw: st.DrawFn) -> Income:
    low, typical, high = sorted(draw(st.lists(AMOUNTS, min_size=3, max_size=3)))
    entered = maybe(st.builds(Entered, amount=st.just(typical), per=st.just(Per.MONTH)))
    return draw(
        st.builds(
            Income,
            label_zh=WORDS,
            amount_monthly=maybe(st.just(typical)),
            low=maybe(st.just(low)),
            high=maybe(st.just(high)),
            stable=st.booleans(),
            evidence=TEXTS,
            ends_on=maybe(DAYS),
            entered=entered,
        )
    )


@st.composite
def offers(draw: st.DrawFn, debt_id: str) -> Offer:
    return draw(
        st.builds(
            Offer,
            debt=st.just(debt_id),
            kind=st.sampled_from(OfferKind),
            months=st.integers(1, 600),
            down_payment=AMOUNTS,
            annual_rate=maybe(RATES),
            waived_penalty=AMOUNTS,
            grace_months=st.integers(0, 60),
            first_due=maybe(DAYS),
            amount=st.integers(1, 10**12).map(Money),
        )
    )


@st.composite
def cases(draw: st.DrawFn) -> CaseFile:
    ids = draw(st.lists(SHORT, max_size=4, unique=True))
    owed = tuple(draw(debts(debt_id)) for debt_id in ids)
    naming = maybe(st.sampled_from(ids)) if ids else st.none()
    plans = tuple(
        Plan(id=plan_id, title=draw(WORDS), offers=tuple(draw(offers(debt_id)) for debt_id in ids))
        for plan_id in draw(st.lists(SHORT, max_size=2, unique=True))
    )
    contact = st.builds(
        Contact,
        at=st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - the clock of the place
        direction=st.sampled_from(DIRECTIONS),
        said_zh=WORDS,
        evidence=TEXTS,
        debt=naming,
        attempts_same_day=maybe(st.integers(0, 99)),
    )
    event = st.builds(LegalEvent, type=SHORT, date=DAYS, deadline=maybe(DAYS), amount=maybe(AMOUNTS), debt=naming)
    payment = st.builds(Payment, date=DAYS, amount=AMOUNTS)
    agreements = tuple(
        draw(st.builds(Agreement, debt=st.just(debt_id), payments=st.lists(payment, max_size=2).map(tuple)))
        for debt_id in ids[:1]
    )
    return CaseFile(
        as_of=draw(DAYS),
        title_zh=draw(WORDS),
        client=draw(st.builds(Client, alias=WORDS, age=maybe(st.integers(0, 130)))),
        income=tuple(draw(st.lists(incomes(), max_size=2))),
        expenses=tuple(
            draw(
                st.lists(
                    st.builds(Expense, category=st.sampled_from(Category), amount_monthly=maybe(AMOUNTS)), max_size=3
                )
            )
        ),
        assets=tuple(draw(st.lists(st.builds(Asset, kind=WORDS, value=maybe(AMOUNTS), note=maybe(WORDS)), max_size=2))),
        debts=owed,
        shocks=draw(TEXTS),
        contact_log=tuple(draw(st.lists(contact, max_size=2))),
        agreements=agreements,
        legal_events=tuple(draw(st.lists(event, max_size=2))),
        savings_line=draw(maybe(AMOUNTS)),
        plans=plans,
        chosen_plan=plans[0].id if plans else None,
    )


@settings(max_examples=60)
@given(cases())
def test_whatever_a_case_holds_comes_back_equal(case: CaseFile) -> None:
    written = write_case(case)
    assert read_case(written) == case
    assert write_case(read_case(written)) == written
