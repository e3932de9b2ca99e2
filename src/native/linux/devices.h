/*
 * devices.h: what kind of thing a sink or a source is, and when its going away is noisy. Pure.
 */
#ifndef AUDIO_SESSION_LINUX_DEVICES_H
#define AUDIO_SESSION_LINUX_DEVICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum device_type {
    DEVICE_UNKNOWN,
    DEVICE_BUILT_IN_EARPIECE,
    DEVICE_BUILT_IN_SPEAKER,
    DEVICE_BUILT_IN_MIC,
    DEVICE_WIRED_HEADSET,
    DEVICE_WIRED_HEADPHONES,
    DEVICE_HEADSET_MIC,
    DEVICE_LINE_ANALOG,
    DEVICE_LINE_DIGITAL,
    DEVICE_AUX_LINE,
    DEVICE_BLUETOOTH_SCO,
    DEVICE_BLUETOOTH_A2DP,
    DEVICE_BLUETOOTH_LE,
    DEVICE_HEARING_AID,
    DEVICE_HDMI,
    DEVICE_USB_AUDIO,
    DEVICE_AIR_PLAY,
    DEVICE_CAR_AUDIO,
    DEVICE_IP,
    DEVICE_VIRTUAL,
    DEVICE_TYPE_COUNT,
} device_type;

/* What the server says about a device; NULL where it says nothing. */
typedef struct device_facts {
    bool output;
    bool network;            /* the server's own flag */
    const char *name;        /* "alsa_output.pci-0000_00_1f.3.analog-stereo" */
    const char *api;         /* device.api: alsa, bluez5 */
    const char *bus;         /* device.bus: pci, usb, bluetooth */
    const char *class_name;  /* device.class: sound, abstract, monitor */
    const char *form_factor; /* device.form_factor: internal, headset, headphone, car */
    const char *profile;     /* the Bluetooth profile: a2dp-sink, headset-head-unit */
    const char *is_virtual;  /* node.virtual */
    const char *driver;      /* "module-null-sink.c", "support.null-audio-sink" */
    const char *port;        /* name of the active port */
    uint32_t port_type;      /* pa_device_port_type, 0 unknown */
} device_facts;

device_type devices_type(const device_facts *facts);
const char *devices_type_name(device_type type); /* "wired_headphones" */
/* Whether only its wearer hears it, so that its loss would make the app heard by all. */
bool devices_private(device_type type);
/* Whether this is a device at all: "@DEFAULT_SINK@" and an empty name stand for none. */
bool devices_named(const char *name);
/* Whether that source only plays back what an output plays. */
bool devices_monitor(const char *name);

enum { DEVICE_NAME_SIZE = 128 };

/* What is remembered of an output, to tell what its next report or its removal means. */
typedef struct output_state {
    uint32_t index;
    uint32_t card;
    uint32_t volume; /* 0x10000 is 100 % */
    bool mute;
    bool private_route; /* of the active port, or of the whole device */
    bool port_gone;     /* the active port is reported unavailable */
    bool has_port;
    char name[DEVICE_NAME_SIZE];
    char port[DEVICE_NAME_SIZE];
} output_state;

/* Whether the change from `before` to `after`, two reports of one output that sound goes to, pulled
 * a private route: `old_port_gone` says that the port active before is unavailable now. */
bool devices_pulled(const output_state *before, bool old_port_gone);

#ifdef __cplusplus
}
#endif

#endif
