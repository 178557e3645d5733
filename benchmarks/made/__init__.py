"""Other layouts of the Regolamento di Esercizio, filled with invented values: the defence against fitting one layout."""
