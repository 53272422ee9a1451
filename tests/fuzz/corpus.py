"""The kept texts: one file each below tests/corpus, good and bad ones, and whatever `make soak` found."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from tests.fuzz.laws import LAWS, Law
from tests.planning.plan_files import GOOD

CORPUS = Path(__file__).parents[1] / "corpus"
_TREE = Path(__file__).parents[2]
_SHORTHAND = _TREE / "tests" / "planning" / "shorthand"


def kept(law: Law) -> list[Path]:
    """The files of a law, in order."""
    return sorted(path for path in (CORPUS / law.folder).iterdir() if path.is_file())


def text_in(path: Path) -> str:
    """A kept text. One with half a surrogate pair can be kept too, which no editor would write."""
    return path.read_bytes().decode(errors="surrogatepass")


def keep(law: Law, text: str) -> Path:
    """Write a text into the corpus, under a name that its content gives."""
    body = text.encode(errors="surrogatepass")
    path = CORPUS / law.folder / f"found-{sha256(body).hexdigest()[:10]}{law.suffix}"
    path.write_bytes(body)
    return path


def seeds(name: str) -> list[str]:
    """The texts to make slips in: the corpus, and the samples that other tests have."""
    samples = _SAMPLES[name]() if name in _SAMPLES else ()
    return [*(text_in(path) for path in kept(LAWS[name])), *samples]


def _lines() -> Iterator[str]:
    for name in ("samples.tsv", "fresh.tsv"):
        for line in (_SHORTHAND / name).read_text("utf-8").splitlines():
            yield line.partition("\t")[0]


def _plans() -> Iterator[str]:
    yield from map(text_in, GOOD)


def _imports() -> Iterator[str]:
    for path in sorted((_TREE / "tests" / "imports").rglob("*.*")):
        with suppress(UnicodeDecodeError):
            yield path.read_text("utf-8")


def _templates() -> Iterator[str]:
    yield from map(text_in, sorted((_TREE / "templates").glob("*.yaml")))


def _settings() -> Iterator[str]:
    text = text_in(_TREE / "config" / "onek.example.toml")
    yield text
    yield text.replace("\n#", "\n")


_SAMPLES = {
    "shorthand": _lines,
    "plan": _plans,
    "import": _imports,
    "template": _templates,
    "settings": _settings,
}
