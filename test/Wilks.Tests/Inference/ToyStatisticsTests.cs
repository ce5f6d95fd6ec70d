using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference;

/// <summary>Ten thousand toys have the means and variances of their distributions.</summary>
public sealed class ToyStatisticsTests
{
    private const int Toys = 10_000;
    private const ulong Seed = 1905;

    /// <summary>Of the error of the mean and of the variance; the seed is fixed, so the test can't flicker.</summary>
    private const double Sigmas = 5;

    [Fact]
    public void Counts_and_auxiliary_data_have_the_mean_and_variance_of_their_distributions()
    {
        Model model = Model.Compile(OneChannel([50, 3, 400], Sample("signal", [5, 0.4, 10], new NormFactor("mu")),
            Sample("background", [45, 2, 390], new NormSys("alpha", 0.9, 1.1), ShapeSys("gamma", 5, 0.5, 20), StatError("stat", 3, 0.3, 12))));
        double[] point = model.Inits();
        point[model.IndexOf("mu")] = 1.3;
        point[model.IndexOf("alpha")] = -0.4;
        point[model.IndexOf("gamma[1]")] = 1.2;
        var generator = new ToyGenerator(model.With(model.ObservedData), point);
        Dataset asimov = generator.Asimov();

        Dataset[] toys = [.. Enumerable.Range(0, Toys).Select(i => generator.Draw(Seed, (ulong)i))];

        for (int bin = 0; bin < 3; bin++)
        {
            double mean = asimov.Main.Span[bin];
            Check([.. toys.Select(t => t.Main.Span[bin])], mean, mean, fourth: (3 * mean * mean) + mean);
        }

        for (int term = 0; term < model.AuxiliaryParameters.Count; term++)
        {
            Parameter parameter = model.Parameters[model.AuxiliaryParameters[term]];
            double mean = asimov.Auxiliary.Span[term], variance = parameter.Constraint == ConstraintKind.Poisson ? mean : parameter.Sigma * parameter.Sigma;
            double fourth = (3 * variance * variance) + (parameter.Constraint == ConstraintKind.Poisson ? variance : 0);
            Check([.. toys.Select(t => t.Auxiliary.Span[term])], mean, variance, fourth);
        }
    }

    private static void Check(double[] values, double mean, double variance, double fourth)
    {
        double average = values.Average(), spread = values.Average(v => (v - mean) * (v - mean));

        Assert.InRange((average - mean) / Math.Sqrt(variance / Toys), -Sigmas, Sigmas);
        Assert.InRange((spread - variance) / Math.Sqrt((fourth - (variance * variance)) / Toys), -Sigmas, Sigmas);
    }
}
