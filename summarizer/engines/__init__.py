"""Neural back ends behind two small protocols (``protocols``): they translate sentences and generate text, no more.

What a model is called, where it came from and what it may be used for is the catalogue's; which model is asked for what
is decided by those who use them. Nothing here is imported before a model is needed.
"""
