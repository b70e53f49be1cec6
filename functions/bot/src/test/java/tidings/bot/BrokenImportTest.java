package tidings.bot;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.bot.BadImportException.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.bot.ImportReaderTest.follows;
import static tidings.bot.ImportReaderTest.opml;
import static tidings.bot.ImportReaderTest.outline;

/// Lists of feeds that are broken, harmful, or not what they seem.
class BrokenImportTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<opml><body><outline xmlUrl=\"https://www.reddit.com/r/java/.rss\"></body></opml> | XML | 1",
                "<opml><body><outline xmlUrl='https://www.reddit.com/r/java/.rss'/> | XML | 1",
                "<html><body/></html> | NO_OPML | html",
                "<rss version='2.0'><channel/></rss> | NO_OPML | rss",
                "<opml version='2.0'><body/></opml> | EMPTY | ''",
                "<opml version='2.0'><body><outline text='Folder'/></body></opml> | EMPTY | ''",
                "{\"feeds\": [{\"url\": \"https://www.reddit.com/r/java/.rss\"} | JSON | 1",
                "{\"feeds\": []} | EMPTY | ''",
                "{} | EMPTY | ''",
                "[{\"url\": 7, \"filters\": 7}, | JSON | 1",
                "nothing to see here | EMPTY | ''"
            })
    void whatCannotBeReadSaysWhatIsWrong(String list, Problem problem, String place) {
        assertThatThrownBy(() -> ImportReader.read(list)).isInstanceOfSatisfying(BadImportException.class, bad -> {
            assertThat(bad.problem).isEqualTo(problem);
            assertThat(bad.place).isEqualTo(place);
        });
        assertThatThrownBy(() -> ImportReader.read(list.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        BadImportException.class, bad -> assertThat(bad.problem).isEqualTo(problem));
    }

    @Test
    void theLineThatIsBrokenIsNamed() {
        String broken = opml(outline("https://www.reddit.com/r/java/.rss"), "<outline & />");

        assertThatThrownBy(() -> ImportReader.read(broken))
                .isInstanceOfSatisfying(
                        BadImportException.class, bad -> assertThat(bad.place).isEqualTo("4"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 255})
    void whatIsNoTextIsNotRead(int seed) {
        byte[] bytes = new byte[5_000];
        new Random(seed).nextBytes(bytes);
        bytes[0] = (byte) 0x89;

        assertThatThrownBy(() -> ImportReader.read(bytes))
                .isInstanceOfSatisfying(
                        BadImportException.class, bad -> assertThat(bad.problem).isEqualTo(Problem.BINARY));
    }

    /// What a document type declares is neither fetched nor unfolded.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE opml [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE opml [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;]>",
                "<!DOCTYPE opml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f \"&b;&b;&b;&b;&b;&b;&b;\">]>",
                "<!DOCTYPE opml SYSTEM \"http://127.0.0.1:9/opml.dtd\">"
            })
    void aDocumentTypeDeclaresNothing(String type) throws BadImportException {
        String body = "<opml><body>" + outline("https://www.reddit.com/r/java/.rss") + "</body></opml>";
        assertThat(follows(ImportReader.read(type + body))).containsExactly("r/java");

        if (type.contains("opml.dtd")) {
            return; // there the entity may be declared, and stands for nothing
        }
        String with = type + "<opml><body>" + outline("https://www.reddit.com/r/java/.rss")
                + "<outline xmlUrl=\"https://example.org/XX\"/></body></opml>".replace("XX", "&f;");
        assertThatThrownBy(() -> ImportReader.read(with))
                .isInstanceOfSatisfying(
                        BadImportException.class, bad -> assertThat(bad.problem).isEqualTo(Problem.XML));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"})
    void aFileIsReadInTheEncodingThatItNames(String encoding) throws BadImportException {
        String list = opml("<outline text=\"Gärten\" xmlUrl=\"https://www.reddit.com/r/gardening/.rss\" größe=\"1\"/>")
                .replace("UTF-8", encoding);

        Imported imported = ImportReader.read(list.getBytes(Charset.forName(encoding)));

        assertThat(follows(imported)).containsExactly("r/gardening");
        assertThat(imported.settings()).containsExactly("größe");
    }

    @Test
    void aByteOrderMarkDoesNotMatter() throws BadImportException {
        for (String list : List.of(
                opml(outline("https://www.reddit.com/r/java/.rss")),
                "{\"feeds\": [{\"url\": \"r/java\"}]}",
                "r/java")) {
            String marked = "\uFEFF" + list;
            assertThat(follows(ImportReader.read(marked))).containsExactly("r/java");
            assertThat(follows(ImportReader.read(marked.getBytes(StandardCharsets.UTF_8))))
                    .containsExactly("r/java");
        }
    }

    /// In time that grows with its length.
    @ParameterizedTest
    @ValueSource(strings = {".", "!", "/", "r/", "+", "http://", "<", "&", "[", "{", "%2", "ä", "reddit.com/"})
    void aMegabyteOfTheSameIsReadOrRefused(String part) {
        for (String start :
                List.of("", "https://www.reddit.com/r/java/", "{\"feeds\": [", "<opml><outline xmlUrl=\"")) {
            String list = start + part.repeat((1 << 20) / part.length()) + "a";
            try {
                assertThat(ImportReader.read(list).isEmpty()).isFalse();
            } catch (BadImportException bad) {
                assertThat(bad.place).hasSizeLessThan(2_000_000);
            }
        }
    }

    /// Whatever is cut, doubled or replaced, either something is read or it says what is wrong.
    @Test
    void noInputOfAnyShapeFailsOtherwise() {
        List<String> samples = List.of(
                opml(outline("https://www.reddit.com/r/java/.rss"), outline("https://example.org/ü?a=1&b=2")),
                "{\"feeds\": [{\"url\": \"https://www.reddit.com/r/java/search.rss?q=%2&restrict_sr=1\", \"filters\": {\"title\": [\"!a\", [], 7, null]}}]}",
                "r/java, https://www.reddit.com/r/%zz/.rss u/quiet-otter [x](r/kotlin)");
        Random random = new Random(7);
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text = new StringBuilder(samples.get(random.nextInt(samples.size())));
            for (int change = random.nextInt(4); change >= 0 && text.length() > 1; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                    case 1 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
                    case 2 -> text.setCharAt(at, (char) random.nextInt(0x300));
                    default -> text.insert(at, "<>\"'&;[]{}%!~\\|?#".charAt(random.nextInt(17)));
                }
            }
            try {
                Imported imported = ImportReader.read(text.toString());
                assertThat(imported.isEmpty()).as(text.toString()).isFalse();
            } catch (BadImportException bad) {
                assertThat(bad.problem).isNotNull();
            }
        }
    }

    /// Whoever names a community in a list follows exactly that one.
}
