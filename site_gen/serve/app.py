"""The web application: pages of the site, and news about them below `/_live/`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from site_gen.locale.text import LANGUAGES
from site_gen.serve.answer import kind_of
from site_gen.serve.hub import Hub, event
from site_gen.serve.preview import News, Preview

T = TypeVar("T")
#: Header that names the edition an answer is of.
BUILD = "Site-Gen-Build"
_ASSETS = Path(__file__).with_name("assets")


class Live:
    """A preview, the one thread that makes its pages, and the pages that listen to it."""

    def __init__(self, preview: Preview, maker: Executor, hub: Hub) -> None:
        self.preview = preview
        self.maker = maker
        self.hub = hub
        self._told_build = preview.build
        self._told_problems = preview.problems

    async def make(self, work: Callable[[], T]) -> T:
        """Do something with the preview on its thread."""
        return await asyncio.get_running_loop().run_in_executor(self.maker, work)

    def tell(self, news: News | None = None) -> None:
        """Tell all pages what they have not been told: a new edition, other problems."""
        preview = self.preview
        if news is not None or preview.build != self._told_build:
            self._told_build = preview.build
            self.hub.publish(_edition(news or News(preview.build)))
        if preview.problems is not self._told_problems:
            self._told_problems = preview.problems
            self.hub.publish(event("problems", preview.problems.counts()))

    def foresee(self) -> None:
        """Make the page that will be asked for next, while it is told that there is a new edition."""
        for page in filter(None, self.hub.pages[:1]):
            asyncio.get_running_loop().run_in_executor(self.maker, self.preview.answer, page)

    # -- answers --------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """Answer with a file of the site."""
        path = request.path_params["path"]
        answer = await self.make(lambda: self.preview.answer(path))
        self.tell()
        headers = {BUILD: self.preview.build}
        if answer.location:
            headers["Location"] = answer.location
        return Response(answer.body, answer.status, headers, answer.kind)

    async def events(self, request: Request) -> Response:
        """Answer with a stream of news."""
        page = unquote(request.query_params.get("page", ""))

        def greeting() -> list[str]:
            preview = self.preview
            return [_edition(News(preview.build)), event("problems", preview.problems.counts())]

        return StreamingResponse(self.hub.listen(greeting, page), media_type="text/event-stream")

    async def problems(self, request: Request) -> Response:
        """Answer with the list of problems in the language of the page that asks."""
        asked = request.query_params.get("lang", "")
        team = self.preview.team
        lang = asked if asked in LANGUAGES else team.lang
        found = await self.make(self.preview.judge)
        self.tell()
        return JSONResponse(found.document(lang, team.prefix))


def _edition(news: News) -> str:
    return event("build", {"build": news.build, "styles": news.styles, "reload": news.reload})


def make_app(live: Live) -> Starlette:
    """Return the application; it is to be wrapped in a `Guard`."""
    script = b"\n".join((_ASSETS / name).read_bytes() for name in ("patch.js", "live.js"))
    assets = {"live.js": script, "live.css": (_ASSETS / "live.css").read_bytes()}

    def asset(name: str) -> Route:
        async def answer(request: Request) -> Response:
            del request
            return Response(assets[name], media_type=kind_of(name))

        return Route(f"/_live/{name}", answer)

    return Starlette(
        routes=[
            Route("/_live/events", live.events),
            Route("/_live/problems", live.problems),
            *(asset(name) for name in assets),
            Route("/{path:path}", live.page),
        ]
    )
