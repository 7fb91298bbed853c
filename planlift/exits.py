"""The exit statuses of the command."""

FAILED = 1  # some documents failed, and the others are written; a check found something
UNUSABLE = 2  # the arguments, or the output folder, cannot be used
INTERRUPTED = 130  # what shells expect after an interrupt
