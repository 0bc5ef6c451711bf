"""Sales records kept as plain text in git, published as review packs."""

__version__ = "0.1.0"
#: Folder beside the records of a team, or among them, in which is kept what need not be found out again.
KEPT = ".site-gen"
