package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What the scrape queue carries.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ScrapeMessage extends Message permits ScrapeRequestedV1 {}
