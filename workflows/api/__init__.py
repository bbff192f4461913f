"""The HTTP API of the case plane: find, act, answer. `config.api` mounts it and says what is refused."""
