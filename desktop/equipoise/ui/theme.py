"""Light and dark: one set of colours for widgets and charts, readable by colour-blind eyes.

The qualitative colours are those of Okabe and Ito (2008), darkened or lightened where needed for a
contrast of at least 3:1 against the background.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

_TICK_BOX = "#66737f"  # 3:1 against the ground of the dark theme


class Theme(NamedTuple):
    """Colours by role, as #rrggbb. `poles` and `series` are cycled through."""

    name: str
    window: str
    base: str
    alternate: str
    raised: str
    text: str
    muted: str
    line: str
    accent: str
    accent_text: str
    warning: str
    danger: str
    good: str
    poles: tuple[str, ...]
    series: tuple[str, ...]
    bands: tuple[str, ...]

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name == "dark"

    def pole(self, position: int) -> str:
        """The colour of the pole at that position in its table."""
        return self.poles[position % len(self.poles)]

    def palette(self) -> QPalette:
        """The Qt palette of the theme."""
        palette = QPalette()
        role = QPalette.ColorRole
        for name, colour in (
            (role.Window, self.window),
            (role.WindowText, self.text),
            (role.Base, self.base),
            (role.AlternateBase, self.alternate),
            (role.Text, self.text),
            (role.Button, self.raised),
            (role.ButtonText, self.text),
            (role.ToolTipBase, self.raised),
            (role.ToolTipText, self.text),
            (role.PlaceholderText, self.muted),
            (role.Highlight, self.accent),
            (role.HighlightedText, self.accent_text),
            (role.Link, self.accent),
            (role.Mid, self.line),
            (role.Midlight, self.alternate),
            (role.Dark, self.line),
            (role.Light, self.base),
            (role.Accent, self.accent),
        ):
            palette.setColor(name, QColor(colour))
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(self.muted))
        return palette

    def tick_palette(self) -> QPalette:
        """The palette of tick boxes: Fusion frames them darker than the ground, unseen on dark."""
        palette = self.palette()
        if self.dark:
            palette.setColor(QPalette.ColorRole.Base, QColor(_TICK_BOX))
        return palette


LIGHT = Theme(
    name="light",
    window="#f4f5f7",
    base="#ffffff",
    alternate="#eef1f5",
    raised="#ffffff",
    text="#1b2430",
    muted="#5d6978",
    line="#cfd6de",
    accent="#1f5f99",
    accent_text="#ffffff",
    warning="#8a5a00",
    danger="#a8321f",
    good="#1c6e4f",
    poles=("#c2500b", "#0063a6", "#00795a", "#8c4a77"),
    series=("#0063a6", "#c2500b", "#00795a", "#8c4a77", "#8a6d00", "#3a86b8", "#5d6978"),
    bands=("#7f2a1d", "#c8825f", "#d9d4c7", "#7fb0cf", "#1f5f99"),
)

DARK = Theme(
    name="dark",
    window="#171c22",
    base="#1e252d",
    alternate="#252d37",
    raised="#2a333e",
    text="#e6ebf1",
    muted="#9aa7b5",
    line="#3a4552",
    accent="#6db3e8",
    accent_text="#0e151c",
    warning="#e8b33f",
    danger="#f08a72",
    good="#5cc69a",
    poles=("#f0883e", "#5fb0ea", "#3fc79a", "#d68fbd"),
    series=("#5fb0ea", "#f0883e", "#3fc79a", "#d68fbd", "#e0c24a", "#9ad1f2", "#9aa7b5"),
    bands=("#b8503f", "#d99a78", "#6c6f72", "#6fa3c7", "#4f96d6"),
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
