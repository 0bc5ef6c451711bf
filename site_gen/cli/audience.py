"""The option `--audience`, for the commands that know who is to see what they make."""

from __future__ import annotations

import argparse

from site_gen.book.references import unknown_audience
from site_gen.cli.main import UsageError
from site_gen.config import Config
from site_gen.config.audience import Audience
from site_gen.locale.text import Msg, sentence_space, tr


def add_audience(parser: argparse.ArgumentParser, lang: str, text: Msg, default: str) -> None:
    """Add `--audience`; `text` says for what and names the default."""
    parser.add_argument("--audience", default=default, metavar="NAME", help=tr(text, lang))


def audience_of(config: Config, key: str, lang: str) -> Audience:
    """Return the audience that was named on the command line.

    Raises:
        UsageError: `site.yaml` knows none of this name.
    """
    found = config.audience(key)
    if found is None:
        problem = unknown_audience(config, key)
        raise UsageError(sentence_space(lang).join((problem.message(lang), problem.hint(lang))))
    return found
