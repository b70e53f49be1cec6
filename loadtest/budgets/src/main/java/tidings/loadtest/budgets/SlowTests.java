package tidings.loadtest.budgets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The slowest tests of the last build, from the reports that Surefire and Failsafe leave in `target`.
record SlowTests(String name, double seconds) {
    private static final int DEPTH = 7;

    static List<SlowTests> of(Path project, int number) throws IOException {
        List<SlowTests> tests = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                project,
                DEPTH,
                (file, _) -> file.toString().matches(".*/target/(surefire|failsafe)-reports/TEST-[^/]+\\.xml"),
                new FileVisitOption[0])) {
            for (Path report : files.toList()) {
                read(report, tests);
            }
        }
        return tests.stream()
                .sorted(Comparator.comparingDouble(SlowTests::seconds).reversed())
                .limit(number)
                .toList();
    }

    private static void read(Path report, List<SlowTests> tests) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("testcase")) {
                    String name = xml.getAttributeValue(null, "classname") + "." + xml.getAttributeValue(null, "name");
                    String time = xml.getAttributeValue(null, "time").replace(",", "");
                    tests.add(new SlowTests(name, Double.parseDouble(time)));
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException(report + " is no report of tests: " + e.getMessage(), e);
        }
    }
}
