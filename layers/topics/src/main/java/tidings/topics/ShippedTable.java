package tidings.topics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads a small table that is packaged with this class: a header, then one row per line, without quoting.
final class ShippedTable {
    private ShippedTable() {}

    static List<String[]> rows(String resource, String separator, List<String> header) {
        Pattern split = Pattern.compile(separator, Pattern.LITERAL);
        try (InputStream in = ShippedTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the topics layer");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String first = lines.readLine();
            if (first == null || !List.of(split.split(first)).equals(header)) {
                throw new IllegalStateException(resource + ": the header must be " + header + " but is " + first);
            }
            List<String[]> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] row = split.split(line, -1);
                if (row.length != header.size()) {
                    throw new IllegalStateException(resource + ": line " + (rows.size() + 2) + " has " + row.length
                            + " columns instead of " + header.size());
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
