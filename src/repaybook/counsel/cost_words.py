"""What a debt costs, in words: its rates with their kind, the lines beside them, what they are and are not."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce

from repaybook.case.model import CreditorType, Debt
from repaybook.counsel.costs import Cost, ReferenceLine
from repaybook.counsel.flows import CostItem
from repaybook.counsel.words import citation, points
from repaybook.rates.annual import AllInRate
from repaybook.texts import Lang, figures, say

_CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})


def rate_words(lang: Lang, rate: AllInRate | None) -> str:
    """Return both annual rates, each with its kind: simple (单利) and effective (复利)."""
    if rate is None:
        return say(lang, "counsel.cost.unknown")
    if not rate.simple:
        return say(lang, "counsel.cost.no_interest")
    return say(
        lang,
        "counsel.cost.rate",
        simple=say(lang, "counsel.cost.simple", rate=figures.percent(lang, rate.simple)),
        effective=say(lang, "counsel.cost.effective", rate=figures.percent(lang, rate.effective)),
    )


def basis_words(lang: Lang, cost: Cost) -> str:
    """Return from what the rate was worked out; a usual rate says that it is not the person's own."""
    return say(lang, f"counsel.basis.{'assumed' if cost.assumed else cost.basis}")


def line_key(line: ReferenceLine) -> str:
    """Return the key of a line's words: parts of a private loan across the change of rules have their own."""
    if line.key != "private":
        return line.key
    if line.reference is None:
        return "private_before"
    return "private" if line.start is None else "private_since"


def _period(lang: Lang, line: ReferenceLine) -> str:
    if line.start is None:
        return ""
    first = figures.day(lang, line.start)
    if line.end is None:
        return say(lang, "counsel.cost.from", first=first)
    return say(lang, "counsel.cost.period", first=first, last=figures.day(lang, line.end - timedelta(days=1)))


def seen_note(lang: Lang, line: ReferenceLine, day: date | None) -> str:
    """Return up to which day the LPR was seen, where a later day asks for it; else nothing."""
    reference = line.reference
    if reference is None or reference.seen_to is None or day is None or day <= reference.seen_to:
        return ""
    return say(lang, "counsel.cost.seen_to", day=figures.day(lang, reference.seen_to))


def _quoted_on(line: ReferenceLine, debt: Debt) -> date | None:
    """Return the day whose LPR a line uses: of filing across the change of rules, of the contract else."""
    return debt.contract_date if line.start is None else debt.filing_date


def line_is(lang: Lang, line: ReferenceLine, debt: Debt) -> str:
    """Return what a line is, its figures from the law, and up to which day a running quotation was seen."""
    lpr = figures.percent(lang, line.reference.value) if line.reference is not None else ""
    said = say(
        lang,
        f"counsel.line.{line_key(line)}.is",
        rate=figures.percent(lang, line.rate),
        lpr=lpr,
        times=line.rule.value,
        period=_period(lang, line),
    )
    seen = seen_note(lang, line, _quoted_on(line, debt))
    return say(lang, "law.two", one=said, two=say(lang, "law.brackets", words=seen)) if seen else said


def line_is_not(lang: Lang, line: ReferenceLine) -> str:
    """Return what a line is not."""
    return say(lang, f"counsel.line.{line_key(line)}.is_not")


def line_source(lang: Lang, line: ReferenceLine) -> str:
    """Return where a line stands, the quotation it multiplies included."""
    sources = [line.rule.source] + ([line.reference.source] if line.reference is not None else [])
    return say(lang, "law.and").join(sources)


def no_line(lang: Lang, debt: Debt) -> str:
    """Return why a debt has no line beside it."""
    if debt.judgment is not None or debt.creditor_type == CreditorType.JUDGMENT_DEBT:
        return say(lang, "counsel.no_line.judgment")
    if debt.creditor_type in _CARDS:
        return say(lang, "counsel.no_line.card")
    if debt.creditor_type in {CreditorType.PRIVATE_LOAN, CreditorType.FAMILY_FRIENDS}:
        return say(lang, "counsel.no_line.none" if debt.annual_rate == 0 else "counsel.no_line.contract_date")
    return say(lang, "counsel.no_line.none")


def verdict(lang: Lang, cost: Cost) -> tuple[str, ...]:
    """Return how the cost stands to its lowest line, with the amounts; empty where there is nothing to compare."""
    found = []
    if cost.kept_back is not None:
        found.append(say(lang, "counsel.cost.kept_back", amount=figures.money(lang, cost.kept_back)))
    compared = cost.claimed is not None or cost.all_in is not None
    if not compared or all(line.rate is None for line in cost.lines):
        return tuple(found)
    if cost.above_line > 0:
        found.append(say(lang, "counsel.cost.above", above=points(lang, cost.above_line)))
        if cost.interest_a_month is not None:
            interest, line = (figures.money(lang, one) for one in (cost.interest_a_month, cost.at_line_a_month))
            found.append(say(lang, "counsel.cost.above_month", interest=interest, line=line))
        if cost.above_in_all:
            found.append(say(lang, "counsel.cost.above_in_all", amount=figures.money(lang, cost.above_in_all)))
    else:
        found.append(say(lang, f"counsel.cost.{'within' if cost.basis == 'contract' else 'within_known'}"))
    return tuple(found)


def needs_words(lang: Lang, cost: Cost) -> tuple[str, ...]:
    """Return what to find out next."""
    return tuple(say(lang, f"counsel.needs.{name}") for name in cost.needs)


def item_words(lang: Lang, item: CostItem) -> tuple[str, str]:
    """Return a cost item's name and who charges it."""
    name = item.name or say(lang, f"counsel.item.{item.key}")
    who = say(lang, f"terms.fee_taker.{item.charged_by}") if item.charged_by else say(lang, "counsel.cost.not_told")
    return name, who


def cost_reason(lang: Lang, cost: Cost, debt: Debt) -> str:
    """Return the cost of a debt in one run of sentences: basis, rates, how it stands to its line."""
    stop = say(lang, "law.stop")
    head = say(lang, "law.colon").join((basis_words(lang, cost), rate_words(lang, cost.all_in))) + stop
    claimed = ""
    if cost.claimed is not None:
        claimed = say(lang, "counsel.cost.claimed", rate=figures.percent(lang, cost.claimed)) + stop
    told = verdict(lang, cost) or ((no_line(lang, debt),) if not cost.lines else ())
    return reduce(lambda one, two: say(lang, "law.two", one=one, two=two), filter(None, (head, claimed, *told)))


def cost_source(lang: Lang, cost: Cost, debt: Debt, on: date) -> str:
    """Return what a cost rests on: its lines, the court's paper, the rule for cards, else what the person wrote."""
    if cost.lines:
        return say(lang, "law.and").join(dict.fromkeys(line_source(lang, line) for line in cost.lines))
    if debt.judgment is not None or debt.creditor_type == CreditorType.JUDGMENT_DEBT:
        return say(lang, "counsel.source.judgment")
    if debt.creditor_type in _CARDS:
        return citation(lang, (("cards", "rate_by_agreement"),), on)
    return say(lang, "counsel.source.case")
