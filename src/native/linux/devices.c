/*
 * devices.c: types of devices, and becoming noisy.
 */
#include "devices.h"

#include <string.h>

/* pa_device_port_type, which libpulse fills in since version 14 */
enum {
    PORT_AUX = 1,
    PORT_SPEAKER = 2,
    PORT_HEADPHONES = 3,
    PORT_LINE = 4,
    PORT_MIC = 5,
    PORT_HEADSET = 6,
    PORT_HANDSET = 7,
    PORT_EARPIECE = 8,
    PORT_SPDIF = 9,
    PORT_HDMI = 10,
    PORT_TV = 11,
    PORT_USB = 14,
    PORT_BLUETOOTH = 15,
    PORT_CAR = 18,
    PORT_NETWORK = 21,
};

static const char *const names[DEVICE_TYPE_COUNT] = {
    [DEVICE_UNKNOWN] = "unknown",
    [DEVICE_BUILT_IN_EARPIECE] = "built_in_earpiece",
    [DEVICE_BUILT_IN_SPEAKER] = "built_in_speaker",
    [DEVICE_BUILT_IN_MIC] = "built_in_mic",
    [DEVICE_WIRED_HEADSET] = "wired_headset",
    [DEVICE_WIRED_HEADPHONES] = "wired_headphones",
    [DEVICE_HEADSET_MIC] = "headset_mic",
    [DEVICE_LINE_ANALOG] = "line_analog",
    [DEVICE_LINE_DIGITAL] = "line_digital",
    [DEVICE_AUX_LINE] = "aux_line",
    [DEVICE_BLUETOOTH_SCO] = "bluetooth_sco",
    [DEVICE_BLUETOOTH_A2DP] = "bluetooth_a2dp",
    [DEVICE_BLUETOOTH_LE] = "bluetooth_le",
    [DEVICE_HEARING_AID] = "hearing_aid",
    [DEVICE_HDMI] = "hdmi",
    [DEVICE_USB_AUDIO] = "usb_audio",
    [DEVICE_AIR_PLAY] = "air_play",
    [DEVICE_CAR_AUDIO] = "car_audio",
    [DEVICE_IP] = "ip",
    [DEVICE_VIRTUAL] = "virtual",
};

/* The names that PulseAudio's and PipeWire's ALSA profiles give to ports, for libraries older than
 * the port's type. First match. */
static const struct {
    const char *part;
    uint32_t type;
} port_names[] = {
    {"headset", PORT_HEADSET}, {"headphones", PORT_HEADPHONES}, {"speaker", PORT_SPEAKER},
    {"hdmi", PORT_HDMI},       {"iec958", PORT_SPDIF},          {"earpiece", PORT_EARPIECE},
    {"handset", PORT_HANDSET}, {"linein", PORT_LINE},           {"lineout", PORT_LINE},
    {"aux", PORT_AUX},         {"internal-mic", PORT_MIC},      {"microphone", PORT_MIC},
};

static bool
equal(const char *text, const char *other)
{
    return text != NULL && strcmp(text, other) == 0;
}

static bool
starts(const char *text, const char *prefix)
{
    return text != NULL && strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool
contains(const char *text, const char *part)
{
    return text != NULL && strstr(text, part) != NULL;
}

static device_type
bluetooth_type(const device_facts *facts)
{
    /* PulseAudio writes headset_head_unit, PipeWire headset-head-unit. */
    if (starts(facts->profile, "headset") || starts(facts->profile, "handsfree"))
        return DEVICE_BLUETOOTH_SCO;
    if (equal(facts->form_factor, "car"))
        return DEVICE_CAR_AUDIO;
    if (starts(facts->profile, "bap"))
        return DEVICE_BLUETOOTH_LE;
    if (starts(facts->profile, "asha"))
        return DEVICE_HEARING_AID;
    return DEVICE_BLUETOOTH_A2DP;
}

static device_type
port_type(const device_facts *facts, bool usb)
{
    uint32_t type = facts->port_type;
    for (size_t i = 0; type == 0 && i < sizeof port_names / sizeof *port_names; i++)
        if (contains(facts->port, port_names[i].part))
            type = port_names[i].type;
    switch (type) {
    case PORT_HEADPHONES:
        return DEVICE_WIRED_HEADPHONES;
    case PORT_HEADSET:
        return facts->output ? DEVICE_WIRED_HEADSET : DEVICE_HEADSET_MIC;
    case PORT_HANDSET:
    case PORT_EARPIECE:
        return DEVICE_BUILT_IN_EARPIECE;
    case PORT_SPEAKER:
        return usb ? DEVICE_USB_AUDIO : DEVICE_BUILT_IN_SPEAKER;
    case PORT_HDMI:
    case PORT_TV:
        return DEVICE_HDMI;
    case PORT_SPDIF:
        return DEVICE_LINE_DIGITAL;
    case PORT_LINE:
        return DEVICE_LINE_ANALOG;
    case PORT_AUX:
        return DEVICE_AUX_LINE;
    case PORT_MIC:
        return usb ? DEVICE_USB_AUDIO : DEVICE_BUILT_IN_MIC;
    case PORT_USB:
        return DEVICE_USB_AUDIO;
    case PORT_BLUETOOTH:
        return DEVICE_BLUETOOTH_A2DP;
    case PORT_CAR:
        return DEVICE_CAR_AUDIO;
    case PORT_NETWORK:
        return DEVICE_IP;
    default:
        return DEVICE_UNKNOWN;
    }
}

device_type
devices_type(const device_facts *facts)
{
    if (equal(facts->bus, "bluetooth") || starts(facts->api, "bluez"))
        return bluetooth_type(facts);
    bool usb = equal(facts->bus, "usb");
    device_type type = port_type(facts, usb);
    if (type != DEVICE_UNKNOWN)
        return type;
    if (usb)
        return DEVICE_USB_AUDIO;
    if (equal(facts->form_factor, "internal"))
        return facts->output ? DEVICE_BUILT_IN_SPEAKER : DEVICE_BUILT_IN_MIC;
    if (equal(facts->form_factor, "headphone"))
        return DEVICE_WIRED_HEADPHONES;
    if (equal(facts->form_factor, "headset"))
        return facts->output ? DEVICE_WIRED_HEADSET : DEVICE_HEADSET_MIC;
    if (contains(facts->name, "raop") || equal(facts->api, "raop"))
        return DEVICE_AIR_PLAY;
    if (facts->network || contains(facts->name, "tunnel") || equal(facts->api, "tunnel"))
        return DEVICE_IP;
    if (equal(facts->class_name, "abstract") || equal(facts->is_virtual, "true") ||
        contains(facts->driver, "null-") || contains(facts->driver, "combine") ||
        contains(facts->driver, "remap"))
        return DEVICE_VIRTUAL;
    return DEVICE_UNKNOWN;
}

const char *
devices_type_name(device_type type)
{
    return names[type];
}

bool
devices_private(device_type type)
{
    switch (type) {
    case DEVICE_WIRED_HEADPHONES:
    case DEVICE_WIRED_HEADSET:
    case DEVICE_BUILT_IN_EARPIECE:
    case DEVICE_BLUETOOTH_SCO:
    case DEVICE_BLUETOOTH_A2DP:
    case DEVICE_BLUETOOTH_LE:
    case DEVICE_HEARING_AID:
    case DEVICE_CAR_AUDIO:
    case DEVICE_USB_AUDIO:
        return true;
    default:
        return false;
    }
}

bool
devices_named(const char *name)
{
    return name != NULL && *name != '\0' && *name != '@';
}

bool
devices_monitor(const char *name)
{
    static const char end[] = ".monitor";
    size_t size = strlen(name);
    return size >= sizeof end - 1 && strcmp(name + size - (sizeof end - 1), end) == 0;
}

bool
devices_pulled(const output_state *before, bool old_port_gone)
{
    return before->private_route && before->has_port && !before->port_gone && old_port_gone;
}
