"""Strangers who know the contract and nothing else: clients of the API, and reports in each state."""

from tests.api.conftest import api, begun, follower, no_limits_left_over, number, photo, sent_over_api, staff

__all__ = ["api", "begun", "follower", "no_limits_left_over", "number", "photo", "sent_over_api", "staff"]
