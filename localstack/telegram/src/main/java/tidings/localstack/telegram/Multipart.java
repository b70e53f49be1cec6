package tidings.localstack.telegram;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses a `multipart/form-data` body (RFC 7578) into its fields and files.
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))");
    private static final Pattern NAME = Pattern.compile("(?i)[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)[;\\s]filename\\*?=(?:\"([^\"]*)\"|([^;\\s]*))");
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private Multipart() {}

    /// @param fileName a part with a file name is a file
    record Part(String name, Optional<String> fileName, String mediaType, byte[] content) {}

    static List<Part> read(String contentType, byte[] body) {
        Matcher match = BOUNDARY.matcher(contentType);
        if (!match.find()) {
            throw ApiError.badRequest("the multipart request names no boundary");
        }
        String boundary = match.group(1) != null ? match.group(1) : match.group(2);
        byte[] first = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        byte[] next = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        int at = indexOf(body, first, 0);
        if (at < 0) {
            throw cutOff();
        }
        at += first.length;
        List<Part> parts = new ArrayList<>();
        while (!startsWith(body, "--", at)) {
            int headersEnd = indexOf(body, BLANK_LINE, at);
            int end = headersEnd < 0 ? -1 : indexOf(body, next, headersEnd + BLANK_LINE.length - 2);
            if (end < 0) {
                throw cutOff();
            }
            String headers = new String(body, at, headersEnd - at, StandardCharsets.UTF_8);
            int from = Math.min(headersEnd + BLANK_LINE.length, end);
            parts.add(part(headers, Arrays.copyOfRange(body, from, end)));
            at = end + next.length;
        }
        return parts;
    }

    private static Part part(String headers, byte[] content) {
        String disposition = header(headers, "Content-Disposition").orElse("");
        Matcher name = NAME.matcher(disposition);
        if (!name.find()) {
            throw ApiError.badRequest("a part of the multipart request has no name");
        }
        return new Part(
                name.group(1) != null ? name.group(1) : name.group(2),
                FILE_NAME
                        .matcher(disposition)
                        .results()
                        .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                        .map(quoted -> quoted.replace("%22", "\""))
                        .findFirst(),
                header(headers, "Content-Type").orElse("application/octet-stream"),
                content);
    }

    private static Optional<String> header(String headers, String name) {
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static ApiError cutOff() {
        return ApiError.badRequest("the multipart request ends before its last boundary");
    }

    private static boolean startsWith(byte[] body, String text, int at) {
        return at + text.length() <= body.length
                && new String(body, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    private static int indexOf(byte[] body, byte[] sought, int from) {
        for (int i = Math.max(0, from); i <= body.length - sought.length; i++) {
            if (body[i] == sought[0] && Arrays.equals(body, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }
}
