"""What numpy is told of the processor, before it is imported."""

from __future__ import annotations

from collections.abc import MutableMapping

FEATURES = "NPY_DISABLE_CPU_FEATURES"
"""numpy's own variable: instruction sets that it does without."""

_SLOW_TO_SORT = "X86_V4 AVX512_ICL"
_CPU = "/proc/cpuinfo"
_ENOUGH = 4096


def prefer_quick_sorting(environment: MutableMapping[str, str], cpu: str = _CPU) -> None:
    """Have numpy sort without AVX-512 on processors by AMD; what the user has set stays.

    numpy's AVX-512 sorting stores what it selects straight to memory, which these processors carry
    out in microcode: parting takes five times as long as with AVX2, a tick of a slider three times.
    Nothing is done where the processor is not told of in a file (other systems than Linux).
    """
    if FEATURES in environment:
        return
    try:
        with open(cpu, encoding="ascii", errors="replace") as file:  # noqa: PTH123 - pathlib is slow
            told = file.read(_ENOUGH)
    except OSError:
        return
    if "AuthenticAMD" in told and "avx512" in told:
        environment[FEATURES] = _SLOW_TO_SORT
