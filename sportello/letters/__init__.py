"""What happens to letters: the desk that works on them, their deadlines, lists and stops of the portal."""
