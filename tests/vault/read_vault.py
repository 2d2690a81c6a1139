#!/usr/bin/env python3
"""A second reader of the vault, written from docs/vault-format.md alone, to prove that page.

    read_vault.py VAULT_DB (--key-file FILE | --passphrase TEXT)

Prints what the vault holds as JSON, kinds and other names as their numbers. Ends with an error
when anything is not as the page says.
"""
import argparse
import ctypes
import ctypes.util
import hashlib
import json
import sqlite3
import struct
import sys

sodium = ctypes.CDLL(ctypes.util.find_library("sodium"))


def hash_of(data, size, key=b""):
    return hashlib.blake2b(data, digest_size=size, key=key).digest()


def subkey(master, number):
    """crypto_kdf_derive_from_key."""
    salt, person = number.to_bytes(8, "little") + bytes(8), b"LMAvault" + bytes(8)
    return hashlib.blake2b(b"", digest_size=32, key=master, salt=salt, person=person).digest()


def aead_open(key, nonce, sealed, associated):
    plain = ctypes.create_string_buffer(max(1, len(sealed) - 16))
    status = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, None, None, sealed, ctypes.c_ulonglong(len(sealed)), associated,
        ctypes.c_ulonglong(len(associated)), nonce, key)
    return plain.raw[:len(sealed) - 16] if status == 0 else None


def stretch(passphrase, salt, passes, memory_kib):
    key = ctypes.create_string_buffer(32)
    assert 1 <= passes <= 16 and 8192 <= memory_kib <= 1048576
    assert sodium.crypto_pwhash_argon2id(
        key, ctypes.c_ulonglong(32), passphrase, ctypes.c_ulonglong(len(passphrase)), salt,
        ctypes.c_ulonglong(passes), ctypes.c_size_t(memory_kib * 1024), 2) == 0
    return key.raw


class Reader:
    def __init__(self, data):
        self.data = data

    def raw(self, size):
        assert size <= len(self.data), "cut short"
        taken, self.data = self.data[:size], self.data[size:]
        return taken

    def number(self, size):
        return int.from_bytes(self.raw(size), "little")

    def varint(self):
        value = shift = 0
        while True:
            byte = self.number(1)
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def svarint(self):
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def bytes(self):
        return self.raw(self.varint())

    def string(self):
        return self.bytes().decode()


def read_header(data, key_file, passphrase):
    """The master key."""
    assert data[:4] == b"LMAV" and hash_of(data[:-16], 16) == data[-16:], "checksum"
    reader = Reader(data[4:-48])
    assert reader.number(1) == 1, "version"
    vault_id = reader.raw(16)
    for _ in range(reader.number(1)):
        kind, wrap = reader.number(1), reader.raw(reader.number(2))
        parameters, nonce, wrapped = wrap[:-72], wrap[-72:-48], wrap[-48:]
        associated = b"LMAw\x01" + vault_id + bytes([kind]) + parameters
        if kind == 1 and key_file:
            first, digits, rest = open(key_file).read().split("\n")
            assert first == "leave-me-alone-key-1" and rest == ""
            key = bytes.fromhex(digits)
        elif kind == 2 and passphrase is not None:
            key = stretch(passphrase.encode(), parameters[:16], *struct.unpack("<II", parameters[16:]))
        else:
            continue
        master = aead_open(key, nonce, wrapped, associated)
        assert master, "wrong key"
        assert hash_of(data[:-48], 32, subkey(master, 3)) == data[-48:-16], "code"
        return master
    sys.exit("no such way to open it")


def kinds(bits):
    return [i for i in range(64) if bits >> i & 1]


def tally(reader):
    return dict(asks=reader.varint(), gone=reader.svarint(), seconds=reader.svarint(),
                first=reader.svarint(), last=reader.svarint())


def domain_record(name, body):
    if body.number(1) == 1:
        return dict(domain=name, alias_of=body.string())
    return dict(brand=name, domains=[body.string() for _ in range(body.varint())],
                wanted=body.number(1) == 1, wanted_kinds=kinds(body.varint()),
                unwanted_kinds=kinds(body.varint()), engaged_until=body.svarint(),
                engaged_until_leave=body.number(1) == 1, paused_until=body.svarint(),
                created=body.svarint(), updated=body.svarint(),
                paused_until_leave=bool(body.data) and body.number(1) == 1)


def learned_record(name, body):
    asks = []
    for ask in [Reader(body.bytes()) for _ in range(body.varint())]:
        asks.append(dict(id=ask.varint(), answer=ask.number(1), selector=ask.string(),
                         fingerprint=ask.string(), kind=ask.number(1), label=ask.string(),
                         enabled=ask.number(1) == 1, created=ask.svarint()))
    return dict(brand=name, asks=asks)


def day_record(name, body):
    tallies = []
    for each in [Reader(body.bytes()) for _ in range(body.varint())]:
        tallies.append(dict(brand=each.string(), kind=each.number(1), action=each.number(1), **tally(each)))
    return dict(day=int(name), tallies=tallies)


def counters_record(name, body):
    return dict(brand=name, actions=[tally(body) for _ in range(body.varint())])


def settings_record(_, body):
    return dict(quiet_level=body.number(1), allowed_kinds=kinds(body.varint()), journal_months=body.varint())


def journal_record(_, body):
    return dict(time=body.svarint(), brand=body.string(), kind=body.number(1), action=body.number(1),
                outcome=body.number(1), confidence=body.number(2) / 10000, provider=body.string(),
                why=body.string(), seconds=body.varint())


BODIES = {1: domain_record, 2: learned_record, 3: counters_record, 4: day_record, 5: settings_record,
          6: journal_record}


def read(path, key_file, passphrase):
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA application_id").fetchone()[0] == 0x4C4D4156
    assert database.execute("PRAGMA user_version").fetchone()[0] == 1
    header = database.execute("SELECT data FROM header WHERE id=1").fetchone()[0]
    master = read_header(header, key_file, passphrase)
    records_key, slots_key, census_key = subkey(master, 1), subkey(master, 2), subkey(master, 4)
    rows = list(database.execute("SELECT tbl,slot,data FROM records"))
    rows += [(6, row.to_bytes(8, "little") + bytes(8), data)
             for row, data in database.execute("SELECT id,data FROM journal ORDER BY id")]
    found = {table: [] for table in BODIES}
    sums = {table: [0] * 5 for table in BODIES}
    census = None
    for table, slot, sealed in rows:
        if table == 8:
            assert slot == bytes(16) and sealed == header, "the header's copy"
            continue
        assert sealed[0] == 1 and len(slot) == 16
        padded = len(sealed) - 41
        assert padded in (128, 256, 512, 1024, 2048) or padded % 4096 == 0, "steps"
        plain = aead_open(records_key, sealed[1:25], sealed[25:], b"LMAr\x01" + bytes([table]) + slot)
        assert plain, "a record does not open"
        size = int.from_bytes(plain[:4], "little")
        assert not plain[4 + size:].strip(b"\0"), "padding"
        body = Reader(plain[4:4 + size])
        name = body.bytes()
        if table == 6:
            assert name == b""
        else:
            assert hash_of(bytes([table]) + name, 16, slots_key) == slot, "slot"
        if table == 7:
            assert name == b"census" and census is None
            census = [[body.number(8) for _ in range(5)] for _ in range(6)]
            continue
        share = struct.unpack("<4Q", hash_of(bytes([table]) + slot + sealed, 32, census_key))
        sums[table] = [(a + b) % 2**64 for a, b in zip(sums[table], (1,) + share)]
        found[table].append(BODIES[table](name.decode(), body))
    assert census == [sums[table] for table in range(1, 7)], "census"
    return dict(zip(("domains", "learned", "counters", "days", "settings", "journal"), found.values()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("database")
    parser.add_argument("--key-file")
    parser.add_argument("--passphrase")
    given = parser.parse_args()
    print(json.dumps(read(given.database, given.key_file, given.passphrase), indent=1))
