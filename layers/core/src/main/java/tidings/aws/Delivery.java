package tidings.aws;

/// A message as a queue delivered it.
///
/// @param id the queue's id of the message
/// @param attempt how often it was received, this time included; from 1
/// @param behind how many messages of its group came with it and wait behind it
public record Delivery<M>(M message, String id, int attempt, int behind) {}
