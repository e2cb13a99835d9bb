"""Finding anything that the product knows by a few words of it, in Thai and in English."""
