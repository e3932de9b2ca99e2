package audiosession.framework;

import android.content.ContentResolver;
import android.content.Context;
import android.content.IContentProvider;

/** A content resolver without content: settings are answered by the native table. */
final class HostResolver extends ContentResolver {
    HostResolver(Context context) {
        super(context);
    }

    @Override
    public IContentProvider acquireProvider(Context context, String name) {
        return null;
    }

    @Override
    public IContentProvider acquireUnstableProvider(Context context, String name) {
        return null;
    }

    @Override
    public boolean releaseProvider(IContentProvider provider) {
        return true;
    }

    @Override
    public boolean releaseUnstableProvider(IContentProvider provider) {
        return true;
    }

    @Override
    public void unstableProviderDied(IContentProvider provider) {}
}
