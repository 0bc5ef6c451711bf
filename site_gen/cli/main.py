"""`site-gen COMMAND …`: find the command, run it, turn what happened into an exit code.

Exit codes: 0 fine, 1 problems in the records, 2 wrong usage, configuration or a machine that refuses, 3 internal.
Each command is a module with `HELP`, `arguments(parser)` and `run(args)`; only the one that is
called is imported.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from site_gen import __version__
from site_gen.cli.encoding import ensure_utf8
from site_gen.cli.language import terminal_language
from site_gen.cli.parser import Parser
from site_gen.locale.text import N_, Msg, tr

#: Command to one line of help, in the order a newcomer meets them.
COMMANDS: dict[str, Msg] = {
    "init": N_("begin a new team repository"),
    "new": N_("write a new record from a filled-in template"),
    "check": N_("check the records and show every problem with its place"),
    "build": N_("check the records and build the site"),
    "serve": N_("show the site in the browser, fresh after every change"),
    "stats": N_("print any measure"),
    "import": N_("read records from a CSV file"),
    "schema": N_("print the JSON Schema of a kind of record"),
    "demo": N_("write a believable team of any size"),
}
FINE, PROBLEMS, USAGE, INTERNAL = 0, 1, 2, 3


class UsageError(Exception):
    """The command was called in a way that cannot work; the message is shown to the person."""


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    lang = terminal_language(os.environ)
    if argv[:1] == ["--version"]:
        print(f"site-gen {__version__}")
        return FINE
    if not argv or argv[0] in {"-h", "--help", "help"}:
        print(_overview(lang))
        return FINE if argv else USAGE
    name = argv[0]
    if name not in COMMANDS:
        print(_overview(lang), file=sys.stderr)
        print(tr(N_("site-gen: there is no command “{name}”."), lang, name=name), file=sys.stderr)
        return USAGE
    module = import_module(f"site_gen.cli.{name}_")
    parser = Parser(name, COMMANDS[name], lang)
    module.arguments(parser, lang)
    try:
        args = parser.parse_args(argv[1:])
    except SystemExit as stop:
        return FINE if not stop.code else USAGE
    args.ui_lang = getattr(args, "lang", None) or lang
    try:
        code: int = module.run(args)
    except UsageError as error:
        print(f"site-gen {name}: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - the last line of defence turns a fault into exit code 3
        sys.excepthook(*sys.exc_info())
        print(tr(N_("site-gen: an internal error; please report the lines above."), lang), file=sys.stderr)
        return INTERNAL
    return code


def run() -> None:
    """Run the command that the program was called with, and end the process."""
    # Nearly all that a command makes lives until it ends; looking for garbage often costs a fifth of its time.
    gc.set_threshold(100_000, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:
        ensure_utf8(sys.orig_argv)
    leave(main(sys.argv[1:]))


def leave(code: int) -> NoReturn:
    """End the process at once; the system takes memory back in no time, Python would visit every object first."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads any more
            stream.flush()
    if sys.gettrace() is None and "coverage" not in sys.modules:
        os._exit(code)
    sys.exit(code)  # whoever watches the program wants to see its end


def _overview(lang: str) -> str:
    lines = [tr(N_("site-gen: sales records in plain text, published as review packs"), lang), ""]
    lines += [f"  site-gen {name:<8}{tr(text, lang)}" for name, text in COMMANDS.items()]
    lines += ["", tr(N_("“site-gen COMMAND --help” shows the options of a command."), lang)]
    return "\n".join(lines)
