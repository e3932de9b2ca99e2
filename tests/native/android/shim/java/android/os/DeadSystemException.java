package android.os;

public class DeadSystemException extends Exception {}
