"""The folder in which runs are kept from one start of the app to the next, a file each."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_file import NewerRunError, NotARunError, RunContent, read_run, run_bytes
from cnnstudio.nets.file_saving import save_whole

MOST_RUNS = 20
MOST_BYTES = 256 * 1024**2
"""The newest runs are kept, so many at most, and no more bytes than these."""

_NAME = re.compile(r"run-(\d{6,12})-[0-9a-f]{8}\.safetensors")


@dataclass(frozen=True, eq=False)
class ShelfContent:
    """What was found in the folder: runs with their files, and what to tell of files that could not be read."""

    runs: tuple[tuple[Run, Path], ...] = ()
    notes: tuple[Text, ...] = ()


class RunShelf:
    """Reads, writes and removes the files; two windows may use one folder, as each file has a name of its own."""

    def __init__(self, folder: Path, most_runs: int = MOST_RUNS, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._most_runs, self._most_bytes = folder, most_runs, most_bytes
        self._newer: frozenset[str] = frozenset()

    @property
    def last_number(self) -> int:
        """The highest number of a run that is kept; 0 where none is. No file is opened."""
        return max((_number(path) for path in self._files()), default=0)

    @property
    def next_run_path(self) -> Path:
        """Where the settings of the next run are kept: beside the folder, in which all is runs."""
        return self._folder.with_name("next-run.json")

    def read(self) -> ShelfContent:
        """Return all runs; a file that is damaged is put aside, that of a newer version is left as it is."""
        runs: list[tuple[Run, Path]] = []
        damaged, newer = [], []
        for path in self._files():
            try:
                runs.append((read_run(path), path))
            except NewerRunError:
                newer.append(path.name)
            except NotARunError:
                damaged.append(path.name)
                with suppress(OSError):
                    path.replace(path.with_name(path.name + ".broken"))
        self._newer = frozenset(newer)
        return ShelfContent(tuple(runs), self._notes(damaged, newer))

    def path_for(self, number: int) -> Path:
        """Return a name that no other run has."""
        return self._folder / f"run-{number:06d}-{secrets.token_hex(4)}.safetensors"

    def write(self, content: RunContent, path: Path) -> None:
        """Keep a run.

        Raises
        ------
        UserError
            Where the disk does not allow it.

        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            save_whole(path, run_bytes(content))
        except OSError as error:
            raise _not_kept(error.strerror or str(error)) from error
        except UserError as error:
            reason = dict(error.message.values).get("reason", "")
            raise _not_kept(str(reason)) from error

    def surplus(self) -> tuple[Path, ...]:
        """Return the oldest files, beyond the limits; the newest is none of them, however large it is."""
        taken, found = 0, []
        mine = [path for path in self._files() if path.name not in self._newer]
        for place, path in enumerate(reversed(mine)):
            with suppress(OSError):
                taken += path.stat().st_size
            if place and (place >= self._most_runs or taken > self._most_bytes):
                found.append(path)
        return tuple(found)

    def remove(self, path: Path) -> None:
        """Forget a run."""
        with suppress(OSError):
            path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all runs, whoever kept them, and what was put aside."""
        for path in (*self._files(), *self._folder.glob("run-*.safetensors.*")):
            self.remove(path)

    def _files(self) -> Sequence[Path]:
        """Return the files of runs, the oldest first."""
        with suppress(OSError):
            found = [path for path in self._folder.iterdir() if _NAME.fullmatch(path.name)]
            return sorted(found, key=lambda path: (_number(path), path.name))
        return ()

    def _notes(self, damaged: Sequence[str], newer: Sequence[str]) -> tuple[Text, ...]:
        notes = []
        if damaged:
            notes.append(
                text(
                    "{count} kept runs could not be read, as their files are damaged. They are put aside in {folder}.",
                    count=len(damaged),
                    folder=str(self._folder),
                )
            )
        if newer:
            notes.append(
                text("{count} kept runs are of a newer version of this app. Update to see them.", count=len(newer))
            )
        return tuple(notes)


def _number(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match[1]) if match else 0


def _not_kept(reason: str) -> UserError:
    return UserError(
        text("This run will not come back at the next start: {reason}. Save the network to keep it.", reason=reason)
    )
