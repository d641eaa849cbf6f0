/**
 * Health checks: probes ({@code HttpProbe}, {@code TcpProbe}, {@code TtlCheck}) and {@code
 * CheckSchedule}, plain objects with a clock passed in; {@code CheckTimer}, an EJB of a few lines,
 * only calls them. Results leave through the interface {@code CheckListener}. Uses {@code model}.
 */
@NullMarked
package org.lictor.check;

import org.jspecify.annotations.NullMarked;
