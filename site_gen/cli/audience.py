"""The audience that was named on the command line."""

from __future__ import annotations

from site_gen.book.references import unknown_audience
from site_gen.cli.main import UsageError
from site_gen.config import Config
from site_gen.config.audience import Audience
from site_gen.locale.text import sentence_space


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
