"""Sentences: what acknowledgments say of what left (ACK)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("ACK-7", "thrown-back"): (
        "error", "Nobody has decided the claim: it was thrown back before it came so far, so there is nothing to replace or "
        "to void. Correct it and send it again with `edi fix`."),
    ("ACK-7", "not-thrown-back"): (
        "error", "The claim to {payer} was not thrown back, so that sending it again would be a duplicate. What a payer has "
        "decided is changed with `edi replace`; --force sends it all the same."),
    ("ACK-1", "rejected"): (
        "warning", "{who} threw the whole file {file} back, with {claims}: {why}. Nothing of it entered adjudication; "
        "correct what is wrong and submit it again."),
    ("ACK-1", "errors"): (
        "info", "{who} took the file {file} and noted: {why}. Nothing has to be sent again."),
    ("ACK-1", "again"): (
        "warning", "{who} says of the file {file}, with {claims}, that its control number was used before. The first "
        "file with it may have been taken, so its claims stay as they are; ask {who} before anything is sent again."),
    ("ACK-1", "verdict"): (
        "warning", "{who} answers the file {file}, with {claims}, with a verdict that is none (TA104 is A, E or R). "
        "Nothing was changed; ask {who} what it means."),
    ("ACK-1", "unknown"): (
        "info", "This answers an interchange that did not leave from here, or not yet: number {number}. It is kept."),
    ("ACK-2", "rejected"): (
        "warning", "{who} rejected {what} of {file}, with {claims}: {why}. Nothing of it entered "
        "adjudication; correct what is wrong and submit it again."),
    ("ACK-2", "partly"): (
        "warning", "{who} took a part of the group in {file}, with {claims}, and does not say which of its transaction "
        "sets it rejected. Nothing was changed; ask {who} for the rest of the answer."),
    ("ACK-2", "segment"): (
        "warning", "{who} finds fault with segment {segment} ({tag}) of {file}: {why}. {about} Correct it there."),
    ("ACK-2", "errors"): (
        "info", "{who} took a transaction set of {file}, with {claims}, and noted errors: {why}. Nothing has to be "
        "sent again."),
    ("ACK-2", "verdict"): (
        "warning", "{who} answers {file}, with {claims}, with a verdict that is none (A, E, P, R, M, W or X). "
        "Nothing was changed; ask {who} what it means."),
    ("ACK-2", "unknown"): (
        "info", "This answers a group that did not leave from here, or not yet: number {number}. It is kept."),
    ("ACK-3", "rejected"): (
        "warning", "{who} sent claim {claim} back: {why}. {about}"),
    ("ACK-3", "batch"): (
        "warning", "{who} sent a batch of {claims} back: {why}. Nothing of it entered adjudication; correct what is "
        "wrong and submit it again."),
    ("ACK-3", "unclear"): (
        "warning", "{who} sent {what} back ({why}), and nothing tells which of ours it means: the batch, the provider or "
        "the claim is named otherwise or by a number that several have, or it left later than this was said. Nothing was "
        "changed; compare it by hand."),
    ("ACK-3", "unknown"): (
        "info", "This answers {count} that did not leave from here, or not yet. What it says is kept."),
    ("ACK-3", "disagree"): (
        "warning", "STC03 of {who} says that {what} is {verdict}, and the category says otherwise: {why}. STC03 counts; ask "
        "{who} what is meant before {step}."),
    ("ACK-3", "category"): (
        "warning", "Category {category} ({words}) has no place in an answer to a batch. The verdict counts: {verdict}."),
    ("ACK-4", "total"): (
        "warning", "By its total it has {what} {said}, and it lists {found}. What is listed counts; ask {who} for the rest."),
    ("ACK-5", "overtaken"): (
        "info", "{who} threw {what} back: {why}. That is no longer news: what it speaks of was taken later, or has left again "
        "since. Nothing has to be done."),
    ("ACK-7", "beside"): (
        "info", "{who} threw {what} back: {why}. {step}"),
    ("ACK-7", "earlier-stands"): (
        "error", "{payer} threw an original back, and an earlier one of the claim stands there, so that sending it again "
        "would be a duplicate. Change what stands with `edi replace`; --force sends it all the same."),
    ("ACK-7", "other-turn"): (
        "error", "The encounter in the file asks a payer with SBR01 = {said}, and what is sent again went to {payer} with "
        "SBR01 = {sent}. Correct the file, or name the payer with --payer."),
    ("ACK-10", "disagree"): (
        "warning", "{who} says that segment {segment} ({tag}) of {file} is one of {named}; by its number it belongs to "
        "{found}. The claim that is named counts: look for the fault there, and ask {who} whether it counts segments from "
        "ST = 1."),
    ("ACK-10", "stranger"): (
        "warning", "{who} finds fault with segment {segment} ({tag}) of {file} and names a claim that is not in that "
        "transaction set. The number of the segment was used; ask {who} whether the answer is about this file."),
}
