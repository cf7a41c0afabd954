"""Settings and where they come from: defaults, a TOML file, SVODKA_* variables. Imports nothing of ours."""
