"""Segments that mean the same in every guide."""

from edi_engine.billing.party import (
    Address,
    Adjustment,
    Amount,
    Contact,
    Dated,
    Name,
    Period,
    Procedure,
    Quantity,
    Reference,
)
from edi_engine.guides.table import Repeats, Row, Shape, constant, day, money, number, pairs, part, span, text, texts

NAME = Shape(Name, text(1, "role"), text(2, "entity"), text(3, "last"), text(4, "first"), text(5, "middle"), text(6, "prefix"),
             text(7, "suffix"), text(8, "id_qualifier"), text(9, "id"))

REFERENCE = Shape(Reference, text(1, "qualifier"), text(2, "value"), text(3, "description"),
                  constant((4, 1), "2U"), text((4, 2), "payer"))

CONTACT = Shape(Contact, text(1, "function"), text(2, "name"), pairs(3, 3, "numbers"))

DATED = Shape(Dated, text(1, "qualifier"), day(2, "day"))                      # DTM

PERIOD = Shape(Period, text(1, "qualifier"), span(2, "since", "until"))        # DTP

AMOUNT = Shape(Amount, text(1, "qualifier"), money(2, "amount"))

QUANTITY = Shape(Quantity, text(1, "qualifier"), number(2, "quantity"))

PROCEDURE = Shape(Procedure, text(1, "qualifier"), text(2, "code"), texts(3, 6, "modifiers"), text(7, "description"))

ADJUSTMENTS = Repeats(Adjustment, first=2, step=3, times=6, slot="slot", shared=(text(1, "group"),),
                      fields=(text(0, "reason"), money(1, "amount"), number(2, "quantity")))

STREET = Row("N3", part("address", Address, text(1, "street"), text(2, "street2")))
CITY = Row("N4", part("address", Address, text(1, "city"), text(2, "state"), text(3, "zip"), text(4, "country"),
                      text(7, "subdivision")))


def at_loop(row: Row, loop: str) -> Row:
    """The same row, where the guide has it when its loop is read flat."""
    return Row(row.tag, row.qualifiers, *row.fields, at_most=row.at_most, loop=loop)
