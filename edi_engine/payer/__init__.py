"""A payer in a box: reads 837Ps and answers with TA1, 999, 277CA and 835s as a scenario has it, and knows what is true.

``Asked`` reads the files, ``answers`` gives everything that comes back and the truth, ``load`` and ``names`` are for scenarios,
``RATES`` lists what one may do. What the books must say is worked out here by itself, from what the payer meant: nothing of it
comes from ``reconcile``.
"""

from edi_engine.payer.answering import answers
from edi_engine.payer.asking import Asked
from edi_engine.payer.envelopes import Arrival
from edi_engine.payer.rates import RATES
from edi_engine.payer.scenario import Refused, Scenario, load, names, parse

__all__ = ["RATES", "Arrival", "Asked", "Refused", "Scenario", "answers", "load", "names", "parse"]
