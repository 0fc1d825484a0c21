"""The only place with ReportLab and pikepdf: build(data, translator) gives the bytes of a PDF."""
