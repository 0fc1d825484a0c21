"""The same services from a terminal, for IT, team leads and schedules."""
