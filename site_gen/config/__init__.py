"""The team's configuration: `site.yaml` over shipped defaults."""

from site_gen.config.calendar import Calendar, MonthOf, Week
from site_gen.config.config import Config, Header, Team, Thresholds
from site_gen.config.money import Money
from site_gen.config.read import default_config, read_config
from site_gen.config.stage import Gates, Stage

__all__ = [
    "Calendar",
    "Config",
    "Gates",
    "Header",
    "Money",
    "MonthOf",
    "Stage",
    "Team",
    "Thresholds",
    "Week",
    "default_config",
    "read_config",
]
