"""Tables: which one a head belongs to, its columns and rows, ruled or not, turned, in blocks."""
