"""People who are likely in the register twice: compared, merged, or remembered as different."""
