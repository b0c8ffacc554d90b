"""Amounts in the capital characters of Chinese payment papers (人民币大写).

By 《正确填写票据和结算凭证的基本规定》: 元 and 角 end with 整, 分 never does; zeros inside are written once.
"""

from __future__ import annotations

from repaybook.money import Money

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万")
"""Of four digits each: yuan, 万, 亿, and 万 of 亿."""


def _group(number: int) -> str:
    """Return a number below 10,000, zeros inside written once, none before or after."""
    written, waiting = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if waiting and written else "") + _DIGITS[digit] + _PLACES[place]
        waiting = not digit
    return written


def _whole(yuan: int) -> str:
    groups = []
    while yuan:
        yuan, rest = divmod(yuan, 10_000)
        groups.append(rest)
    if len(groups) > len(_GROUPS):
        raise ValueError("more yuan than can be written")
    written, gap = "", False
    for at in reversed(range(len(groups))):
        group = groups[at]
        if not group:
            gap = True
            if at == 2:  # 壹万亿: the group is empty, its word is not
                written += "亿"
            continue
        if written and (gap or group < 1000):
            written += "零"
        written, gap = written + _group(group) + _GROUPS[at], False
    return written


def capitals(amount: Money) -> str:
    """Return ``肆万陆仟捌佰元整`` for 46,800.00; below zero with ``负`` before it. ``ValueError`` from 10¹⁶ yuan on."""
    yuan, fen = divmod(abs(amount.fen), 100)
    jiao, fen = divmod(fen, 10)
    written = _whole(yuan) + "元" if yuan else ""
    if jiao:
        written += _DIGITS[jiao] + "角"
    elif fen and yuan:
        written += "零"
    if fen:
        written += _DIGITS[fen] + "分"
    else:
        written = (written or "零元") + "整"
    return ("负" if amount.fen < 0 else "") + written
