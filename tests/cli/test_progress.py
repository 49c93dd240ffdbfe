from __future__ import annotations

import io

from cnnstudio.cli.progress import ProgressLine
from cnnstudio.core.texts import Translator, text
from cnnstudio.training.messages import BatchDone, Started

STARTED = Started(images=200, validation_images=0, epochs=2, batches=10, device="cpu")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def done(epoch: int, batch: int) -> BatchDone:
    return BatchDone(epoch, batch, loss=0.25, accuracy=0.9, learning_rate=0.1, images_per_second=20.0)


def test_a_terminal_shows_how_far_the_run_is() -> None:
    terminal = Terminal()
    line = ProgressLine(terminal, Translator("en"))
    line.start(STARTED)
    line.show(done(2, 5))
    assert terminal.getvalue() == "\r" + "█" * 18 + "░" * 6 + " epoch 2 of 2, loss 0.250, 20 pictures/s, 5 s left"


def test_a_line_that_stays_covers_the_one_that_does_not() -> None:
    terminal = Terminal()
    line = ProgressLine(terminal, Translator("en"))
    line.start(STARTED)
    line.show(done(1, 1))
    line.say(text("Done."))
    shown = terminal.getvalue().rsplit("\r", 1)[1]
    assert shown.startswith("Done. ")
    assert shown.endswith(" \n")


def test_a_file_holds_whole_lines_only() -> None:
    file = io.StringIO()
    line = ProgressLine(file, Translator("en"))
    line.start(STARTED)
    line.show(done(1, 1))
    line.say(text("Done."))
    assert file.getvalue() == "Done.\n"
