"""Which projects are key-account projects, and at which of the four stages they stand (S13.1, S22.2, §1.5)."""

from __future__ import annotations

from site_gen.book.book import Book
from site_gen.config import Config
from site_gen.records import Project

#: The crosswalk of §1.5: from which gate of the pipeline on a project stands at a stage, the last one first. Before
#: the first gate it is `potential`. A team with stages of its own says in `site.yaml` which of them its gates are.
CROSSWALK = (("quoted", "closing"), ("complete", "solution"), ("qualified", "intent"))
_FIRST = "potential"
#: What makes a sale complex (S22.2).
COMPLEX = ("long_cycle", "group_decision", "large_amount")


def key_stage(config: Config, stage: str) -> str:
    """Return the key-account stage that a stage of the pipeline stands for; empty for one that is won or lost."""
    if stage not in config.open_keys:
        return ""
    rank = config.rank(stage)
    return next((key for gate, key in CROSSWALK if rank >= config.gate_rank(gate)), _FIRST)


def grounds(book: Book, project: Project) -> tuple[str, ...]:
    """Return why a project is a key-account project; empty when it is none.

    `key_account` for a project of a key account, and the names of the flags that make it a complex sale.
    """
    customer = book.customers.get(project.customer)
    found = ["key_account"] if customer and customer.key_account else []
    return (*found, *(name for name in COMPLEX if getattr(project, name)))
