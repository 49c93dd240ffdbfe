"""The process that trains, driven as the app drives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.training.experiments import experiment
from cnnstudio.training.messages import (
    BatchAhead,
    BatchDone,
    Checkpoint,
    EpochDone,
    Failed,
    Finished,
    Message,
    Preparing,
    Started,
    Stopped,
    TestDone,
)
from cnnstudio.training.pictures import load_pictures
from cnnstudio.training.trainer import train
from cnnstudio.training.watch import Watch
from cnnstudio.training.worker import Worker

BLINK = experiment("blink")
SHORT = replace(BLINK.config, batch_size=48, train_size=480, validation_size=50, test_size=50, epochs=2)
"""Two epochs of ten batches."""
ENDLESS = replace(SHORT, train_size=50_000, epochs=1000)


@pytest.fixture(scope="module")
def shared_worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def worker(shared_worker: Worker) -> Iterator[Worker]:
    """The same process for all tests that leave it as they found it."""
    yield shared_worker
    shared_worker.stop()
    listen(shared_worker, lambda _: not shared_worker._stopping)


def wait(until: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.002)


def listen(worker: Worker, until: Callable[[list[Message]], bool]) -> list[Message]:
    said: list[Message] = []

    def is_enough() -> bool:
        said.extend(worker.poll())
        return until(said)

    wait(is_enough)
    return said


def has(kind: type[Message]) -> Callable[[list[Message]], bool]:
    return lambda said: any(isinstance(message, kind) for message in said)


def batches(said: list[Message]) -> list[tuple[int, int]]:
    return [(message.epoch, message.batch) for message in said if isinstance(message, BatchDone)]


def test_a_run_says_the_same_there_as_here(worker: Worker) -> None:
    worker.start(BLINK.spec, SHORT, watch=Watch(checkpoints=3))
    said = listen(worker, has(Finished))
    here = list(train(BLINK.spec, SHORT, load_pictures(SHORT), watch=Watch(checkpoints=3)))
    assert [type(message) for message in said[1:]] == [type(m) for m in here if not isinstance(m, BatchAhead)]
    assert isinstance(said[0], Preparing)
    losses = [[m.loss for m in messages if isinstance(m, BatchDone)] for messages in (said, here)]
    assert losses[0] == losses[1]
    ours, theirs = (next(m for m in messages if isinstance(m, Finished)).network for messages in (said, here))
    assert all(np.array_equal(ours.weights[name], theirs.weights[name]) for name in ours.weights)


def test_the_first_batch_is_soon_there(worker: Worker) -> None:
    wait(lambda: worker.is_ready)
    assert [device.id for device in worker.devices][0] == "cpu"
    start = time.monotonic()
    worker.start(BLINK.spec, ENDLESS)
    listen(worker, has(BatchDone))
    assert time.monotonic() - start < 1.5  # 0.05 s on a quiet machine


def test_steps_of_a_batch_and_of_an_epoch(worker: Worker) -> None:
    worker.start(BLINK.spec, SHORT, is_paused=True)
    assert batches(listen(worker, has(Started))) == []
    worker.step("batch")
    worker.step("batch")
    assert batches(listen(worker, lambda said: len(batches(said)) == 2)) == [(1, 1), (1, 2)]
    worker.step("epoch")
    rest_of_epoch = listen(worker, has(EpochDone))
    assert batches(rest_of_epoch) == [(1, number) for number in range(3, 11)]
    worker.step("batch")
    assert batches(listen(worker, has(BatchDone))) == [(2, 1)]
    worker.resume()
    assert batches(listen(worker, has(Finished))) == [(2, number) for number in range(2, 11)]


def test_after_a_single_step_the_weights_can_be_looked_at(worker: Worker) -> None:
    worker.start(BLINK.spec, SHORT, watch=Watch(checkpoints=3), is_paused=True)
    listen(worker, has(Checkpoint))
    worker.step("batch")
    (first,) = (message for message in listen(worker, has(Checkpoint)) if isinstance(message, Checkpoint))
    worker.step("batch")
    (second,) = (message for message in listen(worker, has(Checkpoint)) if isinstance(message, Checkpoint))
    assert [(moment.epoch, moment.batch) for moment in (first, second)] == [(1, 1), (1, 2)]
    assert not np.array_equal(first.network.weights["0.weight"], second.network.weights["0.weight"])


def test_a_paused_run_stands_still_and_goes_on_where_it_was(worker: Worker) -> None:
    worker.start(BLINK.spec, SHORT, is_paused=True)
    worker.step("batch")
    worker.resume()
    worker.pause()
    worker.step("batch")
    said = listen(worker, lambda said: len(batches(said)) >= 2)
    at_rest = len(batches(said))
    time.sleep(0.2)
    assert worker.poll() == ()
    worker.resume()
    assert len(batches(listen(worker, has(Finished)))) == 20 - at_rest


def test_another_run_takes_the_place_of_the_one_under_way(worker: Worker) -> None:
    worker.start(BLINK.spec, ENDLESS)
    listen(worker, has(BatchDone))
    worker.start(BLINK.spec, SHORT)
    assert len(batches(listen(worker, has(Finished)))) == 20


def test_a_stopped_run_tells_its_last_weights_and_says_nothing_more(worker: Worker) -> None:
    worker.start(BLINK.spec, ENDLESS, watch=Watch(checkpoints=3))
    listen(worker, lambda said: len(batches(said)) >= 3)
    worker.stop()
    said = listen(worker, has(Stopped))
    last = next(message for message in reversed(said) if isinstance(message, Checkpoint))
    assert [(last.epoch, last.batch)] == batches(said)[-1:] or not batches(said)
    assert last.batch >= 3
    assert isinstance(said[-1], Stopped)
    worker.stop()
    time.sleep(0.1)
    assert worker.poll() == ()
    assert worker.is_alive


def test_a_run_is_stopped_while_it_reads_many_pictures(worker: Worker) -> None:
    config = replace(SHORT, train_size=96, validation_size=0, test_size=10_000)
    worker.start(BLINK.spec, config, watch=Watch(checkpoints=1, tests=True))
    listen(worker, lambda said: len(batches(said)) == 2)
    worker.pause()  # heard before the next epoch
    worker.stop()
    said = listen(worker, has(Stopped))
    assert not any(isinstance(message, TestDone) and message.epoch for message in said)
    assert [(m.epoch, m.batch) for m in said if isinstance(m, Checkpoint)] == [(1, 2)]


def test_a_pause_while_pictures_are_read_waits_for_the_next_batch(worker: Worker) -> None:
    config = replace(SHORT, train_size=96, validation_size=0, test_size=10_000)
    worker.start(BLINK.spec, config, watch=Watch(tests=True))
    listen(worker, lambda said: len(batches(said)) == 2)
    worker.pause()
    worker.step("batch")
    said = listen(worker, lambda said: len(batches(said)) == 1)
    assert [message.epoch for message in said if isinstance(message, TestDone)] == [1]
    time.sleep(0.1)
    assert worker.poll() == ()


def test_a_paused_run_tells_its_weights_once(worker: Worker) -> None:
    worker.start(BLINK.spec, SHORT, watch=Watch(checkpoints=3), is_paused=True)
    worker.step("batch")
    worker.step("batch")
    listen(worker, lambda said: any(isinstance(m, Checkpoint) and m.batch == 2 for m in said))
    worker.stop()
    assert listen(worker, has(Stopped)) == [Stopped()]


def test_what_a_stopped_run_still_says_comes_before_the_next_one(worker: Worker) -> None:
    for _ in range(2):
        worker.start(BLINK.spec, ENDLESS, watch=Watch(checkpoints=3))
        listen(worker, has(BatchDone))
        worker.stop()
        worker.start(BLINK.spec, ENDLESS)
        worker.stop()
    worker.start(BLINK.spec, SHORT)
    said = listen(worker, has(Finished))
    ends = [number for number, message in enumerate(said) if isinstance(message, Stopped)]
    assert len(ends) in (2, 3, 4)  # what the first ones said may have been heard already
    assert isinstance(said[ends[-1] + 1], Preparing)
    assert len(batches(said[ends[-1] :])) == 20


def test_a_run_whose_process_dies_after_it_was_stopped_has_a_last_word_too() -> None:
    worker = Worker()
    try:
        worker.start(BLINK.spec, ENDLESS)
        listen(worker, has(BatchDone))
        assert worker.process_id is not None
        os.kill(worker.process_id, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        worker.stop()
        said = listen(worker, has(Stopped))
        assert [type(message) for message in said].count(Stopped) == 1
        assert worker.poll() == ()
    finally:
        worker.close()


def test_training_goes_on_from_a_network(worker: Worker) -> None:
    worker.start(BLINK.spec, SHORT)
    trained = next(message for message in listen(worker, has(Finished)) if isinstance(message, Finished)).network
    worker.start(BLINK.spec, SHORT, trained, Watch(checkpoints=1))
    said = listen(worker, has(Finished))
    first = next(message for message in said if isinstance(message, Checkpoint)).network
    assert all(np.array_equal(first.weights[name], trained.weights[name]) for name in trained.weights)


def test_what_cannot_be_fails_in_a_sentence_and_the_process_goes_on(worker: Worker) -> None:
    worker.start(BLINK.spec, replace(SHORT, batch_size=500))
    failed = listen(worker, has(Failed))[-1]
    assert isinstance(failed, Failed)
    assert "480 pictures do not fill a batch of 500" in Translator("en")(failed.reason)
    worker.start(BLINK.spec, SHORT)
    listen(worker, has(Finished))


def test_a_killed_process_is_noticed_and_replaced() -> None:
    worker = Worker()
    try:
        worker.start(BLINK.spec, ENDLESS)
        listen(worker, has(BatchDone))
        before = worker.process_id
        assert before is not None
        os.kill(before, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        wait(lambda: not worker.is_alive, 10)
        assert not worker.is_ready
        worker.start(BLINK.spec, SHORT)
        assert worker.process_id != before
        listen(worker, has(Finished))
    finally:
        worker.close()


def test_a_process_that_still_writes_digits_does_not_keep_the_next_run_waiting() -> None:
    worker = Worker()
    try:
        before = worker.process_id
        worker.start(BLINK.spec, replace(SHORT, written=1_000_000))  # ten minutes
        listen(worker, has(Preparing))
        worker.stop()
        assert worker.poll() == (Stopped(),)
        worker.start(BLINK.spec, SHORT)
        assert Stopped() not in listen(worker, has(Finished))
        assert worker.process_id != before
    finally:
        worker.close()


def test_closing_in_the_middle_of_a_run_leaves_no_process() -> None:
    worker = Worker()
    worker.start(BLINK.spec, ENDLESS)
    listen(worker, has(BatchDone))
    process = worker.process_id
    assert process is not None
    start = time.monotonic()
    worker.close()
    assert time.monotonic() - start < 2
    if sys.platform != "win32":
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_closing_before_the_process_is_ready() -> None:
    worker = Worker()
    worker.close()
    assert not worker.is_alive


_PARENT = """
import sys, time
from cnnstudio.training.experiments import experiment
from cnnstudio.training.messages import Finished
from cnnstudio.training.worker import Worker

def main():
    worker = Worker()
    blink = experiment("blink")
    worker.start(blink.spec, blink.demo)
    said = []
    while not any(isinstance(message, Finished) for message in said):
        assert worker.is_alive
        said += worker.poll()
        time.sleep(0.01)
    print("torch" in sys.modules, worker.process_id)
    END

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("end", ["worker.close()", "sys.exit()", "import os; os._exit(0)"])
def test_the_app_never_loads_torch_and_its_end_is_the_end_of_the_process(end: str) -> None:
    program = _PARENT.replace("END", end)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    has_torch, process = done.stdout.split()
    assert has_torch == "False"
    if sys.platform != "win32":
        wait(lambda: not _is_running(int(process)), 20)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
