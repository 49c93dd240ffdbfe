"""The packages for Linux: a .deb and a portable archive, both laid out from one frozen folder."""
