package tidings.telegram;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/// A button under a card.
///
/// @param label its text
/// @param press the callback data, at most 64 bytes; empty with a `url`
/// @param url what it opens instead, an absolute http or https URL
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Button(String label, String press, Optional<String> url) {
    public Button {
        press = press == null ? "" : press;
        url = url == null ? Optional.empty() : url;
    }

    public Button(String label, String press) {
        this(label, press, Optional.empty());
    }

    public static Button opening(String label, String url) {
        return new Button(label, "", Optional.of(url));
    }
}
