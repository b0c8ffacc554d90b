"""What can be proposed: offers, schedules, and their projection month by month."""

from repaybook.plans.offers import schedule
from repaybook.plans.projection import project
from repaybook.plans.proposals import propose

__all__ = ["project", "propose", "schedule"]
