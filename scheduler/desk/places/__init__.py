"""The places of the desk, in the order of the season: what each shows, and what can be done there."""
