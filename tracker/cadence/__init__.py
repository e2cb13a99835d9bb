"""The rhythm of recurring obligations: the due dates that it makes, how people change it, and the report that it has drawn up."""
