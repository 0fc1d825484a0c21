"""What goes on around the pages: one instance, undo, backups, changes from elsewhere."""
