"""The readable maths: one operation a file, in NumPy, as the book writes it."""
