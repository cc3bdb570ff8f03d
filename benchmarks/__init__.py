"""Benchmarks: generated pairs of 837P and 835 with their truth, the floor script, and what is measured against them."""
