"""The reader of a command line, with its help and its complaints in the person's language."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

from site_gen.locale.text import N_, Msg, tr

# The library words its complaints in English only; one it may word anew is shown as it is.
_COMPLAINTS: tuple[tuple[str, Msg], ...] = (
    (r"unrecognized arguments: (?P<words>.+)", N_("There is no option or argument “{words}”.")),
    (r"the following arguments are required: (?P<words>.+)", N_("Needed and not given: {words}.")),
    (r"argument (?P<name>[^:]+): expected .+", N_("{name} needs a value.")),
    (
        r"argument (?P<name>[^:]+): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<options>.+)\)",
        N_("“{value}” is not possible for {name}; choose from: {options}."),
    ),
    (
        r"argument (?P<name>--as-of): '?(?P<value>.*?)'?",
        N_("“{value}” is not a date for {name}; write year-month-day, for example 2026-11-18."),
    ),
    (
        r"argument (?P<name>--port): (?:invalid .* value: )?'?(?P<value>.*?)'?",
        N_("“{value}” is not a port for {name}; write a number from 1 to 65535."),
    ),
    (
        r"argument (?P<name>[^:]+): (?:invalid .* value: )?'?(?P<value>.*?)'?",
        N_("“{value}” is not possible for {name}."),
    ),
)


class Parser(argparse.ArgumentParser):
    """The parser of one command."""

    def __init__(self, name: str, about: Msg, lang: str) -> None:
        super().__init__(f"site-gen {name}", description=tr(about, lang), add_help=False)
        self._lang = lang
        self._positionals.title = tr(N_("arguments:"), lang)
        self._optionals.title = tr(N_("options:"), lang)
        self.add_argument("-h", "--help", action="help", help=tr(N_("show this help"), lang))

    def format_usage(self) -> str:
        """Return the first lines of the help."""
        return self._in_language(super().format_usage())

    def format_help(self) -> str:
        """Return the whole help."""
        return self._in_language(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and end with exit code 2."""
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {self._complaint(message)}", file=sys.stderr)
        self.exit(2)

    def _in_language(self, text: str) -> str:
        # The library writes a colon of its own after a title.
        for title in (self._positionals.title, self._optionals.title):
            text = text.replace(f"{title}:\n", f"{title}\n")
        return text.replace("usage: ", tr(N_("usage: "), self._lang), 1)

    def _complaint(self, message: str) -> str:
        for pattern, wording in _COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                parts = {key: value.replace("'", "") for key, value in found.groupdict().items()}
                return tr(wording, self._lang, **parts)
        return message
