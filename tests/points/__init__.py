"""Key points and headlines."""
