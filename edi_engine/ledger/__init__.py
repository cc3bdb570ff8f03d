"""The ledger: facts and a journal that only grow, and the state that follows from them; the one door of sqlite_utils."""
