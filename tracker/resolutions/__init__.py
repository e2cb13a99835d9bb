"""The register: resolutions, source documents, clauses, obligations."""
