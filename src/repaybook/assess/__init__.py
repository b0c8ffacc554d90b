"""What can be paid and how it stands: a case in, an ``Assessment`` out, by these rules, in whole fen.

- Living: all nine classes, support included. Priority payments: the monthly payments of debts with ``priority``.
- Surplus = income − living − priority payments. An income that ended before the case's day counts no more.
- Buffer = max(200, 5 % of income rounded up to a multiple of 10) where the surplus is above 0, else 0; the person's
  own savings line replaces it. Usable = surplus − buffer, rounded down to a multiple of 10, never below 0.
- Direct debts are those that are not contingent. Scheduled: the contractual instalment of each; for a bank credit card
  without an agreement 10 % of principal. Due now: what each contract asks this month.
- Kept: direct, not priority, not late, with a monthly payment, and no credit card unless under an agreement.
  Restructure: the direct, unsecured, non-priority rest. Undecided: the secured, non-priority rest.
- Need = unsecured non-priority total / 60. Surplus ≤ 0 ``negative``; need > usable ``insufficient``;
  need > 0.8 × usable ``tight``; else ``feasible``.
- Shares pro rata: usable × balance / unsecured non-priority total, largest remainder.
- Kept debts are affordable where surplus − their payments is not below 0.
- An amount that is not known counts as nothing, and ``income_known`` and ``living_known`` say so. A balance that is not
  known is the sum of its known parts.
"""

from repaybook.assess.assessing import assess, savings_hint
from repaybook.assess.model import Assessment, Feasibility
from repaybook.assess.published import as_json

__all__ = ["Assessment", "Feasibility", "as_json", "assess", "savings_hint"]
