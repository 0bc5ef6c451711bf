"""Who and what the demo's stories are about."""

from __future__ import annotations

from msgspec import Struct

from site_gen.exchange.demo.accounts import Account
from site_gen.exchange.demo.deals import Deal
from site_gen.exchange.demo.team import Staff


class World(Struct, frozen=True):
    """The people, customers and projects of one demo team."""

    staff: Staff
    accounts: list[Account]
    deals: list[Deal]
