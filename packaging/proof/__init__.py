"""The proof of the packages for Linux: installed, used and removed on a system that has nothing else."""
