"""No core dump of a process that holds a protected dossier: it would be the dossier in plaintext.

What the system writes of its own accord is out of reach: a swap file and the image that a computer
leaves on disk when it hibernates may hold the dossier. Only an encrypted disk helps against those.
"""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4  # <linux/prctl.h>
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX, _SEM_NOOPENFILEERRORBOX = 0x1, 0x2, 0x8000


def forbid() -> bool:
    """Forbid core dumps of this process until it ends; True if the system agreed.

    Linux: the limit on core files is zero, for child processes too, and the process is not dumpable
    (which also keeps other programs of the same user from reading its memory); the second is
    needed because the limit does not bind a program to which the kernel pipes the dump.
    macOS and other Unix systems: the limit alone. Windows: no error box, and so no report from it;
    a dump that an administrator has ordered for every program is still written.
    """
    if sys.platform == "win32":
        return _forbid_on_windows()
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return not sys.platform.startswith("linux") or _not_dumpable()


def _not_dumpable() -> bool:
    import ctypes

    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return False
    return int(prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)) == 0


def _forbid_on_windows() -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    kernel.SetErrorMode(
        kernel.GetErrorMode()
        | _SEM_FAILCRITICALERRORS
        | _SEM_NOGPFAULTERRORBOX
        | _SEM_NOOPENFILEERRORBOX
    )
    return True
