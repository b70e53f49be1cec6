/// Alarms of CloudWatch as cards in the operators' chat: one card an incident, edited as its state changes. What each
/// alarm means and what cures it stands in `functions/alarms/RUNBOOK.md`.
package tidings.alarms;
