package tidings.scraper;

import java.util.function.Consumer;
import tidings.budget.Urgency;
import tidings.domain.Listing;
import tidings.domain.Post;
import tidings.domain.Refusal;
import tidings.domain.SourceKind;
import tidings.platform.Deadline;

/// A deployment that reads nothing, and says so.
record NoSource() implements Source {
    @Override
    public Reading read(Listing listing, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        return new Reading.Refused(Refusal.OFF);
    }

    /// Of no consequence, as no post ever comes of it.
    @Override
    public SourceKind kind() {
        return SourceKind.RSS;
    }
}
