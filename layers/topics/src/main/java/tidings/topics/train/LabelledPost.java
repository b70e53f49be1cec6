package tidings.topics.train;

import tidings.topics.PostText;

/// One row of training or test data.
///
/// @param subreddit where it was posted; groups posts and is never a feature
/// @param topic the id of its topic, the label
/// @param rawDomain the domain as in the row
/// @param given in an export of corrected posts, the topic it was delivered under; otherwise empty
/// @param source where and when the row was collected
record LabelledPost(String subreddit, String topic, PostText text, String rawDomain, String given, String source) {}
