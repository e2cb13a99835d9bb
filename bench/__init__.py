"""How quick is the product, beside bare Flask pages on the same server in the same run? Not part of what is installed."""
