"""Reconciliation: files taken in, and the people who may be in the target group."""
