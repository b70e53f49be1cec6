package tidings.store;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.postgresql.ds.PGSimpleDataSource;
import tidings.settings.Profile;

/// The command that exports corrections in the format that the topic model's commands read.
public final class ExportCorrections {
    private static final String CONSENT = "--i-may-train-on-this";

    private static final String USAGE = """
            Exports the corrections of topics. The file has texts that people wrote on Reddit, whose rules may forbid to
            train on them; say --i-may-train-on-this first if you may:

              --i-may-train-on-this
              <url>        the JDBC URL of the database, such as
                           jdbc:postgresql://localhost:5432/tidings?user=tidings (a password is read from ~/.pgpass)
              <corrected>  the output file of corrected posts: CSV with the columns
                           subreddit,category,title,selftext,domain,given,source
              <delivered>  the output file of the number of posts of each topic: CSV with the columns topic,posts
            """;

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private ExportCorrections() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) {
        if (args.length != 4 || !args[0].equals(CONSENT)) {
            out.print(USAGE);
            return 2;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(args[1]);
        } catch (IllegalArgumentException e) {
            out.println("the second argument is not the JDBC URL of a Postgres database");
            out.print(USAGE);
            return 2;
        }
        try (Database database = Database.of(source, Profile.all().get("development"), InstantSource.system())) {
            Corrections corrections = new Corrections(database, InstantSource.system());
            long posts = write(corrections, Path.of(args[2]), Path.of(args[3]));
            out.println(posts + " corrected posts exported");
            return 0;
        } catch (IOException e) {
            out.println("writing failed: " + e);
            return 1;
        } catch (DatabaseUnavailableException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    /// Writes both files; returns the number of corrected posts.
    static long write(Corrections corrections, Path corrected, Path delivered) throws IOException {
        Corrections.Export export = corrections.export();
        try (Writer file = Files.newBufferedWriter(corrected);
                CSVPrinter csv = new CSVPrinter(file, FORMAT)) {
            csv.printRecord("subreddit", "category", "title", "selftext", "domain", "given", "source");
            for (Corrections.Corrected post : export.corrected()) {
                csv.printRecord(
                        post.subreddit(),
                        post.topic(),
                        post.title(),
                        post.body(),
                        post.domain(),
                        post.given(),
                        "correction");
            }
        }
        try (Writer file = Files.newBufferedWriter(delivered);
                CSVPrinter csv = new CSVPrinter(file, FORMAT)) {
            csv.printRecord("topic", "posts");
            for (Map.Entry<String, Long> topic : export.delivered().entrySet()) {
                csv.printRecord(topic.getKey(), topic.getValue());
            }
        }
        return export.corrected().size();
    }
}
