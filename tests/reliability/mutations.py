"""Altered files: thousands of them, each read as a received file.

A dossier file, plain or protected, is altered by chance (bits, runs of bytes, pages exchanged, cut
off, added to, put in between) and read in a helper process, so that the death of the process is
noticed as well. Nothing but two ends is in order: the file is read, and what it holds is a dossier
in order; or it is refused in plain words. Of a protected file every change must be noticed: if it
is read, it reads as it was. SQLite alone cannot promise that for a plain file, whose pages carry no
check sums; how many were read as something else is counted and told.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from equipoise.dossier.validation import InvalidDossier, validated
from equipoise.store.contents import Contents, read_contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect
from equipoise.store.errors import StoreError
from equipoise.store.key import Key, new_key
from equipoise.store.received import read_received
from equipoise.store.shipped import shipped_dossier
from reliability.figures import Figures

PAGE = 4096
_BATCH = 250
_SECONDS_A_FILE = 5.0
_PASSPHRASE = "four grey herons at the weir"
_SEED = 20_240

Reader = Callable[[Path, "Key | None"], Contents]


def measure(count: int, folder: Path, *, trusting: bool = False, jobs: int = 1) -> Figures:
    """Read `count` altered files, half of them protected, with the checks or (`trusting`) without.

    Every batch runs in a process of its own; one that dies or hangs is a failure.
    """
    starts = range(0, count, _BATCH)
    with ThreadPoolExecutor(jobs) as pool:
        batches = list(
            pool.map(
                lambda start: _batch(start, min(_BATCH, count - start), folder, trusting), starts
            )
        )
    failures = tuple(failure for batch in batches for failure in batch["failures"])
    ends: Counter[str] = Counter()
    for batch in batches:
        ends.update(batch["ends"])
    detail = ", ".join(f"{ends[end]:,} {end}" for end in sorted(ends))
    title = "altered files, read without checks" if trusting else "altered files"
    return Figures(title, count, failures, detail)


def altered(content: bytes, chance: random.Random) -> tuple[bytes, str]:
    """The content with one to three changes, never as it was, and what was done to it."""
    told: list[str] = []
    after = content
    while after == content:
        told.clear()
        for _ in range(chance.choice((1, 1, 2, 3))):
            way = chance.choice(_WAYS)
            after = way(after, chance)
            told.append(way.__name__.strip("_"))
    return after, ", ".join(told)


def trusting_reader(path: Path, key: Key | None) -> Contents:
    """The control: the rows as they come, without any check of the file."""
    database = connect(path, "rw", key)
    try:
        return read_contents(database, path)
    finally:
        database.close()


def _bits(content: bytes, chance: random.Random) -> bytes:
    after = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 8, 100))):
        place = chance.randrange(len(after))
        after[place] ^= 1 << chance.randrange(8)
    return bytes(after)


def _header(content: bytes, chance: random.Random) -> bytes:
    after = bytearray(content)
    after[chance.randrange(min(108, len(after)))] = chance.randrange(256)
    return bytes(after)


def _run(content: bytes, chance: random.Random) -> bytes:
    length = chance.choice((2, 16, 200, 512, PAGE, 5 * PAGE))
    place = chance.randrange(len(content))
    what = chance.choice((bytes(length), b"\xff" * length, chance.randbytes(length)))
    return content[:place] + what[: len(content) - place] + content[place + length :]


def _exchange(content: bytes, chance: random.Random) -> bytes:
    one, other = sorted(chance.sample(range(max(2, len(content) // PAGE)), 2))
    pages = [content[i : i + PAGE] for i in range(0, len(content), PAGE)]
    if other < len(pages):
        pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def _repeat(content: bytes, chance: random.Random) -> bytes:
    """A page overwritten with another: a write that went to the wrong place."""
    one, other = (chance.randrange(max(1, len(content) // PAGE)) for _ in range(2))
    page = content[one * PAGE : (one + 1) * PAGE]
    return content[: other * PAGE] + page + content[(other + 1) * PAGE :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    length = chance.randrange(1, max(2, len(content)))
    return content[: length - length % PAGE if chance.random() < 0.5 else length] or content[:1]


def _insert(content: bytes, chance: random.Random) -> bytes:
    length = chance.choice((1, 16, PAGE))
    place = chance.randrange(len(content))
    return content[:place] + chance.randbytes(length) + content[place:]


def _append(content: bytes, chance: random.Random) -> bytes:
    return content + chance.randbytes(chance.choice((1, 100, PAGE)))


_WAYS = (_bits, _bits, _header, _run, _run, _exchange, _repeat, _cut, _insert, _append)


def _batch(start: int, count: int, folder: Path, trusting: bool) -> dict[str, object]:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        environment = {**os.environ, "TMPDIR": place, "XDG_DATA_HOME": place}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        command = [sys.executable, "-m", "reliability.mutations", str(start), str(count), place]
        try:
            done = subprocess.run(
                [*command, "trusting" if trusting else ""],
                capture_output=True,
                text=True,
                env=environment,
                timeout=60 + _SECONDS_A_FILE * count,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"failures": [f"files {start}–{start + count - 1}: no end"], "ends": {}}
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit status {done.returncode}"]
        return {"failures": [f"files {start}–{start + count - 1}: {last[0]}"], "ends": {}}
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _read_all(start: int, count: int, folder: Path, trusting: bool) -> dict[str, object]:
    """In the helper process: alter, read, compare."""
    reader: Reader = trusting_reader if trusting else read_received
    before = shipped_dossier()
    after = replace(before, settings=replace(before.settings, title="As it was sent"))
    originals: dict[bool, tuple[bytes, Key | None, Contents]] = {}
    for protected in (False, True):
        path = folder / f"original-{protected}.equipoise"
        key = new_key(_PASSPHRASE) if protected else None
        with DossierFile.create(path, before, key=key) as file:
            file.save(before, after, "Edit title")
            contents = file.contents()
        originals[protected] = path.read_bytes(), key, contents
    failures: list[str] = []
    ends: Counter[str] = Counter()
    path = folder / "altered.equipoise"
    for number in range(start, start + count):
        protected = number % 2 == 1
        content, key, contents = originals[protected]
        changed, told = altered(content, random.Random(_SEED + number))
        path.write_bytes(changed)
        end, fault = _end(reader, path, key, contents)
        kind = "protected" if protected else "plain"
        if end == "read as something else" and protected:
            fault = end
        ends[f"{kind} {end}"] += 1
        if fault:
            failures.append(f"file {number} ({kind}; {told}): {fault}")
        for left in folder.glob("altered.equipoise-*"):
            left.unlink()
    return {"failures": failures, "ends": ends}


def _end(reader: Reader, path: Path, key: Key | None, original: Contents) -> tuple[str, str]:
    content = path.read_bytes()
    try:
        found = reader(path, key)
    except StoreError as error:
        text = str(error)
        plain = text.startswith(f"{path}: ") and "Error" not in text and "\n" not in text
        return "refused", "" if plain else f"refused in words that are not plain: {text[:200]}"
    except Exception as error:
        return "ended otherwise", f"{type(error).__name__}: {str(error)[:200]}"
    if path.read_bytes() != content:
        return "read", "the file was changed by reading it"
    try:
        validated(found.dossier)
    except InvalidDossier as error:
        return "read", f"read as a dossier that is not in order: {error}"
    return ("read as it was" if found == original else "read as something else"), ""


if __name__ == "__main__":
    _start, _count, _folder, _trusting = sys.argv[1:]
    print(json.dumps(_read_all(int(_start), int(_count), Path(_folder), _trusting == "trusting")))
