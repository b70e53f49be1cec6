package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.OptionalInt;

/// How a card reminds somebody.
///
/// @param of the message of the chat that it replies to, if any
/// @param late after this instant it also says `lateHtml`
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Reminding(OptionalInt of, Instant late, String lateHtml) {
    public Reminding {
        of = of == null ? OptionalInt.empty() : of;
    }

    /// What a card says that is sent at an instant.
    String html(String html, Instant now) {
        return now.isAfter(late) ? html + "\n\n<i>" + lateHtml + "</i>" : html;
    }
}
