#pragma once

#include <optional>

namespace benchglass::measure {

/// Thin adapter of Boost.Math: whatever it throws or cannot evaluate is absent here.

/// Two-sided p of Student's t.
std::optional<double> studentP(double t, double degreesOfFreedom);

/// The value that Student's t stays below with @p probability.
std::optional<double> studentQuantile(double probability, double degreesOfFreedom);

/// Probability that the standard normal exceeds @p z in magnitude.
std::optional<double> normalP(double z);

/// Power of a two-sided t-test at level @p alpha whose t has this noncentrality.
std::optional<double> powerOfT(double noncentrality, double degreesOfFreedom, double alpha);

/// Hedges' exact small-sample factor J = G(m/2) / (sqrt(m/2) G((m-1)/2)), m > 1 degrees of freedom.
std::optional<double> hedgesFactor(double degreesOfFreedom);

} // namespace benchglass::measure
