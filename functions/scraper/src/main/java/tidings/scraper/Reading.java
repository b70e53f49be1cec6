package tidings.scraper;

import java.time.Instant;
import tidings.budget.Trouble;
import tidings.domain.Refusal;

/// How the reading of a listing ended.
sealed interface Reading {
    /// The listing was read to its end.
    ///
    /// @param posts how many were handed on
    record Read(int posts) implements Reading {}

    /// The source gives no such listing.
    record Refused(Refusal reason) implements Reading {}

    /// Nothing for now; posts that were handed on already are part of a listing that did not end.
    ///
    /// @param trouble what the source is in
    /// @param notBefore when asking again may help
    /// @param what went wrong, for the operator
    record Later(Trouble trouble, Instant notBefore, String what) implements Reading {
        /// How a person is told.
        Refusal reason() {
            return trouble.refusal();
        }
    }
}
