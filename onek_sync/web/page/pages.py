"""What stands under each address of the athlete's page. Starlette runs these in threads of their own."""

import hashlib
import io
import re
from base64 import b64encode
from collections.abc import Sequence
from zipfile import ZipFile, ZipInfo

from starlette.requests import Request

from onek_sync.app import page as use_case
from onek_sync.app.serving import MEDIA_TYPE, Served
from onek_sync.model.exchange import Artifact, View
from onek_sync.web.asgi import App
from onek_sync.web.page.replies import HTML, attached, fresh
from onek_sync.web.page.static import CSS, JS
from onek_sync.web.page.subscribing import ways
from onek_sync.web.page.templates import fill

_FIT, _ZIP = "application/vnd.ant.fit", "application/zip"
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_PRINTED = (
    "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class Pages:
    """The endpoints. `missing` answers for what is not there."""

    def __init__(self, served: Served, missing: App) -> None:
        self._served = served
        self._missing = missing
        self._standings = use_case.Standings()
        self._made: tuple[object, object, use_case.PlanCards] | None = None

    def this_week(self, request: Request) -> App:
        """The week of today, with what is next."""
        return self._shown(request, None)

    def week(self, request: Request) -> App:
        """Any week by its number."""
        return self._shown(request, request.path_params["number"])

    def subscribe(self, request: Request) -> App:
        """The ways to have the plan in a calendar."""
        given: use_case.GivenLink = request.scope["given"]
        if given.token is None:
            return self._missing
        plan = self._served.plan
        title = use_case.title_of(plan) if plan else "Training"
        at = ways(given.token, title, self._served.world.project.settings.web)
        return _page(request, "subscribe", title=title, ways=at)

    def calendar(self, request: Request) -> App:
        """The calendar as a file."""
        feed = self._served.feeds.get(View.FULL)
        return fresh(request.scope, feed.body, MEDIA_TYPE, attached("plan.ics")) if feed else self._missing

    def session_file(self, request: Request) -> App:
        """A session as a file for a watch."""
        cards = self._cards()
        session = cards.session(request.path_params["key"]) if cards else None
        if session is None or session.fit is None:
            return self._missing
        return fresh(request.scope, session.fit.body, _FIT, attached(session.fit.name))

    def week_files(self, request: Request) -> App:
        """A week's sessions as such files, in one."""
        cards, number = self._cards(), request.path_params["number"]
        week = cards.week(number) if cards else None
        if week is None or not week.files:
            return self._missing
        return fresh(request.scope, _zipped(week.files), _ZIP, attached(f"week-{number}.zip"))

    def printed(self, request: Request) -> App:
        """The plan, or one of its weeks, as the page to print."""
        cards = self._cards()
        body = cards.printed(request.path_params.get("number")) if cards else None
        if body is None:
            return self._missing
        styles = (b64encode(hashlib.sha256(found).digest()).decode() for found in _STYLE.findall(body))
        policy = _PRINTED.format(digest="' 'sha256-".join(styles))
        return fresh(request.scope, body, HTML, policy=policy)

    def _shown(self, request: Request, number: int | None) -> App:
        served, cards = self._served, self._cards()
        world, plan = served.world, cards.plan if cards else None
        given = request.scope["given"]
        around = use_case.surroundings(world, plan, given, served.trouble, self._standings)
        if cards is None:
            return _page(request, "noplan", around=around, title="Training")
        page = use_case.page_on(cards, use_case.today_in(world, cards.plan))
        week = cards.week(page.here if number is None else number)
        if week is None:
            return self._missing
        return _page(request, "week", cards=cards, page=page, week=week, around=around, sheet=cards.sheet)

    def _cards(self) -> use_case.PlanCards | None:
        """The plan that is served, made ready once; None before the first."""
        world, plan, made = self._served.world, self._served.plan, self._made
        if plan is None:
            return None
        if made is None or made[0] is not plan or made[1] is not world.project:
            made = self._made = (plan, world.project, use_case.cards_of(world, plan))
        return made[2]


def _page(request: Request, template: str, **said: object) -> App:
    """A page; `base` leads from it back to the athlete's first one."""
    base = "../" * (request.scope["path"].count("/") - 1)
    body = fill(template, {"base": base, "css": CSS.name, "js": JS.name, **said})
    return fresh(request.scope, body, HTML)


def _zipped(files: Sequence[Artifact]) -> bytes:
    """The same files give the same bytes: none has a time."""
    with io.BytesIO() as out:
        with ZipFile(out, "w") as zipped:
            for file in files:
                zipped.writestr(ZipInfo(file.name), file.body)
        return out.getvalue()
