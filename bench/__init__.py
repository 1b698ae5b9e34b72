"""Measures the matcher on public stand-in collections and at size, beside the engines others use."""
