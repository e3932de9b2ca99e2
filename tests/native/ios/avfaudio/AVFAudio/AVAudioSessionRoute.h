/*
 * AVAudioSessionRoute.h: routes, ports, data sources, channels.
 */
#import <AVFAudio/AVAudioSessionTypes.h>

NS_ASSUME_NONNULL_BEGIN

/* What all of them are here: a dictionary of the world's, read by the getters' names. */
@interface AVFAudioDescription : NSObject {
    NSDictionary *facts;
}
- (instancetype)initWithFacts:(NSDictionary *)facts;
- (NSDictionary *)facts;
@end

SINCE(6.0)
@interface AVAudioSessionChannelDescription : AVFAudioDescription
@property(readonly) NSString *channelName SINCE(6.0);
@property(readonly) NSString *owningPortUID SINCE(6.0);
@property(readonly) NSUInteger channelNumber SINCE(6.0);
@property(readonly) uint32_t channelLabel SINCE(6.0);
@end

SINCE(6.0)
@interface AVAudioSessionDataSourceDescription : AVFAudioDescription
@property(readonly) NSNumber *dataSourceID SINCE(6.0);
@property(readonly) NSString *dataSourceName SINCE(6.0);
@property(readonly, nullable) AVAudioSessionLocation location SINCE(7.0);
@property(readonly, nullable) AVAudioSessionOrientation orientation SINCE(7.0);
@property(readonly, nullable) NSArray<AVAudioSessionPolarPattern> *supportedPolarPatterns SINCE(7.0)
    ;
@property(readonly, nullable) AVAudioSessionPolarPattern selectedPolarPattern SINCE(7.0);
@property(readonly, nullable) AVAudioSessionPolarPattern preferredPolarPattern SINCE(7.0);
- (BOOL)setPreferredPolarPattern:(nullable AVAudioSessionPolarPattern)pattern
                           error:(NSError **)error SINCE(7.0);
@end

SINCE(26.0)
@interface AVAudioSessionCapability : AVFAudioDescription
@property(readonly, getter=isSupported) BOOL supported;
@property(readonly, getter=isEnabled) BOOL enabled;
@end

SINCE(26.0)
@interface AVAudioSessionPortExtensionBluetoothMicrophone : AVFAudioDescription
@property(readonly) AVAudioSessionCapability *highQualityRecording;
@property(readonly) AVAudioSessionCapability *farFieldCapture;
@end

SINCE(6.0)
@interface AVAudioSessionPortDescription : AVFAudioDescription
@property(readonly) AVAudioSessionPort portType SINCE(6.0);
@property(readonly) NSString *portName SINCE(6.0);
@property(readonly) NSString *UID SINCE(6.0);
@property(readonly) BOOL hasHardwareVoiceCallProcessing SINCE(10.0);
@property(readonly, getter=isSpatialAudioEnabled) BOOL spatialAudioEnabled SINCE(15.0);
@property(readonly, nullable) NSArray<AVAudioSessionChannelDescription *> *channels SINCE(6.0);
@property(readonly, nullable) NSArray<AVAudioSessionDataSourceDescription *> *dataSources SINCE(7.0)
    ;
@property(readonly, nullable) AVAudioSessionDataSourceDescription *selectedDataSource SINCE(7.0);
@property(readonly, nullable) AVAudioSessionDataSourceDescription *preferredDataSource SINCE(7.0);
@property(readonly, nullable)
    AVAudioSessionPortExtensionBluetoothMicrophone *bluetoothMicrophoneExtension SINCE(26.0);
- (BOOL)setPreferredDataSource:(nullable AVAudioSessionDataSourceDescription *)source
                         error:(NSError **)error SINCE(7.0);
@end

SINCE(6.0)
@interface AVAudioSessionRouteDescription : AVFAudioDescription
@property(readonly) NSArray<AVAudioSessionPortDescription *> *inputs SINCE(6.0);
@property(readonly) NSArray<AVAudioSessionPortDescription *> *outputs SINCE(6.0);
@end

/* Only its tag is told: of a layout of many channels Apple's own has more. */
@interface AVAudioChannelLayout : AVFAudioDescription
@property(readonly) uint32_t layoutTag;
@property(readonly) uint32_t channelCount;
@end

NS_ASSUME_NONNULL_END
