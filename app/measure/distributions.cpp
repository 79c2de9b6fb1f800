#include "measure/distributions.h"

#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>
#include <exception>

namespace benchglass::measure {

namespace {

template <typename Evaluate>
std::optional<double> evaluated(Evaluate evaluate)
{
    try {
        const double value = evaluate();
        if (!std::isfinite(value))
            return std::nullopt;
        return value;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

} // namespace

std::optional<double> studentP(double t, double degreesOfFreedom)
{
    return evaluated([=] {
        const boost::math::students_t_distribution<double> student(degreesOfFreedom);
        return 2 * boost::math::cdf(boost::math::complement(student, std::abs(t)));
    });
}

std::optional<double> studentQuantile(double probability, double degreesOfFreedom)
{
    return evaluated([=] {
        return boost::math::quantile(
            boost::math::students_t_distribution<double>(degreesOfFreedom), probability);
    });
}

std::optional<double> normalP(double z)
{
    return evaluated([=] {
        return 2
            * boost::math::cdf(
                boost::math::complement(boost::math::normal_distribution<double>(), std::abs(z)));
    });
}

std::optional<double> powerOfT(double noncentrality, double degreesOfFreedom, double alpha)
{
    const auto critical = studentQuantile(1 - alpha / 2, degreesOfFreedom);
    if (!critical)
        return std::nullopt;
    return evaluated([=] {
        const boost::math::non_central_t_distribution<double> shifted(degreesOfFreedom, noncentrality);
        return boost::math::cdf(boost::math::complement(shifted, *critical))
            + boost::math::cdf(shifted, -*critical);
    });
}

std::optional<double> hedgesFactor(double degreesOfFreedom)
{
    if (!(degreesOfFreedom > 1))
        return std::nullopt;
    const double half = degreesOfFreedom / 2;
    // G(half) / G(half - 1/2) as one ratio, which does not overflow for large samples.
    return evaluated([=] { return 1 / (boost::math::tgamma_ratio(half - 0.5, half) * std::sqrt(half)); });
}

} // namespace benchglass::measure
