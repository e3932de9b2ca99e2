/*
 * judge.c: what the mirror means for us.
 */
#include "linux.h"

#include <string.h>

bool
mirror_is_other_audio(const linux_driver *self)
{
    for (size_t i = 0; i < self->stream_count; i++) {
        const stream_state *stream = &self->streams[i];
        bool app = stream->owner != PULSE_INVALID_INDEX;
        if (!stream->own && stream->running && !stream->mute && roles_audible(stream->role, app))
            return true;
    }
    return false;
}

void
mirror_weigh(linux_driver *self, const char *role)
{
    uint32_t sink = PULSE_INVALID_INDEX;
    for (size_t i = 0; i < self->output_count; i++)
        if (strcmp(self->outputs[i].name, self->default_output) == 0)
            sink = self->outputs[i].index;
    self->focus.call = self->focus.duck = false;
    for (size_t i = 0; i < self->stream_count; i++) {
        const stream_state *stream = &self->streams[i];
        /* A muted call is a call still. */
        if (stream->own || !stream->running)
            continue;
        role_effect effect = roles_judge(&self->roles, stream->role, role, stream->sink == sink);
        self->focus.call |= effect == ROLE_CALLS;
        self->focus.duck |= effect == ROLE_DUCKS;
    }
}

void
mirror_judge(linux_driver *self)
{
    if (self->link != LINK_READY)
        return;
    bool other_audio = mirror_is_other_audio(self);
    if (other_audio != self->other_audio) {
        self->other_audio = other_audio;
        if (self->opened)
            linux_emit(self, EVENT_OTHER_AUDIO_CHANGED, 0, 0, other_audio);
    }
    mirror_weigh(self, self->role);
    uint32_t flags;
    int told = focus_judge(&self->focus, &flags);
    if (told == FOCUS_NONE)
        return;
    linux_emit(self, EVENT_FOCUS_CHANGE, flags, told, self->focus.generation);
    if (told == FOCUS_LOSS)
        link_leave(self);
}

device_type
mirror_device_type(linux_driver *self, const pulse_device *device, bool output,
                   const pulse_port *port)
{
    char api[32], bus[32], class_name[32], form_factor[32], profile[64], is_virtual[8], factory[64];
    const pulse_proplist *properties = device->proplist;
    linux_property(self, properties, "device.api", api, sizeof api);
    linux_property(self, properties, "device.bus", bus, sizeof bus);
    linux_property(self, properties, "device.class", class_name, sizeof class_name);
    linux_property(self, properties, "device.form_factor", form_factor, sizeof form_factor);
    linux_property(self, properties, "node.virtual", is_virtual, sizeof is_virtual);
    linux_property(self, properties, "api.bluez5.profile", profile, sizeof profile);
    if (*profile == '\0')
        linux_property(self, properties, "bluetooth.protocol", profile, sizeof profile);
    /* PipeWire is every device's driver; what made it is its factory. */
    linux_property(self, properties, "factory.name", factory, sizeof factory);
    device_facts facts = {
        .output = output,
        .network = (device->flags & PULSE_DEVICE_NETWORK) != 0,
        .name = device->name,
        .api = api,
        .bus = bus,
        .class_name = class_name,
        .form_factor = form_factor,
        .profile = profile,
        .is_virtual = is_virtual,
        .driver = *factory != '\0' ? factory : device->driver,
        .port = port != NULL ? port->name : NULL,
        .port_type = port != NULL && self->pulse.port_types ? port->type : 0,
    };
    return devices_type(&facts);
}

bool
mirror_port_gone(const pulse_device *device, const char *name)
{
    for (uint32_t i = 0; i < device->n_ports; i++)
        if (strncmp(device->ports[i]->name, name, DEVICE_NAME_SIZE - 1) == 0)
            return device->ports[i]->available == PULSE_PORT_AVAILABLE_NO;
    return false;
}

uint32_t
mirror_loudest(const pulse_volume *volume)
{
    uint32_t loudest = 0;
    for (unsigned i = 0; i < volume->channels && i < PULSE_CHANNELS_MAX; i++)
        if (volume->values[i] > loudest)
            loudest = volume->values[i];
    return loudest;
}

void
mirror_describe_output(linux_driver *self, const pulse_device *sink, output_state *state)
{
    const pulse_port *port = sink->active_port;
    *state = (output_state){
        .index = sink->index,
        .card = sink->card,
        .volume = mirror_loudest(&sink->volume),
        .mute = sink->mute != 0,
        .private_route = devices_private(mirror_device_type(self, sink, true, port)),
        .has_port = port != NULL,
        .port_gone = port != NULL && port->available == PULSE_PORT_AVAILABLE_NO,
    };
    linux_copy(state->name, sizeof state->name, sink->name);
    linux_copy(state->port, sizeof state->port, port != NULL ? port->name : NULL);
}
