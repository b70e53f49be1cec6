/// What travels in the queues: one sealed interface a queue, one record a version.
///
/// Within a version only optional fields are added, and unknown fields are ignored; anything else is version 2 beside
/// version 1. Every record has a sample in `events/contracts/`, committed with it and never edited.
package tidings.contracts;
