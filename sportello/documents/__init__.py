"""The life of a document, from the inbox to its verdict, and again."""
