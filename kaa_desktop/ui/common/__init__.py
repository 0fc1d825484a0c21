"""What all screens share: theme, icons, tasks, tables, forms and messages; knows no screen and no service."""
