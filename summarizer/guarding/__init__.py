"""What the guard looks at: numbers, dates, names, countries, roles and negation, each read from text and compared."""
