"""Texts that somebody sends to break something, as JSON writes them, and what is said of each."""

import json

# U+202E is never ended: what stands behind the answer would read backwards.
TEXTS: dict[str, tuple[str, str]] = {
    "a mark that turns the direction and is left open": (r'"photo\u202egpj.exe"', "characters"),
    "an end of a mark that was never begun": (r'"photo\u2069\u2066"', "characters"),
    "marks ended in the wrong order": (r'"\u202e\u2066x\u202c\u2069"', "characters"),
    "only zero-width characters": (r'"\u200b\u200c\u200d\u2060\ufeff"', "blank"),
    "only marks of direction": (r'"\u202e\u202c\u200f"', "blank"),
    "only fillers that draw nothing": (r'"\u3164\u115f\u2800"', "blank"),
    "half of a character": (r'"half \ud800 of it"', "characters"),
    "halves in the wrong order": (r'"\ude00\ud83d"', "characters"),
    "NUL": (r'"a\u0000b"', "characters"),
    "an escape sequence of terminals": (r'"\u001b[2J"', "characters"),
    "nearly a megabyte": (json.dumps("x" * 900_000), "too_long"),
    "half a megabyte of emoji": (json.dumps("😀" * 80_000), "too_long"),
    "a list": ('["x"]', "type"),
    "an object with a prototype": ('{"__proto__": {"isAdmin": true}}', "type"),
    "twenty lists deep": ("[" * 20 + "]" * 20, "type"),
    "a number of 4,000 digits": ("9" * 4000, "type"),
}
# Bodies that are not JSON that anybody should read.
BODIES: dict[str, bytes] = {
    "a thousand lists deep": b'{"answers": {"story": ' + b"[" * 1000 + b"]" * 1000 + b"}}",
    "a hundred thousand objects deep": b'{"answers": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001,
    "a key twice": b'{"answers": {"story": "one", "story": "two"}}',
    "NaN": b'{"answers": {"story": NaN}}',
    "a number without end": b'{"answers": {"story": 1e999}}',
    "half a document": b'{"answers": {"story": "',
    "two documents": b'{"answers": {}} {"answers": {}}',
    "UTF-16": '{"answers": {}}'.encode("utf-16"),
    "bytes that are no text": b'{"answers": {"story": "\xff\xfe"}}',
    "a number of 5,000 digits": b'{"answers": {"story": ' + b"9" * 5000 + b"}}",
}
KEYS = [
    "x" * 100_000,
    "__proto__",
    "constructor",
    "toString",
    "",
    "a/b~c",
    "story\x00",
    "😀",
    "_id",
    "\u202e",
]
# 29 characters: `re` tries 2^n ways to read a long name that does not end as it should.
HANGS = r"^(([a-zA-Z0-9])+.)+[a-zA-Z]+$"
assert len(HANGS) == 29
LONG_NAME = "a" * 190 + "!1"
