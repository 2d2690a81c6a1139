#!/usr/bin/env python3
"""A vault that the program wrote, read by read_vault.py: both must say the same.

    reader_test.py PROGRAM
"""
import json
import os
import subprocess
import sys
import tempfile

import read_vault

KINDS = ("like follow share comment survey review newsletter push contest coupon app referral chat signup"
         " donation endorse").split()
FOR_EVER = 2**63 - 1
PROFILE = {
    "format": "leave-me-alone profile", "version": 1, "exported": 0,
    "settings": {"quiet_level": "prompts", "allowed_kinds": ["donation", "endorse"], "journal_months": 7},
    "brands": [
        {"brand": "bücher.example", "domains": ["bücher.example", "books.example"], "wanted": True,
         "wanted_kinds": [], "unwanted_kinds": ["like", "endorse"], "engaged_until": 1760000000001,
         "engaged_until_leave": True, "paused_until": 9007199254740991, "paused_until_leave": True,
         "created": 1, "updated": 2},
        {"brand": "shop.example", "domains": ["shop.example"], "wanted": False,
         "wanted_kinds": ["survey", "chat"], "unwanted_kinds": [], "engaged_until": 0,
         "engaged_until_leave": False, "paused_until": 0, "paused_until_leave": False, "created": 3, "updated": 1760000000000}],
    "learned": [
        {"brand": "shop.example", "answer": "hide", "selector": "#promo" + "x" * 900, "fingerprint": "1:div",
         "kind": "coupon", "label": "Zehn Prozent für Sie", "enabled": False, "created": 1760000000000},
        {"brand": "shop.example", "answer": "allow", "selector": ".bar", "fingerprint": "", "kind": None,
         "label": "", "enabled": True, "created": 1760000000001}],
    "journal": [
        {"time": 1760000000000 + i * 40_000_000, "brand": brand, "kind": KINDS[i], "action": action,
         "outcome": outcome, "confidence": 0.9712, "provider": "klaviyo", "why": "phrase: ☂", "seconds": i}
        for i, (brand, action, outcome) in enumerate([
            ("shop.example", "declined", "gone"), ("shop.example", "hidden", "still_there"),
            ("bücher.example", "dismissed", "came_back"), ("shop.example", "learned_hidden", "undone")])],
}
ACTIONS = ["declined", "dismissed", "hidden", "learned_hidden"]
OUTCOMES = ["gone", "still_there", "came_back", "undone"]


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, LEAVE_ME_ALONE_HOME=home)

        def run(*arguments, text=""):
            done = subprocess.run([program, *arguments], input=text, env=environment, text=True,
                                  capture_output=True, check=False)
            assert done.returncode == 0, (arguments, done.stdout, done.stderr)
            return done.stdout

        run("import", "-", "--apply", text=json.dumps(PROFILE))
        run("passphrase", "set", text="correct horse é\n")
        exported = json.loads(run("export"))
        database, key_file = home + "/vault/vault.db", home + "/keys/vault.key"
        for rekeyed in (False, True):
            by_key = read_vault.read(database, key_file, None)
            assert by_key == read_vault.read(database, None, "correct horse é")
            compare(by_key, exported)
            if not rekeyed:
                run("rekey", text="correct horse é\n")


def named(names, numbers):
    return [names[number] for number in numbers]


def compare(read, exported):
    (settings,) = read["settings"]
    assert ["prompts", "page"][settings["quiet_level"]] == exported["settings"]["quiet_level"]
    assert named(KINDS, settings["allowed_kinds"]) == exported["settings"]["allowed_kinds"]
    assert settings["journal_months"] == exported["settings"]["journal_months"] == 7

    brands = sorted((one for one in read["domains"] if "brand" in one), key=lambda one: one["brand"])
    for one in brands:
        for kinds in ("wanted_kinds", "unwanted_kinds"):
            one[kinds] = named(KINDS, one[kinds])
        for time in ("engaged_until", "paused_until"):
            one[time] = 2**53 - 1 if one[time] == FOR_EVER else one[time]
    assert [{key: one[key] for key in want} for one, want in zip(brands, exported["brands"])] == exported["brands"]
    assert len(brands) == len(exported["brands"]) == 2
    assert {one["domain"]: one["alias_of"] for one in read["domains"] if "domain" in one} == {
        domain: brand["brand"] for brand in exported["brands"] for domain in brand["domains"]
        if domain != brand["brand"]}

    learned = [dict(ask, brand=one["brand"]) for one in read["learned"] for ask in one["asks"]]
    for ask in learned:
        ask["answer"] = ["hide", "allow"][ask["answer"]]
        ask["kind"] = None if ask["kind"] == 255 else KINDS[ask["kind"]]
    by_selector = lambda ask: ask["selector"]
    want = [{key: ask[key] for key in learned[0] if key in ask} for ask in exported["learned"]]
    got = [{key: ask[key] for key in want[0]} for ask in learned]
    assert sorted(got, key=by_selector) == sorted(want, key=by_selector)

    entries = read["journal"]
    for entry in entries:
        entry["kind"] = KINDS[entry["kind"]]
        entry["action"], entry["outcome"] = ACTIONS[entry["action"]], OUTCOMES[entry["outcome"]]
    assert len(entries) == 4
    for entry in entries:
        assert any(all(one[key] == entry[key] for key in entry) for one in exported["journal"]), entry

    for counters in read["counters"]:
        mine = [one for one in exported["journal"] if one["brand"] == counters["brand"]]
        assert mine
        assert sum(one["asks"] for one in counters["actions"]) == sum(
            one["outcome"] != "undone" for one in mine)
    days = {one["day"]: one["tallies"] for one in read["days"]}
    assert set(days) == {one["time"] // 86_400_000 for one in PROFILE["journal"]}
    assert sum(len(tallies) for tallies in days.values()) == 4


if __name__ == "__main__":
    main()
