"""Where the value of a label stands, and where it ends."""
