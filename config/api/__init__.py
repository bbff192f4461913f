"""The API put together and mounted at /api/v1/: problem documents, language, limits, the OpenAPI document."""
