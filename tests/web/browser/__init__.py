"""The athlete's page in a real Chromium. A package of its own, so that one browser serves all of it."""
