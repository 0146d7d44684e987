"""The sample: a neutral annual report of a made-up library, and its made-up people."""
