"""Rules around letters: notes, additions after 72 hours, TIRV content, announcements, the load window."""
