"""Paper: tagged PDF documents (PDF/UA-1, PDF/A-2a) from data and a translator.

Modules that need ReportLab and pikepdf are imported where a report is made: start-up pays for none.
"""
