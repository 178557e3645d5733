"""How sure a reading is: all that is filled in is accounted for, doubtful values go to review."""
