"""Problems as data: codes, places, messages and the printers that show them."""

from site_gen.diagnostics.diagnostic import Diagnostic, Place, Severity

__all__ = ["Diagnostic", "Place", "Severity"]
