"""The exam: how much of what a person reads off a plan comes out of a run. `python -m tests.exam` or `make exam`."""
