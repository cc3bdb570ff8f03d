"""Paper that belongs to a claim or a line (PWK, CLM-23), and data that the guide has no place for (K3, CLM-29)."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim
from edi_engine.billing.specialty import Attachment, FileInformation
from edi_engine.codes.specialties import ATTACHMENTS, TRANSMISSIONS
from edi_engine.edits.choices import listed
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

AT_MOST = 10


def attachments(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: an attachment says what it is and how it comes; one that is on its way has a number to be found by."""
    if claim.attachments:
        yield from _attachments(claim.attachments, "", "2300", claim.at)
    for number, line in enumerate(claim.lines):
        if line.attachments:
            yield from _attachments(line.attachments, f"lines[{number}].", "2400", line.at)


def _attachments(said: tuple[Attachment, ...], at: str, loop: str, place: int) -> Iterator[Problem]:
    if len(said) > AT_MOST:
        yield Problem("CLM-23", "attachments-too-many", place, loop=loop, where=f"{at}attachments[{AT_MOST}]", count=len(said))
    for number, each in enumerate(said):
        here, where = each.at or place, f"{at}attachments[{number}]"
        if each.type not in ATTACHMENTS:
            yield Problem("CLM-23", "attachment-type", here, element=1, loop=loop, where=f"{where}.type")
        if each.transmission not in TRANSMISSIONS:
            yield Problem("CLM-23", "attachment-transmission", here, element=2, loop=loop, where=f"{where}.transmission",
                          known=listed(TRANSMISSIONS))
        elif each.transmission != "AA" and not each.control_number:
            yield Problem("CLM-23", "attachment-number", here, element=6, loop=loop, where=f"{where}.control_number")


def information(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-29: up to ten texts of what the guide has no place for, and only as agreed with the payer."""
    if claim.file_information:
        yield from _information(claim.file_information, "", "2300", claim.at)
    for number, line in enumerate(claim.lines):
        if line.file_information:
            yield from _information(line.file_information, f"lines[{number}].", "2400", line.at)


def _information(said: tuple[FileInformation, ...], at: str, loop: str, place: int) -> Iterator[Problem]:
    if len(said) > AT_MOST:
        yield Problem("CLM-29", "information-too-many", place, loop=loop, where=f"{at}file_information[{AT_MOST}]",
                      count=len(said))
    yield Problem("CLM-29", "information-agreed", said[0].at or place, loop=loop, where=f"{at}file_information[0]")
