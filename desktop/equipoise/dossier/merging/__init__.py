"""Two copies of a dossier come together: three-way, field by field, nothing dropped unsaid."""
