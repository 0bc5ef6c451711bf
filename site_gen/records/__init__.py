"""The kinds of record a team keeps: one file per kind, its form declared once."""

from site_gen.records.account_assessment import AccountAssessment
from site_gen.records.base import FOLDERS, FORMS, Record
from site_gen.records.bid import Bid
from site_gen.records.churn import Churn
from site_gen.records.complaint import Complaint
from site_gen.records.contact import Contact
from site_gen.records.contract_review import ContractReview
from site_gen.records.customer import Customer
from site_gen.records.daily_report import DailyReport
from site_gen.records.development import Development
from site_gen.records.hunter_plan import HunterPlan
from site_gen.records.kpi_rating import KpiRating
from site_gen.records.market_report import MarketReport
from site_gen.records.monthly_forecast import MonthlyForecast
from site_gen.records.opportunity_assessment import OpportunityAssessment
from site_gen.records.order import Order
from site_gen.records.person import Person
from site_gen.records.project import Project
from site_gen.records.region_report import RegionReport
from site_gen.records.request import Request
from site_gen.records.review import Review
from site_gen.records.rival import Rival
from site_gen.records.signature import Signature
from site_gen.records.staff_review import StaffReview
from site_gen.records.survey import Survey
from site_gen.records.target import Target
from site_gen.records.visit import Visit
from site_gen.records.weekly_commit import WeeklyCommit
from site_gen.records.weekly_report import WeeklyReport

__all__ = [
    "FOLDERS",
    "FORMS",
    "AccountAssessment",
    "Bid",
    "Churn",
    "Complaint",
    "Contact",
    "ContractReview",
    "Customer",
    "DailyReport",
    "Development",
    "HunterPlan",
    "KpiRating",
    "MarketReport",
    "MonthlyForecast",
    "OpportunityAssessment",
    "Order",
    "Person",
    "Project",
    "Record",
    "RegionReport",
    "Request",
    "Review",
    "Rival",
    "Signature",
    "StaffReview",
    "Survey",
    "Target",
    "Visit",
    "WeeklyCommit",
    "WeeklyReport",
]
