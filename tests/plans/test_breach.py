"""What an agreement costs when it is not kept: shown before it is signed, to the fen, and never better than it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.plans.test_any_case import agreement as any_agreement
from tests.plans.test_any_case import debt as any_debt
from tests.plans.test_any_case import offer as any_offer

from repaybook import demo
from repaybook.case.model import (
    Agreement,
    BreachTerms,
    CaseFile,
    CreditorType,
    Debt,
    Judgment,
    LumpPart,
    Offer,
    OfferKind,
    Payment,
)
from repaybook.case.read import read_case
from repaybook.errors import PlanError
from repaybook.money import ZERO, Money
from repaybook.plans.breach import Breach, breach, breach_reading
from repaybook.texts import LANGS, Lang
from repaybook.texts.figures import tell

ON = date(2026, 11, 23)
WRITTEN = BreachTerms(days_late=1, waiver_falls=True, rate_revives=True, accelerates=True)
NOTHING_FALLS = BreachTerms(days_late=1, waiver_falls=False, rate_revives=False, accelerates=False)


@pytest.fixture(scope="module")
def couple() -> CaseFile:
    return read_case(demo.demo_bytes("C2-tight"))


@pytest.fixture(scope="module")
def agreed() -> CaseFile:
    return read_case(demo.demo_bytes("C5-misconduct"))


def card(principal: str = "10000", **more: object) -> CaseFile:
    debt = Debt(
        id="D1",
        creditor_alias="某银行",
        creditor_type=CreditorType.BANK_CREDIT_CARD,
        principal=Money.yuan(principal),
        overdue_days=0,
    )
    return CaseFile(as_of=ON, debts=(replace(debt, **more),))  # type: ignore[arg-type]


def instalments(months: int, **more: object) -> Offer:
    offer = Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=months, annual_rate=Decimal(0))
    return replace(offer, first_due=date(2026, 12, 23), **more)  # type: ignore[arg-type]


def parts(found: Breach) -> dict[str, tuple[Money, Money]]:
    return {row.part: (row.kept, row.owed) for row in found.parts}


def test_a_card_whose_first_instalment_is_missed_owes_what_its_contract_adds() -> None:
    found = breach(card(), "D1", instalments(10), ON, missed=1, terms=WRITTEN)
    # 23 Nov – 23 Dec, 30 days at 0.05 %: 10,000 × 0.0005 × 30 = 150.00. Minimum 10 % + interest = 1,150, none of it
    # paid: late fee 57.50. One day more: (10,000 + 150) × 0.0005 = 5.075 → 5.08
    assert parts(found) == {
        "principal": (Money.yuan(10_000), Money.yuan(10_000)),
        "interest": (ZERO, Money.yuan("155.08")),
        "penalty_interest": (ZERO, ZERO),
        "late_fee": (ZERO, Money.yuan("57.50")),
        "other": (ZERO, ZERO),
    }
    assert (found.due, found.on, found.since) == (date(2026, 12, 23), date(2026, 12, 24), ON)
    assert (found.paid, found.owed, found.more) == (ZERO, Money.yuan("10212.58"), Money.yuan("212.58"))
    assert found.due_now == found.owed
    assert found.to_pay == found.kept == Money.yuan(10_000)


def test_what_was_paid_is_set_off_before_the_rest_is_due() -> None:
    found = breach(card(), "D1", instalments(10), ON, missed=2, terms=WRITTEN)
    # to 23 Dec: interest 150.00; 1,000 paid: interest first, so 850 of principal; of the minimum of 1,150 150 is open:
    # late fee 7.50. To 23 Jan, 31 days: 9,150 × 0.0005 × 31 = 141.825 → 141.83. Then the minimum is the 150 of
    # principal billed before + 10 % of the 9,000 not billed = 1,050 + 141.83 = 1,191.83: late fee 59.59.
    # One day more: (9,150 + 141.83) × 0.0005 = 4.6459 → 4.65
    assert parts(found)["principal"] == (Money.yuan(9_000), Money.yuan(9_150))
    assert parts(found)["interest"] == (ZERO, Money.yuan("146.48"))
    assert parts(found)["late_fee"] == (ZERO, Money.yuan("67.09"))
    assert (found.paid, found.set_off) == (Money.yuan(1_000), Money.yuan(1_000))
    assert found.revived == Money.yuan("363.57")  # 150 + 7.50 + 141.83 + 59.59 + 4.65
    assert found.more == found.revived


def test_a_loan_bears_penalty_interest_on_its_arrears_again_and_the_waiver_is_owed_again(couple: CaseFile) -> None:
    offer = Offer(debt="D3", kind=OfferKind.INSTALMENTS, months=60, annual_rate=Decimal(0), waived_penalty=Money(72000))
    found = breach(couple, "D3", offer, ON, missed=1, terms=WRITTEN)
    # 20,500 × 23.9 % × 30 ÷ 365 = 402.70, and × 1 ÷ 365 = 13.42: 416.12
    # Three instalments are late (66 days); of 1,692.35 each 1,692.35 − 20,500 × 23.9 % ÷ 12 = 1,284.06 is principal:
    # 3,852.18 × 11.95 % × 30 ÷ 365 = 37.84; with the fourth 5,136.24 × 11.95 % ÷ 365 = 1.68
    assert parts(found)["interest"] == (Money.yuan(1_180), Money.yuan("1596.12"))
    assert parts(found)["penalty_interest"] == (ZERO, Money.yuan("759.52"))
    assert found.waiver_back == Money.yuan(720)
    assert found.more == Money.yuan("1175.64")  # 720 + 416.12 + 39.52


def test_each_effect_counts_only_where_it_is_written(couple: CaseFile) -> None:
    offer = Offer(debt="D3", kind=OfferKind.INSTALMENTS, months=60, annual_rate=Decimal(0), waived_penalty=Money(72000))

    def with_terms(**terms: bool) -> Breach:
        return breach(couple, "D3", offer, ON, missed=7, terms=replace(NOTHING_FALLS, **terms))

    # 21,680 / 60 = 361.33; six paid: 2,167.98, left 19,512.02
    nothing = with_terms()
    assert (nothing.owed, nothing.due_now, nothing.more) == (Money.yuan("19512.02"), Money.yuan("361.33"), ZERO)
    waiver = with_terms(waiver_falls=True)
    assert (waiver.more, waiver.due_now) == (Money.yuan(720), Money.yuan("1081.33"))
    all_due = with_terms(accelerates=True)
    assert (all_due.more, all_due.due_now) == (ZERO, Money.yuan("19512.02"))
    assert with_terms(rate_revives=True).waiver_back == ZERO
    assert with_terms(rate_revives=True).more == with_terms(rate_revives=True).revived


def test_what_is_not_written_is_assumed_at_its_worst_and_said(couple: CaseFile) -> None:
    offer = Offer(debt="D3", kind=OfferKind.INSTALMENTS, months=60, annual_rate=Decimal(0), waived_penalty=Money(72000))
    unknown = breach(couple, "D3", offer, ON, missed=7)
    assert unknown.owed == breach(couple, "D3", offer, ON, missed=7, terms=WRITTEN).owed
    said = {one.key.rpartition(".")[2] for one in unknown.assumptions}
    assert {"days_late", "waiver_falls", "rate_revives", "accelerates"} <= said
    written = breach(couple, "D3", offer, ON, missed=7, terms=WRITTEN)
    assert [one.key for one in written.assumptions] == ["breach.assume.interest_first"]


def test_a_settlement_that_is_not_paid_leaves_the_whole_debt(couple: CaseFile) -> None:
    offer = Offer(debt="D3", kind=OfferKind.LUMP_SUM, amount=Money.yuan(15_000), first_due=date(2026, 12, 23))
    found = breach(couple, "D3", offer, ON, missed=1, terms=replace(WRITTEN, rate_revives=False))
    # 22,400 owed, 15,000 agreed: 7,400 of it interest, penalty and 5,500 of principal are owed again
    assert (found.kept, found.waiver_back, found.owed) == tuple(map(Money.yuan, (15_000, 7_400, 22_400)))
    assert parts(found)["principal"] == (Money.yuan(15_000), Money.yuan(20_500))


def test_a_settlement_in_parts_sets_off_the_parts_that_were_paid(couple: CaseFile) -> None:
    days = (date(2026, 12, 10), date(2027, 3, 10))
    two = tuple(LumpPart(on=day, amount=Money.yuan(amount)) for day, amount in zip(days, (5_000, 10_000), strict=True))
    offer = Offer(debt="D3", kind=OfferKind.LUMP_SUM, amount=Money.yuan(15_000), parts=two)
    found = breach(couple, "D3", offer, ON, missed=2, terms=replace(WRITTEN, rate_revives=False))
    # 5,000 of 15,000 paid: 10,000 by the settlement, 17,400 of the 22,400 once its waiver is gone
    assert (found.paid, found.kept, found.owed) == tuple(map(Money.yuan, (5_000, 10_000, 17_400)))
    card_offer = replace(offer, debt="D1")
    assert breach(couple, "D1", card_offer, ON, missed=1).collection is None


def test_a_token_that_holds_the_interest_is_paid_until_its_own_end(couple: CaseFile) -> None:
    offer = Offer(debt="D1", kind=OfferKind.TOKEN, amount=Money.yuan(100), months=6, held=True)
    found = breach(couple, "D1", offer, ON, missed=3, terms=NOTHING_FALLS)
    # two of six paid; what is left of 46,800 stays owed, held as it was
    assert (found.paid, found.to_pay, found.kept) == tuple(map(Money.yuan, (200, 46_600, 46_600)))
    with pytest.raises(PlanError):
        breach(couple, "D1", offer, ON, missed=7)


def test_waived_principal_comes_back_as_principal(couple: CaseFile) -> None:
    offer = Offer(debt="D3", kind=OfferKind.INSTALMENTS, months=20, waived_principal=Money.yuan(2_400))
    found = breach(couple, "D3", offer, ON, missed=1, terms=replace(WRITTEN, rate_revives=False))
    assert (found.kept, found.owed, found.waiver_back) == tuple(map(Money.yuan, (20_000, 22_400, 2_400)))
    assert parts(found)["principal"] == (Money.yuan(18_100), Money.yuan(20_500))


def test_an_agreement_of_the_case_is_broken_at_its_own_instalment(agreed: CaseFile) -> None:
    agreement = agreed.agreements[0]
    found = breach(agreed, "D1", agreement, ON, missed=6, terms=replace(WRITTEN, rate_revives=False))
    # five of 780 paid: 3,900 of 46,800
    assert (found.due, found.paid) == (date(2026, 12, 5), Money.yuan(3_900))
    assert (found.kept, found.owed, found.more) == (Money.yuan(42_900), Money.yuan(42_900), ZERO)
    revived = breach(agreed, "D1", agreement, ON, missed=6)
    assert revived.since == date(2026, 6, 18)
    assert revived.opening == Money.yuan(46_800)
    assert revived.owed == revived.opening + revived.revived - revived.paid
    said = {one.key for one in revived.assumptions}
    # its debt holds the agreement's rate of 0: the contract's is not known, and the usual one is said to be taken
    assert {"breach.assume.rate_usual", "breach.assume.accelerates", "breach.assume.fixed_is_principal"} <= said


def test_an_agreements_own_words_count_where_none_are_given(agreed: CaseFile) -> None:
    agreement = replace(agreed.agreements[0], breach=replace(NOTHING_FALLS, days_late=15), waived=Money.yuan(3_000))
    found = breach(agreed, "D1", agreement, ON, missed=6)
    assert (found.on, found.more, found.due_now) == (date(2026, 12, 20), ZERO, Money.yuan(780))
    falls = breach(agreed, "D1", agreement, ON, missed=6, terms=replace(NOTHING_FALLS, waiver_falls=True))
    assert (falls.more, falls.waiver_back) == (Money.yuan(3_000), Money.yuan(3_000))


def test_the_agreed_days_of_grace_are_never_cut(couple: CaseFile) -> None:
    offer = Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60, annual_rate=Decimal(0))
    terms = replace(WRITTEN, days_late=10)
    assert breach(couple, "D1", offer, ON, missed=1, terms=terms, days_late=3).on == date(2027, 1, 2)
    assert breach(couple, "D1", offer, ON, missed=1, terms=terms, days_late=20).on == date(2027, 1, 12)


def test_only_a_cards_agreement_names_the_rule_on_collection(couple: CaseFile) -> None:
    bank = breach(couple, "D1", Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60), ON, missed=1)
    loan = breach(couple, "D3", Offer(debt="D3", kind=OfferKind.INSTALMENTS, months=60), ON, missed=1)
    assert bank.collection is not None
    assert bank.collection.article == "第70条末款"
    assert loan.collection is None


@pytest.mark.parametrize("kind", [OfferKind.KEEP, OfferKind.MINIMUM, OfferKind.STOP, OfferKind.TOKEN])
def test_nothing_can_be_broken_where_the_contract_is_left_as_it_is(couple: CaseFile, kind: OfferKind) -> None:
    with pytest.raises(PlanError) as caught:
        breach(couple, "D1", Offer(debt="D1", kind=kind, months=6, amount=Money.yuan(100)), ON, missed=1)
    assert [problem.key for problem in caught.value.problems] == ["breach.problem.nothing_agreed"]


@pytest.mark.parametrize("missed", [0, 61, -1])
def test_an_instalment_that_is_not_there_is_refused(couple: CaseFile, missed: int) -> None:
    with pytest.raises(PlanError) as caught:
        breach(couple, "D1", Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60), ON, missed=missed)
    assert caught.value.problems[0].key == "problems.field.out_of_span"
    with pytest.raises(PlanError):
        breach(couple, "D1", Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60), ON, missed=1, days_late=400)


SHARE = st.booleans() | st.none()
TERMS = st.builds(
    BreachTerms,
    days_late=st.none() | st.integers(1, 120),
    waiver_falls=SHARE,
    rate_revives=SHARE,
    accelerates=SHARE,
)
FEN = st.integers(0, 10**7).map(Money)
DEBT = st.builds(
    Debt,
    id=st.just("D1"),
    creditor_alias=st.just("某家"),
    creditor_type=st.sampled_from(
        [
            CreditorType.BANK_CREDIT_CARD,
            CreditorType.BANK_CONSUMER_LOAN,
            CreditorType.CONSUMER_FINANCE,
            CreditorType.PRIVATE_LOAN,
        ]
    ),
    principal=st.integers(10**4, 10**8).map(Money),  # below that, fewer instalments than months
    accrued_interest=FEN,
    penalty_interest=FEN,
    late_fee=FEN,
    other_fees=FEN,
    annual_rate=st.none() | st.decimals("0", "0.36", places=4),
    contractual_monthly=st.none() | st.integers(100, 10**6).map(Money),
    overdue_days=st.integers(0, 300),
    compound_interest=st.none() | st.booleans(),
    allocation_order=st.sampled_from([None, "interest_first", "principal_first", "by_days_overdue"]),
)
KEPT = st.fractions(0, 1, max_denominator=8)


@st.composite
def broken(draw: st.DrawFn) -> tuple[CaseFile, Offer, BreachTerms, int]:
    """An offer without interest: no worse than any old terms."""
    debt = draw(DEBT)
    months = draw(st.integers(1, 60))
    parts = {"waived_interest": "accrued_interest", "waived_penalty": "penalty_interest", "waived_fees": "other_fees"}
    waived = {name: getattr(debt, part).times(draw(KEPT)) for name, part in parts.items()}
    first = date(2026, 12, 1).replace(day=draw(st.integers(1, 31)))
    offer = Offer(
        debt="D1", kind=OfferKind.INSTALMENTS, months=months, annual_rate=Decimal(0), first_due=first, **waived
    )
    return CaseFile(as_of=ON, debts=(debt,)), offer, draw(TERMS), draw(st.integers(1, months))


@given(broken())
def test_paid_and_still_owed_after_a_breach_is_never_below_keeping(
    drawn: tuple[CaseFile, Offer, BreachTerms, int],
) -> None:
    case, offer, terms, missed = drawn
    found = breach(case, "D1", offer, ON, missed=missed, terms=terms)
    assert found.paid + found.owed >= found.paid + found.to_pay
    assert found.kept == found.to_pay  # without interest nothing is still to run
    assert ZERO <= found.due_now <= found.owed
    assert all(row.owed >= ZERO and row.kept >= ZERO for row in found.parts)
    # conserved to the fen: what was owed, and what the old terms added, is what was set off and what is owed
    assert found.opening + found.revived == found.set_off + found.owed
    assert ZERO <= found.set_off <= found.paid
    assert Money.total(row.owed for row in found.parts) == found.owed


@given(broken(), st.integers(0, 59))
def test_a_later_breach_never_means_that_less_was_paid(
    drawn: tuple[CaseFile, Offer, BreachTerms, int], later: int
) -> None:
    case, offer, terms, missed = drawn
    then = min(missed + later, offer.months or 1)
    one = breach(case, "D1", offer, ON, missed=missed, terms=terms)
    other = breach(case, "D1", offer, ON, missed=then, terms=terms)
    assert one.paid <= other.paid
    assert one.set_off <= other.set_off


@given(
    st.decimals("0.01", "0.30", places=4),
    st.sampled_from(["0", "0.3", "0.6", "0.9"]),
    st.integers(1, 60),
    st.data(),
)
def test_an_offer_at_a_lower_rate_is_never_better_broken_than_kept(
    rate: Decimal, share: str, months: int, data: st.DataObject
) -> None:
    # A month is a twelfth of a year by the offer and its days by the contract: a tenth is wider than 28 days of 365.
    case = card(annual_rate=rate)
    offer = instalments(months, annual_rate=rate * Decimal(share))
    missed = data.draw(st.integers(1, months))
    assert breach(case, "D1", offer, ON, missed=missed, terms=WRITTEN).more >= ZERO


@given(broken())
def test_whatever_is_not_written_is_never_better_than_what_is(
    drawn: tuple[CaseFile, Offer, BreachTerms, int],
) -> None:
    case, offer, terms, missed = drawn
    known = breach(case, "D1", offer, ON, missed=missed, terms=terms)
    unknown = breach(case, "D1", offer, ON, missed=missed, terms=BreachTerms(days_late=terms.days_late))
    assert known.owed <= unknown.owed
    assert known.due_now <= unknown.due_now


@pytest.mark.parametrize("lang", LANGS)
@given(drawn=broken())
def test_every_sentence_is_true_of_the_figures(lang: Lang, drawn: tuple[CaseFile, Offer, BreachTerms, int]) -> None:
    case, offer, terms, missed = drawn
    found = breach(case, "D1", offer, ON, missed=missed, terms=terms)
    first, *rest = breach_reading(found)
    at_once = terms.accelerates is not False
    assert first.key.endswith(
        {(True, True): "all_and_more", (True, False): "all_same"}.get((at_once, bool(found.more)))
        or ("more" if found.more else "same")
    )
    assert {said.key.rpartition(".")[2] for said in rest} == {
        name
        for name, amount in (
            ("waiver_back", found.waiver_back),
            ("revived", found.revived),
            ("set_off", found.set_off),
        )
        if amount
    }
    assert all(tell(lang, said.key, said.values) for said in (first, *rest, *found.assumptions))


def test_an_agreement_without_terms_or_payments_still_has_an_answer() -> None:
    case = card(legal_status="agreement", contractual_monthly=Money.yuan(500))
    agreement = Agreement(debt="D1", payments=(Payment(date=ON, amount=Money.yuan(500)),))
    with_it = replace(case, agreements=(agreement,))
    found = breach(with_it, "D1", agreement, ON, missed=2)
    assert found.paid == Money.yuan(500)
    assert found.more >= ZERO


def test_a_judgment_runs_again_once_the_agreement_about_it_is_broken() -> None:
    judgment = Judgment(perform_by=date(2026, 8, 31), doubled_interest_base=Money.yuan(100_000))
    case = card(
        "100000",
        creditor_type=CreditorType.BANK_CONSUMER_LOAN,
        annual_rate=Decimal(0),
        legal_status="enforcement",
        judgment=judgment,
    )
    agreement = Agreement(debt="D1", signed=ON, terms=10, monthly=Money.yuan(10_000), first_due=date(2026, 12, 23))
    found = breach(replace(case, agreements=(agreement,)), "D1", agreement, ON, missed=1, terms=WRITTEN)
    # doubled interest at 0.0175 % a day: 100,000 × 0.000175 × 30 = 525.00, and a day more 17.50
    assert (found.kept, found.revived) == (Money.yuan(100_000), Money.yuan("542.50"))
    assert parts(found)["penalty_interest"] == (ZERO, Money.yuan("542.50"))
    assert found.collection is None


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    debt=any_debt(1),
    about=any_offer(1) | any_agreement(1),
    terms=TERMS,
    missed=st.integers(1, 70),
    months=st.integers(1, 60),
)
def test_whatever_a_case_holds_a_breach_is_worked_out_or_refused_by_name(
    debt: Debt, about: Offer | Agreement, terms: BreachTerms, missed: int, months: int
) -> None:
    debt = replace(debt, principal=Money.yuan(5_000), contingent=False)
    if isinstance(about, Offer):
        about = replace(about, months=months, grace_months=0, down_payment=ZERO, waived_interest=ZERO)
    case = CaseFile(as_of=ON, debts=(debt,), agreements=(about,) if isinstance(about, Agreement) else ())
    try:
        found = breach(case, "D1", about, ON, missed=missed, terms=terms)
    except PlanError:
        return  # with its problems, at least one
    assert found.opening + found.revived == found.set_off + found.owed
    assert ZERO <= found.set_off <= found.paid
    assert ZERO <= found.due_now <= found.owed
    assert all(row.owed >= ZERO and row.kept >= ZERO for row in found.parts)
