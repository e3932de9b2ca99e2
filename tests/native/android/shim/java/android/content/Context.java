package android.content;

import android.os.Handler;
import java.io.File;
import shim.Os;

public class Context {
    public static Context current = new Context();

    public Object getSystemService(String name) {
        return Os.<Object>call("getSystemService", new android.media.AudioManager(), name);
    }

    public Context getApplicationContext() {
        return Os.call("getApplicationContext", this);
    }

    public ClassLoader getClassLoader() {
        return Os.call("getClassLoader", Context.class.getClassLoader());
    }

    public File getCodeCacheDir() {
        return Os.call("getCodeCacheDir", new File("/dev/null"));
    }

    public Intent registerReceiver(
            BroadcastReceiver receiver, IntentFilter filter, String permission, Handler handler) {
        Os.register("receiver", receiver);
        return null;
    }

    public Intent registerReceiver(BroadcastReceiver receiver, IntentFilter filter,
            String permission, Handler handler, int flags) {
        Os.register("receiver", receiver);
        return null;
    }

    public void unregisterReceiver(BroadcastReceiver receiver) {
        Os.unregister("receiver");
    }
}
