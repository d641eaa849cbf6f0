/**
 * Everything that changes the registry: a sealed {@link org.lictor.command.Command} with one record
 * a verb, the {@link org.lictor.command.Outcome} of one, and {@link
 * org.lictor.command.CommandCodec}, whose byte form carries a type and a version. Uses {@code
 * model}.
 */
@NullMarked
package org.lictor.command;

import org.jspecify.annotations.NullMarked;
