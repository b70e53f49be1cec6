/// What the queues carry: one sealed interface for each queue, one nested record for each message and version.
///
/// Within a version only optional fields are added, and unknown fields are ignored; anything else is version 2 beside
/// version 1. Every record has a sample in `events/contracts/`, committed with it and never edited. Field names and
/// type names of a version never change, whatever the records are called.
package tidings.messages;
