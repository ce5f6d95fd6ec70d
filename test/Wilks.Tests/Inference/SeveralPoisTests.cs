using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference;

/// <summary>Two signal strengths with a functional constraint between them: the joint likelihood, and each of them eliminated by an expression, agree.</summary>
public sealed class SeveralPoisTests
{
    /// <summary>Roots of Δ2NLL are found to 1e-7 of an uncertainty.</summary>
    private const double RootTolerance = 1e-6;

    /// <summary>Values of 2NLL near 40.</summary>
    private const double ValueTolerance = 1e-8;

    private const int ContourPoints = 720;

    /// <summary>The sagitta of an arc of half a degree is 1e-5 of the radius, which is below 2.</summary>
    private const double ChordTolerance = 1e-4;

    private static readonly Overlay s_bEliminated = new() { Parameters = [new ParameterChange("mu_b") { Expression = "1.6 - mu_a" }], Pois = ["mu_a"] };
    private static readonly Overlay s_aEliminated = new() { Parameters = [new ParameterChange("mu_a") { Expression = "1.6 - mu_b" }], Pois = ["mu_b"] };

    [Fact]
    public void Either_strength_can_be_eliminated()
    {
        Model first = Compile(s_bEliminated), second = Compile(s_aEliminated);
        FitResult one = Fit(first), two = Fit(second);

        Assert.Equal(one.TwiceNll, two.TwiceNll, ValueTolerance);
        foreach (string name in (ReadOnlySpan<string>)["mu_a", "mu_b", "alpha"])
        {
            Assert.Equal(one.Values[first.IndexOf(name)], two.Values[second.IndexOf(name)], RootTolerance);
            Assert.Equal(one.Uncertainties[first.IndexOf(name)], two.Uncertainties[second.IndexOf(name)], RootTolerance);
        }
    }

    [Fact]
    public void Profiled_intervals_of_both_are_mirror_images()
    {
        ParameterInterval a = Interval(Compile(s_bEliminated), "mu_a"), b = Interval(Compile(s_aEliminated), "mu_b");

        Assert.Equal(1.6 - a.Lower, b.Upper, RootTolerance);
        Assert.Equal(1.6 - a.Upper, b.Lower, RootTolerance);
    }

    [Fact]
    public void The_constrained_likelihood_is_the_joint_one_on_the_line()
    {
        Model constrained = Compile(s_bEliminated), joint = Compile(null);
        ParameterInterval interval = Interval(constrained, "mu_a");
        FitResult best = Fit(constrained);

        double atEnd = Held(joint, interval.Upper, 1.6 - interval.Upper), atBest = Held(joint, interval.Value, 1.6 - interval.Value);

        Assert.Equal(best.TwiceNll, atBest, ValueTolerance);
        Assert.Equal(best.TwiceNll + 1, atEnd, RootTolerance);
    }

    [Fact]
    public void The_joint_contour_crosses_the_line_where_the_constrained_likelihood_says()
    {
        Model constrained = Compile(s_bEliminated), joint = Compile(null);
        FitResult free = Fit(joint), onLine = Fit(constrained);
        ParameterInterval interval = Interval(constrained, "mu_a");

        // The contour at the height of the ends of the constrained interval meets the line there.
        double level = 1 - Math.Exp(-0.5 * (onLine.TwiceNll + 1 - free.TwiceNll));
        ContourResult result = ProfileContour.Run(new CompiledModel(joint), joint.ObservedData, joint.IndexOf("mu_a"), joint.IndexOf("mu_b"), [level], ContourPoints, cancellationToken: TestContext.Current.CancellationToken);

        double[] crossings = [.. Crossings(result.Contours[0].Points).Order()];
        Assert.Equal(2, crossings.Length);
        Assert.Equal(interval.Lower, crossings[0], ChordTolerance);
        Assert.Equal(interval.Upper, crossings[1], ChordTolerance);
    }

    // Where the polygon meets mu_a + mu_b = 1.6.
    private static IEnumerable<double> Crossings(IReadOnlyList<ContourPoint> points)
    {
        for (int i = 0; i < points.Count; i++)
        {
            ContourPoint here = points[i], next = points[(i + 1) % points.Count];
            double from = here.First + here.Second - 1.6, to = next.First + next.Second - 1.6;
            if (from * to < 0) yield return here.First + ((next.First - here.First) * from / (from - to));
        }
    }

    [Fact]
    public void A_ratio_can_be_the_parameter_of_interest()
    {
        Model joint = Compile(null);
        Model byRatio = Compile(new Overlay
        {
            Parameters = [new ParameterChange("mu_a") { Expression = "r*mu_b" }],
            NewParameters = [new ParameterChange("r") { Init = 1, Bounds = new Interval(0, 20) }],
            Pois = ["r"],
        });
        ParameterInterval interval = Interval(byRatio, "r");

        // Along r = constant the joint likelihood, minimised over mu_b, rises by one at the ends.
        FitResult free = Fit(joint);
        double best = Enumerable.Range(0, 4001).Min(i => Held(joint, interval.Upper * (0.2 + (i * 0.0003)), 0.2 + (i * 0.0003)));
        Assert.Equal(free.TwiceNll + 1, best, 1e-4);
        Assert.Equal(free.Values[joint.IndexOf("mu_a")] / free.Values[joint.IndexOf("mu_b")], interval.Value, RootTolerance);
    }

    private static double Held(Model model, double a, double b)
        => new Fitter(model).FitTwiceNll(model.ObservedData, new FitOptions { Hold = new Dictionary<int, double> { [model.IndexOf("mu_a")] = a, [model.IndexOf("mu_b")] = b } });

    private static ParameterInterval Interval(Model model, string name)
    {
        ParameterInterval interval = new IntervalFinder(new CompiledModel(model), model.ObservedData, Fit(model)).FindStandard(model.IndexOf(name), TestContext.Current.CancellationToken);
        Assert.Equal(InferenceStatus.Done, interval.Status);
        return interval;
    }

    private static FitResult Fit(Model model)
    {
        FitResult fit = new Fitter(model).Fit(model.ObservedData, null, TestContext.Current.CancellationToken);
        Assert.Equal(FitStatus.Converged, fit.Status);
        return fit;
    }

    private static Model Compile(Overlay? overlay)
    {
        Workspace workspace = OneChannel([58, 47, 33, 22],
            Sample("signal_a", [16, 12, 4, 1], new NormFactor("mu_a")),
            Sample("signal_b", [1, 5, 11, 9], new NormFactor("mu_b")),
            Sample("background", [40, 30, 20, 12], HistoSys("alpha", [38, 29, 19, 11], [42.5, 31, 21, 13.2])));
        workspace = workspace with { Measurements = [workspace.Measurements[0] with { Pois = ["mu_a", "mu_b"] }] };
        return Model.Compile(workspace with { Overlay = overlay });
    }
}
