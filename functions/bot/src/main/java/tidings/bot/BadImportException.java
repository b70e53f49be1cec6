package tidings.bot;

/// A list that cannot be read as a whole.
final class BadImportException extends Exception {
    private static final long serialVersionUID = 1;

    enum Problem {
        /// Not text: a picture, an archive, or in no encoding that it names.
        BINARY,
        /// Not well-formed XML; the place is the line.
        XML,
        /// XML of another kind; the place is its root.
        NO_OPML,
        /// No JSON; the place is the line.
        JSON,
        /// No feeds in it.
        EMPTY
    }

    final Problem problem;
    final String place;

    BadImportException(Problem problem, String place) {
        super(problem + " " + place);
        this.problem = problem;
        this.place = place;
    }
}
