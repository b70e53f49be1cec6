package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    /// What is shown: itself, or a drawing that says from where it is.
    byte[] shown() {
        return bytes.orElseGet(() -> """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d">
                  <rect width="100%%" height="100%%" fill="#5b7a6f"/>
                  <circle cx="78%%" cy="26%%" r="9%%" fill="#f2d98b"/>
                  <path d="M0 100 L30 45 L48 70 L66 35 L100 100 Z" fill="#3d554c" transform="scale(%s %s)"/>
                  <text x="50%%" y="92%%" fill="#fff" font-family="sans-serif" font-size="36"
                      text-anchor="middle">%s at %s</text>
                </svg>
                """.formatted(
                        width,
                        height,
                        width / 100.0,
                        height / 100.0,
                        mediaType.startsWith("video") ? "Video" : "Picture",
                        URI.create(address.orElseThrow()).getHost())
                .getBytes(StandardCharsets.UTF_8));
    }

    String shownType() {
        return bytes.isPresent() ? mediaType : "image/svg+xml";
    }
}
