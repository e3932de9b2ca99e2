// The driver in front of the stand-in AVFAudio: calls and their answers.
#include "world.hpp"

namespace
{
const char *const MICROPHONE =
    R"("dataSources":[{"dataSourceID":3,"dataSourceName":"Front",)"
    R"("location":"AVAudioSessionLocationUpper","orientation":"AVAudioSessionOrientationFront",)"
    R"("supportedPolarPatterns":["AVAudioSessionPolarPatternStereo","New"],)"
    R"("selectedPolarPattern":null,"preferredPolarPattern":null}],)"
    R"("selectedDataSource":3,"preferredDataSource":null,)"
    R"("channels":[{"channelName":"One","channelNumber":1,"owningPortUID":"mic",)"
    R"("channelLabel":42}])";

TEST(IosShim, ActivationGoesThereAndAnInterruptionComesBack)
{
    World world;
    Driver driver;
    ASSERT_EQ(driver.status, AS_OK) << driver.error.text;
    Answer answer = driver.call("setActiveWithOptionsError", {boolean(true), number(1)});
    ASSERT_EQ(answer.status, AS_OK) << answer.error.text;
    EXPECT_EQ(answer.value.type, AS_TYPE_NONE);
    EXPECT_EQ(world.asked("setActive:withOptions:error:"), "[true,1]");
    avfaudio_post("AVAudioSessionInterruptionNotification",
                  R"({"AVAudioSessionInterruptionTypeKey":1})");
    const as_event event = driver.next("AVAudioSessionInterruptionNotification");
    EXPECT_EQ(event.code, 1);
    EXPECT_EQ(event.value, 0);
    EXPECT_EQ(event.flags, 0u);
}

TEST(IosShim, ARefusalIsTheErrorOfIos)
{
    World world;
    Driver driver;
    world.refuse("setActive:error:", 560557684);
    const Answer answer = driver.call("setActiveError", {boolean(true)});
    EXPECT_EQ(answer.status, AS_FAILED);
    EXPECT_EQ(answer.error.code, 560557684);
    EXPECT_STREQ(answer.error.domain, "NSOSStatusErrorDomain");
    EXPECT_STREQ(answer.error.name, "!int");
    EXPECT_STREQ(answer.error.text, "setActiveError: iOS refused with 560557684 !int "
                                    "CannotInterruptOthers of NSOSStatusErrorDomain: no");
}

TEST(IosShim, ACodeWithoutFourCharactersHasItsName)
{
    World world;
    Driver driver;
    world.refuse("setMode:error:", -50);
    const std::string mode = "AVAudioSessionModeMeasurement";
    const Answer answer = driver.call("setModeError", {text(mode)});
    EXPECT_EQ(answer.error.code, -50);
    EXPECT_STREQ(answer.error.name, "BAD_PARAM");
    EXPECT_EQ(world.asked("setMode:error:"), "[\"AVAudioSessionModeMeasurement\"]");
}

TEST(IosShim, ACodeOfAnotherDomainIsNotTakenForASessions)
{
    World world;
    Driver driver;
    world.answer("setActive:error:", R"({"error":{"domain":"Other","code":-50}})");
    const Answer answer = driver.call("setActiveError", {boolean(false)});
    EXPECT_EQ(answer.status, AS_FAILED);
    EXPECT_STREQ(answer.error.domain, "Other");
    EXPECT_STREQ(answer.error.name, "");
}

TEST(IosShim, TextConstantsComeBackAsTheirNames)
{
    World world;
    Driver driver;
    world.value("category", "\"AVAudioSessionCategoryPlayback\"");
    EXPECT_EQ(driver.call("category").text, "AVAudioSessionCategoryPlayback");
    world.value("mode", "\"AVAudioSessionModeOfTomorrow\"");
    EXPECT_EQ(driver.call("mode").text, "AVAudioSessionModeOfTomorrow");
    world.value("availableModes", R"(["AVAudioSessionModeDefault","Tomorrow \u00fc"])");
    EXPECT_EQ(driver.call("availableModes").text,
              R"(["AVAudioSessionModeDefault","Tomorrow \u00fc"])");
}

TEST(IosShim, AConstantThatThisIosLacksStaysItsText)
{
    World world("13.0");
    Driver driver;
    world.value("currentRoute", route(port("AVAudioSessionPortHeadphones", "h") + "," +
                                      port("AVAudioSessionPortPCI", "p")));
    const std::string text = driver.call("currentRoute").text;
    EXPECT_NE(text.find(R"("portType":"AVAudioSessionPortHeadphones")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("portType":"PCI")"), std::string::npos) << text;
}

// The keys of a document, wherever their values are simple.
void
expect_pairs(const std::string &json, const std::vector<std::string> &pairs)
{
    for (const std::string &pair : pairs)
        EXPECT_NE(json.find(pair), std::string::npos) << pair << " is not in " << json;
}

TEST(IosShim, ARouteIsOneDocument)
{
    World world("26.2");
    Driver driver;
    world.value("currentRoute",
                route(port("AVAudioSessionPortBluetoothHFP", "hfp",
                           R"("hasHardwareVoiceCallProcessing":true,"spatialAudioEnabled":true,)"
                           R"("bluetoothMicrophoneExtension":{"highQualityRecording":)"
                           R"({"supported":true,"enabled":false},"farFieldCapture":null})"),
                      port("AVAudioSessionPortBuiltInMic", "mic", MICROPHONE)));
    const Answer answer = driver.call("currentRoute");
    ASSERT_EQ(answer.status, AS_OK) << answer.error.text;
    expect_pairs(answer.text,
                 {R"("portType":"AVAudioSessionPortBluetoothHFP")",
                  R"("UID":"hfp")",
                  R"("hasHardwareVoiceCallProcessing":true)",
                  R"("spatialAudioEnabled":true)",
                  R"("highQualityRecording":{)",
                  R"("supported":true)",
                  R"("farFieldCapture":null)",
                  R"("portName":"A port")",
                  R"("channels":null)",
                  R"("dataSources":null)",
                  R"("bluetoothMicrophoneExtension":null)",
                  R"("portType":"AVAudioSessionPortBuiltInMic")",
                  R"("dataSourceID":3)",
                  R"("dataSourceName":"Front")",
                  R"("location":"AVAudioSessionLocationUpper")",
                  R"("orientation":"AVAudioSessionOrientationFront")",
                  R"("supportedPolarPatterns":["AVAudioSessionPolarPatternStereo","New"])",
                  R"("selectedPolarPattern":null)",
                  R"("selectedDataSource":3)",
                  R"("preferredDataSource":null)",
                  R"("channelName":"One")",
                  R"("channelNumber":1)",
                  R"("owningPortUID":"mic")",
                  R"("channelLabel":42)"});
}

TEST(IosShim, MembersOfAPortThatThisIosLacksAreNull)
{
    World world("14.5");
    Driver driver;
    world.value("preferredInput",
                port("AVAudioSessionPortBluetoothHFP", "hfp",
                     R"("spatialAudioEnabled":true,"bluetoothMicrophoneExtension":{})"));
    expect_pairs(driver.call("preferredInput").text,
                 {R"("spatialAudioEnabled":null)", R"("bluetoothMicrophoneExtension":null)"});
}

TEST(IosShim, NilIsNoneWhereItMayBe)
{
    World world;
    Driver driver;
    for (const char *name : {"preferredInput", "availableInputs", "inputDataSource",
                             "inputDataSources", "outputDataSource", "outputDataSources"}) {
        const Answer answer = driver.call(name);
        EXPECT_EQ(answer.status, AS_OK) << name;
        EXPECT_EQ(answer.value.type, AS_TYPE_NONE) << name;
    }
    world.value("availableInputs", "[]");
    EXPECT_EQ(driver.call("availableInputs").text, "[]");
}

TEST(IosShim, NilIsAFailureWhereIosPromisesAValue)
{
    World world;
    Driver driver;
    for (const char *name : {"category", "mode", "availableCategories", "availableModes",
                             "currentRoute", "supportedOutputChannelLayouts"}) {
        const Answer answer = driver.call(name);
        EXPECT_EQ(answer.status, AS_FAILED) << name;
        EXPECT_EQ(std::string(answer.error.text),
                  std::string(name) + ": iOS gave nil, where it promises a value");
    }
}

TEST(IosShim, NumbersOfEveryTypeComeBack)
{
    World world;
    Driver driver;
    world.value("sampleRate", "44100.5");
    world.value("inputGain", "0.25");
    world.value("IOBufferDuration", "0.005");
    world.value("promptStyle", "1936224884");
    world.value("inputNumberOfChannels", "-1");
    world.value("isOtherAudioPlaying", "true");
    world.value("isOutputMuted", "true");
    world.value("renderingMode", "5");
    EXPECT_EQ(driver.call("sampleRate").value.as.real, 44100.5);
    EXPECT_EQ(driver.call("inputGain").value.as.real, 0.25);
    EXPECT_EQ(driver.call("IOBufferDuration").value.as.real, 0.005);
    EXPECT_EQ(driver.call("promptStyle").value.as.integer, 1936224884);
    EXPECT_EQ(driver.call("inputNumberOfChannels").value.as.integer, -1);
    EXPECT_TRUE(driver.call("otherAudioPlaying").value.as.boolean);
    EXPECT_TRUE(driver.call("outputMuted").value.as.boolean);
    EXPECT_FALSE(driver.call("inputAvailable").value.as.boolean);
    EXPECT_EQ(driver.call("renderingMode").value.as.integer, 5);
    world.value("supportedOutputChannelLayouts", R"([{"layoutTag":6619138,"channelCount":2}])");
    expect_pairs(driver.call("supportedOutputChannelLayouts").text,
                 {R"("layoutTag":6619138)", R"("channelCount":2)"});
}

TEST(IosShim, APortIsMeantByItsUid)
{
    World world;
    Driver driver;
    const std::string uid = "mic", missing = "gone";
    world.value("availableInputs", "[" + port("AVAudioSessionPortBuiltInMic", uid) + "]");
    EXPECT_EQ(driver.call("setPreferredInputError", {text(uid)}).status, AS_OK);
    expect_pairs(world.asked("setPreferredInput:error:"), {R"("UID":"mic")"});
    EXPECT_EQ(driver.call("setPreferredInputError", {none()}).status, AS_OK);
    EXPECT_EQ(world.asked("setPreferredInput:error:"), "[null]");
    const Answer answer = driver.call("setPreferredInputError", {text(missing)});
    EXPECT_EQ(answer.status, AS_FAILED);
    EXPECT_EQ(answer.error.code, -50);
    EXPECT_STREQ(answer.error.domain, "NSOSStatusErrorDomain");
    EXPECT_STREQ(answer.error.name, "BAD_PARAM");
    EXPECT_STREQ(answer.error.text,
                 "setPreferredInputError: there is no port \"gone\" now (-50 BAD_PARAM BadParam): "
                 "read what there is again");
    EXPECT_EQ(world.asked("setPreferredInput:error:"), "[null]") << "the preference was cleared";
}

TEST(IosShim, ADataSourceIsMeantByItsPortAndId)
{
    World world;
    Driver driver;
    const std::string uid = "mic", pattern = "AVAudioSessionPolarPatternStereo";
    world.value("currentRoute", route("", port("AVAudioSessionPortBuiltInMic", uid, MICROPHONE)));
    EXPECT_EQ(driver.call("setPreferredDataSourceError", {text(uid), number(3)}).status, AS_OK);
    expect_pairs(world.asked("setPreferredDataSource:error:"), {R"("dataSourceID":3)"});
    expect_pairs(world.last("setPreferredDataSource:error:").object, {R"("UID":"mic")"});
    EXPECT_EQ(driver.call("setPreferredDataSourceError", {text(uid), none()}).status, AS_OK);
    EXPECT_EQ(world.asked("setPreferredDataSource:error:"), "[null]");
    const Answer answer = driver.call("setPreferredDataSourceError", {text(uid), number(4)});
    EXPECT_EQ(answer.error.code, -50);
    EXPECT_NE(std::string(answer.error.text).find("no data source 4 now"), std::string::npos);
    ASSERT_EQ(
        driver.call("setPreferredPolarPatternError", {text(uid), number(3), text(pattern)}).status,
        AS_OK);
    EXPECT_EQ(world.asked("setPreferredPolarPattern:error:"), "[\"Stereo\"]");
    EXPECT_EQ(world.last("setPreferredPolarPattern:error:").class_name,
              "AVAudioSessionDataSourceDescription");
    driver.call("setPreferredPolarPatternError", {text(uid), number(3), none()});
    EXPECT_EQ(world.asked("setPreferredPolarPattern:error:"), "[null]");
}

TEST(IosShim, TheSessionsOwnDataSourcesAreMeantByTheirId)
{
    World world;
    Driver driver;
    const std::string sources = R"([{"dataSourceID":3,"dataSourceName":"Front"}])";
    world.value("inputDataSources", sources);
    world.value("outputDataSources", sources);
    for (const char *name : {"Input", "Output"}) {
        const std::string selector = std::string("set") + name + "DataSource:error:";
        const std::string operation = std::string("set") + name + "DataSourceError";
        EXPECT_EQ(driver.call(operation, {number(3)}).status, AS_OK);
        expect_pairs(world.asked(selector), {R"("dataSourceID":3)"});
        EXPECT_EQ(driver.call(operation, {number(9)}).error.code, -50);
    }
}

TEST(IosShim, AnOperationThatThisIosLacksIsUnsupported)
{
    World world("17.1");
    Driver driver;
    const Answer answer = driver.call("renderingMode");
    EXPECT_EQ(answer.status, AS_UNSUPPORTED);
    EXPECT_STREQ(answer.error.since, "17.2");
    EXPECT_STREQ(answer.error.text, "renderingMode needs iOS 17.2; this device has 17.1");
    EXPECT_EQ(driver.call("prefersInterruptionOnRouteDisconnect").status, AS_OK);
    EXPECT_EQ(driver.call("operatingSystemVersion").text, "17.1");
}

TEST(IosShim, EveryOperationAsksForTheVersionOfItsRow)
{
    struct Row {
        const char *ios, *operation;
        as_status status;
    };
    const Row rows[] = {
        {"13.7", "inputOrientation", AS_UNSUPPORTED},
        {"14.0", "inputOrientation", AS_OK},
        {"14.4", "prefersNoInterruptionsFromSystemAlerts", AS_UNSUPPORTED},
        {"14.5", "prefersNoInterruptionsFromSystemAlerts", AS_OK},
        {"15.0", "supportsMultichannelContent", AS_OK},
        {"16.9", "inputMuted", AS_UNSUPPORTED},
        {"17.0", "inputMuted", AS_OK},
        {"18.1", "isEchoCancelledInputEnabled", AS_UNSUPPORTED},
        {"18.2", "isEchoCancelledInputEnabled", AS_OK},
        {"18.6", "outputMuted", AS_UNSUPPORTED},
        {"26.0", "outputMuted", AS_OK},
    };
    for (const Row &row : rows) {
        World world(row.ios);
        Driver driver;
        EXPECT_EQ(driver.call(row.operation).status, row.status) << row.ios << row.operation;
    }
}

TEST(IosShim, TheApplicationsMembersAreTheApplications)
{
    World world;
    Driver driver;
    world.value("isInputMuted", "true");
    EXPECT_TRUE(driver.call("inputMuted").value.as.boolean);
    EXPECT_EQ(driver.call("setInputMutedError", {boolean(false)}).status, AS_OK);
    EXPECT_EQ(world.asked("setInputMuted:error:"), "[false]");
    EXPECT_EQ(world.last("setInputMuted:error:").class_name, "AVAudioApplication");
    world.value("microphoneInjectionPermission", "1735552628");
    EXPECT_EQ(driver.call("microphoneInjectionPermission").value.as.integer, 1735552628);
}

TEST(IosShim, AnAnswerOfTheUsersIsAnEvent)
{
    World world;
    Driver driver;
    const std::string permission = "requestMicrophoneInjectionPermissionWithCompletionHandler";
    const std::string selection = "prepareRouteSelectionForPlaybackWithCompletionHandler";
    ASSERT_EQ(driver.call(permission).status, AS_OK);
    ASSERT_EQ(driver.call(selection).status, AS_OK);
    const auto ticket = [&](const std::string &name) {
        return std::stoll(world.asked(name + ":").substr(1));
    };
    EXPECT_TRUE(avfaudio_complete(ticket(permission), "[1735552628]"));
    EXPECT_EQ(driver.next(permission).code, 1735552628);
    EXPECT_TRUE(avfaudio_complete(ticket(selection), "[true,2]"));
    const as_event event = driver.next(selection);
    EXPECT_EQ(event.code, 2);
    EXPECT_EQ(event.value, 1);
    driver.call(permission);
    driver.close();
    EXPECT_TRUE(avfaudio_complete(ticket(permission), "[0]")) << "after close it goes nowhere";
    EXPECT_TRUE(driver.waiting().empty());
    EXPECT_EQ(avfaudio_waiting(), 0);
}

TEST(IosShim, ArgumentsOfEveryTypeGoThere)
{
    World world;
    Driver driver;
    const std::string category = "AVAudioSessionCategoryPlayAndRecord";
    const std::string mode = "AVAudioSessionModeVoiceChat", strange = "na\xC3\xAFve";
    driver.call("setCategoryModeRouteSharingPolicyOptionsError",
                {text(category), text(mode), number(0), number(0x24)});
    EXPECT_EQ(world.asked("setCategory:mode:routeSharingPolicy:options:error:"),
              R"(["AVAudioSessionCategoryPlayAndRecord","AVAudioSessionModeVoiceChat",0,36])");
    driver.call("setCategoryModeOptionsError", {text(category), text(mode), number(1)});
    EXPECT_EQ(world.asked("setCategory:mode:options:error:"),
              R"(["AVAudioSessionCategoryPlayAndRecord","AVAudioSessionModeVoiceChat",1])");
    driver.call("setCategoryWithOptionsError", {text(category), number(2)});
    EXPECT_EQ(world.asked("setCategory:withOptions:error:"),
              R"(["AVAudioSessionCategoryPlayAndRecord",2])");
    driver.call("setCategoryError", {text(strange)});
    EXPECT_EQ(world.asked("setCategory:error:"), R"(["na\u00efve"])");
    driver.call("setPreferredSampleRateError", {real(48000)});
    EXPECT_EQ(world.asked("setPreferredSampleRate:error:"), "[48000]");
    driver.call("setInputGainError", {real(0.5)});
    EXPECT_EQ(world.asked("setInputGain:error:"), "[0.5]");
    driver.call("overrideOutputAudioPortError", {number(1936747378)});
    EXPECT_EQ(world.asked("overrideOutputAudioPort:error:"), "[1936747378]");
    driver.call("setOutputMutedError", {boolean(true)});
    EXPECT_EQ(world.asked("setOutputMuted:error:"), "[true]");
}
} // namespace
