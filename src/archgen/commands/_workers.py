"""Many files at once: examined side by side where that is sooner than one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from archgen.commands._files import STDIN
from archgen.lint.examination import Examination

ENOUGH = 1_000_000
"""Bytes of all files together from which processes of their own pay: about a second and a half of work."""


def each_examined(names: Sequence[str], examine: Callable[[str], Examination]) -> list[Examination]:
    """What there is to say of each file, in the order of the files, however it was found.

    Side by side only the findings come back: what a file means stays where it was examined.
    """
    workers = min(len(names), os.cpu_count() or 1)
    if workers < 2 or STDIN in names or sum(map(_bytes, names)) < ENOUGH:
        return [examine(name) for name in names]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if _is_alone() else "spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_undisturbed)
    try:
        return list(pool.map(_Told(examine), names, chunksize=1 + len(names) // (workers * 8)))
    finally:
        pool.shutdown(cancel_futures=True)


def _is_alone() -> bool:
    """Whether this process may be copied: another thread could hold a lock that its copy waits for, for ever.

    Linux tells; elsewhere a copy is not to be had, or not to be trusted.
    """
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


class _Told:
    """A call that another process can make, and whose answer is small enough to send."""

    def __init__(self, examine: Callable[[str], Examination]) -> None:
        self._examine = examine

    def __call__(self, name: str) -> Examination:
        return self._examine(name)._replace(architecture=None, topology=None)


def _undisturbed() -> None:
    """An interrupt is answered by the process that was called."""
    from signal import SIG_IGN, SIGINT, signal

    signal(SIGINT, SIG_IGN)


def _bytes(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0
