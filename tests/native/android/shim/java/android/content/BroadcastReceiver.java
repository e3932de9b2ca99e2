package android.content;

public abstract class BroadcastReceiver {
    public boolean sticky;

    public abstract void onReceive(Context context, Intent intent);

    public final boolean isInitialStickyBroadcast() {
        return sticky;
    }
}
