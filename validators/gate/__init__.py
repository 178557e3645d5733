"""The gate: may this upload come in? Names, size, format, sender, letter; every failure at once."""
