package tidings.scraper;

/// Ends a reading from deep within it. Never leaves the source.
final class ReadingStopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reading reading;

    ReadingStopped(Reading reading) {
        super(reading.toString(), null, false, false);
        this.reading = reading;
    }

    Reading reading() {
        return reading;
    }
}
