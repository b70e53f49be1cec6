package tidings.simulator;

/// What functions depend on.
enum Service {
    SQS(8_000, 4, 20),
    DYNAMODB(8_000, 2, 10),
    SECRETS(8_000, 10, 40),
    POSTGRES(8_000, 2, 15),
    VALKEY(300, 1, 3),
    REDDIT(8_000, 100, 1_500),
    TELEGRAM(8_000, 30, 150);

    /// Milliseconds after which a caller gives up.
    final long limit;

    /// Milliseconds that a call takes at least, and at most beyond that.
    final int least;

    final int spread;

    Service(long limit, int least, int spread) {
        this.limit = limit;
        this.least = least;
        this.spread = spread;
    }
}
