using System.Globalization;
using System.Text;
using Wilks.Workspaces;

namespace Wilks.Cli.Toys;

/// <summary>What an overlay does to a likelihood, as a text of its own: the same for two files that say the same. Labels and groups change no number and are left out.</summary>
internal static class OverlayText
{
    public static string Of(Overlay overlay)
    {
        var text = new StringBuilder("overlay\n");
        foreach (ParameterChange change in overlay.NewParameters) Append(text, "new", change);
        foreach (ParameterChange change in overlay.Parameters) Append(text, "change", change);
        foreach (CorrelatedConstraint constraint in overlay.CorrelatedConstraints)
        {
            Append(text, ["correlated", .. constraint.Parameters]);
            Append(text, [Numbers(constraint.Means), Numbers(constraint.Covariance), Numbers(constraint.Correlation), Numbers(constraint.Sigmas)]);
        }

        if (overlay.Pois is { } pois) Append(text, ["pois", .. pois]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string kind, ParameterChange change) => Append(text,
    [
        kind, change.Name, change.Expression ?? "", Number(change.Init), Number(change.Bounds?.Lower), Number(change.Bounds?.Upper),
        change.Fixed?.ToString() ?? "", .. Setting(change.Constraint),
    ]);

    private static string[] Setting(IConstraintSetting? setting) => setting switch
    {
        null => [],
        GaussianSetting gaussian => [setting.Kind, Number(gaussian.Sigma), Number(gaussian.Mean)],
        LogNormalSetting logNormal => [setting.Kind, Number(logNormal.LogSigma), Number(logNormal.Median)],
        PoissonSetting poisson => [setting.Kind, Number(poisson.Tau), Number(poisson.Observed)],
        GammaSetting gamma => [setting.Kind, Number(gamma.Tau), Number(gamma.Observed)],
        UniformSetting uniform => [setting.Kind, Number(uniform.Lower), Number(uniform.Upper)],
        _ => [setting.Kind],
    };

    // With its length before it no word can run into the next.
    private static void Append(StringBuilder text, string[] words)
    {
        foreach (string word in words) text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word} ");
        text.Append('\n');
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Numbers(IEnumerable<double>? values) => values is null ? "" : string.Join(',', values.Select(value => Number(value)));
}
