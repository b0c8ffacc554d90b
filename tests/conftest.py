"""What every test leans on: the property tests' settings."""

from __future__ import annotations

from hypothesis import settings

# A loaded machine is no defect of the property under test.
settings.register_profile("repaybook", deadline=None)
settings.load_profile("repaybook")
