"""Money: whole cents, from the first touch to the last."""

import re

Cents = int

_AMOUNT = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?")


def cents(text: str) -> Cents:
    """An X12 amount (R element) in cents; "" is none. Reads what the world sends (ENV-8, RFI 1750).

    ValueError for what is no number or has a fraction of a cent.

    >>> cents("12.5"), cents("-.07"), cents(""), cents("+0100"), cents("1,234.500"), cents("7.")
    (1250, -7, 0, 10000, 123450, 700)
    >>> cents("twelve")
    Traceback (most recent call last):
    ...
    ValueError: not an amount of whole cents
    """
    whole, _, fraction = text.partition(".")
    if whole.isdigit() and (not fraction or (fraction.isdigit() and len(fraction) < 3)) and text.isascii():
        return int(whole + fraction.ljust(2, "0"))
    text = text.strip()
    if not text:
        return 0
    found = _AMOUNT.fullmatch(text)
    whole, fraction = (found[2], found[3] or "") if found else ("", "")
    if not found or not (whole or fraction) or fraction[2:].strip("0") or not text.isascii():
        raise ValueError("not an amount of whole cents")
    value = int((whole.replace(",", "") or "0") + fraction[:2].ljust(2, "0"))
    return -value if found[1] == "-" else value


def wire(amount: Cents) -> str:
    """The amount as X12 writes it: no superfluous zeros, no point at the right end (ENV-8, RFI 1526, RFI 1711).

    >>> [wire(n) for n in (1250, -7, 0, 10000, 10)]
    ['12.5', '-.07', '0', '100', '.1']
    """
    whole, fraction = divmod(abs(amount), 100)
    tail = f".{fraction:02d}".rstrip("0") if fraction else ""
    return ("-" if amount < 0 else "") + (str(whole) if whole or not tail else "") + tail


def dollars(amount: Cents) -> str:
    """The amount with two decimals, as JSON and reports show it.

    >>> dollars(1250), dollars(-7), dollars(0)
    ('12.50', '-0.07', '0.00')
    """
    whole, fraction = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole}.{fraction:02d}"
