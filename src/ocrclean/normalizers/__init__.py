"""The normalizers, one a module; none imports another."""
