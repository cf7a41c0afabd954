"""Translation that keeps the news right: routes, terms, checks, layout. The models behind it are ``engines``."""
