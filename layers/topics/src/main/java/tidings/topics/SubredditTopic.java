package tidings.topics;

/// The topic of a subreddit as its own posts tell it.
///
/// @param topic the id of its likeliest topic
/// @param confidence how probable it is that this is right, from 0 to 1
/// @param posts how many posts it rests on
public record SubredditTopic(String topic, double confidence, int posts) {}
