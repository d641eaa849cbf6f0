/**
 * The order of commands: the port {@link org.lictor.consensus.CommandLog} (submit a command, learn
 * its index and outcome), {@link org.lictor.consensus.CommittedHandler} (what each server does with
 * a committed one), {@link org.lictor.consensus.Leadership}, and the exceptions a submitter must
 * understand. Uses {@code model}, {@code command} and {@code storage}; never {@code state}.
 */
@NullMarked
package org.lictor.consensus;

import org.jspecify.annotations.NullMarked;
