"""The window before a register is open: unlock, create, recover."""
