"""The catalogue of problem codes: severity, message, hint and explanation, each said once.

Codes never change their meaning and are never used again. Families: `SG1xx` files and text,
`SG2xx` YAML, `SG3xx` fields and values, `SG4xx` references and identity, `SG5xx` the team's
`site.yaml`, `SG6xx` rules of the method, `SG7xx` import, `SG8xx` publishing, `SG9xx` key accounts, flows and requests.
`site.yaml`, `SG6xx` rules of the method, `SG70x`–`SG71x` import,
`SG72x` audiences, `SG8xx` publishing.
"""

from __future__ import annotations

from site_gen.diagnostics.catalogue.alerts import ALERTS
from site_gen.diagnostics.catalogue.bidding import BIDDING
from site_gen.diagnostics.catalogue.code import NOTHING, Code
from site_gen.diagnostics.catalogue.commitment import COMMITMENT
from site_gen.diagnostics.catalogue.days import DAYS
from site_gen.diagnostics.catalogue.discipline import DISCIPLINE
from site_gen.diagnostics.catalogue.fields import FIELDS
from site_gen.diagnostics.catalogue.files import FILES
from site_gen.diagnostics.catalogue.flows import FLOWS
from site_gen.diagnostics.catalogue.forecasting import FORECASTING
from site_gen.diagnostics.catalogue.hunting import HUNTING
from site_gen.diagnostics.catalogue.identity import IDENTITY
from site_gen.diagnostics.catalogue.importing import IMPORTING
from site_gen.diagnostics.catalogue.keeping import KEEPING
from site_gen.diagnostics.catalogue.key_accounts import KEY_ACCOUNTS
from site_gen.diagnostics.catalogue.kpi import KPI
from site_gen.diagnostics.catalogue.method import METHOD
from site_gen.diagnostics.catalogue.people import PEOPLE
from site_gen.diagnostics.catalogue.privacy import PRIVACY
from site_gen.diagnostics.catalogue.publishing import PUBLISHING
from site_gen.diagnostics.catalogue.site import SITE
from site_gen.diagnostics.catalogue.staffing import STAFFING
from site_gen.diagnostics.catalogue.syntax import SYNTAX

__all__ = ["CATALOGUE", "NOTHING", "Code"]

CATALOGUE: dict[str, Code] = {
    **FILES,
    **SYNTAX,
    **FIELDS,
    **IDENTITY,
    **SITE,
    **METHOD,
    **DISCIPLINE,
    **DAYS,
    **ALERTS,
    **HUNTING,
    **BIDDING,
    **COMMITMENT,
    **FORECASTING,
    **STAFFING,
    **KEEPING,
    **KEY_ACCOUNTS,
    **KPI,
    **PEOPLE,
    **IMPORTING,
    **PRIVACY,
    **PUBLISHING,
    **FLOWS,
}
