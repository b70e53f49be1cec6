/// Which types of errors functions meet, for the cards of alarms.
package tidings.failures;
