"""The benchmarks: what a request costs, beside bare Django doing the same, on this machine (docs/performance.md)."""
