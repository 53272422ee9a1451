"""A process is killed around every statement: what is found then is the old or the new, never half."""

from pathlib import Path

from onek_sync.model.target import Entry
from onek_sync.store import open_store
from tests.store.processes import said, start

# Counts what a process says to its database, and kills it (SIGKILL) at one of these moments.
KILLS = """
import signal
from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

def dies_at(last):
    count = 0
    def moment(*_):
        nonlocal count
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
    for name in ("begin", "before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, moment)
    commit = DefaultDialect.do_commit
    DefaultDialect.do_commit = lambda *given: (commit(*given), moment())

def killed_at_each_moment(work, then, step=1):
    for last in range(1, 1000, step):
        child = fork(lambda: (dies_at(last), work()))
        if os.waitpid(child, 0)[1] == 0:  # the work was done before its time came
            return print("survived", last)
        then()
    sys.exit("it never ends")
"""

PUTS = """
migrate(url, folder)

def ledger(store):
    return store.ledger("me", "garmin")

with open_store(url, folder) as store:
    ledger(store).put(Entry(plan="p", slot="s", key="old", id="old"))

def work():
    with open_store(url, folder) as store:
        ledger(store).put(Entry(plan="p", slot="s", key="new", id="new", intent=Intent(Op.UPDATE, NOW)))
        os.write(1, b"returned\\n")
        ledger(store).forget("p", "s")

def then():
    with open_store(url, folder) as store:
        for entry in ledger(store).entries() or ["gone"]:
            print(entry if entry == "gone" else f"{entry.key} {entry.id} {bool(entry.intent)}", flush=True)
        ledger(store).put(Entry(plan="p", slot="s", key="old", id="old"))

killed_at_each_moment(work, then)
"""


def test_a_killed_write_is_whole_or_was_not(empty: str, tmp_path: Path) -> None:
    heard = said(start(KILLS + PUTS, empty, tmp_path)).replace("returned\n", "returned, ").split("\n")
    *found, end, _ = heard
    assert list(dict.fromkeys(found)) == [
        "old old False",
        "new new True",
        "returned, new new True",
        "returned, gone",
    ]
    assert end == f"returned, survived {len(found) + 1}" and len(found) > 10


MIGRATES = """
def work():
    migrate(url, folder)

def then():
    with open_store(url, folder) if url.startswith("sqlite") else migrated() as store:
        ledger = store.ledger("me", "garmin")
        ledger.put(Entry(plan="p", slot="s", key="k"))
        print(len(ledger.entries()), flush=True)
    undo()

def migrated():
    migrate(url, folder)
    return open_store(url, folder)

def undo():
    from sqlalchemy import create_engine, make_url, text
    for file in folder.glob("onek.db*"):
        file.unlink()
    if url.startswith("postgresql"):
        engine = create_engine(url)
        name = make_url(url).query["options"].partition("=")[2]
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {name}"))
        engine.dispose()

killed_at_each_moment(work, then, step=5)
"""


def test_a_killed_migration_is_done_by_the_next(empty: str, tmp_path: Path) -> None:
    *found, end = said(start(KILLS + MIGRATES, empty, tmp_path)).splitlines()
    assert {*found} == {"1"}
    assert end == f"survived {5 * len(found) + 1}" and len(found) > 5


def test_what_a_killed_process_had_open_holds_nobody_up(url: str, tmp_path: Path) -> None:
    writes = """if True:
        from sqlalchemy import text
        with open_store(url, folder) as store, store.database.writing() as connection:
            connection.execute(text("DELETE FROM ledger"))
            print("in the middle", flush=True)
            sys.stdin.read()
    """
    kept = Entry(plan="p", slot="s", key="k")
    with open_store(url, tmp_path) as store:
        store.ledger("me", "garmin").put(kept)
        other = start(writes, url, tmp_path)
        assert other.stdout is not None and other.stdout.readline() == "in the middle\n"
        other.kill()
        other.communicate()
        store.ledger("me", "garmin").put(Entry(plan="p", slot="t", key="t"))
        assert [entry.slot for entry in store.ledger("me", "garmin").entries()] == ["s", "t"]
