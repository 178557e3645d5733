"""The nouns of the desk: values only, no input or output, no clock, no settings."""
