package tidings.topics.train;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tidings.topics.PostText;

/// Reads labelled posts from a CSV file: RFC 4180 quoting, UTF-8, with a header, gzip if the name ends in `.gz`.
///
/// The columns are `subreddit,category,title,selftext,domain,source`, of which the last is optional; an export of
/// corrected posts also has `given`. Alternatively `label,text`, for texts without subreddits.
final class PostFile {
    private static final List<String> POSTS = List.of("subreddit", "category", "title", "selftext", "domain");
    private static final List<String> TEXTS = List.of("label", "text");

    private PostFile() {}

    /// All rows of the file.
    ///
    /// @throws IllegalArgumentException if the header or a row is invalid; the message names the file and the line
    static List<LabelledPost> read(Path file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream in = open(file);
                Reader reader = new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT));
                CSVParser parser = format.parse(reader)) {
            List<String> columns = parser.getHeaderNames();
            boolean posts = columns.containsAll(POSTS);
            if (!posts && !columns.containsAll(TEXTS)) {
                throw new IllegalArgumentException(
                        file + ": the header must have the columns " + String.join(",", POSTS) + " or "
                                + String.join(",", TEXTS) + " but has " + String.join(",", columns));
            }
            List<LabelledPost> rows = new ArrayList<>();
            for (CSVRecord row : parser) {
                if (!row.isConsistent()) {
                    throw new IllegalArgumentException(file + ": line " + parser.getCurrentLineNumber() + " has "
                            + row.size() + " columns instead of " + columns.size());
                }
                LabelledPost post = posts ? post(row) : text(row);
                if (post.topic().isBlank()) {
                    throw new IllegalArgumentException(
                            file + ": line " + parser.getCurrentLineNumber() + " has no label");
                }
                rows.add(post);
            }
            if (rows.isEmpty()) {
                throw new IllegalArgumentException(file + ": the file has no rows");
            }
            return rows;
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(file + ": the file does not exist or cannot be read");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static LabelledPost post(CSVRecord row) {
        return new LabelledPost(
                row.get("subreddit"),
                row.get("category"),
                new PostText(row.get("title"), row.get("selftext"), row.get("domain")),
                row.get("domain"),
                row.isMapped("given") ? row.get("given") : "",
                row.isMapped("source") ? row.get("source") : "");
    }

    private static LabelledPost text(CSVRecord row) {
        return new LabelledPost("", row.get("label"), new PostText(row.get("text"), "", ""), "", "", "");
    }
}
