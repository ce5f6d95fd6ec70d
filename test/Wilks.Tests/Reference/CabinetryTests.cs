using System.Text;
using System.Text.Json;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Tests;
using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Tests.Inference;

namespace Wilks.Tests.Reference;

/// <summary>The same yields, uncertainties and goodness of fit as cabinetry. Tool, version and command stand in the file.</summary>
public sealed class CabinetryTests
{
    /// <summary>The same formula in another order of sums.</summary>
    private const double Relative = 1e-9;

    /// <summary>The best fit of MINUIT lies within its tolerance of the minimum: yields differ by up to 6e-5 here.</summary>
    private const double MinuitValue = 1e-4;

    /// <summary>Its numerical Hessian differs from the exact one: the uncertainty of the signal by 1.2 %, those of yields by up to 1.4 %.</summary>
    private const double MinuitUncertainty = 0.02;

    private readonly JsonElement _reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestFolders.Repository, "test", "Reference", "cabinetry", "minimal_example.json"))).RootElement;
    private readonly Model _model;

    public CabinetryTests()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(_reference.GetProperty("workspace").GetRawText()));
        _model = Model.Compile(PyhfReader.ReadStream(stream, "minimal_example").Workspace);
    }

    [Fact]
    public void Yields_before_the_fit_agree_to_rounding() => Compare(PredictionCalculator.Prefit(_model), "prefit", Relative, Relative);

    [Fact]
    public void Yields_at_its_best_fit_and_with_its_covariance_agree_to_rounding() => Compare(PredictionCalculator.Postfit(_model, ItsFit()), "postfit", Relative, Relative);

    [Fact]
    public void Yields_after_our_fit_agree_as_far_as_its_optimiser_goes() => Compare(PredictionCalculator.Postfit(_model, _model.Fitted()), "postfit", MinuitValue, MinuitUncertainty);

    [Fact]
    public void The_goodness_of_fit_agrees()
    {
        FitResult fit = _model.Fitted();

        GoodnessOfFitResult result = GoodnessOfFitCalculator.Judge(_model, _model.ObservedData, fit);

        Assert.Equal(3, result.DegreesOfFreedom);
        Assert.Equal(_reference.GetProperty("goodness_of_fit").GetDouble(), result.PValue, 1e-6);
        Assert.True(fit.TwiceNll <= _reference.GetProperty("twice_nll").GetDouble() + 1e-9);
    }

    private void Compare(Prediction prediction, string key, double valueTolerance, double uncertaintyTolerance)
    {
        JsonElement expected = _reference.GetProperty(key);
        JsonElement yields = expected.GetProperty("model_yields"), bins = expected.GetProperty("total_stdev_bins"), sums = expected.GetProperty("total_stdev_channels");
        Assert.Equal(yields.GetArrayLength(), prediction.Channels.Count);
        for (int c = 0; c < prediction.Channels.Count; c++)
        {
            // The last row of theirs is the sum of the samples.
            YieldRow[] rows = [.. prediction.Channels[c].Samples, prediction.Channels[c].Total];
            for (int s = 0; s < rows.Length; s++)
            {
                if (s < yields[c].GetArrayLength()) Same(ReferenceCase.Numbers(yields[c][s]), rows[s].Bins, valueTolerance);
                Same(ReferenceCase.Numbers(bins[c][s]), rows[s].BinUncertainties, uncertaintyTolerance);
                Same([sums[c][s].GetDouble()], [rows[s].SumUncertainty], uncertaintyTolerance);
            }
        }
    }

    private static void Same(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, relative * Math.Max(Math.Abs(pair.First), relative)));
    }

    private FitResult ItsFit()
    {
        int[] index = [.. _reference.GetProperty("labels").EnumerateArray().Select(label => _model.IndexOf(label.GetString()!))];
        double[] best = ReferenceCase.Numbers(_reference.GetProperty("bestfit")), sigma = ReferenceCase.Numbers(_reference.GetProperty("uncertainty"));
        int n = _model.Parameters.Count;
        double[] values = new double[n], uncertainties = new double[n], covariance = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            (values[index[i]], uncertainties[index[i]]) = (best[i], sigma[i]);
            for (int j = 0; j < n; j++) covariance[(index[i] * n) + index[j]] = sigma[i] * sigma[j] * _reference.GetProperty("correlation")[i][j].GetDouble();
        }

        return new FitResult(_model.Parameters, () => covariance)
        {
            Status = FitStatus.Converged,
            StatusMessage = "",
            TwiceNll = 0,
            Edm = 0,
            Values = values,
            Uncertainties = uncertainties,
            States = new CoordinateState[n],
            Certificate = default!,
            FreeParameterCount = n,
            Evaluations = default,
            Iterations = 0,
            Seconds = 0,
        };
    }
}
