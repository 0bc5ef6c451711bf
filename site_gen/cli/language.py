"""The language of messages on the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from site_gen.locale.text import LANGUAGES


def terminal_language(environ: Mapping[str, str]) -> str:
    """Return the interface language for a terminal, from `SITE_GEN_LANG` or the locale variables."""
    wanted = next(
        (environ[k] for k in ("SITE_GEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if environ.get(k)), ""
    )
    if wanted in LANGUAGES:
        return wanted
    tag = wanted.replace("_", "-").lower()
    if not tag.startswith("zh"):
        return "en"
    return "zh-Hant" if any(part in tag for part in ("tw", "hk", "mo", "hant")) else "zh-Hans"
