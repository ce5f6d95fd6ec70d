using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference;

/// <summary>Fits with known answers.</summary>
public sealed class ClosedFormTests
{
    /// <summary>The minimiser stops at an EDM below 1e-10: 1e-5 of an uncertainty at the worst, far less after a last Newton step.</summary>
    private const double OfSigma = 1e-6;

    private const double Relative = 1e-9;

    [Theory]
    [InlineData(5, 10, 17)]
    [InlineData(5, 10, 10.5)]
    [InlineData(0.3, 2, 4)]
    [InlineData(100, 5000, 5231)]
    public void A_count_with_known_background_gives_excess_over_signal(double signal, double background, double observed)
    {
        Model model = Model.Compile(Counting(signal, background, observed));

        FitResult fit = model.Fitted();

        double sigma = Math.Sqrt(observed) / signal;
        Assert.Equal((observed - background) / signal, fit.Values[0], OfSigma * sigma);
        Assert.Equal(sigma, fit.Uncertainties[0], Relative * sigma);
        Assert.Equal(-2 * LogPoisson(observed, observed), fit.TwiceNll, Relative);
    }

    [Fact]
    public void A_deficit_ends_at_the_lower_bound_without_an_uncertainty()
    {
        Model model = Model.Compile(Counting(5, 10, 7));

        FitResult fit = model.Fitted();

        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(0, fit.Values[0]);
        Assert.Equal(double.NaN, fit.Uncertainties[0]);
        Assert.Equal(-2 * LogPoisson(7, 10), fit.TwiceNll, Relative);
    }

    [Theory]
    [InlineData(5, 10, 1.5, 17)]
    [InlineData(8, 100, 12, 131)]
    public void A_Gaussian_uncertainty_of_the_background_adds_in_quadrature(double signal, double background, double uncertainty, double observed)
    {
        Model model = Model.Compile(OneChannel([observed], Sample("signal", [signal], new NormFactor("mu")), Sample("background", [background], StatError("stat", uncertainty))));

        FitResult fit = model.Fitted();

        // The excess fits the count exactly at γ = 1; the covariance of (μ, γ) is that of the sum of two independent pieces.
        double sigma = Math.Sqrt(observed + (uncertainty * uncertainty)) / signal;
        double relative = uncertainty / background;
        Assert.Equal((observed - background) / signal, fit.Values[0], OfSigma * sigma);
        Assert.Equal(1, fit.Values[1], OfSigma * relative);
        Assert.Equal(sigma, fit.Uncertainties[0], Relative * sigma);
        Assert.Equal(relative, fit.Uncertainties[1], Relative * relative);
        Assert.Equal(-2 * LogPoisson(observed, observed) + (2 * Math.Log(relative * Math.Sqrt(2 * Math.PI))), fit.TwiceNll, Relative);
        Assert.Equal(-relative * relative * background / signal, fit.Covariance![1], Relative);
    }

    [Fact]
    public void An_on_off_measurement_gives_the_uncertainty_of_its_control_count()
    {
        // shapesys of 20 ± 4: a control count of τ = 25 with 25 observed.
        Model model = Model.Compile(OneChannel([37], Sample("signal", [10], new NormFactor("mu")), Sample("background", [20], ShapeSys("gamma", 4))));

        FitResult fit = model.Fitted();

        double sigma = Math.Sqrt(37 + (4.0 * 4.0)) / 10;
        Assert.Equal(1.7, fit.Values[0], OfSigma * sigma);
        Assert.Equal(sigma, fit.Uncertainties[0], Relative);
        Assert.Equal(0.2, fit.Uncertainties[1], Relative);
        Assert.Equal(-2 * (LogPoisson(37, 37) + LogPoisson(25, 25)), fit.TwiceNll, Relative);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void Held_at_a_strength_the_background_solves_its_quadratic_equation(double mu)
    {
        Model model = Model.Compile(OneChannel([17], Sample("signal", [5], new NormFactor("mu")), Sample("background", [10], StatError("stat", 1.5))));

        FitResult fit = model.Fitted(new FitOptions { Hold = new Dictionary<int, double> { [0] = mu } });

        // 1 − n/ν + (γ − 1)/(σ²B) = 0 with ν = μS + γB.
        double gamma = fit.Values[1], rate = (5 * mu) + (10 * gamma);
        Assert.Equal(mu, fit.Values[0]);
        Assert.Equal(0, 10 * (1 - (17 / rate)) + ((gamma - 1) / (0.15 * 0.15)), 1e-9);
        Assert.Equal(-2 * LogPoisson(17, rate) + (2 * Math.Log(0.15 * Math.Sqrt(2 * Math.PI))) + Math.Pow((gamma - 1) / 0.15, 2), fit.TwiceNll, Relative);
    }

    [Fact]
    public void Independent_bins_average_with_their_weights()
    {
        // Without background, μ̂ = Σn/Σs and σ = √Σn / Σs.
        Model model = Model.Compile(OneChannel([12, 7, 31], Sample("signal", [10, 8, 25], new NormFactor("mu"))));

        FitResult fit = model.Fitted();

        Assert.Equal(50.0 / 43, fit.Values[0], 1e-9);
        Assert.Equal(Math.Sqrt(50) / 43, fit.Uncertainties[0], Relative);
    }

    private static Workspace Counting(double signal, double background, double observed)
        => OneChannel([observed], Sample("signal", [signal], new NormFactor("mu")), Sample("background", [background]));

    private static double LogPoisson(double n, double rate) => (n * Math.Log(rate)) - rate - MathNet.Numerics.SpecialFunctions.GammaLn(n + 1);
}
