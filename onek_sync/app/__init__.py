"""The lintel: the use cases, one short function each. Doors call these and nothing below."""
