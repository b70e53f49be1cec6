package tidings.topics;

/// The topic of a subreddit, estimated from its name and its posts.
///
/// @param topic the id of its most probable topic
/// @param confidence the probability that this is right, from 0 to 1
/// @param posts the number of posts that the estimate is based on
public record SubredditTopic(String topic, double confidence, int posts) {}
