#!/usr/bin/env python3
"""Scores what a matcher made of a statement of other_bank.py, or of `shanhuo sample statement`, against the truth.

    score_matches.py DATABASE.sqlite TRUTH.csv [--first N]

Line n of the truth is bank line n + first - 1. A match is right if it names the very payouts that the truth names. It is false if it names
one that the truth does not name, or if the line is about payouts and some of it, or all, was booked to something else. Lines of a whole
batch count only where they are false. Prints one JSON object. Exit 1: a match is false. Exit 2: none is, but the lines are not the truth's.
"""
import argparse
import csv
import json
import re
import sqlite3
import sys
from collections import Counter
from contextlib import closing

PAYOUT = re.compile(r"(?:RF\d{8})?PR-?(\d+)[N/](\d+)")  # RF51420625PR7N000017 or PR-7/17
# TransferReason.payoutPaid and .payoutReturned; a transfer that was reversed has another of the kind reversal (2) that names it.
PAID = """
    SELECT memo, source_run, source_payout FROM transfers AS t
    WHERE reason IN (26, 27) AND kind <> 2 AND source_run IS NOT NULL AND memo LIKE 'BL-%' AND NOT EXISTS (
      SELECT 1 FROM transfers AS r WHERE r.kind = 2 AND r.of_transfer = t.number AND r.county = t.county)
    """

def read_truth(path):
    """Number, kind, amount, payouts as (run, number), and whether the reference survives."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = (PAYOUT.fullmatch(target) for target in row["targets"].split())
            targets = {tuple(map(int, payout.groups())) for payout in found if payout}
            yield int(row.get("line") or row["number"]), row["kind"], int(row["amount_fen"]), targets, row.get("survives") == "1"

def read_database(path):
    """By number of the bank line: its amount and whether it is matched; and the payouts that it pays or gives back."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        lines = {number: rest for number, *rest in database.execute("SELECT number, amount_fen, match IS NOT NULL FROM bank_lines")}
        payouts = {}
        for memo, run, payout in database.execute(PAID):
            payouts.setdefault(int(memo[3:]), set()).add((run, payout))
    return lines, payouts

def judge(targets, found, is_matched, kind):
    """right, false, missed, or nothing where there is nothing to say."""
    if found - targets:
        return "false"
    if kind == "batch" or not (targets or found):
        return ""
    if not is_matched and not found:
        return "missed"
    return "right" if found == targets else "false"

def score(truth, lines, payouts, first):
    counts, falses, missed, examples = Counter(), Counter(), Counter(), []
    for number, kind, amount, targets, survives in truth:
        held, is_matched = lines.get(number + first - 1, (None, False))
        found = payouts.get(number + first - 1, set())
        verdict = judge(targets, found, is_matched, kind)
        counts["lines"] += 1
        counts["unlike"] += held != amount
        counts["matched"] += is_matched
        counts["to payouts"] += bool(found)
        counts[verdict] += 1
        if targets and kind != "batch":
            for group in ("all", "survives") if survives else ("all",):
                counts[group] += 1
                counts["right in " + group] += verdict == "right"
        missed[kind] += verdict == "missed"
        falses[kind] += verdict == "false"
        if verdict == "false":
            examples.append({"line": number, "kind": kind, "amount_fen": amount, "truth": named(targets), "matched": named(found)})
    return {
        "lines": counts["lines"], "lines_unlike_the_truth": counts["unlike"], "truly_about_a_payout": counts["all"],
        "matched": counts["matched"], "matched_to_payouts": counts["to payouts"], "right": counts["right"], "false": counts["false"],
        "recall_where_the_reference_survives": share(counts, "survives"), "recall": share(counts, "all"),
        "false_by_kind": by_kind(falses), "missed_by_kind": by_kind(missed), "first_false": examples[:10]}

def by_kind(counts):
    return {kind: count for kind, count in counts.most_common() if count}

def share(counts, group):
    return round(counts["right in " + group] / counts[group], 6) if counts[group] else None

def named(payouts):
    """People's names of the payouts; none for a match with something else."""
    return [f"PR-{run}/{number}" for run, number in sorted(payouts)[:5]]

def main():
    parser = argparse.ArgumentParser(description="Scores matches of bank lines against the truth.")
    parser.add_argument("database")
    parser.add_argument("truth")
    parser.add_argument("--first", type=int, default=1, help="the number of the bank line that the first line became")
    options = parser.parse_args()
    result = score(read_truth(options.truth), *read_database(options.database), options.first)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    sys.exit(1 if result["false"] else 2 if result["lines_unlike_the_truth"] else 0)

if __name__ == "__main__":
    main()
