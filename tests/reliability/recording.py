"""Every change that a program makes to the files below a folder, as strace saw the calls."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reliability.disk import Disk, Inode, Write

MARKS = "/dev/null"
"""What a program writes here is no change, but a mark of how far it has come."""

_CALLS = (
    *("open", "openat", "creat", "close", "dup", "dup2", "dup3", "fcntl", "mmap"),
    *("read", "lseek", "write", "pwrite64", "writev", "pwritev", "pwritev2"),
    *("ftruncate", "truncate", "fallocate", "sendfile", "copy_file_range"),
    *("fsync", "fdatasync", "sync_file_range"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "link", "linkat"),
    *("symlink", "symlinkat", "mkdir", "mkdirat", "rmdir"),
)
_LINE = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+|0x[0-9a-f]+|\?)")
_ARGUMENT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?|([^,\s][^,]*)')
_LONGEST = 2**24


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that succeeded: its name, arguments (bytes for strings) and answer."""

    name: str
    arguments: tuple[bytes | str, ...]
    answer: int

    def path(self, number: int) -> str:
        """An argument that is a path."""
        value = self.arguments[number]
        assert isinstance(value, bytes)
        return value.decode()

    def word(self, number: int) -> str:
        """An argument that is a number or a name of one."""
        value = self.arguments[number]
        assert isinstance(value, str)
        return value


class CannotRecord(Exception):
    """The program did what this module does not understand, so its record is worth nothing."""


def strace_there() -> bool:
    """Whether strace is installed and may trace."""
    if shutil.which("strace") is None:
        return False
    trial = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return trial.returncode == 0


def recorded(
    command: Sequence[str], log: Path, environment: Mapping[str, str], timeout: float = 300
) -> list[Call]:
    """Run a program of one thread and return its calls in order, failed ones left out.

    Raises CalledProcessError if the program fails, CannotRecord if the log cannot be read.
    """
    traced = ",".join(f"?{name}" for name in _CALLS)
    watch = ["strace", "--seccomp-bpf", "-f", "-qq", "-xx", "-s", str(_LONGEST)]
    subprocess.run(
        [*watch, "-e", f"trace={traced}", "-e", "signal=none", "-o", str(log), *command],
        env=dict(environment),
        check=True,
        timeout=timeout,
    )
    with log.open(encoding="ascii") as lines:
        return list(_calls(lines))


def _calls(lines: Iterator[str]) -> Iterator[Call]:
    seen: set[str] = set()
    for line in lines:
        process, _, rest = line.partition(" ")
        seen.add(process)
        if len(seen) > 1:
            raise CannotRecord("more than one thread or process wrote")
        found = _LINE.match(rest.strip())
        if found is None:
            if "exited with" in rest:
                continue
            raise CannotRecord(f"a line of the log is not understood: {rest[:200]}")
        name, given, answer = found.groups()
        number = int(answer, 0) if answer != "?" else -1
        if number >= 0:
            yield Call(name, tuple(_arguments(given)), number)


def _arguments(text: str) -> Iterator[bytes | str]:
    for content, cut, word in _ARGUMENT.findall(text):
        if cut:
            raise CannotRecord("a text in the log is cut off")
        yield word.strip() if word else bytes.fromhex(content.replace("\\x", ""))


@dataclass(slots=True)
class _Handle:
    """What a file descriptor stands for: a file of ours, a folder, the marks, or nothing to us."""

    path: str
    inode: Inode | None
    appends: bool = False
    at: int = 0


class Replay:
    """Applies calls to a disk; `apply` tells the mark that a call made, if it made one."""

    def __init__(self, disk: Disk, root: Path) -> None:
        self._disk = disk
        self._root = str(root)
        self._handles: dict[int, _Handle] = {}

    def apply(self, call: Call) -> str | None:
        """Carry out one call. Raises CannotRecord for a change that is not modelled."""
        match call.name:
            case "open":
                self._open(call, call.path(0), call.word(1))
            case "openat":
                self._open(call, self._beneath(call, 0), call.word(2))
            case "creat":
                self._open(call, call.path(0), "O_CREAT|O_TRUNC")
            case "close":
                self._handles.pop(int(call.word(0)), None)
            case "dup" | "dup2" | "dup3":
                self._copy(call)
            case "fcntl" if call.word(1).startswith("F_DUPFD"):
                self._copy(call)
            case "rename":
                self._rename(call.path(0), call.path(1))
            case "renameat" | "renameat2":
                self._rename(self._beneath(call, 0), self._beneath(call, 2))
            case "unlink":
                self._unlink(call.path(0))
            case "unlinkat" if len(call.arguments) < 3 or "REMOVEDIR" not in call.word(2):
                self._unlink(self._beneath(call, 0))
            case "truncate" | "link" | "linkat" | "symlink" | "symlinkat":
                if any(isinstance(a, bytes) and self._ours(a.decode()) for a in call.arguments):
                    raise CannotRecord(f"{call.name} is not modelled")
            case "mkdir" | "mkdirat" | "rmdir" | "unlinkat" | "fcntl":
                pass
            case "mmap":
                self._map(call)
            case _:
                return self._on_handle(call)
        return None

    def _on_handle(self, call: Call) -> str | None:
        handle = self._handles.get(int(call.word(0)))
        if handle is None:
            return None
        if handle.path == MARKS and call.name == "write":
            return call.path(1)
        inode = handle.inode
        match call.name:
            case "fsync" | "fdatasync" if inode is None:
                self._disk.sync_folder(handle.path)
            case "fsync" | "fdatasync":
                assert inode is not None
                inode.sync()
            case _ if inode is None:
                pass
            case "read":
                handle.at += call.answer
            case "lseek":
                handle.at = call.answer
            case "write" if not handle.appends:
                content = call.arguments[1]
                assert isinstance(content, bytes)
                inode.unsynced.append(Write(handle.at, content[: call.answer]))
                handle.at += call.answer
            case "pwrite64":
                content = call.arguments[1]
                assert isinstance(content, bytes)
                inode.unsynced.append(Write(int(call.word(3)), content[: call.answer]))
            case "ftruncate":
                inode.unsynced.append(Write(int(call.word(1)), b"", cut=True))
            case _:
                raise CannotRecord(f"{call.name} on {handle.path} is not modelled")
        return None

    def _open(self, call: Call, path: str, flags: str) -> None:
        inode = None
        if self._ours(path):
            inode = self._disk.names.get(path)
            if inode is None and "O_CREAT" in flags:
                inode = Inode()
                self._disk.bind(path, inode)
            if inode is not None and "O_TRUNC" in flags:
                inode.unsynced.append(Write(0, b"", cut=True))
        self._handles[call.answer] = _Handle(path, inode, "O_APPEND" in flags)

    def _copy(self, call: Call) -> None:
        handle = self._handles.get(int(call.word(0)))
        if handle is not None:
            self._handles[call.answer] = handle

    def _rename(self, old: str, new: str) -> None:
        if not (self._ours(old) or self._ours(new)):
            return
        inode = self._disk.names.get(old)
        if inode is None:
            raise CannotRecord(f"{old} is renamed, and is no file of ours")
        self._disk.bind(new, inode)
        self._disk.bind(old, None)

    def _unlink(self, path: str) -> None:
        if path in self._disk.names:
            self._disk.bind(path, None)

    def _map(self, call: Call) -> None:
        if "MAP_SHARED" in call.word(3) and "PROT_WRITE" in call.word(2):
            handle = self._handles.get(int(call.word(4)))
            if handle is not None and handle.inode is not None:
                raise CannotRecord("writing through memory is not modelled")

    def _beneath(self, call: Call, number: int) -> str:
        """A path that stands beside the folder it is relative to."""
        folder, path = call.word(number), call.path(number + 1)
        if folder == "AT_FDCWD" or path.startswith("/"):
            return path
        handle = self._handles.get(int(folder))
        return path if handle is None else str(PurePosixPath(handle.path) / path)

    def _ours(self, path: str) -> bool:
        return path == self._root or path.startswith(f"{self._root}/")
