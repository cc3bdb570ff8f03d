"""Settings: what edi.toml says of us, our providers, our payers and how we write.

``load(folder)`` gives Settings whatever the file holds: what is wrong with it stands in ``problems``, each with the key, and
the value in its place is the default. ``FRESH`` is the text of a new edi.toml, valid as it stands.
"""

from edi_engine.settings.nouns import (
    Address,
    Contact,
    Defaults,
    Envelope,
    Facility,
    Limits,
    Mailbox,
    Payer,
    Practitioner,
    Provider,
    Receiver,
    Settings,
    Submitter,
)
from edi_engine.settings.reading import FILE, FRESH, load, parse, setting, table, toml

__all__ = ["FILE", "FRESH", "Address", "Contact", "Defaults", "Envelope", "Facility", "Limits", "Mailbox", "Payer",
           "Practitioner", "Provider", "Receiver", "Settings", "Submitter", "load", "parse", "setting", "table", "toml"]
