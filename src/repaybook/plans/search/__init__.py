"""The best sustainable set of offers: searched exactly, within rules, and explained."""

from repaybook.plans.search.binding import Binding
from repaybook.plans.search.finding import SearchResult, best_offers
from repaybook.plans.search.rules import EVERY_TERM, SIX_MONTH_TERMS, Aim, Rule, Rules

__all__ = ["EVERY_TERM", "SIX_MONTH_TERMS", "Aim", "Binding", "Rule", "Rules", "SearchResult", "best_offers"]
