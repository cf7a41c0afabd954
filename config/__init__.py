"""Settings and where they come from: defaults, a TOML file, SVODKA_* variables. Imports nothing of ours.

Nothing here looks at the process's environment: start-up passes it in, so settings are a value like any other. The way
in is ``config.load``. Nothing is imported here, so that ``config.errors`` can be caught without loading pydantic.
"""
