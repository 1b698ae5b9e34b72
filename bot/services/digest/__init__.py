"""The daily digest as a service: once a day in every channel, whatever breaks in between."""
