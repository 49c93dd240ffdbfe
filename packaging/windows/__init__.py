"""The installer for Windows: one program, for one user, without an administrator."""
