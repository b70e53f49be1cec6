package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import tidings.localstack.telegram.Content.Photo.Kind;

/// The photos and documents that were sent, in memory: the oldest are dropped when there are too many. Thread-safe.
///
/// A URL on this machine is fetched as Telegram would do. Nothing is fetched from elsewhere: such a photo is kept
/// as its URL, and the chat page shows a drawing in its place. Refused is what Telegram could not fetch for
/// certain: what has no host, a host below `.invalid`, or a name that says that it is something else.
final class Photos implements AutoCloseable {
    private static final String ATTACHED = "attach://";
    private static final int MAX_BYTES = 10 << 20;
    private static final int MAX_BYTES_BY_ADDRESS = 5 << 20;
    private static final int MAX_VIDEO_BYTES = 50 << 20;
    private static final int MAX_VIDEO_BYTES_BY_ADDRESS = 20 << 20;
    private static final Set<String> MOVING_TYPES = Set.of("video/mp4", "image/gif");
    private static final Pattern STILL_NAME = Pattern.compile(".*\\.(?:jpe?g|png|webp|html?)");
    private static final Pattern OTHER_NAME = Pattern.compile(".*\\.(?:mp4|webm|gifv|m3u8|html?)");
    private static final long KEPT_BYTES = 128L << 20;
    private static final int MAX_SIDES = 10_000;
    private static final int MAX_RATIO = 20;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicLong nextId = new AtomicLong(1);
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private long bytes;

    synchronized Optional<StoredFile> find(String fileId) {
        return Optional.ofNullable(files.get(fileId));
    }

    /// The file of `photo`, `animation`, `video` or `media` in a call: an upload, a file sent before, or a URL.
    StoredFile resolve(Kind kind, String reference, Map<String, Upload> uploads) {
        if (reference.startsWith(ATTACHED)) {
            Upload upload = upload(reference, uploads);
            return kind == Kind.PHOTO
                    ? store(upload.bytes(), MAX_BYTES)
                    : moving(kind, upload.bytes(), upload.mediaType(), MAX_VIDEO_BYTES);
        }
        if (reference.startsWith("http://") || reference.startsWith("https://")) {
            return fetch(kind, reference);
        }
        return find(reference)
                .orElseThrow(() -> ApiError.badRequest(
                        "wrong file identifier/HTTP URL specified: the %s is no uploaded file, no known file_id, no address"
                                .formatted(kind.word())));
    }

    /// A picture that a person sends.
    StoredFile sent(byte[] content) {
        return store(content, MAX_BYTES);
    }

    /// A file that a person sends.
    Content.Document sent(String fileName, byte[] content, FormattedText caption) {
        return document(new Upload("document", fileName, "application/octet-stream", content), caption);
    }

    /// The document of a call: an upload, or a file sent before.
    Content.Document document(String reference, Map<String, Upload> uploads, FormattedText caption) {
        if (!reference.startsWith(ATTACHED)) {
            StoredFile known = find(reference)
                    .orElseThrow(() -> ApiError.withoutBehaviour("a document that is no upload and no known file_id"));
            return new Content.Document(
                    known, known.path().substring(known.path().indexOf('/') + 1), caption);
        }
        return document(upload(reference, uploads), caption);
    }

    private Content.Document document(Upload upload, FormattedText caption) {
        if (upload.bytes().length == 0) {
            throw ApiError.badRequest("file must be non-empty");
        }
        String id = id("document");
        StoredFile file = new StoredFile(
                id, "documents/" + id, upload.mediaType(), Optional.of(upload.bytes()), Optional.empty(), 0, 0);
        return new Content.Document(keep(file), upload.fileName(), caption);
    }

    /// The content that an `InputMedia` describes.
    Content media(JsonNode item, Map<String, Upload> uploads) {
        FormattedText caption = FormattedText.read(
                item.path("caption").asText(""),
                Optional.ofNullable(item.get("parse_mode")).map(JsonNode::asText),
                Optional.ofNullable(item.get("caption_entities")));
        if (caption.length() > SendMethods.MAX_CAPTION) {
            throw ApiError.badRequest("message caption is too long");
        }
        String reference = item.get("media").asText();
        String type = item.get("type").asText();
        return switch (type) {
            case "photo", "animation", "video" -> {
                Kind kind = Kind.valueOf(type.toUpperCase(Locale.ROOT));
                boolean hidden = item.path("has_spoiler").asBoolean();
                yield new Content.Photo(kind, resolve(kind, reference, uploads), hidden, caption);
            }
            case "document" -> document(reference, uploads, caption);
            default -> throw ApiError.withoutBehaviour("media of the type " + type);
        };
    }

    private static Upload upload(String reference, Map<String, Upload> uploads) {
        Upload upload = uploads.get(reference.substring(ATTACHED.length()));
        if (upload == null) {
            throw ApiError.badRequest("no file was uploaded for " + reference);
        }
        return upload;
    }

    private StoredFile fetch(Kind kind, String address) {
        URI url;
        try {
            url = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("wrong HTTP URL specified");
        }
        if (url.getHost() == null) {
            throw ApiError.badRequest("wrong HTTP URL specified: URL host is empty");
        }
        if (!LOOPBACK.contains(url.getHost())) {
            return elsewhere(kind, url);
        }
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw ApiError.badRequest("failed to get HTTP URL content");
            }
            return kind == Kind.PHOTO
                    ? store(answer.body(), MAX_BYTES_BY_ADDRESS)
                    : moving(
                            kind,
                            answer.body(),
                            answer.headers().firstValue("content-type").orElse(""),
                            MAX_VIDEO_BYTES_BY_ADDRESS);
        } catch (IOException e) {
            throw ApiError.badRequest("failed to get HTTP URL content");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while fetching a " + kind.word(), e);
        }
    }

    private StoredFile elsewhere(Kind kind, URI url) {
        String name = String.valueOf(url.getPath()).toLowerCase(Locale.ROOT);
        if (url.getHost().endsWith(".invalid")) {
            throw ApiError.badRequest("failed to get HTTP URL content");
        } else if ((kind == Kind.PHOTO ? OTHER_NAME : STILL_NAME).matcher(name).matches()) {
            throw ApiError.badRequest("wrong type of the web page content");
        }
        String type = kind == Kind.PHOTO ? "image/jpeg" : "video/mp4";
        String id = id(kind.word());
        return keep(new StoredFile(
                id, kind.word() + "s/" + id, type, Optional.empty(), Optional.of(url.toString()), 1_280, 720));
    }

    /// A video is kept as it is; its size in pixels stays unknown.
    private StoredFile moving(Kind kind, byte[] content, String type, int max) {
        if (!MOVING_TYPES.contains(type)) {
            throw ApiError.badRequest("wrong type of the web page content");
        } else if (content.length > max) {
            throw ApiError.badRequest("file is too big: a %s has at most %d MB here".formatted(kind.word(), max >> 20));
        }
        String id = id(kind.word());
        return keep(
                new StoredFile(id, kind.word() + "s/" + id, type, Optional.of(content), Optional.empty(), 640, 360));
    }

    private StoredFile store(byte[] content, int max) {
        if (content.length > max) {
            throw ApiError.badRequest("file is too big: a photo has at most %d MB here".formatted(max >> 20));
        }
        return keep(read(content));
    }

    private StoredFile read(byte[] content) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw ApiError.badRequest("IMAGE_PROCESS_FAILED");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width + height > MAX_SIDES || Math.max(width, height) > MAX_RATIO * Math.min(width, height)) {
                    throw ApiError.badRequest("PHOTO_INVALID_DIMENSIONS");
                }
                String type = reader.getOriginatingProvider().getMIMETypes()[0];
                String id = id("photo");
                String path = "photos/" + id + "." + type.substring(type.indexOf('/') + 1);
                return new StoredFile(id, path, type, Optional.of(content), Optional.empty(), width, height);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw ApiError.badRequest("IMAGE_PROCESS_FAILED");
        }
    }

    private String id(String kind) {
        return kind + nextId.getAndIncrement();
    }

    private synchronized StoredFile keep(StoredFile file) {
        files.put(file.fileId(), file);
        bytes += file.size();
        Iterator<StoredFile> oldest = files.values().iterator();
        while (bytes > KEPT_BYTES) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
        return file;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
