"""Digits to learn from: read, fetched, or made up."""
