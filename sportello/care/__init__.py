"""The installation kept in order: state, repair, how long what is kept, a person forgotten."""
