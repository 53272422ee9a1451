"""The words: errors, units, plan, athlete, session, exchange. Imports nothing of ours, touches nothing."""
