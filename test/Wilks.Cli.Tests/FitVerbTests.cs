using System.Text.Json;

namespace Wilks.Cli.Tests;

public sealed class FitVerbTests
{
    // A fit ends at an EDM of 1e-10, which moves a parameter by 1e-5 of its uncertainty.
    private const double FittedTolerance = 1e-5;

    private static readonly string s_example = Repository.File("examples", "two_bins.json");

    private static JsonElement Json(CommandRun run) => JsonDocument.Parse(run.Output).RootElement;

    private static JsonElement Parameter(JsonElement fit, string name) => fit.GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == name);

    [Theory]
    [InlineData("two_bins.json")]
    [InlineData("normsys_histosys.json")]
    [InlineData("staterror.json")]
    [InlineData("several_channels.json")]
    [InlineData("many_templates.json.gz")]
    public void Every_example_converges(string example)
    {
        CommandRun run = CommandRun.Of("fit", Repository.File("examples", example), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
        Assert.Equal("converged", Json(run).GetProperty("status").GetString());
    }

    [Fact]
    public void A_held_parameter_stays_and_is_reported_as_fixed()
    {
        JsonElement fit = Json(CommandRun.Of("fit", s_example, "--json", "--fix", "mu=0.25"));

        JsonElement mu = Parameter(fit, "mu");
        Assert.Equal(0.25, mu.GetProperty("value").GetDouble());
        Assert.Equal(0, mu.GetProperty("uncertainty").GetDouble());
        Assert.True(mu.GetProperty("fixed").GetBoolean());
        Assert.Equal(2, fit.GetProperty("free_parameters").GetInt32());
    }

    [Fact]
    public void A_whole_set_is_held_by_its_name()
    {
        JsonElement fit = Json(CommandRun.Of("fit", s_example, "--json", "--fix", "background_shape"));

        Assert.Equal(1, fit.GetProperty("free_parameters").GetInt32());
        Assert.Equal(1, Parameter(fit, "background_shape[0]").GetProperty("value").GetDouble());
        Assert.Equal(1, Parameter(fit, "background_shape[1]").GetProperty("value").GetDouble());
    }

    [Fact]
    public void A_held_parameter_without_a_value_stays_where_init_puts_it()
    {
        JsonElement fit = Json(CommandRun.Of("fit", s_example, "--json", "--init", "mu=2", "--fix", "mu"));

        Assert.Equal(2, Parameter(fit, "mu").GetProperty("value").GetDouble());
    }

    [Fact]
    public void Asimov_data_give_back_the_initial_values()
    {
        JsonElement fit = Json(CommandRun.Of("fit", s_example, "--json", "--data", "asimov", "--init", "mu=1.5"));

        Assert.Equal(1.5, Parameter(fit, "mu").GetProperty("value").GetDouble(), FittedTolerance);
        Assert.Equal(1, Parameter(fit, "background_shape[1]").GetProperty("value").GetDouble(), FittedTolerance);
    }

    [Fact]
    public void Another_start_ends_at_the_same_minimum()
    {
        double first = Json(CommandRun.Of("fit", s_example, "--json")).GetProperty("twice_nll").GetDouble();
        double second = Json(CommandRun.Of("fit", s_example, "--json", "--init", "mu=9", "--init", "background_shape=0.5")).GetProperty("twice_nll").GetDouble();

        Assert.Equal(first, second, FittedTolerance);
    }

    [Fact]
    public void Random_starts_are_counted_and_repeatable()
    {
        CommandRun run = CommandRun.Of("fit", s_example, "--json", "--random-starts", "7", "--seed", "5");

        JsonElement starts = Json(run).GetProperty("random_starts");
        Assert.Equal(7, starts.GetProperty("count").GetInt32());
        Assert.Equal(7, starts.GetProperty("reached_lowest").GetInt32());
        Assert.Equal(0, starts.GetProperty("other_minima").GetArrayLength());
        Assert.Equal(starts.GetRawText(), Json(CommandRun.Of("fit", s_example, "--json", "--random-starts", "7", "--seed", "5")).GetProperty("random_starts").GetRawText());
    }

    [Fact]
    public void Correlations_and_covariances_come_when_asked_for()
    {
        JsonElement fit = Json(CommandRun.Of("fit", s_example, "--json", "--correlation", "--covariance"));

        double uncertainty = Parameter(fit, "mu").GetProperty("uncertainty").GetDouble();
        Assert.Equal("mu", fit.GetProperty("covariance").GetProperty("names")[0].GetString());
        Assert.Equal(uncertainty * uncertainty, fit.GetProperty("covariance").GetProperty("matrix")[0][0].GetDouble(), FittedTolerance);
        Assert.Equal(1, fit.GetProperty("correlation").GetProperty("matrix")[0][0].GetDouble());
    }

    [Fact]
    public void A_fit_that_fails_prints_its_numbers_says_why_and_ends_with_1()
    {
        // Two free factors on one sample: only their product is known.
        string flat = File.ReadAllText(s_example).Replace(
            "\"name\": \"mu\",\n              \"type\": \"normfactor\",\n              \"data\": null\n            }",
            "\"name\": \"mu\",\n              \"type\": \"normfactor\",\n              \"data\": null\n            }, {\"name\": \"nu\", \"type\": \"normfactor\", \"data\": null}",
            StringComparison.Ordinal);

        CommandRun run = CommandRun.WithInput(flat, "fit", "-", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("flat_direction", Json(run).GetProperty("status").GetString());
        Assert.Contains("error: the fit did not converge (flat direction): ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: --fix: the model has no parameter 'nu'. Did you mean 'mu'?", "--fix", "nu=1")]
    [InlineData("error: --init takes NAME=VALUE, not 'mu'", "--init", "mu")]
    [InlineData("error: --init takes a number, not 'one'", "--init", "mu=one")]
    public void Wrong_parameters_are_named(string message, params string[] options)
    {
        CommandRun run = CommandRun.Of(["fit", s_example, .. options]);

        Assert.Equal(message + "\n", run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void A_patch_and_a_POI_change_what_is_fitted()
    {
        CommandRun run = CommandRun.Of(
            "fit", Repository.File("examples", "several_channels.json"), "--patch", Repository.File("examples", "signal.patch.json"), "--poi", "background_scale");

        Assert.Matches(@"background_scale\s.*POI", run.Output);
        Assert.Matches(@"mu\s.*unconstrained", run.Output);
    }

    [Fact]
    public void An_interrupted_fit_prints_nothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        CommandRun run = CommandRun.Of("", source.Token, "fit", s_example, "--json");

        Assert.Equal("", run.Output);
        Assert.Equal(130, run.ExitCode);
    }

    [Theory]
    [InlineData("fit", "--all")]
    [InlineData("fit", "--correlation")]
    [InlineData("inspect", "--all")]
    public void On_a_terminal_no_line_of_a_table_is_longer_than_80_columns(string verb, string option)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal { OpenInput = () => Stream.Null, Out = output, Error = TextWriter.Null, Width = 80 };

        int exitCode = CommandLineApp.Run([verb, Repository.File("examples", "many_templates.json.gz"), option], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(0, exitCode);
        string[] rows = [.. output.ToString().Split('\n').Where(line => line.Contains("  ", StringComparison.Ordinal))];
        Assert.True(rows.Length > 10, $"{rows.Length} rows");
        Assert.All(rows, row => Assert.True(row.Length <= 80, row));
    }
}
