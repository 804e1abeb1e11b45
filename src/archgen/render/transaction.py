"""Many files changed as one, so that no moment at which archgen is killed leaves a mixture.

The new content of an output folder is staged in it, in `.archgen.staged`, with a journal of what is to become
of it. Once the journal is there, each file is switched by one rename, and the staging folder is removed last.
What a killed run has left is seen by the next one (`recover`): a journal is carried out, anything else is
removed. A file that is neither what it was nor what it should become was edited since, and stays. Files
elsewhere, such as a README, are staged beside themselves, and each is switched by one rename.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EACCES, EAGAIN, EBUSY, ENOENT, EXDEV
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

from archgen.render.paths import barrier, is_plain

STAGED = ".archgen.staged"
JOURNAL = "journal.json"
_ABOUT = "What archgen was about to write when it was stopped. The next `archgen render` completes it."


class Change(Protocol):
    """One file as it is (`before`) and as it should be (`after`); None is no file."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def target(self) -> Path:
        """Where it is."""

    @property
    def before(self) -> bytes | None:
        """Its content."""

    @property
    def after(self) -> bytes | None:
        """What its content should be."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One file of a journal: its path below the folder, and its digests before and after."""

    number: int
    path: str
    before: str | None
    after: str | None

    @property
    def staged(self) -> str:
        """The name of its new content in the staging folder."""
        return f"{self.number}.new"

    @property
    def backup(self) -> str:
        """The name of its old content there."""
        return f"{self.number}.old"


def apply(inside: Sequence[Change], home: Path | None, outside: Sequence[Change] = ()) -> None:
    """Make all changes, or, when one of them fails, none: an OSError that names what could not be written.

    `inside` are those of the output folder `home`, which are switched as one.
    """
    created: list[Path] = []
    try:
        for change in (*inside[:1], *outside):
            with _naming(change):
                created += _made_folders(home if home and change in inside else change.target.parent)
        with _alone(home):
            _apply(inside, home, outside)
    except BaseException:
        _remove_empty(created)
        raise


def recover(home: Path) -> bool:
    """Complete, or undo, what a killed run has left in an output folder; whether there was anything."""
    if not interrupted(home):
        return False
    with _alone(home):
        for step in (steps := _read(home)):
            _complete(step, home)
        _finish(steps, home)
    return True


_finished: set[str] = set()


def finished() -> int:
    """How many files this process has written."""
    return len(_finished)


def interrupted(home: Path) -> bool:
    """Whether a run was stopped while it wrote to an output folder."""
    return (home / STAGED).is_dir() and not (home / STAGED).is_symlink()


def _apply(inside: Sequence[Change], home: Path | None, outside: Sequence[Change]) -> None:
    steps: list[_Step] = []
    try:
        if home and inside:
            (home / STAGED).mkdir()
            steps = [_step(number, change, home) for number, change in enumerate(inside)]
            _stage(inside, steps, home)
        _stage_beside(outside)
        with _signals_wait():
            if home and steps:
                _commit(steps, home)
            _switch_all(inside, steps, home, outside)
            _finished.update(change.name for change in (*inside, *outside))
            if home and steps:
                _finish(steps, home)
    except BaseException:
        if home and inside:
            shutil.rmtree(home / STAGED, ignore_errors=True)
        for change in outside:
            _beside(change.target).unlink(missing_ok=True)
        raise


def _step(number: int, change: Change, home: Path) -> _Step:
    path = change.target.relative_to(home).as_posix()
    return _Step(number, path, _digest(change.before), _digest(change.after))


def _stage(changes: Sequence[Change], steps: Sequence[_Step], home: Path) -> None:
    for change, step in zip(changes, steps, strict=True):
        with _naming(change):
            _expect_writable(change.target.parent)
            if change.after is not None:
                _write(home / STAGED / step.staged, change.after, change.target)


def _stage_beside(changes: Sequence[Change]) -> None:
    for change in changes:
        with _naming(change):
            if change.after is not None:
                _write(_beside(change.target), change.after, change.target)


def _commit(steps: Sequence[_Step], home: Path) -> None:
    """From here on the next run completes what this one does not."""
    beginning = home / STAGED / f"{JOURNAL}.new"
    _write(beginning, _written(steps).encode())
    beginning.replace(home / STAGED / JOURNAL)
    _sync(home / STAGED)


def _switch_all(
    inside: Sequence[Change], steps: Sequence[_Step], home: Path | None, outside: Sequence[Change]
) -> None:
    """Each file switched; when one cannot be, all are as they were."""
    created: list[Path] = []
    done: list[tuple[Change, _Step | None]] = []
    try:
        for change, step in [*zip(inside, steps, strict=True), *((change, None) for change in outside)]:
            with _naming(change):
                if change.after is not None:
                    created += _made_folders(change.target.parent)
                done.append((change, step))
                _switch(change, step, home)
    except BaseException:
        for change, step in reversed(done):
            _undo(change, step, home)
        _remove_empty(created)
        raise


def _switch(change: Change, step: _Step | None, home: Path | None) -> None:
    if change.before is not None and not (change.target.exists() or change.target.is_symlink()):
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
    if step and home and change.before is not None:
        _keep(change.target, home / STAGED / step.backup)
    if change.after is None:
        change.target.unlink()
    else:
        _move(home / STAGED / step.staged if step and home else _beside(change.target), change.target)


def _move(staged: Path, target: Path) -> None:
    """One rename; to another disk there is none, and a copy goes first."""
    try:
        staged.replace(target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        _write(_beside(target), staged.read_bytes(), staged)
        _beside(target).replace(target)


def _keep(target: Path, backup: Path) -> None:
    """A second name for a file, or a copy where the disk has none."""
    if target.is_symlink():
        backup.symlink_to(target.readlink())
        return
    try:
        os.link(target, backup)
    except OSError:
        shutil.copy2(target, backup)


def _undo(change: Change, step: _Step | None, home: Path | None) -> None:
    with suppress(OSError):
        backup = home / STAGED / step.backup if step and home else None
        if change.before is None:
            change.target.unlink(missing_ok=True)
        elif backup is not None:
            if backup.is_symlink() or backup.exists():
                _move(backup, change.target)
        elif change.target.read_bytes() != change.before:
            _write(_beside(change.target), change.before, change.target)
            _beside(change.target).replace(change.target)


def _finish(steps: Sequence[_Step], home: Path) -> None:
    """Remove what the switch needed; without its journal, what is left of it is only to be removed."""
    for step in steps:
        if step.after is None:
            _drop_empty_folders((home / step.path).parent, home)
    with suppress(OSError):
        (home / STAGED / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(home / STAGED, ignore_errors=True)


def _complete(step: _Step, home: Path) -> None:
    """Switch a file that was not, unless somebody edited it since."""
    target, staged = home / step.path, home / STAGED / step.staged
    if barrier(home, target) or _digest_of(target) != step.before:
        return
    if step.after is None:
        target.unlink(missing_ok=True)
    elif _digest_of(staged) == step.after:
        _made_folders(target.parent)
        _move(staged, target)


def _written(steps: Sequence[_Step]) -> str:
    listed = [{"path": step.path, "before": step.before, "after": step.after} for step in steps]
    return json.dumps({"about": _ABOUT, "version": 1, "steps": listed}, indent=1)


def _read(home: Path) -> list[_Step]:
    """The steps of a journal; none where there is no journal, or one that archgen would not have written."""
    try:
        body = json.loads((home / STAGED / JOURNAL).read_bytes())
        return [_step_of(number, plain) for number, plain in enumerate(body["steps"])]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []


def _step_of(number: int, plain: Any) -> _Step:
    path, before, after = (plain[key] for key in ("path", "before", "after"))
    if not isinstance(path, str) or not is_plain(path):
        raise ValueError("a step of a journal has a path below its folder")
    if not all(each is None or isinstance(each, str) for each in (before, after)):
        raise ValueError("a step of a journal has two digests")
    return _Step(number, path, before, after)


@contextmanager
def _alone(home: Path | None) -> Iterator[None]:
    """No other run writes to the folder meanwhile; the lock ends with the process."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows has none
        yield
        return
    if home is None:
        yield
        return
    descriptor = os.open(home, os.O_RDONLY)
    try:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except OSError as error:
            if error.errno in (EAGAIN, EACCES):
                raise OSError(EBUSY, "another archgen is writing to it", f"{home}") from error
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Interrupts wait until all is done, and then say so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        came.append(number)

    handlers = {number: signal.signal(number, remember) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt


@contextmanager
def _naming(change: Change) -> Iterator[None]:
    """When this fails, the error names the file that the user knows."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, change.name) from error


def _expect_writable(folder: Path) -> None:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(EACCES, os.strerror(EACCES))


def _write(path: Path, content: bytes, like: Path | None = None) -> None:
    """A new file, complete on the disk, with the mode of the one that it replaces; no link is followed."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if like is not None and like.exists():
        shutil.copymode(like, path)


def _sync(folder: Path) -> None:
    """The names in a folder on the disk, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.archgen")


def _made_folders(folder: Path) -> list[Path]:
    """The folders that had to be made, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir()
    return missing


def _remove_empty(folders: Sequence[Path]) -> None:
    for path in folders:
        with suppress(OSError):
            path.rmdir()


def _drop_empty_folders(folder: Path, top: Path) -> None:
    while top in folder.parents and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _digest(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def _digest_of(path: Path) -> str | None:
    try:
        return _digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
