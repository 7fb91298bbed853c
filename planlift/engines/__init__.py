"""Ways to run the work: in this process, in processes under watch, on a cluster."""
