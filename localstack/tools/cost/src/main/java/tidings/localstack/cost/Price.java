package tidings.localstack.cost;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/// A price of AWS.
///
/// @param per what it buys
/// @param vcpus of an instance class
/// @param source the page that it is of
/// @param date when it was looked for
/// @param seen where it was read on that day; empty for one that is to be verified
record Price(double usd, String per, OptionalInt vcpus, String source, LocalDate date, Optional<String> seen) {}
