"""The only place that reads and writes other people's files: csv, xlsx, ods."""
