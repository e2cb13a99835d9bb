"""What has to be on a machine before the product runs or is tested, and how does it get there?

Standard library only: this runs before anything is installed. `python3 -m setup` lists what it does.
"""
