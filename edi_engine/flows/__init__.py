"""Flows: one file per errand, each a straight line through the rooms."""
