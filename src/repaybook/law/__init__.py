"""The law as dated, cited data: ``load(area)[name].on(day)`` answers with the value and the text it stands on."""

from repaybook.law.provisions import (
    AREAS,
    FORCES,
    UNITS,
    Dated,
    NotInForceError,
    Provision,
    load,
    provisions,
    stale,
)

__all__ = ["AREAS", "FORCES", "UNITS", "Dated", "NotInForceError", "Provision", "load", "provisions", "stale"]
