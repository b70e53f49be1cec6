package tidings.simulator;

/// A way in which a run can break what people are promised.
enum Breach {
    /// Without any fault nearby, a command shows nothing within five seconds.
    SLOW_START,
    /// A command is not answered within a minute, not counting faults and the minute after each.
    LATE,
    /// A command is never answered.
    UNANSWERED,
    /// Somebody who asked for nothing is answered.
    UNASKED,
    /// A card still says that something is under way after everything has come to rest.
    UNFINISHED,
    /// An answer is shown before one of an earlier command.
    DISORDER,
    /// A command has two answers, and no connection or process broke that explains it.
    DUPLICATE,
    /// A message that is fine is among the dead letters.
    DEAD_LETTER,
    /// Commands behind one that cannot be handled wait for more than half a minute.
    HELD_UP,
    /// A message was lost, or still waits after everything has come to rest.
    LOST,
    /// The webhook fails at an update, whatever that is.
    REFUSED,
    /// Telegram would refuse a message for what it says.
    INVALID,
    /// A new post neither comes to a chat that follows it, nor is held for it, nor skipped for a good reason.
    DELIVERY_LOST,
    /// A new post comes to a chat twice, and no connection or process broke that explains it.
    DELIVERY_REPEATED,
    /// Operators are not shown an alarm.
    ALARM_UNSEEN
}
