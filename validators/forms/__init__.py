"""Judging of the Regolamento di Esercizio MT: rules, policy, duties and documents. Pure."""
