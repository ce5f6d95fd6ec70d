using System.Text.Json;
using Wilks.Cli.Bench;
using Wilks.Formats.Pyhf;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Cli.Tests;

public sealed class BenchVerbTests
{
    private const ulong Seed = 3;

    private static readonly string s_example = Repository.File("examples", "normsys_histosys.json");

    [Fact]
    public void Every_stage_is_timed_after_every_check_held()
    {
        CommandRun run = CommandRun.Of("bench", s_example, "--json", "--seconds-budget", "0.001");

        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["load", "compile", "nll", "gradient", "hessian", "limit", "fit", "fit_covariance", "fit_only", "toy_draw", "toy_fit", "failed_toy_fits", "checks", "machine"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.All(json.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("agrees").GetBoolean()));
        Assert.True(json.GetProperty("nll").GetProperty("median_seconds").GetDouble() > 0);
        Assert.Contains(json.GetProperty("machine").GetProperty("kernel").GetString(), (string[])["scalar", "vector"]);
    }

    [Theory]
    [InlineData("histosys=code0,normsys=code1")]
    [InlineData("histosys=code2,normsys=code4")]
    [InlineData("histosys=code1,normsys=code0")]
    [InlineData("histosys=code4,normsys=code4p")]
    public void The_routes_agree_for_every_interpolation(string codes)
    {
        CommandRun run = CommandRun.Of("bench", s_example, "--seconds-budget", "0.0001", "--interpolation", codes);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("DISAGREES", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checks_fail_on_a_fit_of_other_data()
    {
        Model model = Model.Compile(PyhfReader.Read(s_example).Workspace);
        FitResult fit = new Fitter(model).Fit(model.ObservedData, cancellationToken: TestContext.Current.CancellationToken);
        double[] shifted = [.. model.ObservedData.Main.ToArray().Select(count => count + 10)];
        var other = new Dataset(shifted, model.ObservedData.Auxiliary.ToArray());

        IReadOnlyList<Agreement> checks = new AgreementChecks(model, other, fit, Seed).Run(TestContext.Current.CancellationToken);

        Assert.False(checks[0].Holds, checks[0].ToString());
        Assert.False(checks[3].Holds, checks[3].ToString());
    }
}
