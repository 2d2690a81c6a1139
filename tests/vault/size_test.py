#!/usr/bin/env python3
"""A vault of years: 5,000 brands and 100,000 entries. How long a host takes to open it, and what it keeps in memory.

    size_test.py PROGRAM

The time is from the program's start to its answer about a brand, the best of twenty: what is asked is what the vault costs,
not what else the machine does.
"""
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import time

BRANDS, ENTRIES = 5_000, 100_000
MAX_MS, MAX_KIB = 30, 10 * 1024
ORIGIN = "chrome-extension://lhjpbjbccfeodgdjcpfmpaahfdfppflc/"
KINDS = "survey newsletter push contest coupon app chat signup".split()


def profile():
    chance = random.Random(1)
    now = int(time.time() * 1000)
    names = [f"brand{i}.com" for i in range(BRANDS)]
    return {
        "format": "leave-me-alone profile", "version": 1,
        "brands": [{"brand": name, "domains": [name], "wanted": i % 50 == 0} for i, name in enumerate(names)],
        "journal": [
            {"time": now - chance.randrange(300 * 86_400_000), "brand": chance.choice(names),
             "kind": chance.choice(KINDS), "action": "declined", "outcome": "gone", "confidence": 0.97,
             "provider": "klaviyo", "why": "phrase: join our newsletter", "seconds": 8}
            for _ in range(ENTRIES)],
    }


def ask(host, message):
    body = json.dumps(message).encode()
    host.stdin.write(struct.pack("=I", len(body)) + body)
    host.stdin.flush()
    (size,) = struct.unpack("=I", host.stdout.read(4))
    return json.loads(host.stdout.read(size))


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, LEAVE_ME_ALONE_HOME=home)
        begin = time.monotonic()
        subprocess.run([program, "import", "-", "--apply"], input=json.dumps(profile()), text=True, check=True,
                       env=environment, stdout=subprocess.DEVNULL)
        print(f"made in {time.monotonic() - begin:.1f} s, {os.path.getsize(home + '/vault/vault.db') >> 20} MiB")
        times, resident = [], 0
        for number in range(20):
            begin = time.monotonic()
            with subprocess.Popen([program, ORIGIN], env=environment, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE) as host:
                reply = ask(host, {"id": 1, "type": "brand", "top_url": f"https://brand{number * 50}.com/"})
                times.append((time.monotonic() - begin) * 1000)
                assert reply["result"]["wanted"] is True, reply
                page = ask(host, {"id": 2, "type": "journal", "limit": 100})["result"]
                assert page["total"] == ENTRIES and len(page["entries"]) == 100
                with open(f"/proc/{host.pid}/status", encoding="ascii") as status:
                    resident = max(resident, *(int(line.split()[1]) for line in status if line.startswith("VmRSS")))
                host.stdin.close()
        times.sort()
        print(f"opens and answers in {times[0]:.1f} ms (median {times[10]:.1f}), {resident} KiB resident")
        assert times[0] <= MAX_MS and resident <= MAX_KIB


if __name__ == "__main__":
    main()
