"""The disk image for macOS, with the app in it, signed and notarised where there is a certificate."""
