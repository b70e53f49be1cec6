package tidings.scraper;

import java.util.function.Consumer;
import tidings.budget.Urgency;
import tidings.domain.Listing;
import tidings.domain.Post;
import tidings.domain.SourceKind;
import tidings.platform.Deadline;

/// Where listings are read from.
interface Source {
    /// Hands on the listing's posts in its order, each as soon as it is read. What the consumer throws is thrown on.
    Reading read(Listing listing, Urgency urgency, Deadline deadline, Consumer<Post> posts);

    SourceKind kind();
}
