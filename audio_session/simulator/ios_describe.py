"""The JSON of a simulated iPhone's ports and routes, as the table of operations describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..ios import AVAudioSessionPort as Kind
from .ios_routes import uid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .ios_hardware import DataSource
    from .ios_routes import Route
    from .iphone import IPhone
    from .world import Port

_SPATIAL_SINCE = (15, 0)
_BLUETOOTH_MICROPHONE_SINCE = (26, 0)
_LABELS = {1: (42,), 2: (1, 2)}
"""AudioChannelLabel: mono, and left and right."""


def describe_route(phone: IPhone, route: Route) -> str:
    """Return a route."""
    return json.dumps(
        {
            "inputs": [describe_port(phone, port) for port in route.inputs],
            "outputs": [describe_port(phone, port) for port in route.outputs],
        }
    )


def describe_ports(phone: IPhone, ports: Iterable[Port]) -> str:
    """Return a list of ports."""
    return json.dumps([describe_port(phone, port) for port in ports])


def describe_sources(phone: IPhone, port: Port | None) -> str | None:
    """Return the data sources of a port, None if it has none."""
    sources = phone.hardware.data_sources(port)
    return json.dumps([describe_source(phone, each) for each in sources]) if sources else None


def describe_port(phone: IPhone, port: Port) -> dict[str, Any]:
    """Return a port."""
    hardware = phone.hardware
    sources = hardware.data_sources(port)
    selected = hardware.selected(port)
    preferred = hardware.sources.get(uid(port))
    spatial = hardware.spatial_audio if phone.version >= _SPATIAL_SINCE else None
    microphone = None
    if port.kind == Kind.BLUETOOTH_HFP and port.is_source:
        microphone = {
            "highQualityRecording": {"supported": True, "enabled": False},
            "farFieldCapture": {"supported": False, "enabled": False},
        }
    channels = hardware.spec(port).channels
    return {
        "portType": str(port.kind),
        "portName": port.name,
        "UID": uid(port),
        "hasHardwareVoiceCallProcessing": port.kind == Kind.BLUETOOTH_HFP,
        "spatialAudioEnabled": spatial,
        "channels": [
            {
                "channelName": f"{port.name} {number}",
                "channelNumber": number,
                "owningPortUID": uid(port),
                "channelLabel": label,
            }
            for number, label in enumerate(_LABELS.get(channels, (0,) * channels), 1)
        ],
        "dataSources": [describe_source(phone, each) for each in sources] or None,
        "selectedDataSource": selected.id if selected is not None else None,
        "preferredDataSource": preferred,
        "bluetoothMicrophoneExtension": (
            microphone if phone.version >= _BLUETOOTH_MICROPHONE_SINCE else None
        ),
    }


def describe_source(phone: IPhone, source: DataSource) -> dict[str, Any]:
    """Return a data source."""
    preferred = phone.hardware.patterns.get(source.id)
    return {
        "dataSourceID": source.id,
        "dataSourceName": source.name,
        "location": str(source.location),
        "orientation": str(source.orientation),
        "supportedPolarPatterns": [
            str(each) for each in source.patterns if each.since <= phone.version
        ],
        "selectedPolarPattern": str(preferred or source.patterns[0]),
        "preferredPolarPattern": None if preferred is None else str(preferred),
    }
