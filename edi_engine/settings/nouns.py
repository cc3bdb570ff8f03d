"""What edi.toml can say: one frozen value per table, and with each key what it must be.

A key's metadata tells the reader what to hold it against: ``needed`` (why it must be there), ``one_of`` (its values),
``at_most`` (characters), ``check`` (the rule and kind of the problem, and a test).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from edi_engine import identifiers
from edi_engine.problems import Problem

Check = tuple[str, str, Callable[[str], bool]]

QUALIFIERS = ("01", "14", "20", "27", "28", "29", "30", "33", "ZZ")     # ISA05, ISA07
_ID: Check = ("ENV-13", "interchange-id",
              lambda text: bool(re.fullmatch(r"[A-Za-z0-9._-][A-Za-z0-9._ -]{0,13}[A-Za-z0-9._-]", text)))
_QUALIFIER: Check = ("ENV-13", "qualifier", lambda text: text in QUALIFIERS)
_NPI: Check = ("CLM-19", "npi", identifiers.npi)
_TAX_ID: Check = ("CLM-19", "tax-id", identifiers.tax_id)
_PHONE: Check = ("CLM-20", "phone", identifiers.phone)
_NAME: Check = ("EXC-5", "mailbox-name", lambda text: bool(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", text)))
_AMOUNT: Check = ("EXC-5", "settings-amount", lambda text: bool(re.fullmatch(r"\d{1,6}(\.\d{2})?", text)))


_CUTTING = "!\"#$%&'()*,/:;<=>?@[\\]^`{|}~\x1c\x1d\x1e\x1f"


def _four_different_signs(text: str) -> bool:
    """Four signs that cut; those that amounts, dates and ids are made of do not, nor do most control characters."""
    return len(set(text)) == len(text) == 4 and all(sign in _CUTTING for sign in text)


def text(needed: str = "", *, default: str = "", one_of: tuple[str, ...] = (), at_most: int = 0,
         check: Check | None = None) -> Any:
    """A key that holds text."""
    return field(default=default, metadata={"needed": needed, "one_of": one_of, "at_most": at_most, "check": check})


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask."""

    name: str = text(at_most=60)
    phone: str = text(check=_PHONE)
    extension: str = text()
    email: str = text()
    fax: str = text(check=_PHONE)


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; ZIP without a dash."""

    street: str = text("the first line of an address is always sent", at_most=55)
    street2: str = text(at_most=55)
    city: str = text("the city of an address is always sent", at_most=30)
    state: str = text(at_most=2)
    zip: str = text(at_most=15)
    country: str = text(at_most=3)


@dataclass(frozen=True, slots=True)
class Submitter:
    """Us, as the sender of files (ISA06, GS02, loop 1000A)."""

    name: str = text("it names the sender in loop 1000A", at_most=60)
    id: str = text("it is ISA06, GS02 and the submitter's id in loop 1000A; your clearinghouse assigns it", check=_ID)
    qualifier: str = text(default="ZZ", check=_QUALIFIER)
    application: str = text(check=_ID)            # GS02 when it differs from the id
    contact: Contact = Contact()


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where files go: the clearinghouse or the payer (ISA08, GS03, loop 1000B)."""

    name: str = text("it names the receiver in loop 1000B", at_most=60)
    id: str = text("it is ISA08, GS03 and the receiver's id in loop 1000B; your clearinghouse tells it", check=_ID)
    qualifier: str = text(default="ZZ", check=_QUALIFIER)
    application: str = text(check=_ID)            # GS03 when it differs from the id
    profile: str = text(at_most=60)               # how it wants its files: docs/profiles.md


@dataclass(frozen=True, slots=True)
class Envelope:
    """How files are written."""

    delimiters: str = text(default="*^:~", check=("ENV-13", "delimiters", _four_different_signs))
    acknowledgment_requested: bool = False        # ISA14
    characters: str = text(default="transliterate", one_of=("transliterate", "upper", "refuse"))     # ENV-6, ENV-7
    claims_per_transaction: int = 5000            # ENV-12


@dataclass(frozen=True, slots=True)
class Patience:
    """After how many days what has not come is told by the worklist (ACK-6, PLB-3)."""

    file: int = 1                                 # 999
    claims: int = 3                               # 277CA, in business days
    payment: int = 30                             # 835
    recovery: int = 60                            # what a payer moved forward or handed back, and never took up


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an encounter says when it does not say it (CLM-10: nothing of this is assumed by the engine)."""

    signature: str = text(one_of=("", "Y", "N"))                   # CLM06
    accept_assignment: str = text(one_of=("", "A", "B", "C"))      # CLM07
    benefits_assigned: str = text(one_of=("", "Y", "N", "W"))      # CLM08
    release: str = text(one_of=("", "Y", "I"))                     # CLM09
    place_of_service: str = text(at_most=2)                        # CLM05-1


@dataclass(frozen=True, slots=True)
class Provider:
    """A billing provider: an organization (``name``) or a person (``last`` and ``first``)."""

    npi: str = text("a billing provider is known by it", check=_NPI)
    tax_id: str = text("loop 2010AA always holds it", check=_TAX_ID)
    tax_id_type: str = text(default="EI", one_of=("EI", "SY"))
    name: str = text(at_most=60)
    last: str = text(at_most=60)
    first: str = text(at_most=35)
    middle: str = text(at_most=25)
    suffix: str = text(at_most=10)
    taxonomy: str = text()
    address: Address = Address()
    pay_to: Address | None = None
    contact: Contact = Contact()


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A person who renders, refers or supervises."""

    npi: str = text("a practitioner is found by it", check=_NPI)
    last: str = text("it is always sent", at_most=60)
    first: str = text(at_most=35)
    middle: str = text(at_most=25)
    suffix: str = text(at_most=10)
    taxonomy: str = text()


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer; ``aliases`` are other ids under which it answers (835: TRN03, N104, REF*2U)."""

    id: str = text("claims are addressed by it", at_most=80)
    name: str = text("it is always sent", at_most=60)
    filing_indicator: str = text(at_most=2)       # SBR09
    aliases: tuple[str, ...] = ()
    address: Address | None = None
    profile: str = text(at_most=60)               # how it wants its claims: docs/profiles.md


@dataclass(frozen=True, slots=True)
class Facility:
    """Where services happen when not at the billing address."""

    name: str = text("it is always sent", at_most=60)
    npi: str = text(check=_NPI)
    address: Address = Address()


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where files are dropped and picked up: a folder, or a server that speaks SFTP. Passwords stand elsewhere, never here."""

    name: str = text("messages name a mailbox by it", check=_NAME)
    kind: str = text("a mailbox is a folder or an sftp server", one_of=("folder", "sftp"))
    mode: str = text("test files never go to a production mailbox, nor the other way round", one_of=("test", "production"))
    send: str = text()                            # the folder that files are sent to; without it none are
    fetch: tuple[str, ...] = ()                   # the folders that files are fetched from
    after: str = text(default="keep", one_of=("keep", "delete"))      # what becomes there of what was fetched
    host: str = text()
    port: int = 22
    user: str = text()
    host_key: str = text()                        # the server's public key, or its line of a known_hosts file
    known_hosts: str = text()                     # a file that knows it
    key_file: str = text()                        # our private key
    passphrase_env: str = text()                  # the variable that holds the key's passphrase
    password_env: str = text()                    # the variable that holds the password
    password_file: str = text()                   # a file that holds it

    @property
    def usage(self) -> str:
        """ISA15 of the files that it takes: T or P."""
        return "P" if self.mode == "production" else "T"


@dataclass(frozen=True, slots=True)
class ModifierRate:
    """What a contract pays of a rate when a modifier stands with the code."""

    code: str = text("a modifier changes the rate", at_most=2)
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Contract:
    """What a payer has agreed to allow (MAT-11)."""

    payer: str = text("a contract is with a payer", at_most=80)    # its id
    rates: str = text("the table of rates is a CSV file of the workspace")
    filing_indicator: str = text(at_most=2)       # only its plans of this kind (SBR09, CLP06); "" = all
    multiple_procedures: tuple[int, ...] = ()     # percent of the first, second ... of a day; the last is for the rest
    modifiers: tuple[ModifierRate, ...] = ()


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What is too little to go after (MAT-10)."""

    small_balance: str = text(default="0.00", check=_AMOUNT)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much for a file that comes by itself."""

    megabytes: int = 512
    interchanges: int = 10_000
    segments: int = 200_000                       # of one 999 or 997, which is read whole


@dataclass(frozen=True, slots=True)
class Settings:
    """All of edi.toml."""

    mode: str = text(default="test", one_of=("test", "production"))           # ISA15, ENV-11
    submitter: Submitter = Submitter()
    receiver: Receiver = Receiver()
    envelope: Envelope = Envelope()
    patience: Patience = Patience()
    defaults: Defaults = Defaults()
    providers: tuple[Provider, ...] = ()
    practitioners: tuple[Practitioner, ...] = ()
    payers: tuple[Payer, ...] = ()
    facilities: tuple[Facility, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
    contracts: tuple[Contract, ...] = ()
    tolerance: Tolerance = Tolerance()
    limits: Limits = Limits()
    problems: tuple[Problem, ...] = field(default=(), compare=False, metadata={"no_key": True})

    @property
    def delimiters(self) -> str:
        """The signs that we write with: element, repetition, component, terminator."""
        return self.envelope.delimiters

    @property
    def usage(self) -> str:
        """ISA15: T or P."""
        return "P" if self.mode == "production" else "T"

    @property
    def ours(self) -> frozenset[str]:
        """NPIs and tax ids of our providers: who may be paid (REM-25)."""
        return frozenset(number for provider in self.providers for number in (provider.npi, provider.tax_id) if number)

    @property
    def aliases(self) -> Mapping[str, str]:
        """Every id under which a payer is known -> the id that claims are addressed to."""
        return {known: payer.id for payer in self.payers for known in (*payer.aliases, payer.id)}
