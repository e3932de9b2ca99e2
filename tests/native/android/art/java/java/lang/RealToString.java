package java.lang;

/** The digits of a number. */
final class RealToString {
    private static final RealToString instance = new RealToString();

    public static RealToString getInstance() {
        return instance;
    }

    private static native String text(double v, boolean single);

    public String doubleToString(double v) {
        return text(v, false);
    }

    public String floatToString(float v) {
        return text(v, true);
    }

    public void appendDouble(AbstractStringBuilder b, double v) {
        b.append0(doubleToString(v));
    }

    public void appendFloat(AbstractStringBuilder b, float v) {
        b.append0(floatToString(v));
    }
}
