"""What is measured and quoted: each file prints its figures when run as `python -m tests.benchmarks.<name>`."""
