"""`site-gen serve`: build, show in the browser, build again on every change."""

from __future__ import annotations

import argparse
import webbrowser

from site_gen.cli import build_
from site_gen.cli.main import FINE
from site_gen.locale.text import N_, tr
from site_gen.publish.build import build
from site_gen.serve.http import start_server
from site_gen.serve.watch import Watcher


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options: those of `build` and how to serve."""
    build_.arguments(parser, lang)
    parser.add_argument("--port", type=int, default=8000, help=tr(N_("port (default: 8000)"), lang))
    text = N_("look for changes at intervals, for folders that send no events")
    parser.add_argument("--poll", action="store_true", help=tr(text, lang))
    parser.add_argument("--open", action="store_true", help=tr(N_("open the browser"), lang))


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    job = build_.job_of(args)
    lang = args.ui_lang

    def rebuild() -> None:
        build_.report(build(job, lambda phase: build_.say(phase, lang)), job, args)

    folders = [job.records, *([job.themes] if job.themes else [])]
    watcher = Watcher(folders, poll=args.poll)
    rebuild()
    job.output.mkdir(parents=True, exist_ok=True)
    server = start_server(job.output.absolute(), args.port)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    print(tr(N_("Showing the site at {address}; Ctrl-C stops."), lang, address=address), flush=True)
    if args.open:
        webbrowser.open(address)
    try:
        watcher.run(rebuild)
    except KeyboardInterrupt:
        server.shutdown()
    return FINE
