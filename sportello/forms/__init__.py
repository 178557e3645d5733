"""Forms and plants as the desk sees them: read, judged, reviewed, the set of documents of a plant."""
