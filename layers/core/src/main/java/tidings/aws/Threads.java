package tidings.aws;

import java.util.concurrent.ThreadFactory;

/// The threads of a function that does a few things at once.
public final class Threads {
    /// Platform threads that keep no environment alive. Not virtual ones: one that initializes a class, or waits
    /// until another has, keeps its carrier, of which there are as many as processors. A function has two or
    /// fewer, so a few threads that meet the same classes for the first time can stop each other for good; in
    /// Java 25 that is so (https://bugs.openjdk.org/browse/JDK-8369238).
    public static final ThreadFactory FACTORY = Thread.ofPlatform().daemon().factory();

    private Threads() {}
}
