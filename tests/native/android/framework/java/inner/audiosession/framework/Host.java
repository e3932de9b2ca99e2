package audiosession.framework;

import android.os.Build;
import android.os.Looper;
import android.view.KeyEvent;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;

/** One level's framework, started: its main looper, its audio service, and contexts for apps. */
public final class Host {
    private static final int SYSTEM_UID = 1000;

    private final Looper main;
    private final Ports ports = new Ports();
    private final AudioService service = new AudioService();

    private Host(Looper main) {
        this.main = main;
    }

    /** Starts the main thread's looper, which every app here shares. */
    static Host start() throws InterruptedException {
        CountDownLatch prepared = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            Looper.prepareMainLooper();
            prepared.countDown();
            Looper.loop();
        }, "main");
        thread.setDaemon(true);
        thread.start();
        prepared.await();
        Host host = new Host(Looper.getMainLooper());
        host.ports.install();
        AudioServer.install();
        Natives.put("android.media.session.MediaSessionManager.dispatchAdjustVolume",
                (self, arguments) -> Launcher.world().answer("dispatchAdjustVolume", arguments));
        for (String manager : new String[] {"session.MediaSessionManager",
                     "MediaCommunicationManager"}) {
            Natives.put("android.media." + manager + ".dispatchMediaKeyEvent",
                    (self, arguments) -> mediaKey((KeyEvent) arguments[0]));
        }
        Natives.put("android.content.res.Resources.getBoolean",
                (self, arguments) -> boolResource((Integer) arguments[0]));
        Natives.put("android.os.ServiceManager.getService",
                (self, arguments) -> arguments[0].equals("audio") ? host.service.binder() : null);
        return host;
    }

    private static Object mediaKey(KeyEvent event) {
        return Launcher.world().answer("dispatchMediaKeyEvent",
                new Object[] {event.getDownTime(), event.getEventTime(), event.getAction(),
                        event.getKeyCode(), event.getRepeatCount(), event.getMetaState(),
                        event.getDeviceId(), event.getScanCode(), event.getFlags(),
                        event.getSource()});
    }

    /** What a phone's own resources say; the world names those that are true. */
    private static boolean boolResource(int id) throws ReflectiveOperationException {
        Class<?> names = Reflect.type("com.android.internal.R$bool");
        for (Field field : names.getFields()) {
            if (field.getInt(null) == id) {
                Object answer = Launcher.world().answer(
                        "Resources.getBoolean", new Object[] {field.getName()});
                return Boolean.TRUE.equals(answer);
            }
        }
        return false;
    }

    Clock clock() {
        return Launcher.clock();
    }

    Ports ports() {
        return ports;
    }

    /** Makes a phone with nothing on it but our own app, and lets the audio service work for it. */
    Phone phone(int ownUid, int targetSdk) {
        Phone phone = new Phone(this, ownUid, targetSdk);
        service.workFor(phone);
        return phone;
    }

    HostContext system() {
        return app(SYSTEM_UID, Build.VERSION.SDK_INT, new Receivers());
    }

    HostContext app(int uid, int targetSdk, Receivers receivers) {
        return new HostContext(uid, targetSdk, main, receivers);
    }
}
