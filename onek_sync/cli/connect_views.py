"""What `onek connect` and `onek disconnect` say: who is connected, what was written, what comes next."""

from typing import TYPE_CHECKING

from rich.markup import escape

from onek_sync.cli import as_json as data
from onek_sync.cli.terminal import err, out, plain

if TYPE_CHECKING:
    from onek_sync.app.connect import Connection, Parted, Section


def lacking(section: "Section") -> None:
    """The lines that onek.toml lacks."""
    err.print(f"No target of the kind {section.kind} is set up. onek.toml needs:\n")
    err.print(escape("".join(f"    {line}\n" for line in section.new.splitlines())), soft_wrap=True)


def connected(section: "Section", made: "Connection | None", *, as_json: bool) -> None:
    """Who is connected; the name is the service's, so it is shown as one line of plain signs."""
    name = section.name
    if as_json:
        who = made.who if made else None
        data.put({"target": name, "kind": section.kind, "who": who, "added": bool(section.new)})
        return
    if section.new:
        err.print(f"Written into onek.toml: {escape(f'[targets.{name}]')}")
    if made:
        out.print(f"{name}: connected as {escape(plain(made.who))}.", soft_wrap=True)
    else:
        out.print(f"{name}: a {section.kind} needs no login.")
    err.print(f"[dim]Next: onek diff {name}, then onek push {name}[/]")


def parted(one: "Parted", *, as_json: bool) -> None:
    """What is gone, what stays."""
    if as_json:
        data.put({"target": one.target, "was": one.was, "named": bool(one.named)})
        return
    whose = f" ({plain(one.was)})" if one.was else ""
    out.print(f"{one.target}: the login{escape(whose)} is deleted here.", soft_wrap=True)
    if one.named:
        err.print(f"onek.toml still says where its secret lies ({escape(one.named)}); that stays.")
    err.print(
        f"[dim]What was pushed stays there. To take it back, connect again and run "
        f"onek forget {one.target} --remove[/]",
        soft_wrap=True,
    )
