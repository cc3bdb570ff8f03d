"""The command line: one document or one page, an exit code that means something, and never a traceback."""

import json
import os
import re
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from edi_engine.cli import main
from edi_engine.cli.printing import (
    blocks,
    check,
    claim,
    decisions,
    deliveries,
    exchange,
    guide,
    layout,
    plain,
    problems,
    provider_adjustments,
    summary,
    terminal,
    variance,
    where,
    worklist,
    workspace,
)
from edi_engine.cli.verdict import exit_code
from edi_engine.flows.house import Unknown
from edi_engine.settings import FRESH
from tests import cli_documents as documents

DOCUMENTS = {
    "claim": (claim.explained, documents.CLAIM), "worklist": (worklist.listed, documents.WORKLIST),
    "where": (where.said, documents.WHERE),
    "provider-adjustments": (provider_adjustments.listed, documents.MOVED),
    "variance": (variance.compared, documents.COMPARED),
    "nothing moved": (provider_adjustments.listed, {"providers": []}),
    "nothing to do": (worklist.listed, {"items": []}), "submit": (deliveries.submitted, documents.SUBMITTED),
    "import": (deliveries.imported, documents.files(documents.delivery(kind="837P", result="applied"))),
    "receive": (deliveries.received, documents.RECEIVED), "empty inbox": (deliveries.received, documents.files()),
    "send": (exchange.carried, documents.CARRIED), "send, cut": (exchange.carried, documents.NOT_CARRIED),
    "sync": (exchange.synced, documents.SYNCED), "sync, nothing": (exchange.synced, {"files": [], "problems": [], "received": []}),
    "received before": (deliveries.received, documents.files(documents.delivery(result="duplicate"))),
    "summary": (summary.summed, documents.SUMMARY), "check": (check.checked, documents.CHECK),
    "rewrite": (check.rewritten, documents.REWRITTEN), "acknowledge": (check.acknowledged, documents.ACKNOWLEDGED), "guide": (guide.listed, documents.GUIDE),
    "whole": (guide.covered, documents.WHOLE), "partial": (guide.covered, documents.PARTIAL), "init": (workspace.founded, documents.MADE),
    "demo": (workspace.demonstrated, documents.DEMO), "rebuild": (workspace.rebuilt, documents.REBUILT),
    **{kind: (decisions.decided, documents.DECISION | {"decision": kind}) for kind in ("note", "match", "unmatch", "release")},
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace."""
    folder = tmp_path_factory.mktemp("books")
    assert main(["init", str(folder), "--json"]) == 0
    return folder


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    """Let a flow answer with a document, or raise."""

    def answers(flow: str, answer: Any) -> None:
        def fake(*_: Any, **__: Any) -> Any:
            if isinstance(answer, BaseException):
                raise answer
            return answer

        monkeypatch.setattr(f"edi_engine.flows.{flow}", fake)

    return answers


def page(name: str, drawing: Any = plain) -> str:
    printer, document = DOCUMENTS[name]
    out = StringIO()
    drawing.show(printer(document), out)
    return out.getvalue()


# exit codes


@pytest.mark.parametrize(("document", "code"), [
    (documents.CLAIM, 0), (documents.WORKLIST, 0), (documents.MADE, 0), (documents.DEMO, 0), (documents.REBUILT, 0),
    (documents.DECISION, 0), (documents.files(), 0), (documents.REWRITTEN, 0), (documents.SUMMARY, 0),
    (documents.files(documents.delivery()), 0), (documents.files(documents.delivery(result="duplicate")), 0),
    (documents.files(documents.delivery(unapplied="10.00", problems=[documents.WARNING])), 0),
    (documents.files(documents.delivery(result="partly held")), 1), (documents.files(documents.delivery(result="held")), 1),
    (documents.files(documents.delivery(result="refused")), 1), (documents.files(documents.delivery(result="quarantined")), 1),
    (documents.SUBMITTED, 1), (documents.CHECK, 1), ({"problems": [documents.ERROR]}, 1),
    (documents.CARRIED, 0), (documents.NOT_CARRIED, 3), (documents.SYNCED, 1),
    ({"files": [documents.SENT | {"result": "refused", "problems": [documents.ERROR]}], "problems": []}, 1),
    ({"files": [{"file": "x", "verdict": "accepted", "problems": []}]}, 0),
    ({"files": [{"file": "x", "verdict": "unreadable", "problems": [documents.ERROR]}]}, 3),
    ({"files": [{"file": "x", "verdict": "unreadable", "problems": []}, *documents.CHECK["files"]]}, 1),
    ({"files": [{"file": "x", "interchanges": 0, "transactions": [], "problems": [documents.EMPTY]}]}, 3),
    ({"files": [{"file": "x", "interchanges": 1, "transactions": [], "problems": [documents.ERROR]}]}, 1),
    ({"files": [{"file": "x", "interchanges": 0, "transactions": [], "problems": [documents.EMPTY]},
                documents.SUMMARY["files"][0]]}, 1),
], ids=lambda value: str(value) if isinstance(value, int) else "document")
def test_the_exit_code_follows_from_the_document(document, code):
    """0 done, 1 done but, 3 nothing could be read; 2 is never in a document."""
    assert exit_code(document) == code


@pytest.mark.parametrize(("arguments", "flow", "document", "code"), [
    (["submit", "{here}"], "submit.submit", documents.SUBMITTED, 1),
    (["import", "{here}"], "imports.imports", documents.files(), 0),
    (["send"], "send.send", documents.NOT_CARRIED, 3), (["fetch"], "fetch.fetch", documents.CARRIED, 0),
    (["sync"], "sync.sync", documents.SYNCED, 1),
    (["receive"], "receive.receive", documents.RECEIVED, 1), (["claim", "X"], "explain.explain", documents.CLAIM, 0),
    (["provider-adjustments"], "provider_adjustments.provider_adjustments", documents.MOVED, 0),
    (["variance"], "variance.variance", documents.COMPARED, 0), (["variance", "--all"], "variance.variance", documents.COMPARED, 0),
    (["provider-adjustments", "--open", "--payer", "P"], "provider_adjustments.provider_adjustments", documents.MOVED, 0),
    (["worklist"], "worklist.worklist", documents.WORKLIST, 0), (["note", "X", "said"], "decide.note", documents.DECISION, 0),
    (["match", "X", "R"], "decide.match", documents.DECISION, 0), (["unmatch", "R"], "decide.unmatch", documents.DECISION, 0),
    (["release", "R", "--reason", "so"], "decide.release", documents.DECISION, 0),
    (["rebuild"], "rebuild.rebuild", documents.REBUILT, 0), (["demo", "{here}"], "demo.demo", documents.DEMO, 0),
    (["summary", "{here}"], "summary.summary", documents.SUMMARY, 0), (["check", "{here}"], "check.check", documents.CHECK, 1),
    (["rewrite", "{here}/edi.toml", "-o", "x"], "rewrite.rewrite", documents.REWRITTEN, 0),
    (["acknowledge", "{here}/edi.toml", "-o", "x"], "acknowledging.acknowledge", documents.ACKNOWLEDGED, 1),
    (["guide", "837P"], "guide.rows", documents.GUIDE, 0), (["guide", "837p", "--coverage"], "guide.coverage", documents.PARTIAL, 0),
], ids=lambda value: value[0] if isinstance(value, list) else "")
def test_json_is_one_document_and_nothing_else(books, answers, capsys, arguments, flow, document, code):
    """--json prints what the flow gave, on stdout, and nothing else there."""
    answers(flow, document)
    arguments = [argument.format(here=books) for argument in arguments]
    assert main(["-w", str(books), *arguments, "--json"]) == code
    out, err = capsys.readouterr()
    assert json.loads(out) == document
    assert out.count("\n") == 1
    assert not err


@pytest.mark.parametrize("arguments", [["fly"], ["claim"], ["submit"], ["receive", "no-such-file"], ["report", "gossip"],
                                       ["release", "R"], ["check", "--snip", "9", "."], ["guide", "837D"]], ids=" ".join)
def test_misuse_is_two(books, capsys, arguments):
    """What the command line cannot mean is said on stderr."""
    assert main(["-w", str(books), *arguments]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "Error:" in err


@pytest.mark.parametrize("arguments", [["claim", "X"], ["receive"], ["worklist", "--json"], ["rebuild"], ["dump"],
                                       ["report", "worklist"], ["note", "X", "text"]], ids=lambda value: value[0])
def test_no_workspace_is_misuse_that_names_the_way_out(tmp_path, capsys, arguments):
    """Without a workspace: exit 2 and `edi init`."""
    assert main(["-w", str(tmp_path), *arguments]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "edi init" in err


def test_the_workspace_comes_from_the_environment(books, monkeypatch, capsys, answers):
    """EDI_WORKSPACE stands in for -w."""
    monkeypatch.setenv("EDI_WORKSPACE", str(books))
    answers("worklist.worklist", {"items": []})
    assert main(["worklist", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"items": []}


def test_what_nobody_knows_is_misuse(books, answers, capsys):
    """Unknown: its sentence, exit 2, nothing on stdout."""
    answers("explain.explain", Unknown("No claim is called X."))
    assert main(["-w", str(books), "claim", "X", "--json"]) == 2
    assert capsys.readouterr() == ("", "Error: No claim is called X.\n")


def test_a_breakdown_is_one_sentence_without_data(books, answers, capsys):
    """An exception of ours: one sentence that names the place in the code and nothing that the exception says; exit 1."""
    answers("worklist.worklist", ValueError("QUIMBY 1S00AA0AA00"))
    assert main(["-w", str(books), "worklist"]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.count("\n") == 1
    assert "ValueError" in err and "--debug" in err
    assert "QUIMBY" not in err and "Traceback" not in err


def test_a_breakdown_is_a_document_too(books, answers, capsys):
    """With --json there is one document on stdout for every exit code but 2."""
    answers("worklist.worklist", ValueError("QUIMBY"))
    assert main(["-w", str(books), "worklist", "--json"]) == 1
    assert "ValueError" in json.loads(capsys.readouterr().out)["error"]


def test_debug_shows_the_traceback(books, answers):
    """--debug lets the exception out."""
    answers("worklist.worklist", ValueError("QUIMBY"))
    with pytest.raises(ValueError, match="QUIMBY"):
        main(["-w", str(books), "--debug", "worklist"])


def test_an_interruption_is_quiet(books, answers, capsys):
    """Ctrl-C: 130 and no words."""
    answers("worklist.worklist", KeyboardInterrupt())
    assert main(["-w", str(books), "worklist"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_closed_pipe_is_quiet():
    """`edi ... | head` ends without a word."""
    code = "import sys; from edi_engine.cli import main; sys.exit(main(['schema']))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as edi:
        assert edi.stdout and edi.stderr
        edi.stdout.close()
        assert edi.stderr.read() == b""
        assert edi.wait() == 128 + signal.SIGPIPE


# the page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_piped_page_is_plain(name):
    """No colours, no box characters, no blanks at the end of a line, and it says something."""
    text = page(name)
    assert text.strip()
    assert text.isascii() and "\x1b" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_terminal_shows_the_same_words(name, width, monkeypatch):
    """Colours and wrapping aside a terminal shows what a pipe gets: every amount is whole at every width."""
    monkeypatch.setenv("COLUMNS", str(width))
    drawn = page(name, terminal)
    text = page(name)
    for amount in set(re.findall(r"-?[\d,]+\.\d\d", text)):
        assert amount in drawn
    assert sorted("".join(drawn.split())) == sorted("".join(text.split()))


def test_a_claim_is_explained_step_by_step():
    """Each step with date, what, amount, reason, remarks, file, segment and raw text; the balance runs along."""
    text = page("claim")
    assert re.search(r"2026-03-02 +payment +N130 +-1,000\.00 +200\.00", text)
    assert re.search(r"2026-03-02 +denied +CO-16 +M76 N56 +0\.00 +80\.00 +80\.00", text)
    assert "charge above the contracted fee\n" in text
    assert "cedar.835: segment 19: CAS*CO*45*150" in text
    assert re.search(r"claim +partly denied +1,280\.00 +1,000\.00 +150\.00 +50\.00 +0\.00 +80\.00", text)


def test_the_worklist_says_why_and_what_next():
    """The name that `edi match` takes, the reason with its place, and the next step."""
    text = page("worklist")
    assert text.index("held check") < text.index("denied")
    assert "(cedar.835: set 0001, segment 23; remittance 0a1b2c3d4e-1)" in text
    assert "Next: Send what the remark codes ask for" in text


def test_receiving_says_what_waits():
    """Posted, unapplied, held; and what to do about each."""
    text = page("receive")
    assert re.search(r"3 files +3 +36 +30,750\.00 +55\.10 +100\.00", text)
    for words in ("100.00 is held", "55.10 is unapplied", "quarantine/", "edi worklist", "edi match", "edi release"):
        assert words in text


def test_problems_are_grouped_worst_first():
    """`file: segment 15 (SVC03): sentence`, errors before warnings, ten of a kind and then how many more."""
    text = page("check")
    assert text.index("Errors (12)") < text.index("Warnings (2)")
    assert text.count("b.835: segment 15 (SVC03): The line is charged") == problems.AT_MOST["error"]
    assert "and 2 more of this kind, in 1 file [REM-1]" in text


@pytest.mark.parametrize(("where", "words"), [
    ({}, ""), ({"index": 3, "tag": "GS"}, "segment 3 (GS)"), ({"index": 3}, "segment 3"),
    ({"segment": 2, "index": 4, "tag": "BPR", "element": 2, "transaction": 1}, "segment 2 (BPR02)"),
    ({"segment": 9, "tag": "SVC", "element": 1, "component": 2, "transaction": 3}, "transaction 3, segment 9 (SVC01-2)")])
def test_a_place_in_words(where, words):
    """The segment as it is counted from ST; outside a set from the file's first."""
    assert problems.place(where) == words


def test_numbers_are_never_cut():
    """Words give way first, down to the narrowest column; numbers never."""
    table = blocks.Table(("what", ">amount"), [blocks.Row(("a rather long story", "1,000,000.00"))])
    assert layout.widths(table, 20) == [layout.NARROWEST, 12]
    assert layout.widths(table) == [19, 12]


# files


def test_a_guide_is_shown_without_a_workspace(tmp_path, capsys):
    """A line for each element: loop, segment, element, our field, type."""
    assert main(["-w", str(tmp_path), "guide", "837P"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["loop", "segment", "element", "field", "type"]
    assert ["2400", "SV1", "SV102", "Claim.lines.charge", "amount"] in [line.split() for line in lines]


def test_a_report_goes_where_it_is_sent(books, answers, tmp_path, capsys):
    """-o writes a file, and its name chooses the form; without it the report is printed."""
    forms = []

    def report(_: Any, name: str, form: str, remit: str | None) -> Any:
        forms.append((name, form, remit))
        return iter(("one ", "two\n"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("edi_engine.flows.report.report", report)
        target = tmp_path / "remit.html"
        assert main(["-w", str(books), "report", "remittance", "70411", "-o", str(target)]) == 0
        assert target.read_text() == "one two\n"
        assert capsys.readouterr().out == ""
        assert main(["-w", str(books), "report", "worklist", "--format", "html"]) == 0
        assert main(["-w", str(books), "report", "worklist"]) == 0
        assert capsys.readouterr().out == "one two\n" * 2
    assert forms == [("remittance", "html", "70411"), ("worklist", "html", None), ("worklist", "txt", None)]


@pytest.mark.parametrize("command", ["summary", "check"])
def test_a_folder_stands_for_its_files(command, tmp_path, capsys):
    """Sorted, hidden ones aside."""
    for name in ("b.835", "a.835", ".hidden"):
        (tmp_path / name).touch()
    assert main([command, str(tmp_path), "--json"]) == 3
    assert [Path(file["file"]).name for file in json.loads(capsys.readouterr().out)["files"]] == ["a.835", "b.835"]


@pytest.mark.parametrize("command", ["submit", "import", "receive"])
def test_an_empty_folder_is_said_to_be_empty(books, tmp_path, capsys, command):
    """Nothing was done, and that is no fault."""
    assert main(["-w", str(books), command, str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Nothing to ")


@pytest.mark.parametrize("command", ["check", "summary"])
def test_a_folder_without_files_cannot_be_looked_at(books, tmp_path, capsys, command):
    assert main(["-w", str(books), command, str(tmp_path)]) == 3
    assert "There is no file in this folder" in capsys.readouterr().out


# the settings


@pytest.fixture
def misspelt(tmp_path):
    """A workspace whose edi.toml has a key that is none."""
    assert main(["init", str(tmp_path), "--json"]) == 0
    settings = tmp_path / "edi.toml"
    settings.write_text(settings.read_text("utf-8").replace('mode = "test"', 'mod = "production"'), "utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", [["worklist"], ["receive"], ["rebuild"], ["dump"], ["report", "worklist"],
                                       ["submit", "{here}/inbox"], ["import", "{here}/inbox"]], ids=lambda value: value[0])
def test_a_setting_without_effect_is_told_by_every_command(misspelt, capsys, arguments):
    """On stderr, once; stdout and the exit code are as ever."""
    capsys.readouterr()
    assert main(["-w", str(misspelt), *(argument.format(here=misspelt) for argument in arguments)]) == 0
    err = capsys.readouterr().err
    assert err.count("Warning: edi.toml, mod: There is no such setting, but there is mode.") == 1


def test_a_setting_without_effect_leaves_the_document_alone(misspelt, capsys):
    """--json: one document on stdout, the warning on stderr."""
    capsys.readouterr()
    assert main(["-w", str(misspelt), "worklist", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {"items": []} and "edi.toml, mod" in err


@pytest.mark.parametrize(("old", "new", "verdict", "kinds", "code"), [
    ("", "", "accepted", [], 0), ('mode = "test"', 'mod = "test"', "accepted", ["settings-unknown"], 0),
    ('mode = "test"', 'mode = "tset"', "rejected", ["settings-value"], 1),
    ('mode = "test"', "mode = = ", "unreadable", ["settings-unreadable"], 3)])
def test_settings_are_checked_like_any_file(tmp_path, capsys, old, new, verdict, kinds, code):
    """`edi check edi.toml`: its verdict and its problems."""
    settings = tmp_path / "edi.toml"
    settings.write_text(FRESH.replace(old, new, 1), "utf-8")
    assert main(["check", str(settings), "--json"]) == code
    file = json.loads(capsys.readouterr().out)["files"][0]
    assert (file["verdict"], [problem["kind"] for problem in file["problems"]]) == (verdict, kinds)


# the start


def test_help_loads_nothing_heavy():
    """`edi --help` starts fast: click and the commands themselves, no engine room and no other library."""
    code = ("import sys; from edi_engine.cli import main; main(['--help']); "
            "print(sorted(name for name in sys.modules if name.partition('.')[0] in "
            "{'rich', 'pydantic', 'sqlite_utils', 'sqlite3', 'jinja2', 'pyx12', 'json'} or "
            "(name.startswith('edi_engine.') and not name.startswith('edi_engine.cli'))))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env=os.environ | {"COLUMNS": "80"})
    assert done.stdout.splitlines()[-1] == "[]"
