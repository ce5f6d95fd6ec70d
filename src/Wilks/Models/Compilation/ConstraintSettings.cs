using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>Gives a parameter the constraint term that an overlay wants.</summary>
internal static class ConstraintSettings
{
    /// <summary>The parameter with its new term, or what is wrong with it.</summary>
    public static (Parameter Changed, string? Problem) Apply(Parameter parameter, IConstraintSetting setting)
    {
        double centre = parameter.Constraint == ConstraintKind.None ? parameter.Init : parameter.ConstraintCentre;
        Parameter changed = setting switch
        {
            GaussianSetting gaussian => With(parameter, ConstraintKind.Gaussian, gaussian.Mean ?? centre, sigma: gaussian.Sigma),
            LogNormalSetting logNormal => With(parameter, ConstraintKind.LogNormal, logNormal.Median ?? centre, sigma: logNormal.LogSigma),
            PoissonSetting poisson => With(parameter, ConstraintKind.Poisson, poisson.Observed ?? poisson.Tau * centre, tau: poisson.Tau),
            GammaSetting gamma => With(parameter, ConstraintKind.Gamma, gamma.Observed ?? gamma.Tau * centre, tau: gamma.Tau),
            UniformSetting uniform => With(parameter, ConstraintKind.None, double.NaN) with { Lower = uniform.Lower, Upper = uniform.Upper },
            NoConstraintSetting => With(parameter, ConstraintKind.None, double.NaN),
            _ => parameter,
        };
        return (changed, Problem(parameter, changed, setting));
    }

    private static Parameter With(Parameter parameter, ConstraintKind kind, double datum, double sigma = double.NaN, double tau = double.NaN)
        => parameter with { Constraint = kind, AuxiliaryData = datum, Sigma = sigma, Tau = tau };

    private static string? Problem(Parameter before, Parameter after, IConstraintSetting setting)
    {
        if (setting is KeptConstraintSetting) return before.Constraint == ConstraintKind.None ? "has no constraint term to keep" : null;
        return after.Constraint switch
        {
            ConstraintKind.Gaussian when !IsPositive(after.Sigma) || !double.IsFinite(after.AuxiliaryData) => Text($"gets a Gaussian constraint of width {after.Sigma} around {after.AuxiliaryData}; the width is positive and both are finite"),
            ConstraintKind.LogNormal when !IsPositive(after.Sigma) || !IsPositive(after.AuxiliaryData) => Text($"gets a log-normal constraint of width {after.Sigma} around {after.AuxiliaryData}; both are positive"),
            ConstraintKind.Poisson or ConstraintKind.Gamma when !IsPositive(after.Tau) || !(after.AuxiliaryData >= 0) || double.IsInfinity(after.AuxiliaryData) => Text($"gets a {setting.Kind} constraint with tau {after.Tau} and datum {after.AuxiliaryData}; tau is positive and the datum not negative"),
            _ => null,
        };
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
