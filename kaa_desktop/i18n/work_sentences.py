"""What is said of people, episodes, contacts, measures and reports."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.marking import N_

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "personal_number.empty": N_("Enter an identity number."),
        "personal_number.too_short": N_(
            "The identity number is too short: it has ten or twelve digits, for example 20080701-2398."
        ),
        "personal_number.too_long": N_(
            "The identity number is too long: it has ten or twelve digits, for example 20080701-2398."
        ),
        "personal_number.letters": N_("The identity number holds letters that do not belong in one."),
        "personal_number.shape": N_("This is not an identity number. Write it as YYYYMMDD-NNNN."),
        "personal_number.date": N_("The identity number begins with a date that does not exist."),
        "personal_number.check_digit": N_(
            "The last digit of the identity number does not fit the others. Check for a typing error."
        ),
        "personal_number.future": N_("The identity number gives a birthday that has not been yet."),
        "personal_number.interim": N_(
            "This is an interim number (T number). They are kept only where the municipality's "
            "settings allow it."
        ),
        "period.form": N_(
            "“{text}” is no period. Write for example 2026H1, 2026Q3, 2026-09, 2026, 2025/26 or "
            "2026-03-01..2026-04-15."
        ),
        "period.order": N_("The period {text} ends before it begins."),
        "report.period_missing": N_("Say for which period, with --period."),
        "report.not_quarter": N_("The quarterly report is of a quarter, for example 2026Q3, not {period}."),
        "table.suffix": N_("{file} cannot be written: choose a name that ends in .xlsx or .csv."),
        "table.csv_in_clear": N_(
            "A .csv cannot be put under a password. Choose .xlsx, or say that it may be without one."
        ),
        "day.form": N_("“{text}” is no day. Write it as 2026-02-28."),
        "figure.unknown": N_("There is no figure called {text}."),
        "figure.no_people": N_(
            "A closed reconciliation keeps this number only; the people behind it are not in the register."
        ),
        "figure.no_such_part": N_("The figure has no such part."),
        "figure.known_later": N_("The day {day} has not been yet."),
        "figure.explain_since": N_("Say since which day, with --as-known-on."),
        "code.missing": N_("Choose a value for {list}."),
        "code.unknown": N_("“{text}” is not a value of {list}."),
        "code.fixed_list": N_("The law or the authority decides the values of {list}."),
        "code.none_offered": N_("At least one value of {list} must be offered."),
        "code.in_plan": N_(
            "The contact plan uses a channel that would not be offered any longer. Change the plan first."
        ),
        "code.no_label": N_("Give the new value of {list} a name."),
        "code.long_label": N_("“{text}” is too long; at most {limit} characters are kept."),
        "code.no_parent": N_("Say which value “{text}” counts as."),
        "code.label_taken": N_("“{text}” stands in the list already."),
        "letter.empty": N_("The text is empty."),
        "letter.too_long": N_("The text is too long; at most {limit} characters are kept."),
        "letter.unknown_placeholder": N_(
            "Nothing can be filled in for “{text}”. These are filled in: {known}."
        ),
        "letter.open_place": N_(
            "“{text}” has not been filled in. Write what is to stand there, or set it under Settings, Texts."
        ),
        "letter.nobody": N_(
            "Nobody is left to write to: people with protected personal data are left out, and so are those "
            "without an address when several are written to."
        ),
        "letter.too_many": N_("At most {limit} letters are written in one go. Mark fewer people."),
        "contact.future": N_("A contact cannot be dated in the future ({day})."),
        "contact.note_too_long": N_(
            "The note has {length} characters; at most {limit} are kept. Shorten it."
        ),
        "contact.unknown": N_("That contact is no longer there. Somebody else may have changed it."),
        "episode.future": N_("The day {day} has not been yet."),
        "episode.turned_20": N_(
            "The responsibility ends on the 20th birthday, {day}; the person cannot be registered "
            "then or later."
        ),
        "episode.already_open": N_("The person is already registered since {day}."),
        "episode.overlap": N_("The person was registered until {day}; choose that day or a later one."),
        "episode.overlap_other": N_("The registration that began on {day} covers some of these days."),
        "episode.closed": N_("The registration was already ended on {day}."),
        "episode.reason_missing": N_("Choose why the responsibility has ended."),
        "episode.end_before_start": N_("The end cannot be before the registration on {day}."),
        "episode.not_birthday": N_("The person turns 20 on {day}; “Turned 20” needs that date."),
        "episode.unknown": N_("That registration is no longer there. Somebody else may have changed it."),
        "measure.future": N_("The day {day} has not been yet."),
        "measure.declined": N_("The offer was declined; a declined measure cannot have begun."),
        "measure.begin_before_offer": N_("The measure cannot begin before it was offered on {day}."),
        "measure.not_begun": N_("The measure has not begun; note the first day before the last."),
        "measure.end_before_start": N_("The measure cannot end before it began on {day}."),
        "measure.reason_missing": N_("Choose why the measure ended."),
        "measure.unknown": N_("That measure is no longer there. Somebody else may have changed it."),
        "municipality.code": N_("“{text}” is no municipality code; it has four digits, for example 0180."),
        "person.neither_number": N_("That is neither an identity number nor a case number of the register."),
        "person.unknown": N_("Nobody with that number is in the register."),
        "person.protected": N_(
            "The person has protected personal data. Only those with the right can open it, with a reason."
        ),
        "person.no_right": N_("You do not have the right to see people with protected personal data."),
        "report.not_half_year": N_("This covers a half-year such as 2026H1, not {period}."),
        "report.period_to_come": N_("The period {period} has not begun."),
        "report.not_written": N_(
            "{path} could not be written. The folder may be missing or read-only, the disk full, "
            "or the file open."
        ),
        "template.exists": N_("{file} is there already. Choose another name, or move it away first."),
        "chart.suffix": N_("A chart is saved as .svg or .png, which {file} is not."),
        "report.not_pdf": N_("The report is a PDF; let the name {name} end in .pdf."),
        "worker.unknown": N_("There is no case worker called {name}. There are: {known}."),
        "demo.people": N_("A demo register can hold at most {limit} people."),
        "reconcile.no_population": N_("Import a population file first: it says who lives here."),
        "visit.area_too_long": N_("The name of the round is too long; at most {limit} characters are kept."),
        "visit.phone_too_long": N_("The phone number is too long; at most {limit} characters are kept."),
        "visit.same_worker": N_("Choose somebody else as company, or leave it empty."),
        "visit.too_many": N_("A round holds at most {limit} visits. Plan another round for the others."),
        "visit.round_unknown": N_("That round is no longer there. Somebody else may have removed it."),
        "visit.gone": N_("One of the visits is no longer on the round. Open the round again."),
        "visit.nothing_reported": N_("Say of at least one visit what came of it."),
        "visit.street_missing": N_("Type the street of the new address, or leave all of it empty."),
        "visit.no_rounds": N_("No round of home visits is planned in {period}."),
        "plan.no_steps": N_("The contact plan needs at least one step in each row."),
        "plan.order": N_("Two steps of the contact plan have the same day, or stand in the wrong order."),
        "plan.days": N_("The days of the contact plan lie between 0 and {most}."),
        "plan.handover": N_("The letter before the 20th birthday comes before the talk about what follows."),
        "mute.past": N_("Choose a day after today."),
        "mute.too_long": N_("Somebody can be muted until {day} at the latest."),
        "next_step.no_day": N_("Choose the day of the next step."),
        "next_step.past": N_("The next step cannot lie in the past ({day})."),
        "leave.order": N_("The leave ends before it begins."),
        "leave.same": N_("Somebody else has to stand in."),
        "view.name_missing": N_("Give the view a name."),
        "case_worker.name_missing": N_("Type the name of the case worker."),
    }
)
