using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Reports;

/// <summary>What fits from random starts found, as plain data.</summary>
/// <param name="Count">The number of random starts.</param>
/// <param name="ConvergedCount">How many of their fits converged.</param>
/// <param name="LowestCount">How many reached the lowest minimum.</param>
/// <param name="LowestTwiceNll">−2 ln L there.</param>
/// <param name="OtherMinima">Other minima, from low to high.</param>
public sealed record RandomStartsReport(int Count, int ConvergedCount, int LowestCount, double LowestTwiceNll, IReadOnlyList<OtherMinimum> OtherMinima)
{
    private const int DifferencesShown = 5;

    /// <summary>The report of a result.</summary>
    /// <param name="result">The result.</param>
    public static RandomStartsReport Create(RandomStartsResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        OtherMinimum[] others = [.. result.OtherMinima.Select(fit => new OtherMinimum(fit.TwiceNll, Differences(result.Lowest, fit)))];
        return new RandomStartsReport(result.Count, result.ConvergedCount, result.LowestCount, result.Lowest.TwiceNll, others);
    }

    private static ParameterDifference[] Differences(FitResult lowest, FitResult other)
    {
        IEnumerable<(ParameterDifference Difference, double Size)> all = lowest.Parameters.Select(parameter =>
        {
            double width = lowest.Uncertainties[parameter.Index];
            var difference = new ParameterDifference(parameter.Name, lowest.Values[parameter.Index], other.Values[parameter.Index]);
            return (difference, Math.Abs(difference.Value - difference.LowestValue) / (width > 0 ? width : UnitOf(parameter)));
        });
        return [.. all.Where(item => item.Size > 0).OrderByDescending(item => item.Size).Take(DifferencesShown).Select(item => item.Difference)];
    }

    private static double UnitOf(Parameter parameter) => parameter.PrefitUncertainty > 0 ? parameter.PrefitUncertainty : 1;
}

/// <summary>A minimum above the lowest one.</summary>
/// <param name="TwiceNll">−2 ln L there.</param>
/// <param name="Differences">The parameters that differ most from the lowest minimum, in units of their uncertainty there.</param>
public sealed record OtherMinimum(double TwiceNll, IReadOnlyList<ParameterDifference> Differences);

/// <summary>A parameter that differs between two minima.</summary>
/// <param name="Name">The name.</param>
/// <param name="LowestValue">Its value at the lowest minimum.</param>
/// <param name="Value">Its value at the other one.</param>
public sealed record ParameterDifference(string Name, double LowestValue, double Value);
