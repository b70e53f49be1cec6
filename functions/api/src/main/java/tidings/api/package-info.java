/// Tells how the whole is: health for everybody, numbers for operators.
package tidings.api;
