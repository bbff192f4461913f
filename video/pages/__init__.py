"""The pages of a call: the resident's, the officer's, and what video is."""
