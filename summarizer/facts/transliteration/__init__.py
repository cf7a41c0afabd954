"""Names from one script to another: one module a system, its tables in ``tables/``."""
