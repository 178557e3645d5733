"""The roof: settings, composition of the parts, command line, demo."""
