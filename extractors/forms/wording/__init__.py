"""Words of forms: as they are compared, what they mean, units, and the description of a form."""
