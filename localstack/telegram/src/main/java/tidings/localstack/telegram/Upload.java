package tidings.localstack.telegram;

/// A file in a request.
///
/// @param name of the field, to which `attach://` refers
/// @param fileName as the sender named the file
record Upload(String name, String fileName, String mediaType, byte[] bytes) {}
