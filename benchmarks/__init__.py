"""What the library costs, beside the floors under it and the peers next to it. See README.md."""
