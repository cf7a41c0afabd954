"""The date grammar behind ``facts.dates``: lexicon -> matches -> expressions -> EDTF -> words."""
