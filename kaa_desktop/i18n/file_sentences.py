"""What is said of files that other people made, and of their rows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.marking import N_

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "file.missing": N_("There is no file {file}."),
        "file.folder": N_("{file} is a folder; choose a file."),
        "file.unreadable": N_(
            "{file} may not be read. It may be open in another program, or you lack the right."
        ),
        "file.empty": N_("{file} is empty."),
        "file.kind": N_("{file} is no table. Use .csv, .txt, .tsv, .xlsx, .ods or .xls."),
        "file.markup": N_(
            "{file} is a web page or XML and no workbook, whatever its name ends with. Open it in a "
            "spreadsheet and save it as .xlsx."
        ),
        "file.no_workbook": N_(
            "{file} is a text file; a register with its history is a workbook of three sheets."
        ),
        "file.damaged": N_("{file} is damaged or not complete. Fetch it again from where it came."),
        "file.encrypted": N_(
            "{file} is protected by a password. Open it in its own program and save it without one."
        ),
        "file.encrypted_ods": N_(
            "{file} is protected by a password; an OpenDocument file can only be read without one. Open it "
            "in LibreOffice and save it without a password, or "
            "as an Excel workbook (.xlsx) with the password."
        ),
        "file.password_wrong": N_("The password does not open {file}."),
        "file.too_large": N_(
            "{file} would need too much memory. Remove empty rows and columns beyond the table."
        ),
        "file.too_wide": N_(
            "{file} has more than {limit} columns on row {row}. The separator may be another one."
        ),
        "file.line_too_long": N_("Row {row} of {file} is too long to be a row of a table."),
        "file.encoding": N_("The letters of {file} cannot be read. Choose another encoding."),
        "file.zeros": N_(
            "{file} holds zero bytes, so that its letters cannot be told for sure. Save it as CSV (UTF-8) in "
            "the program that it comes from."
        ),
        "file.other_letters": N_(
            "{rows} rows are written in another encoding than the others; this is the first of them. All "
            "were imported, with the letters that they seem to mean. Check names."
        ),
        "file.garbled_letters": N_(
            "From this row on there are letters such as Ã¥ and Ã¶: the file was written in a wrong encoding. "
            "Names come out wrong; export the file anew."
        ),
        "row.other_letters": N_(
            "The row is written in another encoding than most. It was imported with the letters that it "
            "seems to mean. Check the name."
        ),
        "file.separator": N_("“{separator}” is no separator; use semicolon, comma, tab or one of | ^ ~ : #."),
        "file.unseparated": N_(
            "The columns of {file} are not parted by a sign that is known; they may stand at fixed places in "
            "the line. Open it in a spreadsheet, split it into columns and save it as .xlsx."
        ),
        "file.header_missing": N_("{file} lacks these columns: {headers}."),
        "file.sheet_missing": N_("The workbook lacks the sheet {sheet}."),
        "file.not_writable": N_(
            "{file} cannot be written there. The folder may be read-only, the disk full, or the file open."
        ),
        "mapping.none": N_("There is no column mapping “{name}”; none has been saved for this kind of file."),
        "mapping.unknown": N_(
            "There is no column mapping “{name}” for this kind of file. Saved ones: {names}."
        ),
        "mapping.unknown_field": N_("“{name}” is no field of this kind of file. The fields are {names}."),
        "mapping.register": N_("A register workbook has sheets of its own; its columns are not mapped."),
        "mapping.name_missing": N_("Give the column mapping a name."),
        "mapping.name_long": N_("The name of a column mapping has at most {limit} characters."),
        "cell.date": N_("“{text}” is no date. Write it as 2026-09-30."),
        "cell.date_ambiguous": N_(
            "“{text}” can be read as more than one day, and nothing in the file tells which is meant. Say in "
            "which order the file writes its days, or write 2026-09-30."
        ),
        "cell.missing": N_("The cell is empty but has to be filled in."),
        "cell.municipality": N_("“{text}” is no municipality code; it has four digits."),
        "protection.cut_short": N_(
            "The row ends before the column that tells protection. The person was imported with "
            "confidentiality mark; check it."
        ),
        "protection.unknown": N_(
            "“{text}” is no known protection. The person was imported with confidentiality mark; check it."
        ),
        "birth_date.contradicts": N_(
            "The birthday “{text}” is not that of the identity number. The person was imported, to decide "
            "by hand."
        ),
        "row.too_wide": N_(
            "“{text}” stands behind the last header, so cells may stand under the wrong ones; a separator "
            "may be part of a text. The row was left out."
        ),
        "row.duplicate": N_("The row repeats an earlier one and was left out."),
        "row.duplicate_differs": N_(
            "The person already stands on an earlier row that says something else. The one with the later "
            "day of moving in was kept, else the earlier; any protection was added."
        ),
        "row.merged": N_("The row adds to an earlier one about the same registration; they were joined."),
        "row.details_differ": N_("“{text}” differs from what a later row says; the later was used."),
        "row.unknown_person": N_("{text} does not stand on the sheet Ungdomar; the row was left out."),
        "episode.none": N_(
            "The person has no registration date and was imported without a period of responsibility."
        ),
        "episode.date_missing": N_("There is a reason for deregistration but no date."),
        "enrolment.end_before_start": N_(
            "The last day in school, {text}, is before the first. The row was left out."
        ),
        "enrolment.other_education": N_(
            "“{text}” is no upper secondary education and keeps nobody out of the target group. The row was "
            "left out."
        ),
        "enrolment.cut_short": N_(
            "The row ends before the column that tells whether the person has left. It was left out, so that "
            "it keeps nobody out of the target group."
        ),
        "enrolment.ended_without_day": N_(
            "“{text}” says that the enrolment has ended, but no last day that has passed is told. The row "
            "was left out, so that it keeps nobody out of the target group."
        ),
        "enrolment.status_break": N_(
            "“{text}”: the pupil is on a break from school. The row counts as enrolled; check whether it "
            "should."
        ),
        "enrolment.status_unknown": N_(
            "“{text}” is no known status. All rows that say so count as enrolled; check whether they should."
        ),
        "enrolment.no_day": N_(
            "{file} has no column {headers}. If it lists who was in school on a certain day, say which day."
        ),
        "enrolment.no_day_stated": N_(
            "{file} has no column {headers}. If it lists who was in school on a certain day, say which day "
            "with --listed-on 2026-09-15."
        ),
        "enrolment.listed_on_unneeded": N_(
            "{file} tells itself when everybody began; leave out the day on which the list was true."
        ),
        "enrolment.listed_on_kind": N_("Only a list of pupils is true as of a day; leave the day out."),
        "enrolment.listed": N_(
            "The file names no first days. {rows} of its rows count as enrolled from {first} to {last}, not "
            "longer; import a new list before then. An older list of the same pupils counts, too, until the "
            "reconciliation is closed or its import is undone."
        ),
        "enrolment.term": N_("“{text}” is no term and no school year. Write it as Ht26 or 2026/27."),
        "enrolment.not_in_term": N_(
            "The cell of the term is empty, so the row does not say that the person is in school then. It "
            "was left out."
        ),
        "enrolment.no_end_column": N_(
            "The file has no column with the last day in school; everybody in it counts as still enrolled."
        ),
        "population.departed": N_(
            "“{text}” says that the person does not live here any more. The row was left out."
        ),
        "population.no_municipality_column": N_(
            "The file has no column with the municipality; everybody in it counts as living here."
        ),
        "exam.unknown_kind": N_("“{text}” is no known exam or certificate. The row was left out."),
        "exam.nothing_reached": N_(
            "{rows} rows say that the exam was not reached; they were not needed and take nobody out."
        ),
        "notice.unknown_kind": N_("“{text}” is no known kind of notice. The row was left out."),
        "file.columns_change": N_(
            "In row {row} the headers come again in another order, so the rows below cannot be told. "
            "Give the whole file the same columns and import it again."
        ),
        "file.too_many_columns": N_(
            "{file} has more than {limit} columns. Remove those outside the table, the empty ones too."
        ),
        "file.too_many_problems": N_(
            "More than {count} rows cannot be read. The file holds something else, or the same over and over."
        ),
        "file.too_many_rows": N_(
            "{file} has more than {limit} rows, more than any municipality has residents. It holds something "
            "else, the same over and over, or empty rows."
        ),
        "file.two_tables": N_(
            "{file} has the column {header} twice, with different numbers, as if two tables stood side by "
            "side. Put them below each other, or say which column is meant."
        ),
        "sheet.no_headers": N_(
            "The sheet {text} holds identity numbers, but not the headers that are needed, and was not read. "
            "Give it the same headers and import the file again."
        ),
        "sheet.unread": N_(
            "The sheet {text} holds such a table too and was not read, since it is hidden or has other "
            "columns. Give it the same headers and import the file again."
        ),
        "list.suffix": N_(
            "A list is saved as a workbook or text file; end the name {file} with .xlsx or .csv."
        ),
        "export.suffix": N_("An exported register is an Excel workbook; end the name {file} with .xlsx."),
        "export.password_missing": N_(
            "Enter a password for the workbook, or choose explicitly to leave it unencrypted."
        ),
        "export.password_not_told": N_(
            "The file needs a password: set {variable}, or say --unencrypted to leave it open to anybody."
        ),
        "export.password_differs": N_("The two passwords are not the same. Try again."),
        "merge.same_person": N_("Choose two different people to merge."),
        "merge.protected": N_("People with protected personal data cannot be merged."),
        "merge.overlapping_episodes": N_(
            "Both were registered at the same time, from {day}. End one of the registrations as "
            "“Registered in error” first, then merge."
        ),
        "notice.unknown": N_("That notice is no longer there. Somebody else may have changed it."),
        "notice.future": N_("An absence cannot be dated in the future ({day})."),
        "notice.known": N_("The same notice, dated {day}, has been noted before."),
        "notice.dealt_with": N_("The notice has already been dealt with. Undo that first if it was wrong."),
        "notice.no_early_warning": N_(
            "Only a notice on the early-warning list has a day of follow-up and can become an episode."
        ),
        "notice.follow_up_past": N_("The follow-up cannot be set in the past ({day})."),
        "notice.not_to_register": N_(
            "The notice does not lead to a registration: as far as known, the person is not in the "
            "target group. See why beside the notice."
        ),
        "notice.not_to_close": N_(
            "Nothing to close: the person has no open registration, or the notice does not say that "
            "the person begins."
        ),
        "notice.left_in_future": N_("The pupil has not left yet ({day})."),
        "notice.still_enrolled": N_(
            "The pupil is still in school: the enrolment file holds a later start, or the last day in "
            "school is today."
        ),
        "notice.home_known": N_(
            "The home municipality of that person is already known; there is nothing to decide."
        ),
        "notice.other_number": N_("The details belong to another identity number than the notice."),
        "flows.order": N_("Choose a day before today to follow the pupils from, not {day}."),
        "flows.no_sources": N_(
            "Import a population file and an enrolment file first; they are erased when a "
            "reconciliation is closed."
        ),
        "reconcile.closing_missing": N_(
            "Choose why and on which day the registration ends; the source does not tell."
        ),
        "reconcile.changed_since": N_(
            "The facts have changed since the reconciliation was shown. Look at it again."
        ),
        "reconcile.other_kind": N_("This file cannot be recognised. Choose what it holds."),
        "sources.unreadable": N_(
            "Import {sources} again: the rows cannot be read, since another version of the program kept them "
            "or they are damaged. Nothing else is lost."
        ),
        "sources.other_kind": N_(
            "{file} is not recognised as a population, enrolment or exam file. Import it by itself."
        ),
        "sources.notices": N_("{file} holds school notices. Import it by itself."),
        "sources.register": N_("{file} is a register workbook. Import it by itself."),
        "sources.one_file": N_("Only “sources” takes several files at once."),
    }
)
