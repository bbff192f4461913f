"""Where a map's pictures come from: nowhere, or the one host that the settings name."""

import pytest

from config import env


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("", []),
        ("https://tiles.example/{z}/{x}/{y}.png", ["https://tiles.example"]),
        ("https://{s}.tiles.example:8443/a/{z}/{x}/{y}@2x.png?k=1", ["https://*.tiles.example:8443"]),
    ],
)
def test_the_policy_names_the_host_of_the_source(monkeypatch, address, hosts):
    monkeypatch.setenv("MAP_TILES", address)
    assert env.tile_hosts("MAP_TILES") == hosts


@pytest.mark.parametrize("address", ["tiles.example/{z}/{x}/{y}", "https://tiles.example/", "data:{z}{x}{y}"])
def test_an_address_that_is_no_source_is_refused(monkeypatch, address):
    monkeypatch.setenv("MAP_TILES", address)
    with pytest.raises(env.SettingError, match=r"Write https://host"):
        env.tile_hosts("MAP_TILES")


def test_without_a_source_pages_fetch_pictures_from_here_alone(client, db):
    policy = client.get("/en/track/")["Content-Security-Policy"]
    assert "img-src 'self' data: blob:;" in policy + ";"
