/**
 * The command line: {@code noun verb} commands with Consul's flags, columns and exit codes. It
 * speaks HTTP only and shares no class with the server, so it can be a jar of its own. Only the
 * class of the command that was asked for is loaded: a tool that is run by scripts and by people in
 * a hurry has to answer in a fraction of a second.
 */
@NullMarked
package org.lictor.cli;

import org.jspecify.annotations.NullMarked;
