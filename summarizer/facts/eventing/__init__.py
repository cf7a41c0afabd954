"""How an event is read out of a sentence: clause, trigger, who, where, when; then merged over the article."""
