"""Charts on screen, what they look like, and a mouse over them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from synthetic_projection import synthetic_dossier, synthetic_projection

DOSSIER = synthetic_dossier()
PROJECTION = synthetic_projection(DOSSIER)
LIFTED = synthetic_projection(DOSSIER, seed=2, lift=0.6)


def shown(qtbot, chart, dossier=DOSSIER, projection=PROJECTION, size=(620, 300)):
    qtbot.addWidget(chart)
    chart.resize(*size)
    chart.set_dossier(dossier)
    chart.set_projection(projection)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def picture(chart) -> QImage:
    return chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def move_mouse(canvas, x: float, y: float) -> None:
    at = QPointF(x, y)
    viewport = canvas.view.viewport()
    QApplication.sendEvent(
        viewport,
        QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            viewport.mapToGlobal(at),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )
