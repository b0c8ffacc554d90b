"""Checks the law data: lists what is unverified and up to when series were seen; fails where a check is a year old."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from repaybook.law.provisions import Dated, Provision, provisions, stale
from repaybook.law.words import unverified

Found = tuple[Provision, Dated]


def values() -> Iterator[Found]:
    """Yield every value with its provision."""
    for provision in provisions():
        for dated in provision.values:
            yield provision, dated


def line(found: Found) -> str:
    """Return one value on one line: name, first day, confidence, day of the check, source."""
    provision, dated = found
    return (
        f"  {provision.area}.{provision.name}  from {dated.start}  {dated.confidence}  checked {dated.checked}  "
        f"{dated.source}"
    )


def report(on: date) -> tuple[str, bool]:
    """Return what is to be said about the data on a day, and whether none of it is stale."""
    every = list(values())
    old = [found for found in every if stale(found[1], on)]
    weak = [found for found in every if unverified(found[1])]
    seen = [found for found in every if found[1].seen_to is not None]
    lines = [f"{len({id(provision) for provision, _ in every})} provisions, {len(every)} values"]
    lines += [f"unverified (V3, M): {len(weak)}", *map(line, weak)]
    lines += [f"running series: {len(seen)}", *(f"{line(found)}  seen to {found[1].seen_to}" for found in seen)]
    lines += [f"checked more than a year ago: {len(old)}", *map(line, old)]
    return "\n".join(lines), not old


def main() -> None:
    """Print the report for today, or for the day given, and exit 1 where something is stale."""
    on = date.fromisoformat(sys.argv[1]) if len(sys.argv) > 1 else date.today()  # noqa: DTZ011 - a calendar day
    text, fresh = report(on)
    print(text)
    sys.exit(0 if fresh else 1)


if __name__ == "__main__":
    main()
