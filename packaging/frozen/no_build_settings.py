"""Takes the place of Python's record of how it was built: folders and options of the builder's machine."""

build_time_vars: dict[str, object] = {}
"""The name by which `sysconfig` reads it."""
