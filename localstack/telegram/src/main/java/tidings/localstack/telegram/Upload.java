package tidings.localstack.telegram;

/// A file in a request.
///
/// @param name of the field, to which `attach://` refers
record Upload(String name, String mediaType, byte[] bytes) {}
