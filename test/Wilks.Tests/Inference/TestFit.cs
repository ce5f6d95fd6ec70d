using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Tests.Inference;

/// <summary>Fits that end with the test that started them.</summary>
internal static class TestFit
{
    /// <summary>Fits the observed data.</summary>
    internal static FitResult Fitted(this Model model, FitOptions? options = null) => model.Fitted(model.ObservedData, options);

    internal static FitResult Fitted(this Model model, Dataset data, FitOptions? options = null) => new Fitter(model).Fit(data, options, TestContext.Current.CancellationToken);
}
