package tidings.loadtest.queueing;

/// What the template says about the function that handles a queue's messages.
///
/// @param batch the most messages of a call
/// @param concurrency calls at the same time
/// @param window milliseconds for which a call gathers messages before it begins; 0 for none
/// @param ordered whether messages of a group are handled in their order, one after the other
/// @param interval milliseconds between the beginnings of two messages' work, of all calls; 0 for no pace
public record Consumer(int batch, int concurrency, double window, boolean ordered, double interval) {
    /// One message a call.
    public static Consumer single(int concurrency) {
        return new Consumer(1, concurrency, 0, false, 0);
    }
}
