using Wilks.Inference;
using Wilks.Models;
using Wilks.Tests.Likelihoods;

namespace Wilks.Tests.Inference;

/// <summary>Lean fits that use the curvature of a fit nearby end where those that compute their own do.</summary>
public sealed class NearbyFitTests
{
    /// <summary>Both ends have an EDM below 1e-10; the other part is rounding of values near 100.</summary>
    private const double ValueTolerance = 1e-9;

    /// <summary>In uncertainties: the root of an EDM of 1e-12, which both may be off by.</summary>
    private const double PointTolerance = 2e-6;

    public static TheoryData<string> Names() => [.. SmallWorkspaces.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Held_parameters_and_shifted_data_give_the_same_minimum(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);
        FitResult best = new Fitter(model).Fit(model.ObservedData, null, TestContext.Current.CancellationToken);
        Fitter near = new(model), plain = new(model);
        near.StayNear(best, model.ObservedData);

        foreach (Parameter parameter in model.Parameters.Where(p => best.Uncertainties[p.Index] > 0))
        {
            double[] start = [.. best.Values];
            foreach (double shift in (ReadOnlySpan<double>)[-1, 0.3, 1])
            {
                double value = Math.Clamp(start[parameter.Index] + (shift * best.Uncertainties[parameter.Index]), parameter.Lower, parameter.Upper);
                var options = new FitOptions { Start = start, Hold = new Dictionary<int, double> { [parameter.Index] = value } };
                Same(model, best, near, plain, model.ObservedData, options);
                Same(model, best, near, plain, new Dataset([.. model.ObservedData.Main.ToArray().Select((n, bin) => bin == 0 ? n * (1 + (0.1 * shift)) : n)], model.ObservedData.Auxiliary.ToArray()), new FitOptions { Start = start });
            }
        }
    }

    private static void Same(Model model, FitResult best, Fitter near, Fitter plain, Dataset data, FitOptions options)
    {
        double expected = plain.FitTwiceNll(data, options), actual = near.FitTwiceNll(data, options);

        if (double.IsNaN(expected)) return;

        Assert.True(Math.Abs(actual - expected) < ValueTolerance, $"{actual:R} instead of {expected:R}");
        foreach (Parameter p in model.Parameters.Where(p => best.Uncertainties[p.Index] > 0))
        {
            double difference = (near.LastValue(p.Index) - plain.LastValue(p.Index)) / best.Uncertainties[p.Index];
            Assert.True(Math.Abs(difference) < PointTolerance, $"'{p.Name}' differs by {difference:G3} of its uncertainty");
        }
    }
}
