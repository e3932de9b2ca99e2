package audiosession.framework;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.os.Handler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Broadcast receivers, matched by the real IntentFilter. */
final class Receivers {
    private static final class Entry {
        Context context;
        BroadcastReceiver receiver;
        IntentFilter filter;
        Handler handler;
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    void add(Context context, BroadcastReceiver receiver, IntentFilter filter, Handler handler) {
        Entry entry = new Entry();
        entry.context = context;
        entry.receiver = receiver;
        entry.filter = filter;
        entry.handler = handler != null ? handler : new Handler(context.getMainLooper());
        entries.add(entry);
    }

    void remove(BroadcastReceiver receiver) {
        if (!entries.removeIf(entry -> entry.receiver == receiver)) {
            // ContextImpl's own words.
            throw new IllegalArgumentException("Receiver not registered: " + receiver);
        }
    }

    int count() {
        return entries.size();
    }

    void broadcast(Intent intent) {
        for (Entry entry : entries) {
            if (entry.filter.match(null, intent, false, "host") >= 0) {
                entry.handler.post(() -> deliver(entry, intent));
            }
        }
    }

    private void deliver(Entry entry, Intent intent) {
        if (entries.contains(entry)) {
            entry.receiver.onReceive(entry.context, intent);
        }
    }
}
