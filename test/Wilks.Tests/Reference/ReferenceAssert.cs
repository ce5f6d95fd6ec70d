using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Tests.Inference;

namespace Wilks.Tests.Reference;

/// <summary>Holds the engine against the reference numbers.</summary>
internal static class ReferenceAssert
{
    /// <summary>Both sum thousands of terms in their own order; pyhf works in float64 as well.</summary>
    private const double NllRelative = 1e-10;
    private const double NllAbsolute = 2e-9;

    /// <summary>Products and sums of a few dozen factors.</summary>
    private const double ExpectedRelative = 1e-12;

    /// <summary>The reference minima have EDM below 1e-12, ours below 1e-10.</summary>
    private const double MinimumAbsolute = 1e-6;

    private const double ParameterOfSigma = 1e-3;

    private const double UncertaintyRelative = 1e-3;

    internal static void Declarations(ReferenceCase reference)
    {
        IReadOnlyList<Parameter> parameters = reference.Model.Parameters;

        Assert.Equal(reference.ParameterNames, parameters.Select(p => p.Name));
        Assert.Equal(reference.Inits, parameters.Select(p => p.Init));
        Assert.Equal(reference.Fixed, parameters.Select(p => p.Fixed));
        Assert.Equal(reference.Bounds, parameters.Select(p => (p.Lower, p.Upper)));
        AllClose(reference.AuxiliaryData, reference.Model.ObservedData.Auxiliary.Span, $"{reference.Name} auxiliary data");
    }

    internal static void Points(ReferenceCase reference)
    {
        Model model = reference.Model;
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        double[] main = new double[model.BinCount], auxiliary = new double[model.AuxiliaryParameters.Count];
        int count = 0;
        foreach (ReferencePoint point in reference.Points)
        {
            count++;
            string where = $"{reference.Name} {point.Label}";
            double twiceNll = evaluator.TwiceNll(point.Parameters);
            evaluator.ExpectedMain(point.Parameters, main);
            evaluator.ExpectedAuxiliary(point.Parameters, auxiliary);
            Assert.True(Math.Abs(twiceNll - point.TwiceNll) <= (NllRelative * Math.Abs(point.TwiceNll)) + NllAbsolute, $"{where}: 2NLL {twiceNll:R} for {point.TwiceNll:R}");
            AllClose(point.Main, main, where + " main");
            AllClose(point.Auxiliary, auxiliary, where + " auxiliary");
        }

        Assert.True(count > 0, $"{reference.Name} has no points.");
    }

    /// <returns>By how much our minimum lies above the reference.</returns>
    internal static double Fit(ReferenceCase reference)
    {
        FitResult fit = reference.Model.Fitted();
        double above = fit.TwiceNll - reference.TwiceNll;

        Assert.True(fit.Status == FitStatus.Converged, $"{reference.Name}: {fit.StatusMessage}");
        Assert.Null(FitCertificate.Fault(reference.Model, fit, reference.Model.ObservedData));
        Assert.True(above <= MinimumAbsolute, $"{reference.Name}: 2NLL {fit.TwiceNll:R} lies {above} above {reference.TwiceNll:R}");
        if (!EmptyBinConditions.AreActive(reference.Model, fit, reference.Model.ObservedData)) CovarianceAssert.Holds(fit, reference.Name);
        if (above > -MinimumAbsolute) Parameters(reference, fit);
        return above;
    }

    private static void Parameters(ReferenceCase reference, FitResult fit)
    {
        double[] values = reference.Values, uncertainties = reference.Uncertainties;
        bool grazes = reference.Grazes;
        for (int p = 0; p < values.Length; p++)
        {
            string where = $"{reference.Name} {reference.Model.Parameters[p].Name}";
            double sigma = uncertainties[p] > 0 ? uncertainties[p] : 1;
            Assert.True(Math.Abs(fit.Values[p] - values[p]) <= ParameterOfSigma * sigma, $"{where}: {fit.Values[p]:R} for {values[p]:R}");
            if (uncertainties[p] > 0 && !grazes)
                Assert.True(Math.Abs(fit.Uncertainties[p] - sigma) <= UncertaintyRelative * sigma, $"{where}: ± {fit.Uncertainties[p]:R} for {sigma:R}");
        }
    }

    private static void AllClose(double[] expected, ReadOnlySpan<double> actual, string where)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= ExpectedRelative * (1 + Math.Abs(expected[i])), $"{where} [{i}]: {actual[i]:R} for {expected[i]:R}");
    }
}
