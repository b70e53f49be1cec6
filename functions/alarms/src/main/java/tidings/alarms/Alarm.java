package tidings.alarms;

import tidings.domain.Sha256;

/// An alarm with the parts of its description: a line with the symptom, a line `First: …` and a line `Runbook: …`.
///
/// @param first what to look at first; may be empty
/// @param runbook where its entry in the runbook is; may be empty
/// @param widget its metric as a metric widget of CloudWatch, JSON; empty for a composite alarm
record Alarm(String name, String symptom, String first, String runbook, String widget) {
    private static final int KEY_BYTES = 5;

    /// A short name for the alarm, for button data and table keys.
    static String key(String name) {
        return Sha256.hex(name, KEY_BYTES);
    }

    static Alarm of(String name, String description, String widget) {
        String symptom = name;
        String first = "";
        String runbook = "";
        for (String line : description.lines().map(String::strip).toList()) {
            if (line.startsWith("First: ")) {
                first = line.substring("First: ".length());
            } else if (line.startsWith("Runbook: ")) {
                runbook = line.substring("Runbook: ".length());
            } else if (!line.isEmpty() && symptom.equals(name)) {
                symptom = line;
            }
        }
        return new Alarm(name, symptom, first, runbook, widget);
    }

    String key() {
        return key(name);
    }
}
