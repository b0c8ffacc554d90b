"""What the money will not cover is said before it falls due, to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import (
    Agreement,
    CaseFile,
    Category,
    CreditorType,
    Debt,
    Expense,
    Income,
    Offer,
    OfferKind,
    Payment,
    Plan,
)
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.follow.dues import Basis
from repaybook.follow.warning import Cover, Risk, Tight, followed, pressing, risks
from repaybook.money import ZERO, Money
from repaybook.plans import project

ON = date(2026, 11, 23)
DECEMBER = date(2026, 12, 1)


def household(wage: int = 600_000, **more: object) -> CaseFile:
    """A household with 4,000 of living, a mortgage of 1,000 on the 20th, an agreement of 600 on the 5th."""
    case = CaseFile(
        as_of=ON,
        income=(Income(label_zh="工资", amount_monthly=Money(wage)),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=Money.yuan(4_000)),),
        debts=(
            Debt(
                id="H",
                creditor_alias="房贷行",
                creditor_type=CreditorType.MORTGAGE,
                priority=True,
                secured=True,
                principal=Money.yuan(12_000),
                balance_total=Money.yuan(12_000),
                annual_rate=Decimal(0),
                contractual_monthly=Money.yuan(1_000),
                terms_left=12,
                overdue_days=0,
                next_due_date=date(2026, 12, 20),
            ),
            Debt(
                id="A",
                creditor_alias="银行",
                creditor_type=CreditorType.BANK_CREDIT_CARD,
                principal=Money.yuan(7_200),
                balance_total=Money.yuan(7_200),
                annual_rate=Decimal(0),
                contractual_monthly=Money.yuan(600),
                terms_left=12,
                overdue_days=0,
                legal_status="agreement",
            ),
            Debt(
                id="K",
                creditor_alias="消费贷行",
                creditor_type=CreditorType.BANK_CONSUMER_LOAN,
                principal=Money.yuan(3_600),
                balance_total=Money.yuan(3_600),
                annual_rate=Decimal(0),
                contractual_monthly=Money.yuan(300),
                terms_left=12,
                overdue_days=0,
                next_due_date=date(2026, 12, 15),
            ),
        ),
        agreements=(
            Agreement(
                debt="A",
                signed=date(2026, 11, 1),
                principal_fixed=Money.yuan(7_200),
                terms=12,
                monthly=Money.yuan(600),
                first_due=date(2026, 12, 5),
            ),
        ),
    )
    return replace(case, **more)  # type: ignore[arg-type]


def of_december(case: CaseFile) -> dict[str, Risk]:
    return {risk.debt: risk for risk in risks(case, followed(case, ON)) if (risk.on.year, risk.on.month) == (2026, 12)}


def test_all_that_is_due_is_covered_where_the_money_is_there() -> None:
    # 6,000 − 4,000 − 1,000 − 600 − 300 = 100 left each month
    found = of_december(household())
    assert {risk.cover for risk in found.values()} == {Cover.COVERED}
    assert (found["A"].on, found["A"].days_left) == (date(2026, 12, 5), 12)
    assert pressing(risks(household(), followed(household(), ON))) == ()


def test_money_goes_to_the_home_first_then_to_agreements_then_to_other_contracts() -> None:
    # 5,700 − 4,000 = 1,700: 1,000 for the home, 600 for the agreement, 100 of the 300: 200 are missing
    found = of_december(household(570_000))
    assert (found["H"].cover, found["A"].cover) == (Cover.COVERED, Cover.COVERED)
    assert (found["K"].cover, found["K"].short, found["K"].month_short) == (
        Cover.SHORT,
        Money.yuan(200),
        Money.yuan(200),
    )
    assert (found["H"].priority, found["K"].priority) == (True, False)
    assert (found["A"].basis, found["K"].basis) == (Basis.AGREEMENT, Basis.CONTRACT)


def test_the_agreement_is_short_where_the_home_takes_what_is_left() -> None:
    # 5,250 − 4,000 − 1,000 = 250 of 600: 350 missing, and the 300 as a whole: 650 = −(5,250 − 5,900)
    found = of_december(household(525_000))
    assert (found["A"].short, found["K"].short) == (Money.yuan(350), Money.yuan(300))
    assert found["A"].month_short == Money.yuan(650)


def test_a_priority_debt_is_short_where_living_takes_nearly_all() -> None:
    # 4,400 − 4,000 = 400 of the 1,000
    found = of_december(household(440_000))
    assert (found["H"].short, found["H"].priority) == (Money.yuan(600), True)


def test_a_first_month_that_lacks_money_is_what_presses() -> None:
    case = household(570_000)
    found = pressing(risks(case, followed(case, ON)))
    assert [(risk.debt, risk.on) for risk in found] == [("K", date(2026, 12, 15))]


def test_what_hangs_on_the_usual_income_of_a_side_job_is_tight() -> None:
    # usual 6,000 leaves 100; at 5,000 there are 1,000 for 1,900
    wages = Income(label_zh="工资", amount_monthly=Money.yuan(5_000), low=Money.yuan(5_000))
    side = Income(label_zh="兼职", amount_monthly=Money.yuan(1_000), low=ZERO)
    found = of_december(household(income=(wages, side)))
    assert found["H"].cover is Cover.COVERED
    assert (found["A"].cover, found["A"].why) == (Cover.TIGHT, Tight.LOW_INCOME)
    assert found["A"].short == ZERO


def test_what_is_due_before_the_wages_come_is_tight_while_nothing_is_kept() -> None:
    # the wages come on the 10th, the agreement is due on the 5th; 100 are kept a month, so 600 are there by June 2027
    wages = Income(label_zh="工资", amount_monthly=Money.yuan(6_000), payday=10)
    case = household(income=(wages,))
    early = [risk for risk in risks(case, followed(case, ON)) if risk.why is Tight.BEFORE_PAYDAY]
    assert {risk.debt for risk in early} == {"A"}
    # kept at the end of May 2027: 6 months × 100 = 600, which is enough on 5 June
    assert [risk.on for risk in early] == [date(2026, 12, 5), *(date(2027, month, 5) for month in range(1, 6))]


def test_without_a_plan_nothing_is_put_into_late_debts_that_nobody_agreed_on() -> None:
    # C5: 7,400 − 4,110 − 780 − 802.65 = 1,707.35; two late debts ask for 5,392 more, and no one promised it
    case = read_case(demo_bytes("C5-misconduct"))
    found = risks(case, followed(case, ON))
    assert {risk.debt for risk in found} == {"D1", "D4"}
    assert not [risk for risk in found if risk.cover is Cover.SHORT]


def test_c5_is_warned_where_its_wages_fall_to_5000() -> None:
    # 5,000 + 600 − 4,110 = 1,490 for 780 + 802.65 = 1,582.65: 92.65 are missing, of D4 on 18 December
    case = read_case(demo_bytes("C5-misconduct"))
    wages, side = case.income
    less = replace(wages, amount_monthly=Money.yuan(5_000), low=Money.yuan(5_000), high=Money.yuan(5_000))
    case = replace(case, income=(less, side))
    (risk,) = pressing(risks(case, followed(case, ON)))
    assert (risk.debt, risk.on, risk.short) == ("D4", date(2026, 12, 18), Money.yuan("92.65"))
    assert risk.days_left == 25


def test_the_chosen_plan_is_followed_where_there_is_one() -> None:
    case = household(600_000)
    plan = Plan(id="p", offers=tuple(Offer(debt=one, kind=OfferKind.KEEP) for one in ("H", "A", "K")))
    chosen = project(case, plan, ON)
    assert followed(case, ON, chosen) is chosen


def test_what_is_still_due_this_month_is_to_be_looked_at_by_the_person() -> None:
    case = household()
    mortgage, *others = case.debts
    case = replace(case, debts=(replace(mortgage, next_due_date=date(2026, 11, 28)), *others))
    found = risks(case, followed(case, ON))
    assert [(risk.debt, risk.on, risk.cover) for risk in found[:1]] == [("H", date(2026, 11, 28), Cover.CHECK)]
    assert pressing(found)[0].cover is Cover.CHECK


def paid(case: CaseFile, *yuan: int) -> CaseFile:
    """The household with these payments of its agreement, all made on the day of the figures."""
    (agreement,) = case.agreements
    payments = tuple(Payment(date=ON, amount=Money.yuan(amount)) for amount in yuan)
    return replace(case, agreements=(replace(agreement, payments=payments),))


def test_an_instalment_paid_in_two_parts_counts_as_one() -> None:
    # 600 for December paid as 200 and 400: the next one falls due in January
    found = risks(paid(household(), 200, 400), followed(paid(household(), 200, 400), ON))
    assert [risk.on for risk in found if risk.debt == "A"][:2] == [date(2027, 1, 5), date(2027, 2, 5)]


def test_what_is_paid_of_an_instalment_is_not_missing_again() -> None:
    # 5,250 − 4,000 − 1,000 = 250 for 600 + 300: 650 missing; 100 are paid of it already: 550
    case = paid(household(525_000), 100)
    found = of_december(case)
    assert (found["A"].short, found["K"].short) == (Money.yuan(250), Money.yuan(300))
    assert found["A"].month_short == Money.yuan(550)


def test_a_debt_that_is_paid_off_is_followed_no_more() -> None:
    case = paid(household(), 7_200)
    assert {risk.debt for risk in risks(case, followed(case, ON))} == {"H", "K"}


def test_a_case_without_income_is_not_followed() -> None:
    case = household(income=())
    assert followed(case, ON) is None
    assert risks(case, None) == ()


@given(income=st.integers(0, 900_000), opening=st.integers(0, 300_000))
def test_what_is_missing_in_a_month_is_minus_its_cash_to_the_fen(income: int, opening: int) -> None:
    case = household(income)
    offers = tuple(Offer(debt=one, kind=OfferKind.KEEP) for one in ("H", "A", "K"))
    projection = project(case, Plan(id="p", offers=offers, opening_cash=Money(opening)), ON)
    found = risks(case, projection)
    for month in projection.months:
        rows = [risk for risk in found if (risk.on.year, risk.on.month) == (month.month.year, month.month.month)]
        outgoing = sum(risk.amount.fen for risk in rows)
        assert outgoing == sum(month.payments.values()) + sum(month.priority.values())
        lacking = max(0, -month.cash)
        assert sum(risk.short.fen for risk in rows) == min(lacking, outgoing)
        assert all(risk.month_short == Money(lacking) for risk in rows)
        assert all((risk.cover is Cover.SHORT) == bool(risk.short) for risk in rows)


def test_payments_of_an_agreement_that_another_replaced_stand_as_no_cash() -> None:
    # 5,250 − 4,000 − 1,000 = 250 for 600 + 300; the 50 paid of the earlier agreement are spent
    case = household(525_000)
    paid_once = Payment(date=date(2026, 9, 1), amount=Money.yuan(50))
    earlier = replace(case.agreements[0], signed=date(2026, 8, 1), payments=(paid_once,), first_due=date(2026, 9, 5))
    found = of_december(replace(case, agreements=(earlier, *case.agreements)))
    assert found["A"].month_short == Money.yuan(650)
