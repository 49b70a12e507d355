"""Hearing why an edit was refused, so that it can be said beside the field."""

from __future__ import annotations

from collections.abc import Callable

from equipoise.editing.session import Session


def refusal_of(session: Session, action: Callable[[], object]) -> str:
    """Run an action and return what the session refused meanwhile; "" if nothing."""
    heard: list[str] = []

    def hear(text: str) -> None:
        heard.append(text)

    session.refused.connect(hear)
    try:
        action()
    finally:
        session.refused.disconnect(hear)
    return "\n".join(heard)
