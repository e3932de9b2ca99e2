package audiosession.framework;

import android.media.AudioAttributes;
import android.media.AudioFocusRequest;
import android.media.AudioManager;
import android.os.Build;
import android.os.Handler;
import android.os.HandlerThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What the real AudioManager and AudioFocusRequest.Builder do by themselves, two apps at a time.
 *
 * <p>{@code main OUT} writes one line {@code rule=answer} for each rule.
 */
public final class ClientRules {
    private static final int OTHER_UID = 10_001;
    private static final int FADE_MILLIS = 2_000;
    private static final int MUSIC = AudioManager.STREAM_MUSIC;

    private final Host host;
    private final Phone phone;
    private final AudioManager ours;
    private final AudioManager theirs;
    private final List<String> lines = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    private ClientRules(Host host) {
        this.host = host;
        phone = host.phone(Identity.OWN_UID, Build.VERSION.SDK_INT);
        ours = audio(phone.own());
        HostContext other = host.app(OTHER_UID, Build.VERSION.SDK_INT, phone.receivers());
        theirs = Identity.as(OTHER_UID, () -> audio(other));
    }

    public static void main(String[] arguments) throws Exception {
        ClientRules rules = new ClientRules(Host.start());
        rules.focusBetweenTwoApps();
        rules.legacy();
        rules.lossAfterAbandon();
        if (Build.VERSION.SDK_INT >= 26) {
            new Requests(rules).run();
        }
        Files.write(Path.of(arguments[0]), rules.lines);
    }

    private static AudioManager audio(HostContext context) {
        return (AudioManager) context.getSystemService("audio");
    }

    private AudioManager.OnAudioFocusChangeListener listener(String name) {
        return change -> heard.add(name + ":" + change + "@" + Thread.currentThread().getName());
    }

    private int theyRequest(AudioManager.OnAudioFocusChangeListener listener, int gain) {
        return Identity.as(OTHER_UID, () -> theirs.requestAudioFocus(listener, MUSIC, gain));
    }

    private void theyAbandon(AudioManager.OnAudioFocusChangeListener listener) {
        Identity.as(OTHER_UID, () -> theirs.abandonAudioFocus(listener));
    }

    private void say(String rule, Object answer) throws InterruptedException {
        host.clock().settle();
        lines.add(rule + "=" + answer + (heard.isEmpty() ? "" : " " + String.join(" ", heard)));
        heard.clear();
    }

    private void sayThrown(String rule, Callable<?> action) throws InterruptedException {
        try {
            Object answer = action.call();
            say(rule, answer instanceof Integer ? answer : "fine");
        } catch (Exception error) {
            say(rule, error.getClass().getSimpleName());
        }
    }

    private void focusBetweenTwoApps() throws InterruptedException {
        AudioManager.OnAudioFocusChangeListener a = listener("A");
        AudioManager.OnAudioFocusChangeListener b = listener("B");
        say("A asks for GAIN", ours.requestAudioFocus(a, MUSIC, AudioManager.AUDIOFOCUS_GAIN));
        say("B asks for TRANSIENT", theyRequest(b, AudioManager.AUDIOFOCUS_GAIN_TRANSIENT));
        theyAbandon(b);
        say("B abandons", "");
        say("B asks for GAIN", theyRequest(b, AudioManager.AUDIOFOCUS_GAIN));
        say("A abandons", ours.abandonAudioFocus(a));
        say("A abandons again", ours.abandonAudioFocus(a));
        theyAbandon(b);
        say("stack", phone.arbiter().stack());
    }

    private void legacy() throws InterruptedException {
        AudioManager.OnAudioFocusChangeListener a = listener("A");
        for (int hint : new int[] {0, 5}) {
            sayThrown("hint " + hint, () -> ours.requestAudioFocus(a, MUSIC, hint));
        }
        sayThrown("no listener",
                () -> ours.requestAudioFocus(null, MUSIC, AudioManager.AUDIOFOCUS_GAIN));
        phone.arbiter().callStarted();
        sayThrown(
                "in a call", () -> ours.requestAudioFocus(a, MUSIC, AudioManager.AUDIOFOCUS_GAIN));
        phone.arbiter().callEnded();
        ours.abandonAudioFocus(null);
        say("stack", phone.arbiter().stack());
    }

    /** From 31 on the loss waits for the fade-out, and finds a client that has gone. */
    private void lossAfterAbandon() throws InterruptedException {
        AudioManager.OnAudioFocusChangeListener a = listener("A");
        AudioManager.OnAudioFocusChangeListener b = listener("B");
        int player = phone.arbiter().play(Identity.OWN_UID, 1, 2, false);
        ours.requestAudioFocus(a, MUSIC, AudioManager.AUDIOFOCUS_GAIN);
        theyRequest(b, AudioManager.AUDIOFOCUS_GAIN);
        say("loss of a playing app", "");
        ours.abandonAudioFocus(a);
        host.clock().advance(FADE_MILLIS);
        say("loss after abandon", "");
        phone.arbiter().stop(Identity.OWN_UID, player);
        theyAbandon(b);
    }

    /** In a class of its own, for the levels that have requests as objects. */
    private static final class Requests {
        private final ClientRules rules;

        Requests(ClientRules rules) {
            this.rules = rules;
        }

        private static AudioFocusRequest.Builder gain() {
            return new AudioFocusRequest.Builder(AudioManager.AUDIOFOCUS_GAIN);
        }

        void run() throws InterruptedException {
            for (int gain : new int[] {0, 5, -1}) {
                rules.sayThrown("builder gain " + gain, () -> new AudioFocusRequest.Builder(gain));
            }
            rules.sayThrown("builder no attributes", () -> gain().setAudioAttributes(null));
            rules.sayThrown(
                    "builder no listener", () -> gain().setOnAudioFocusChangeListener(null));
            rules.sayThrown("builder no handler",
                    () -> gain().setOnAudioFocusChangeListener(rules.listener("A"), null));
            rules.sayThrown("builder bare", () -> gain().build());
            rules.sayThrown(
                    "builder bare delayed", () -> gain().setAcceptsDelayedFocusGain(true).build());
            rules.sayThrown(
                    "builder bare pauses", () -> gain().setWillPauseWhenDucked(true).build());
            AudioAttributes attributes = gain().build().getAudioAttributes();
            rules.say("default usage", attributes.getUsage());
            onHandler();
            delayed();
        }

        private void onHandler() throws InterruptedException {
            HandlerThread thread = new HandlerThread("own thread");
            thread.start();
            AudioManager.OnAudioFocusChangeListener a = rules.listener("A");
            AudioManager.OnAudioFocusChangeListener b = rules.listener("B");
            AudioFocusRequest request =
                    gain().setOnAudioFocusChangeListener(a, new Handler(thread.getLooper()))
                            .build();
            rules.say("request", rules.ours.requestAudioFocus(request));
            rules.say("B asks", rules.theyRequest(b, AudioManager.AUDIOFOCUS_GAIN_TRANSIENT));
            rules.say("abandon request", rules.ours.abandonAudioFocusRequest(request));
            rules.theyAbandon(b);
            thread.quit();
            rules.host.clock().settle();
        }

        private void delayed() throws InterruptedException {
            AudioManager.OnAudioFocusChangeListener a = rules.listener("A");
            AudioFocusRequest request = gain().setOnAudioFocusChangeListener(a)
                                                .setAcceptsDelayedFocusGain(true)
                                                .build();
            rules.phone.arbiter().callStarted();
            rules.say("delayed request", rules.ours.requestAudioFocus(request));
            rules.phone.arbiter().callEnded();
            rules.say("call ends", "");
        }
    }
}
