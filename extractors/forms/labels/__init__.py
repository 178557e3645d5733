"""Where the labels, headings and options of a form stand, in its own words or in others."""
