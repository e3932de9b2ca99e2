// Types of devices, and which of them are private.
#include "devices.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace
{

device_facts
Output()
{
    device_facts facts = {};
    facts.output = true;
    facts.name = "sink";
    return facts;
}

TEST(Devices, BluetoothGoesByItsProfile)
{
    struct {
        const char *profile, *form_factor;
        device_type type;
    } rows[] = {
        {"a2dp-sink", "headphone", DEVICE_BLUETOOTH_A2DP},
        {"a2dp_sink", nullptr, DEVICE_BLUETOOTH_A2DP},
        {nullptr, nullptr, DEVICE_BLUETOOTH_A2DP},
        {"headset-head-unit", "headset", DEVICE_BLUETOOTH_SCO},
        {"headset_head_unit", nullptr, DEVICE_BLUETOOTH_SCO},
        {"handsfree_head_unit", "car", DEVICE_BLUETOOTH_SCO},
        {"a2dp-sink", "car", DEVICE_CAR_AUDIO},
        {"bap-sink", nullptr, DEVICE_BLUETOOTH_LE},
        {"asha-sink", nullptr, DEVICE_HEARING_AID},
    };
    for (const auto &row : rows) {
        device_facts facts = Output();
        facts.profile = row.profile;
        facts.form_factor = row.form_factor;
        facts.bus = "bluetooth";
        EXPECT_EQ(devices_type(&facts), row.type) << (row.profile ? row.profile : "none");
        facts.bus = nullptr;
        facts.api = "bluez5";
        EXPECT_EQ(devices_type(&facts), row.type);
        EXPECT_TRUE(devices_private(row.type));
    }
}

TEST(Devices, APortsTypeAndItsNameSayTheSame)
{
    struct {
        uint32_t type;
        const char *name;
        bool output;
        device_type expected;
    } rows[] = {
        {3, "analog-output-headphones", true, DEVICE_WIRED_HEADPHONES},
        {6, "analog-output-headset", true, DEVICE_WIRED_HEADSET},
        {6, "analog-input-headset-mic", false, DEVICE_HEADSET_MIC},
        {2, "analog-output-speaker", true, DEVICE_BUILT_IN_SPEAKER},
        {10, "hdmi-output-0", true, DEVICE_HDMI},
        {9, "iec958-stereo-output", true, DEVICE_LINE_DIGITAL},
        {4, "analog-output-lineout", true, DEVICE_LINE_ANALOG},
        {1, "analog-input-aux", false, DEVICE_AUX_LINE},
        {5, "analog-input-internal-mic", false, DEVICE_BUILT_IN_MIC},
        {8, "[Out] earpiece", true, DEVICE_BUILT_IN_EARPIECE},
        {7, "[Out] handset", true, DEVICE_BUILT_IN_EARPIECE},
    };
    for (const auto &row : rows) {
        device_facts facts = Output();
        facts.output = row.output;
        facts.port = row.name;
        EXPECT_EQ(devices_type(&facts), row.expected) << row.name;
        facts.port = "whatever";
        facts.port_type = row.type;
        EXPECT_EQ(devices_type(&facts), row.expected) << row.type;
    }
}

TEST(Devices, Usb)
{
    device_facts facts = Output();
    facts.bus = "usb";
    EXPECT_EQ(devices_type(&facts), DEVICE_USB_AUDIO);
    facts.port_type = 2;
    EXPECT_EQ(devices_type(&facts), DEVICE_USB_AUDIO);
    facts.port_type = 3;
    EXPECT_EQ(devices_type(&facts), DEVICE_WIRED_HEADPHONES);
}

TEST(Devices, TheRest)
{
    device_facts facts = Output();
    EXPECT_EQ(devices_type(&facts), DEVICE_UNKNOWN);
    facts.network = true;
    EXPECT_EQ(devices_type(&facts), DEVICE_IP);
    facts.name = "raop_sink.kitchen";
    EXPECT_EQ(devices_type(&facts), DEVICE_AIR_PLAY);
    facts = Output();
    facts.name = "tunnel.host.sink";
    EXPECT_EQ(devices_type(&facts), DEVICE_IP);
    for (const char *driver : {"module-null-sink.c", "support.null-audio-sink",
                               "module-combine-sink.c", "module-remap-sink.c"}) {
        facts = Output();
        facts.driver = driver;
        EXPECT_EQ(devices_type(&facts), DEVICE_VIRTUAL) << driver;
    }
    facts = Output();
    facts.class_name = "abstract";
    EXPECT_EQ(devices_type(&facts), DEVICE_VIRTUAL);
    facts = Output();
    facts.form_factor = "internal";
    EXPECT_EQ(devices_type(&facts), DEVICE_BUILT_IN_SPEAKER);
    facts.output = false;
    EXPECT_EQ(devices_type(&facts), DEVICE_BUILT_IN_MIC);
    facts.form_factor = "headset";
    EXPECT_EQ(devices_type(&facts), DEVICE_HEADSET_MIC);
    facts = Output();
    facts.form_factor = "headphone";
    EXPECT_EQ(devices_type(&facts), DEVICE_WIRED_HEADPHONES);
}

TEST(Devices, EveryTypeHasANameOfItsOwn)
{
    std::set<std::string> names;
    for (int type = 0; type < DEVICE_TYPE_COUNT; type++)
        names.insert(devices_type_name(static_cast<device_type>(type)));
    EXPECT_EQ(names.size(), static_cast<size_t>(DEVICE_TYPE_COUNT));
    EXPECT_FALSE(devices_private(DEVICE_BUILT_IN_SPEAKER));
    EXPECT_FALSE(devices_private(DEVICE_HDMI));
    EXPECT_FALSE(devices_private(DEVICE_VIRTUAL));
}

TEST(Devices, PlaceholdersAreNoNames)
{
    EXPECT_FALSE(devices_named("@DEFAULT_SINK@"));
    EXPECT_FALSE(devices_named(""));
    EXPECT_FALSE(devices_named(nullptr));
    EXPECT_TRUE(devices_named("alsa_output.usb@1"));
    EXPECT_TRUE(devices_monitor("alsa_output.usb.monitor"));
    EXPECT_FALSE(devices_monitor("monitor"));
    EXPECT_FALSE(devices_monitor(""));
}

TEST(Noisy, IsAPrivatePortThatWasThereAndIsGone)
{
    output_state before = {};
    before.private_route = before.has_port = true;
    EXPECT_TRUE(devices_pulled(&before, true));
    EXPECT_FALSE(devices_pulled(&before, false)) << "the user chose the speaker";
    before.port_gone = true;
    EXPECT_FALSE(devices_pulled(&before, true)) << "it was gone before";
    before.port_gone = false;
    before.private_route = false;
    EXPECT_FALSE(devices_pulled(&before, true)) << "a television";
}

} // namespace
