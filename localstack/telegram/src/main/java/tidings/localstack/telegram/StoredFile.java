package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A photo or document as it was sent.
///
/// @param path for the download, relative to the bot's file URL
/// @param bytes absent for a URL outside this machine: nothing is fetched from there
/// @param address the URL that the bot gave instead of bytes
record StoredFile(
        String fileId,
        String path,
        String mediaType,
        Optional<byte[]> bytes,
        Optional<String> address,
        int width,
        int height) {
    int size() {
        return bytes.map(content -> content.length).orElse(0);
    }

    ObjectNode sizeJson() {
        return fileJson().put("width", width).put("height", height);
    }

    ObjectNode fileJson() {
        return Json.object()
                .put("file_id", fileId)
                .put("file_unique_id", "u" + fileId)
                .put("file_size", size());
    }
}
