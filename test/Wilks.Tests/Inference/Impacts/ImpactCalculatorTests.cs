using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference;

/// <summary>
/// One bin, n = μs + B + αd with a Gaussian α: μ̂ = (n − B − α̂d)/s and α̂ is its auxiliary datum, so every shift of α by one is −d/s in μ, and
/// var(μ) = (n + d²)/s².
/// </summary>
public sealed class ImpactCalculatorTests
{
    private const double Observed = 100;
    private const double Background = 60;
    private const double Signal = 20;
    private const double Change = 6;

    /// <summary>Fits end at an EDM of about 1e-20 of 2NLL: shifts are good to 1e-9 of an uncertainty.</summary>
    private const double FitTolerance = 1e-8;

    private static readonly CompileOptions s_linear = new() { HistoSysInterpolation = InterpolationCode.Code0 };

    [Fact]
    public void Shifts_of_a_linear_model_are_exact_by_every_definition()
    {
        Model model = Linear();

        ImpactResult result = Run(model);

        Impact impact = Assert.Single(result.Impacts);
        Assert.All([impact.Prefit, impact.Postfit, impact.Auxiliary], shift =>
        {
            Assert.Equal(-Change / Signal, shift.Up, FitTolerance);
            Assert.Equal(Change / Signal, shift.Down, FitTolerance);
        });
        Assert.Equal(-Change / Signal, impact.Covariance, FitTolerance);
    }

    [Fact]
    public void Auxiliary_shifts_and_the_main_data_add_up_to_the_variance()
    {
        ImpactResult result = Run(Linear());

        Assert.Equal(Math.Sqrt(Observed + (Change * Change)) / Signal, result.Total, FitTolerance);
        Assert.Equal(Change / Signal, result.Systematic, FitTolerance);
        Assert.Equal(Math.Sqrt(Observed) / Signal, result.Statistical, FitTolerance);
        Assert.Equal(0, result.FailedCount);
    }

    [Fact]
    public void A_group_of_everything_is_the_systematic_part_by_every_definition()
    {
        Model model = Linear();

        ImpactResult result = Run(model, new Dictionary<string, IReadOnlyList<int>> { ["all"] = [model.IndexOf("alpha")] });

        GroupImpact group = Assert.Single(result.Groups);
        Assert.All([group.Freezing, group.Covariance, group.Auxiliary], size => Assert.Equal(Change / Signal, size, FitTolerance));
    }

    [Fact]
    public void Freezing_and_covariance_of_a_group_agree_where_the_likelihood_is_not_linear()
    {
        Model model = CountingModel.Create();
        int[] members = [model.IndexOf("scale"), model.IndexOf("shape[0]")];

        ImpactResult result = Run(model, new Dictionary<string, IReadOnlyList<int>> { ["some"] = members });

        GroupImpact group = Assert.Single(result.Groups);
        Assert.Equal(group.Covariance, group.Freezing, 1e-6 * result.Total);
        Assert.InRange(group.Freezing, 0.01 * result.Total, result.Total);
    }

    [Fact]
    public void Nothing_depends_on_the_number_of_threads()
    {
        Model model = CountingModel.Create();

        ImpactResult one = Run(model), two = Run(model, threads: 2);

        Assert.Equal(one.Impacts.Select(i => (i.Parameter.Name, i.Prefit, i.Postfit, i.Auxiliary)), two.Impacts.Select(i => (i.Parameter.Name, i.Prefit, i.Postfit, i.Auxiliary)));
    }

    private static Model Linear() => Model.Compile(OneChannel([Observed],
        Sample("signal", [Signal], new NormFactor("mu")),
        Sample("background", [Background], HistoSys("alpha", [Background - Change], [Background + Change]))), s_linear);

    private static ImpactResult Run(Model model, IReadOnlyDictionary<string, IReadOnlyList<int>>? groups = null, int threads = 1)
        => ImpactCalculator.Run(new CompiledModel(model), model.ObservedData, model.IndexOf("mu"), groups, threads: threads, cancellationToken: TestContext.Current.CancellationToken);
}
