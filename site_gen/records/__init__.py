"""The kinds of record a team keeps: one file per kind, its form declared once."""

from site_gen.records.base import FOLDERS, FORMS, Record
from site_gen.records.contact import Contact
from site_gen.records.customer import Customer
from site_gen.records.order import Order
from site_gen.records.person import Person
from site_gen.records.project import Project
from site_gen.records.review import Review
from site_gen.records.target import Target
from site_gen.records.visit import Visit

__all__ = [
    "FOLDERS",
    "FORMS",
    "Contact",
    "Customer",
    "Order",
    "Person",
    "Project",
    "Record",
    "Review",
    "Target",
    "Visit",
]
