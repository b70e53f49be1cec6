package tidings.topics.train;

import tidings.topics.PostText;

/// One row of training or test data.
///
/// @param subreddit where it was posted; it says which posts belong together and is never a feature
/// @param topic the id of its topic
/// @param rawDomain the domain as the row has it
/// @param given the topic it was delivered under, in an export of corrected posts; otherwise empty
/// @param source where and when the row was collected
record LabelledPost(String subreddit, String topic, PostText text, String rawDomain, String given, String source) {}
