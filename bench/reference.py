"""The reference that runs beside us: pgbench, its own mix and a single transfer."""

import re
import resource
from dataclasses import replace
from typing import Final

from bench.engines import PostgresEngine
from bench.meter import Measured, Meter

DATABASE = "pgbench"
THREADS_MAX = 2

# The least a database can do for one use of a card. The two rows are locked in order, so that
# no two clients wait for each other in a circle.
TRANSFER: Final = """
\\set one random(1, {accounts})
\\set other random(1, {accounts})
\\set low least(:one, :other)
\\set high greatest(:one, :other)
\\set amount random(1, 5000)
BEGIN;
UPDATE pgbench_accounts SET abalance = abalance - :amount WHERE aid = :low;
UPDATE pgbench_accounts SET abalance = abalance + :amount WHERE aid = :high;
INSERT INTO pgbench_history (tid, bid, aid, delta, mtime)
VALUES (1, 1, :low, :amount, CURRENT_TIMESTAMP);
COMMIT;
"""

TRANSACTIONS = re.compile(r"actually processed: (\d+)")
RATE = re.compile(r"tps = ([\d.]+) \(without initial connection time\)")


class Pgbench:
    """Its tables beside ours in the same server; `accounts` of them take part in transfers."""

    def __init__(self, engine: PostgresEngine, *, scale: int, accounts: int) -> None:
        self._engine = engine
        self._script = engine.cluster.home / "transfer.sql"
        self._script.write_text(TRANSFER.format(accounts=accounts), encoding="utf-8")
        self._script.chmod(0o644)
        engine.make(DATABASE)
        engine.cluster.run("pgbench", "--initialize", "--quiet", f"--scale={scale}", DATABASE)

    def tpcb(self, clients: int, seconds: float) -> Measured:
        """pgbench's own mix: three updates, one select, one insert, one commit."""
        return self._measure(clients, seconds, "--builtin=tpcb-like")

    def transfer(self, clients: int, seconds: float) -> Measured:
        """Two updates, one insert, one commit."""
        return self._measure(clients, seconds, f"--file={self._script}")

    def _measure(self, clients: int, seconds: float, what: str) -> Measured:
        before = _children_seconds()
        meter = Meter(self._engine)
        told = self._engine.cluster.run(
            "pgbench",
            "--no-vacuum",
            "--protocol=prepared",
            f"--client={clients}",
            f"--jobs={min(clients, THREADS_MAX)}",
            f"--time={max(1, round(seconds))}",
            what,
            DATABASE,
        )
        done, rate = TRANSACTIONS.search(told), RATE.search(told)
        assert done, told
        assert rate, told
        measured = meter.read(int(done[1]), others=_children_seconds() - before)
        return replace(measured, seconds=measured.items / float(rate[1]))


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
