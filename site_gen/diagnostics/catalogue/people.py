"""Rules of the people who decide: codes `SG930`–`SG937`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

PEOPLE: dict[str, Code] = {
    "SG930": warning(
        N_("Nobody is known for these roles in the decision: {roles}."),
        N_(
            "Add a row “{{role: …, contact: …}}” under roles for each; find the person out on the next visit."
        ),
        N_(
            "On a key account every role is held by somebody; who is not known cannot be won. Asked of key-account projects "
            "(of a key account, a long cycle, a group decision or a large amount) and of projects with a role table."
        ),
        source="S15.3",
    ),
    "SG931": warning(
        N_("There is no coach in this project."),
        N_(
            "Find one: clerks and section chiefs of the business side most easily tell how the decision leans."
        ),
        N_("The coach tells facts about those who decide and about competitors; every project needs one."),
        source="S15.1, S15.3",
    ),
    "SG932": warning(
        N_("No visit or call to {name}, who decides, within {days} days; {state}."),
        N_("Plan a visit, perhaps of an executive of ours, and name the person among the persons visited."),
        N_("The No of the key decision maker stops a project to which all others said Yes."),
        source="S15.1, S15.3",
    ),
    "SG933": warning(
        N_("{name} belongs to {found}, but the project to {expected}."),
        N_("Correct the contact, or say under relations of the row how this person belongs to the project."),
        N_(
            "People of the parent company, of a subsidiary or of a sister company may hold a role without a word; a design "
            "institute or an authority may too, with a word on how it has a say."
        ),
        source="S15.2",
    ),
    "SG934": warning(
        N_("{name} is said to influence himself or herself."),
        N_("Name somebody else, or delete the entry."),
        N_("The influence map is drawn from one person to another."),
        source="S15.3",
    ),
    "SG935": warning(
        N_("{name} decides and is against us, and the project stands at the stage {stage}."),
        N_("Decide in the next review who talks to this person, or whether the project is worth going on."),
        N_(
            "From the solution on the customer selects; a key decision maker who is against us decides for somebody else."
        ),
        source="S15.1, S13.1",
    ),
    "SG936": warning(
        N_("The row of the role {role} names influence, but no person."),
        N_("Write the person as contact, or delete influenced_by and influences of this row."),
        N_("Influence goes from a person to a person; without one it cannot be drawn."),
        source="S15.2, S15.3",
    ),
    "SG937": warning(
        N_("{name} stands among the key persons, but not among the persons visited."),
        N_("Add the person to contacts as well."),
        N_(
            "What a visit changed is noted about those who were met; the number of the visit is counted from there."
        ),
        source="S14.1",
    ),
}
