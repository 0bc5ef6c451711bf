"""`site-gen serve`: show the site in the browser, fresh after every change."""

from __future__ import annotations

import argparse
import sys
import threading
import webbrowser
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from site_gen.book.link import read_site
from site_gen.cli.audience import audience_of
from site_gen.cli.main import FINE, UsageError
from site_gen.cli.options import add_as_of, add_audience, add_language, add_records, records_folder
from site_gen.cli.show import prefix_of, show_problems
from site_gen.config.audience import AT_THE_DESK
from site_gen.locale.text import N_, tr
from site_gen.memo import memo_place
from site_gen.publish.stamp import commit_of
from site_gen.reading.files import SITE
from site_gen.serve.guard import is_loopback
from site_gen.serve.preview import Preview
from site_gen.serve.run import Reports, serve
from site_gen.serve.team import Team

_HOST, _PORT = "127.0.0.1", 8000
_LAST_PORT = 65535


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    add_records(parser, lang)
    add_as_of(parser, lang)
    text = N_("who to show the site for (default: rep, who also sees personal data of contacts)")
    add_audience(parser, lang, text, AT_THE_DESK)
    text = N_("folder with your own theme files (default: themes beside the records)")
    parser.add_argument("--themes", type=Path, metavar="DIR", help=tr(text, lang))
    text = N_("folder of a built site, whose changes are not looked at (default: output)")
    parser.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help=tr(text, lang))
    text = N_("address to listen on (default: 127.0.0.1, which only this computer can reach)")
    parser.add_argument("--host", default=_HOST, help=tr(text, lang))
    text = N_("port (default: 8000; a free one when it is taken)")
    parser.add_argument("--port", type=_port, default=_PORT, help=tr(text, lang))
    text = N_("look for changes at intervals, for folders that send no events")
    parser.add_argument("--poll", action="store_true", help=tr(text, lang))
    parser.add_argument("--open", action="store_true", help=tr(N_("open the browser"), lang))
    add_language(parser, lang)


def _port(text: str) -> int:
    """Read the number of a port; 0 takes any that is free."""
    if not (text.isascii() and text.isdigit() and int(text) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(text)
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    records, lang = records_folder(args), args.ui_lang
    team = Team(
        records=records,
        today=date.today,
        themes=args.themes or records.absolute().parent / "themes",
        as_of=args.as_of,
        commit=partial(commit_of, records),
        prefix=prefix_of(records, "text"),
        output=args.output.absolute(),
        memo=memo_place(records),
        lang=lang,
        audience=args.audience,
    )
    config = read_site(records / SITE)[0]
    if config is not None:
        audience_of(config, args.audience, lang)
    if not is_loopback(args.host):
        _warn(args.host, lang)
    terminal = _Terminal(args, records)
    try:
        # Where the system was told to ignore Ctrl-C (a job in the background), the server hears it all the same.
        with suppress(KeyboardInterrupt):
            serve(team, args.host, args.port, Reports(terminal.ready, terminal.changed), poll=args.poll)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        text = N_("The preview cannot listen on {host}: {reason}.")
        raise UsageError(tr(text, lang, host=args.host, reason=reason)) from error
    print(tr(N_("The preview has ended."), lang), file=sys.stderr)
    return FINE


def _warn(host: str, lang: str) -> None:
    """Say loudly that customer data can be read from elsewhere."""
    text = N_(
        "Everybody who can reach {host} over the network can read all records, names and telephone numbers "
        "included, as long as this runs. Leave out --host to show them on this computer only."
    )
    line = "!" * 72
    print(line, tr(N_("WARNING"), lang), tr(text, lang, host=host), line, sep="\n", file=sys.stderr)


class _Terminal:
    """What the person at the terminal is told."""

    def __init__(self, args: argparse.Namespace, records: Path) -> None:
        self._args = args
        self._records = records
        self._errors: object = ()

    def ready(self, address: str, polling: bool, silent: str) -> None:  # noqa: FBT001 - the signature of `Reports`
        """Say where the site is shown, and how changes are noticed."""
        lang = self._args.ui_lang
        if not polling:
            text = N_("Changes are noticed as they happen.")
        elif silent:
            text = N_("The file system ({type}) sends no events: the folder is looked at every half second.")
        elif self._args.poll:
            text = N_("The folder is looked at every half second.")
        else:
            text = N_("The system sends no events for so many folders: they are looked at every half second.")
        print(tr(text, lang, type=silent))
        asked = self._args.port
        if asked and not address.endswith(f":{asked}/"):
            print(tr(N_("Port {port} is taken; another one is used."), lang, port=asked))
        print(tr(N_("Showing the site at {address}; Ctrl-C stops."), lang, address=address), flush=True)
        if self._args.open:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def changed(self, preview: Preview) -> None:
        """Show errors that are new, and say when they are mended."""
        lang, errors = self._args.ui_lang, preview.problems.errors
        if errors == self._errors:
            return
        self._errors = errors
        if errors:
            show_problems(errors, self._records, "text", lang)
            shown = preview.edition is not None
            text = (
                N_("The preview shows the last good pages.") if shown else N_("There is nothing to show yet.")
            )
            print(tr(text, lang), flush=True)
        else:
            print(tr(N_("The errors are mended."), lang), flush=True)
