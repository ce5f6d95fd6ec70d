using System.Globalization;
using Wilks.Minimization;
using Wilks.Reports;

namespace Wilks.Cli.Tests.Reports;

/// <summary>Fits made by hand, so that reports are tested without an engine.</summary>
internal static class SampleFits
{
    public static FitReport Small { get; } = new()
    {
        Status = "converged",
        StatusMessage = "'mu' is at its lower bound 0; its Hessian uncertainty is not given.",
        TwiceNll = 23.196365857,
        Edm = 9.6e-13,
        FreeParameterCount = 4,
        ProfiledParameterCount = 2,
        Measurement = "main",
        ChannelCount = 1,
        BinCount = 2,
        Parameters =
        [
            new() { Name = "alpha", Value = -0.1234, Uncertainty = 0.95, Init = 0, Lower = -5, Upper = 5, Constrained = true, Pull = -0.1234 },
            new() { Name = "lumi", Value = 1, Uncertainty = 0, Init = 1, Lower = 0.5, Upper = 1.5, Constrained = true, Fixed = true },
            new() { Name = "mu", Value = 0, Uncertainty = double.NaN, Init = 1, Lower = 0, Upper = 10, IsPoi = true, AtLower = true },
            new() { Name = "norm", Value = 105.4321, Uncertainty = 11.2, Init = 100, Lower = 0, Upper = 1000 },
            new() { Name = "gamma[0]", Value = 1.0012, Uncertainty = 0.0312, Init = 1, Lower = 1e-10, Upper = 10, Constrained = true, Pull = 0.038 },
        ],
        Evaluations = new EvaluationCounts(3, 1, 7),
        Seconds = 0.00123,
    };

    public static FitReport Failed { get; } = Small with
    {
        Status = "iteration_limit",
        StatusMessage = "500 iterations were not enough; start elsewhere with --init or look for flat directions.",
    };

    public static FitReport WithMatrices { get; } = Small with
    {
        Correlation = new NamedMatrix(["alpha", "norm"], [1, -0.25, -0.25, 1]),
        Covariance = new NamedMatrix(["alpha", "norm"], [0.9025, -2.66, -2.66, 125.44]),
    };

    public static FitReport WithRandomStarts { get; } = Small with
    {
        RandomStarts = new RandomStartsReport(20, 18, 15, 23.196365857, [new OtherMinimum(24.5, [new ParameterDifference("alpha", -0.1234, 1.9), new ParameterDifference("norm", 105.4321, 87.1)])]),
    };

    public static FitReport Long { get; } = Small with
    {
        Parameters =
        [
            .. Enumerable.Range(0, 60).Select(index => new FitParameter
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"systematic_{index}"),
                Value = (index % 7) * 0.1,
                Uncertainty = 0.9,
                Init = 0,
                Lower = -5,
                Upper = 5,
                Constrained = true,
                Pull = (index % 7) * 0.1,
            }),
            .. Small.Parameters,
        ],
    };
}
