package audiosession.framework;

import android.app.AppOpsManager;
import android.app.NotificationManager;
import android.content.AttributionSource;
import android.content.BroadcastReceiver;
import android.content.ContentResolver;
import android.content.Context;
import android.content.ContextWrapper;
import android.content.Intent;
import android.content.IntentFilter;
import android.content.pm.ApplicationInfo;
import android.content.pm.PackageManager;
import android.content.res.Resources;
import android.media.AudioManager;
import android.media.session.MediaSessionManager;
import android.os.Handler;
import android.os.Looper;
import java.io.File;

/**
 * One app's context: the real ContextWrapper around nothing, with what AudioManager asks it for.
 */
public final class HostContext extends ContextWrapper {
    private final int uid;
    private final ApplicationInfo info = new ApplicationInfo();
    private final Looper looper;
    private final Receivers receivers;
    private AudioManager audio;

    HostContext(int uid, int targetSdk, Looper looper, Receivers receivers) {
        super(null);
        this.uid = uid;
        this.looper = looper;
        this.receivers = receivers;
        info.uid = uid;
        info.targetSdkVersion = targetSdk;
        info.packageName = packageName(uid);
    }

    static String packageName(int uid) {
        return "app.of.uid" + uid;
    }

    int uid() {
        return uid;
    }

    @Override
    public synchronized Object getSystemService(String name) {
        switch (name) {
            case Context.AUDIO_SERVICE:
                if (audio == null) {
                    audio = (AudioManager) Reflect.make(AudioManager.class, this);
                }
                return audio;
            case Context.APP_OPS_SERVICE:
                return Reflect.allocate(AppOpsManager.class);
            case Context.NOTIFICATION_SERVICE:
                return Reflect.allocate(NotificationManager.class);
            case Context.MEDIA_SESSION_SERVICE:
                return Reflect.allocate(MediaSessionManager.class);
            case Context.MEDIA_COMMUNICATION_SERVICE:
                return Reflect.allocate(Reflect.type("android.media.MediaCommunicationManager"));
            default:
                return null;
        }
    }

    @Override
    public String getSystemServiceName(Class<?> type) {
        if (type.getName().equals("android.media.MediaCommunicationManager")) {
            return Context.MEDIA_COMMUNICATION_SERVICE;
        }
        return type == AudioManager.class ? Context.AUDIO_SERVICE : null;
    }

    @Override
    public Context getApplicationContext() {
        return this;
    }

    @Override
    public ApplicationInfo getApplicationInfo() {
        return info;
    }

    @Override
    public String getPackageName() {
        return info.packageName;
    }

    @Override
    public String getOpPackageName() {
        return info.packageName;
    }

    @Override
    public String getAttributionTag() {
        return null;
    }

    @Override
    public AttributionSource getAttributionSource() {
        return (AttributionSource) Reflect.allocate(AttributionSource.class);
    }

    @Override
    public int getUserId() {
        return 0;
    }

    @Override
    public int getDeviceId() {
        return 0;
    }

    @Override
    public Looper getMainLooper() {
        return looper;
    }

    @Override
    public Resources getResources() {
        return (Resources) Reflect.allocate(Resources.class);
    }

    @Override
    public ContentResolver getContentResolver() {
        return new HostResolver(this);
    }

    @Override
    public PackageManager getPackageManager() {
        return (PackageManager) Reflect.allocate(
                Reflect.type("android.app.ApplicationPackageManager"));
    }

    @Override
    public ClassLoader getClassLoader() {
        return HostContext.class.getClassLoader();
    }

    @Override
    public File getCodeCacheDir() {
        return new File(System.getProperty("java.io.tmpdir"));
    }

    @Override
    public Intent registerReceiver(BroadcastReceiver receiver, IntentFilter filter) {
        return registerReceiver(receiver, filter, null, null);
    }

    @Override
    public Intent registerReceiver(BroadcastReceiver receiver, IntentFilter filter, int flags) {
        return registerReceiver(receiver, filter, null, null);
    }

    @Override
    public Intent registerReceiver(BroadcastReceiver receiver, IntentFilter filter,
            String permission, Handler handler, int flags) {
        return registerReceiver(receiver, filter, permission, handler);
    }

    @Override
    public Intent registerReceiver(
            BroadcastReceiver receiver, IntentFilter filter, String permission, Handler handler) {
        Launcher.world().answer("registerReceiver", new Object[0]);
        receivers.add(this, receiver, filter, handler);
        return null;
    }

    @Override
    public void unregisterReceiver(BroadcastReceiver receiver) {
        receivers.remove(receiver);
    }

    @Override
    public int checkPermission(String permission, int pid, int uid) {
        return PackageManager.PERMISSION_GRANTED;
    }

    @Override
    public int checkCallingOrSelfPermission(String permission) {
        return PackageManager.PERMISSION_GRANTED;
    }
}
