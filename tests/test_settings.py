"""Settings: a fresh edi.toml is right, and every fault of one is a problem that names its key."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import identifiers, settings

BROKEN = Path(__file__).parents[1] / "fixtures/x12/broken"
SFTP = ('[[mailboxes]]\nname = "a"\nkind = "sftp"\nmode = "test"\nsend = "x"\nhost = "h"\nuser = "u"\nhost_key = "k"\n'
        'password_env = "P"')
FILES = sorted(path for path in BROKEN.glob("*.toml") if ".profile-" not in path.name)


def test_a_fresh_file_is_right_and_in_test_mode() -> None:
    """Nothing is wrong with it; nothing leaves as production."""
    fresh = settings.parse(settings.FRESH)
    assert fresh.problems == () and (fresh.mode, fresh.usage) == ("test", "T")
    assert all(identifiers.npi(noun.npi) for noun in (*fresh.providers, *fresh.practitioners, *fresh.facilities))
    assert fresh.ours == {"1999999984", "311234567", "1900000013", "317654321"}
    assert fresh.aliases == {"HARBR": "HARBR", "1311111111": "HARBR", "15202": "15202", "OHMCD": "OHMCD"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_broken_file_has_the_problem_that_it_is_named_for(path: Path) -> None:
    """One fault gives one problem, with its key; the rest is as in the fresh file."""
    rule, kind = path.stem.split(".", 1)
    read = settings.parse(path.read_bytes())
    assert [(problem.rule, problem.kind) for problem in read.problems] == [(rule, kind)]
    assert read.problems[0].message.startswith("edi.toml")
    assert kind == "settings-unreadable" or len(read.providers) == 2


@pytest.mark.parametrize("said, left", [
    ('phone = "5135550140", extension = "12", fax = "5135550141", email = "a@b.example"', "email"),
    ('extension = "12", fax = "5135550141", email = "a@b.example"', "extension"),
])
def test_a_number_for_which_a_contact_has_no_room_is_told(said: str, left: str) -> None:
    """PER: three numbers, an extension only behind its phone."""
    text = settings.FRESH.replace('phone = "5135550140", email = "billing@cedarridge.example"', said)
    assert [(problem.kind, problem.where) for problem in settings.parse(text).problems] == [
        ("contact-numbers", f"edi.toml, submitter.contact.{left}")]


def test_a_folder_without_a_file_says_so() -> None:
    """The defaults hold, and a problem tells what to do."""
    read = settings.load(BROKEN / "EXC-5.settings-absent")
    assert [problem.kind for problem in read.problems] == ["settings-absent"]
    assert replace(read, problems=()) == settings.Settings()


def test_a_folder_in_the_place_of_the_file_says_so(tmp_path: Path) -> None:
    """A file that cannot be opened is a problem."""
    (tmp_path / "edi.toml").mkdir()
    assert [problem.kind for problem in settings.load(tmp_path).problems] == ["settings-unreadable"]


def test_all_faults_are_told_at_once() -> None:
    """A wrong type, a wrong code and a bad number in one file give three problems, each with its key."""
    text = (settings.FRESH.replace("claims_per_transaction = 5000", 'claims_per_transaction = "many"')
            .replace('npi = "1900000021"', 'npi = "1900000020"').replace('characters = "transliterate"', 'characters = "drop"'))
    assert [problem.where for problem in settings.parse(text).problems] == [
        "edi.toml, envelope.characters", "edi.toml, envelope.claims_per_transaction", "edi.toml, practitioners[0].npi"]


@pytest.mark.parametrize("old, new, key", [
    ('last = "OKAFOR"', 'name = "X"\nlast = "OKAFOR"', "providers[1].name"),
    ('phone = "5135550140", email = "billing@cedarridge.example"', 'fax = "5135550141"', "submitter.contact"),
    ('street = "12 MILL CREEK LN", ', "", "providers[1].address.street"),
    ('mode = "test"', "mode = 1", "mode"),
    ("[envelope]", "[[envelope]]", "envelope"),
    ('aliases = ["1311111111"]', "aliases = [1311111111]", "payers[0].aliases[0]"),
    ('aliases = ["1311111111"]', 'aliases = ["15202"]', "payers[1].id"),
    ("acknowledgment_requested = false", "acknowledgment_requested = 0", "envelope.acknowledgment_requested"),
    ('\n# [limits]', '\n[limits]\nmegabytes = 0\n# ', "limits.megabytes"),
    *((f"{settings.FRESH[-40:]}", f"{settings.FRESH[-40:]}\n{box}", f"mailboxes[0].{key}") for box, key in (
        ('[[mailboxes]]\nname = "a"\nkind = "ftp"\nmode = "test"\nsend = "x"', "kind"),
        ('[[mailboxes]]\nname = "a"\nkind = "folder"\nsend = "x"', "mode"),
        ('[[mailboxes]]\nname = "a"\nkind = "folder"\nmode = "test"', "send"),
        ('[[mailboxes]]\nname = "a"\nkind = "folder"\nmode = "test"\nsend = "x"\nfetch = ["x/"]', "fetch"),
        (SFTP.replace('host = "h"', ""), "host"), (SFTP.replace('user = "u"', ""), "user"),
        (SFTP.replace('host_key = "k"', ""), "host_key"), (SFTP.replace('password_env = "P"', ""), "key_file"),
        (f"{SFTP}\nport = 65536", "port"), (f'{SFTP}\nafter = "burn"', "after"))),
])
def test_a_fault_names_its_key(old: str, new: str, key: str) -> None:
    """Each in the words that the file uses."""
    assert old in settings.FRESH
    assert [problem.where for problem in settings.parse(settings.FRESH.replace(old, new, 1)).problems] == [f"edi.toml, {key}"]


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode), st.text(max_size=60).map(
    lambda text: settings.FRESH.replace("CEDAR", text).encode())))
def test_no_file_makes_the_reader_stumble(data: bytes) -> None:
    """Anything gives settings."""
    for problem in settings.parse(data).problems:
        assert problem.message


@given(st.from_regex(r"[12][0-9]{8}", fullmatch=True))
def test_exactly_one_last_digit_makes_an_npi(start: str) -> None:
    """CLM-19: the check digit catches every single wrong digit at the end."""
    assert sum(identifiers.npi(f"{start}{digit}") for digit in range(10)) == 1


def test_other_digits_make_none() -> None:
    """Digits of other scripts are no digits of an NPI, and are told as such."""
    assert not identifiers.npi("199999998\u0664") and "other signs" in identifiers.fault("199999998\u0664")["why"]


def test_the_commented_contract_of_a_fresh_file_is_right() -> None:
    """Whoever takes the signs of comment away has a contract."""
    start, end = settings.FRESH.index("# [[contracts]]"), settings.FRESH.index("# Mailboxes")
    lines = [line.removeprefix("# ") for line in settings.FRESH[start:end].splitlines()]
    read = settings.parse(settings.FRESH[:start] + "\n".join(lines))
    contract, = read.contracts
    assert read.problems == () and (contract.multiple_procedures, contract.modifiers[0].percent) == ((100, 50), 40)


def test_the_commented_mailbox_and_limits_of_a_fresh_file_are_right() -> None:
    """Whoever takes the signs of comment away has a mailbox, and the limits that hold anyway."""
    start = settings.FRESH.index("# [[mailboxes]]")
    lines = [line.removeprefix("# ") for line in settings.FRESH[start:].splitlines()]
    read = settings.parse(settings.FRESH[:start] + "\n".join(lines))
    assert read.problems == () and [box.name for box in read.mailboxes] == ["clearinghouse"]
    assert (read.mailboxes[0].port, read.mailboxes[0].usage, read.limits) == (22, "T", settings.Limits())
