package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What the posts queue carries: what became of a reading of a listing.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface PostsMessage extends Message permits PostsFoundV1, ListingRefusedV1 {}
