"""Digits as people write them: ways of writing as data, and a pen that varies them."""
