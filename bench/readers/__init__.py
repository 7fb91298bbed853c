"""Tools that read tables. A tool is one entry of `READERS` in `ours` or `peers`; `bench.worker` runs one of them."""
