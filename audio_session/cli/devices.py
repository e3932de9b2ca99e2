"""``audio-session devices``: the inputs and outputs of the current system."""

from __future__ import annotations

import click

from ..blocking import AudioSession
from ._options import asked_for, common
from ._output import Output, plain
from ._telling import device_order


@click.command()
@click.option("--inputs", "only", flag_value="inputs", help="Only inputs.")
@click.option("--outputs", "only", flag_value="outputs", help="Only outputs.")
@common
def devices(only: str | None, platform: str | None, server: str, as_json: bool) -> int:
    """List the audio devices.

    JSON: one "device" a line, with id, name, isInput, isOutput, type, rawType, address, isDefault.
    """
    output = Output(as_json=as_json)
    with AudioSession(asked_for(platform, server), server=server) as session:
        found = sorted(
            session.get_devices(include_inputs=only != "outputs", include_outputs=only != "inputs"),
            key=device_order,
        )
        name = session.platform_name
        output.warn(session.warnings)
    for device in found:
        output.record("device", **device.to_json())
    if not found:
        output.line(f"The platform {name} tells of no devices here.")
        return 0
    output.table(
        ("", "direction", "type", "name", "id"),
        (
            (
                "*" if device.is_default else "",
                "/".join(["out"] * device.is_output + ["in"] * device.is_input),
                device.type.value,
                plain(device.name),
                plain(device.id),
            )
            for device in found
        ),
    )
    if any(device.is_default for device in found):
        output.line(("* default", "dim"))
    return 0
