"""A running thread that everybody has forgotten ends in peace, and so does the program."""

from __future__ import annotations

import subprocess
import sys

_FORGOTTEN = """
import gc, threading
from PySide6.QtCore import QCoreApplication, QObject
from equipoise.editing.background import Background, LatestSearch
from equipoise.editing.latest_wins import Answerer, LatestWinsThread

application = QCoreApplication([])
for _ in range(200):
    Background(lambda: None).start()
gc.collect()
ended = threading.Event()
job = Background(ended.set)
job.finished.connect(application.quit)
job.start()
del job
application.exec()
print("ended", ended.is_set())


class Patient(LatestWinsThread[int]):
    def answer(self, question):
        pass


owner = QObject()
search = LatestSearch(owner)
search.start(lambda _progress, unwanted: [None for _ in iter(unwanted, True)])
patient = Patient(Answerer())
patient.ask(1)
del owner, search, patient
gc.collect()
print("the program ends")
"""


def test_threads_that_nobody_holds_end_and_the_program_with_them() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FORGOTTEN], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    assert done.stdout.split("\n") == ["ended True", "the program ends", ""]
    assert done.returncode == 0
