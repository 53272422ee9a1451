"""Other people's notations, read into sessions of ours."""
