"""Accuracy and speed of planlift beside other tools, on the samples and what lies beside the project: `make bench`."""
