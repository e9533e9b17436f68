"""Many documents: folders, JSON Lines and Parquet files, worker processes, a manifest to resume from."""
