"""The list of all rules: what is a problem, what is a behaviour and which test holds it, what comes later.

``python -m tests.rules > docs/rules.md`` writes the page; tests/test_rules.py fails when it is stale.
"""

from edi_engine.problems import table

# How many rules each family has.
FAMILIES = {"ENV": 15, "CLM": 35, "COB": 9, "ACK": 11, "REM": 33, "PLB": 9, "EFT": 5, "MAT": 13, "DEN": 7, "EXC": 6}
TITLES = {
    "ENV": "Envelope and encoding", "CLM": "Claims (837P)", "COB": "Coordination of benefits", "ACK": "Acknowledgments",
    "REM": "Remittances (835)", "PLB": "Provider-level adjustments", "EFT": "Payments at the bank",
    "MAT": "Matching and posting", "DEN": "Denials", "EXC": "Exchange of files", "X12": "The guides' own rules",
}

# Tests that hold many rules.
LEAVES = "test_rules::test_what_leaves_is_numbered_anew_and_stands_alone"
DEMO = "test_demo::test_the_books_say_what_the_payers_know"
STORY = "test_books::test_a_story_ends_the_same_in_every_order"
GOLDEN = "test_guide_835::test_a_golden_file_is_read_as_its_json_and_written_as_it_stood"
MEANING = "test_rules::test_group_reason_and_payment_say_what_an_adjustment_means"
BALANCED = "test_secondary::test_what_balances_in_the_835_balances_in_the_secondary"
FILES = "test_rules::test_files_are_told_by_content_and_a_bad_one_costs_no_other"
KILLED = "test_kill::test_killed_anywhere_and_run_again_nothing_is_lost_or_doubled"
LEVELS = "test_rules::test_levels_and_line_numbers_of_what_leaves"

# Rules that say what is done: rule -> what, and the tests (module::function) that fail when it is not.
BEHAVIOUR: dict[str, tuple[str, ...]] = {
    "ENV-4": ("The ledger gives out control numbers; none is used twice, wherever a run is killed.", LEAVES, KILLED),
    "ENV-5": ("Every transaction set has a BHT03 of its own.", LEAVES),
    "ENV-9": ("What leaves holds no line breaks; what comes may.", LEAVES),
    "ENV-10": ("Several interchanges, groups and sets in a file are read; one of each leaves.", DEMO, LEAVES),
    "ENV-11": ("ISA15 follows the mode of edi.toml, a file goes only to a mailbox of its mode, and in production a test changes "
               "nothing that is in earnest.", LEAVES,
               "test_exchange::test_a_file_goes_to_no_mailbox_of_another_mode",
               "test_thrown_back::test_a_test_says_nothing_of_what_left_in_earnest"),
    "ENV-14": ("Predeterminations (X291) and reporting encounters (X298, RP) are kept and owe nothing.",
               "test_rules::test_what_expects_no_payment_is_no_receivable"),
    "ENV-15": ("An acknowledgment is never acknowledged; each functional group is answered by one 999; a TA1 travels alone in its "
               "ISA and IEA.", "test_acknowledging::test_an_acknowledgment_is_never_acknowledged",
               "test_acknowledging::test_an_answer_to_an_answer_is_refused",
               "test_acknowledging::test_each_group_has_one_999_and_a_ta1_travels_alone"),
    "CLM-2": ("Levels are numbered from 1 through the whole set.", LEVELS),
    "CLM-3": ("Own claims and dependents' claims never share a subscriber level.", LEVELS),
    "CLM-4": ("A plan's name is sent only without its number.", "test_rules::test_a_plan_is_named_only_without_its_number"),
    "CLM-6": ("A claim number made by us checks itself.", "test_encounters::test_made_claim_numbers_check_themselves_and_stay"),
    "CLM-9": ("A replacement and a void take the payer's newest number of the claim from its answers, never a reversal's.",
              "test_correct::test_a_replacement_takes_the_payers_number_from_the_ledger",
              "test_correct::test_a_number_is_never_a_reversals"),
    "CLM-16": ("Every line leaves with a control number.", LEVELS),
    "CLM-17": ("A box is recognised in any spelling.", "test_edits::test_a_box_is_found_in_any_spelling"),
    "CLM-21": ("An invented Medicare number is for tests (ISA15 = T) and for older services another form is let go.",
               "test_specialty_edits::test_an_invented_medicare_number_is_not_billed",
               "test_specialty_edits::test_an_older_service_may_have_an_older_number"),
    "CLM-28": ("What 5010 does not use is read as it stands and never leaves: no noun has a field for it, or the gate refuses it.",
               "test_specialty_edits::test_what_5010_does_not_use_never_leaves"),
    "CLM-30": ("What a repricer says is kept in a claim that somebody else has written.",
               "test_specialty_edits::test_only_a_repricer_says_what_a_repricer_says"),
    "COB-1": ("The payer that was asked becomes another payer with its own numbers, and the next one is asked.",
              "test_secondary::test_each_number_goes_with_its_payer"),
    "COB-2": ("What was adjusted on the claim stays there, what was adjusted on a line stays on the line.",
              "test_secondary::test_claim_level_stays_at_the_claim_level"),
    "COB-3": ("A claim to the next payer balances for each payer before it, or does not leave.", BALANCED),
    "COB-5": ("A drug code gives way to the code that was billed; a bundled line says into which one.",
              "test_secondary::test_a_code_without_a_place_gives_way_to_the_one_billed_and_bundled_lines_say_where"),
    "COB-6": ("What is left after a payer is its PR unless the encounter says otherwise, said at one level.", BALANCED,
              "test_secondary::test_claim_level_stays_at_the_claim_level"),
    "COB-7": ("A claim that a payer has sent on itself is not sent again, but by force.",
              "test_secondary::test_what_was_sent_on_or_sent_before_leaves_only_by_force"),
    "COB-8": ("Only what stands is sent along, whatever the order in which payment, reversal and correction came.",
              "test_secondary::test_a_reversal_is_netted_in_whatever_order_the_answers_come"),
    "ACK-1": ("A TA1 is found by ISA13 with date and time; a used number (025) rejects nothing.",
              "test_acknowledgments::test_a_rejected_file_throws_all_its_claims_back",
              "test_acknowledgments::test_a_number_that_was_used_before_rejects_nothing"),
    "ACK-2": ("A 999 is found by GS06 and ST02; its segments become rows of the encounters.",
              "test_acknowledgments::test_a_rejected_set_names_the_row"),
    "ACK-3": ("STC03 is the verdict, and the status names a field.",
              "test_acknowledgments::test_a_claim_that_is_thrown_back_says_which_field"),
    "ACK-4": ("A batch without claims below decides for all of them.",
              "test_acknowledgments::test_a_batch_without_claims_decides_for_all"),
    "ACK-5": ("Newer news wins, whenever it comes.", "test_acknowledgments::test_newer_news_wins_whenever_it_comes",
              "test_acknowledgments::test_the_order_of_answers_does_not_matter"),
    "ACK-6": ("What has not been answered in time is on the worklist.",
              "test_acknowledgments::test_answers_that_do_not_come_are_on_the_worklist"),
    "ACK-7": ("What was thrown back is sent again as what it was and takes the place of the first, never beside one that stands; the "
              "batch tells the two apart, then their moments.", "test_thrown_back::test_a_replacement_is_sent_again_as_one",
              "test_thrown_back::test_an_original_that_is_thrown_back_beside_one_that_stands",
              "test_thrown_back::test_an_answer_never_means_what_left_later",
              "test_acknowledgments::test_only_what_was_thrown_back_is_sent_again",
              "test_acknowledgments::test_a_batch_names_its_claims_before_their_number_does"),
    "ACK-8": ("A claim shows how far it has come, with the file and the segment of each step.",
              "test_acknowledgments::test_a_claim_that_is_thrown_back_says_which_field"),
    "ACK-9": ("The codes of a 999 are said in our own words.", "test_acknowledgments::test_a_rejected_set_names_the_row"),
    "ACK-10": ("CTX names the claim before the number of the segment does; what a 999 copies of the data is in no message.",
               "test_acknowledgments::test_the_claim_that_is_named_comes_before_the_number_of_the_segment",
               "test_acknowledgments::test_no_patient_is_named"),
    "ACK-11": ("Accepted by the clearinghouse is not accepted by the payer.",
               "test_acknowledgments::test_the_clearinghouse_accepts_for_nobody_else"),
    "REM-5": ("AMT and QTY take part in no balance.", DEMO),
    "REM-9": ("Zero paid is told from denied by group, reason and amount, never by CLP02.",
              "test_demo::test_what_is_left_for_a_person"),
    "REM-10": ("An estimate (CLP02 = 25) is never posted, not even when a person asks.", STORY,
               "test_workspace::test_an_estimate_that_says_it_pays_is_not_released"),
    "REM-11": ("A reversal undoes the payment with its number, else one of its claim with opposite amounts, line by line, in "
               "whatever order they come; a difference is a finding.", STORY,
               "test_rules::test_a_reversal_that_differs_is_paired_and_said",
               "test_rules::test_a_reversal_without_its_payment_waits"),
    "REM-12": ("A reversal without a correction leaves the claim with the payer.", STORY),
    "REM-13": ("A prior payer's share (OA-23) is never posted again, but compared; an answer waits for the payers before it.",
               STORY, "test_rules::test_what_prior_payers_did_is_compared",
               "test_rules::test_an_answer_waits_for_the_prior_payers"),
    "REM-14": ("Bundled lines keep their charges: CO-94 and CO-97 are contractual, SVC06 says what was billed.", STORY, DEMO),
    "REM-15": ("Parts of a line are summed.", "test_rules::test_parts_of_a_line_are_summed"),
    "REM-16": ("A claim answered in parts is one claim.", STORY),
    "REM-19": ("Every reference is kept.", GOLDEN),
    "REM-20": ("All remarks are kept, MIA, MOA and LQ.", GOLDEN),
    "REM-25": ("A check is ours by its NPI and its tax id; what is not waits in unapplied.",
               "test_keys::test_a_check_is_ours_by_npi_and_tax_id", "test_keys::test_a_tax_id_that_becomes_known_lets_the_money_go"),
    "REM-17": ("Any qualifier of a procedure is read; modifiers that are glued to the code are taken for modifiers.",
               "test_rules::test_a_line_is_found_by_the_first_key_that_fits"),
    "REM-26": ("A corrected member number or name, or another payer that comes first, is told in the claim's history, and on the worklist "
               "until a claim leaves so.", "test_corrections::test_it_is_on_the_worklist_until_a_claim_leaves_so",
               "test_corrections::test_a_claim_tells_of_it_and_not_what_it_is"),
    "REM-27": ("Signs are never turned: sequestration takes, an incentive gives.", MEANING, DEMO),
    "REM-28": ("What does not balance is held and shown; nothing is repaired.",
               "test_books::test_a_check_that_does_not_add_up_is_held_whole"),
    "REM-29": ("A check of provider adjustments alone ties out.", "test_rules::test_a_check_of_provider_adjustments_alone"),
    "REM-30": ("Every AMT and QTY is kept.", GOLDEN),
    "REM-32": ("The 835s of the payer in a box have the whole header: address, contact, both ids of the payee, dates.",
               "test_simulate::test_a_remittance_that_we_write_has_the_whole_header"),
    "REM-31": ("Two live answers of one payer to the same lines are a finding; what the later says counts, the money of both.",
               STORY, "test_rules::test_paid_twice_without_a_reversal_is_a_finding"),
    "REM-33": ("Parts of a claim announced by MA15 are put together.", DEMO),
    "PLB-1": ("Every pair of a PLB is read as it stands.", "test_guide_835::test_elements_are_what_the_guide_says"),
    "PLB-2": ("A positive amount reduces the check.", "test_rules::test_a_check_of_provider_adjustments_alone"),
    "PLB-3": ("A forwarded balance is open until other checks take it up, in whole or in parts; when none does, an alarm says so.",
              "test_rules::test_a_check_of_provider_adjustments_alone",
              "test_provider_adjustments::test_what_became_of_each_item",
              "test_provider_adjustments::test_a_debt_is_alarming_only_when_it_is_old",
              "test_provider_adjustments::test_alarms_are_problems_of_their_rules"),
    "PLB-4": ("Money handed back (WO) is open until it is recovered: under its reference, a part of it, or later by an amount that fits "
              "nothing else, which is said.", DEMO, "test_provider_adjustments::test_what_became_of_each_item",
              "test_provider_adjustments::test_a_longer_part_wins_and_a_short_one_is_no_part"),
    "PLB-5": ("A refund acknowledged (72, B2) is offset by what the payer had taken or takes for it (FB, WO).",
              "test_provider_adjustments::test_what_became_of_each_item",
              "test_provider_adjustments::test_nothing_is_taken_by_its_amount_before_it_was_given"),
    "PLB-6": ("Interest is income and lowers no claim's balance.", DEMO),
    "PLB-7": ("An amount of zero is no item.", "test_provider_adjustments::test_what_became_of_each_item"),
    "PLB-8": ("Provider-level money goes to the provider's sub-ledger, never to a patient; a claim that it names tells of it.",
              DEMO, "test_provider_adjustments::test_a_reference_names_a_claim",
              "test_provider_adjustments::test_a_claim_tells_what_was_recovered_of_it"),
    "MAT-1": ("Claims are found by a, exact number; b, alike; c, cut short; d, the payer's number; and suggested by e, member, day and "
              "charge; f, name, most of the member's number and day.", STORY,
              "test_suggestions::test_member_day_and_charge_suggest_a_claim",
              "test_suggestions::test_name_and_most_of_the_member_id_are_a_weaker_key",
              "test_acknowledgments::test_a_payment_is_found_by_the_number_that_the_payer_told",
              "test_keys::test_a_number_cut_short_is_measured_as_it_was_sent",
              "test_keys::test_a_payers_number_that_many_claims_share_is_no_key"),
    "MAT-2": ("Lines are found by a, our number; b, procedure, modifiers, day and charge; c, without modifiers; d, what was "
              "recoded; e, position; f, charge alone.", "test_rules::test_a_line_is_found_by_the_first_key_that_fits",
              "test_rules::test_identical_lines_are_paired_in_order",
              "test_rules::test_our_own_position_is_a_number_only_where_we_sent_none", "test_demo::test_how_the_odd_ones_were_matched"),
    "MAT-3": ("A payer has the place in the sequence in which we asked it; only an unknown one the place that it says.", STORY,
              "test_rules::test_an_answer_waits_for_the_prior_payers"),
    "MAT-4": ("Another charge is a finding and no mismatch.", "test_rules::test_another_charge_is_a_finding_and_no_mismatch"),
    "MAT-5": ("A file that comes again changes nothing.", STORY,
              "test_demo::test_another_order_and_twice_gives_the_same_books"),
    "MAT-6": ("The books do not depend on the order of the files.",
              "test_books_properties::test_the_books_hold_and_do_not_depend_on_order",
              "test_demo::test_another_order_and_twice_gives_the_same_books"),
    "MAT-7": ("Every line and every check comes out even, after every file.",
              "test_books_properties::test_the_books_hold_and_do_not_depend_on_order"),
    "MAT-8": ("The patient owes what the last payer in sequence says.", STORY),
    "MAT-9": ("A deductible, a capitation or a prior payer's share is no denial, and no line hides one.", MEANING,
              "test_waiting::test_no_line_hides_another",
              "test_demo::test_what_is_left_for_a_person"),
    "MAT-10": ("What is left of an answered claim, up to the amount that edi.toml calls small, is proposed to be written off, and never is by "
               "itself.", "test_contracts::test_a_small_balance_is_to_be_written_off_and_nobody_does",
               "test_contracts::test_many_small_rests_of_a_claim_are_none"),
    "MAT-11": ("What a line was allowed is compared with the contract's rate: by payer, plan, procedure, modifiers, place, day, units and "
               "several procedures of a day.", "test_contracts::test_a_line_is_held_against_its_rate",
               "test_contracts::test_several_procedures_of_a_day_are_cut_the_highest_first",
               "test_contracts::test_what_was_taken_back_is_not_compared"),
    "MAT-12": ("Money without a claim waits in unapplied, and the check ties out.",
               "test_books::test_money_without_a_claim_waits_in_unapplied"),
    "MAT-13": ("What expects no payment is no receivable, and its answers wait for nobody.",
               "test_rules::test_what_expects_no_payment_is_no_receivable",
               "test_workspace::test_what_owes_nothing_is_shown_and_waits_for_nobody"),
    "DEN-1": ("The group decides first, then the reason.", MEANING),
    "DEN-2": ("Denials are sorted into categories with a next step.",
              "test_rules::test_every_category_of_denials_has_a_next_step"),
    "DEN-4": ("A denial posts nothing, whatever its group; a line may be paid and another of its claim denied.", MEANING, DEMO),
    "DEN-5": ("Medicare's deadlines are shown; nobody else's are guessed.", "test_rules::test_medicare_deadlines"),
    "DEN-6": ("An unknown code is kept and never fails.", MEANING),
    "EXC-1": ("The folders of a workspace: inbox, processed, quarantine, archive, outbox, sent, reports.", FILES),
    "EXC-2": ("A file is told by its content, never by its name.", FILES, "test_exchange::test_sync_does_all_of_it"),
    "EXC-3": ("The bytes that came are kept; hidden and growing files are left alone; no rebuild loses any.", FILES,
              "test_workspace::test_a_rebuild_that_would_lose_money_is_refused", KILLED,
              "test_exchange::test_a_file_that_grows_is_left_until_it_stands_still",
              "test_exchange::test_a_file_without_its_end_waits_in_the_inbox_until_it_stands_still"),
    "EXC-4": ("One bad file goes to quarantine with its reason, the others go on; one bad set costs its neighbours nothing.",
              FILES, "test_exchange::test_what_breaks_over_one_file_costs_no_other"),
    "EXC-6": ("A claim shows each time it left.", STORY, "test_correct::test_a_replacement_takes_the_payers_number_from_the_ledger"),
}

# Rules that this version does not hold yet.
LATER: dict[str, str] = {
    **{f"EFT-{n}": "matching with the bank" for n in range(1, 6)},
    "DEN-3": "legal combinations of codes", "DEN-7": "ageing buckets",
}

HEAD = """\
# The rules

<!-- Generated by `python -m tests.rules`; a test fails when it is stale. -->

Every rule has an id. A rule is a **problem** when a file or a claim can break it: the engine then says so with one sentence and
a place, and `fixtures/x12/broken/RULE.KIND.*` is a file that causes it. A rule is a **behaviour** when it says what the engine
does: a test holds it. `X12` rules are those of the implementation guides. What comes **later** is listed at the end.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_problems(), *_behaviours(), *_later()]) + "\n"


def _problems() -> list[str]:
    lines = ["## Problems", ""]
    for family in TITLES:
        rows = sorted((pair for pair in table() if pair[0].startswith(f"{family}-")), key=_order)
        if rows:
            lines += [f"### {TITLES[family]} ({family})", ""]
            lines += ["| rule | kind | severity | sentence |", "| --- | --- | --- | --- |"]
            lines += [f"| {' | '.join(pair)} | {' | '.join(map(_cell, table()[pair]))} |" for pair in rows]
            lines.append("")
    return lines


def _behaviours() -> list[str]:
    lines = ["## Behaviours", "", "| rule | what is done | held by (in `tests/`) |", "| --- | --- | --- |"]
    for rule in sorted(BEHAVIOUR, key=lambda rule: _order((rule, ""))):
        what, *tests = BEHAVIOUR[rule]
        lines.append(f"| {rule} | {what} | {', '.join(f'`{test}`' for test in tests)} |")
    return [*lines, ""]


def _later() -> list[str]:
    ordered = sorted(LATER, key=lambda rule: _order((rule, "")))
    return ["## Later", "", "| rule | what is missing |", "| --- | --- |", *(f"| {rule} | {LATER[rule]} |" for rule in ordered)]


def _order(pair: tuple[str, str]) -> tuple[int, int, str, str]:
    family, _, rest = pair[0].partition("-")
    return list(TITLES).index(family), int(rest) if rest.isdigit() else 0, rest, pair[1]


def _cell(sentence: str) -> str:
    return sentence.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    print(page(), end="")
