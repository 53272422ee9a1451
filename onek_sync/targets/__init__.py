"""The services that hold artifacts, four verbs each."""
