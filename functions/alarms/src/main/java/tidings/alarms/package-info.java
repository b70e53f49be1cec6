/// CloudWatch alarms as cards in the operators' chat: one card per incident, edited as its state changes. The runbook,
/// `functions/alarms/RUNBOOK.md`, explains each alarm and its remedies.
package tidings.alarms;
