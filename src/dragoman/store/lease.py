"""One writer at a time, by a row that says who writes and until when.

SQLite would serialise single transactions by itself; the lease keeps two *runs* apart, and on PostgreSQL two machines.
A lease is free again when it was given back, when its time is over, or when its process on this machine is gone.
"""

from __future__ import annotations

import os
import secrets
import socket
import time

import sqlalchemy as sa

from dragoman.errors import RecordBusy
from dragoman.store.file import writing
from dragoman.store.tables import lease

LENGTH = 600.0  # seconds; longer than any single step of a run between two renewals
RENEWAL = 30.0


class Lease:
    """The right to write; taken on construction. Errors: RecordBusy while another process holds it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._token = secrets.token_hex(16)
        self._host = socket.gethostname()
        self._renewed = time.monotonic()
        with writing(engine) as connection:
            held = connection.execute(sa.select(lease)).first()
            if held is not None and not self._is_over(held):
                raise RecordBusy(
                    f"Another process (number {held.pid} on {held.host}) is writing to this record.",
                    remedy="Wait until it is done; if it crashed, the record is free again within ten minutes.",
                )
            connection.execute(lease.delete())
            connection.execute(
                lease.insert().values(
                    id=1, token=self._token, host=self._host, pid=os.getpid(), expires=time.time() + LENGTH
                )
            )

    def _is_over(self, held: sa.Row[tuple[int, str, str, int, float]]) -> bool:
        return held.expires < time.time() or (held.host == self._host and not _runs(held.pid))

    def confirm(self, connection: sa.Connection, *, renew: bool = False) -> None:
        """Inside a transaction that writes: is the lease still ours? Renews it now and then."""
        now = time.monotonic()
        mine = lease.c.token == self._token
        if renew or now - self._renewed > RENEWAL:
            kept = connection.execute(lease.update().where(mine).values(expires=time.time() + LENGTH)).rowcount == 1
            self._renewed = now
        else:
            kept = connection.execute(sa.select(lease.c.id).where(mine)).first() is not None
        if not kept:
            raise RecordBusy("Another process has taken over this record.", remedy="Run the command again.")

    def release(self) -> None:
        with writing(self._engine) as connection:
            connection.execute(lease.delete().where(lease.c.token == self._token))


def _runs(pid: int) -> bool:
    if os.name != "posix":
        return True  # elsewhere signal 0 is a real one; there the lease's time decides
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
