package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What we put into the queue of alarms; CloudWatch's own messages come there, too, by way of SNS.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface AlarmMessage extends Message permits AlarmPressedV1 {}
