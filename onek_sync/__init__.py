"""Write a 1000 m training plan once; have it in your calendar, on your watch and on Strava."""
