"""Door: what is served over HTTP."""
