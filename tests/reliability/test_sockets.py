"""A tour through the whole program opens no internet socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from reliability.figures import first_failures
from reliability.recording import strace_there
from reliability.sockets import judged, measure

_OPENED = (
    "7 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3",
    "7 socketpair(AF_UNIX, SOCK_STREAM, 0, [4, 5]) = 0",
    "8 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 3",
    "8 connect(3, {sa_family=AF_INET, sin_port=htons(631)}, 16) = -1 EINPROGRESS",
    "8 socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = -1 EPERM (Operation not permitted)",
    "9 io_uring_setup(8, {flags=0}) = 5",
)


@pytest.mark.skipif(not strace_there(), reason="strace is not installed, or may not trace here")
def test_no_internet_socket_on_a_tour_of_the_program(tmp_path: Path) -> None:
    figures = measure(tmp_path)
    assert not figures.failures, first_failures(figures)
    assert figures.count > 20


@pytest.mark.skipif(not strace_there(), reason="strace is not installed, or may not trace here")
def test_one_internet_socket_is_found_out(tmp_path: Path) -> None:
    (found,) = measure(tmp_path, leak=True).failures
    assert "AF_INET6" in found


def test_only_sockets_within_the_machine_are_allowed() -> None:
    families, failures = judged(_OPENED)
    assert families == {"AF_UNIX": 2}
    assert failures == list(_OPENED[2:])
