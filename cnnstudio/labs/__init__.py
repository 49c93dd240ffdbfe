"""The labs: one folder each. The tuple names them in the order of the navigation rail."""

LAB_IDS = ("draw",)
