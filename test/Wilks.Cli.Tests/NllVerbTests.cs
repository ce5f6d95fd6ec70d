using System.Text.Json;

namespace Wilks.Cli.Tests;

public sealed class NllVerbTests
{
    private static readonly string s_example = Repository.File("examples", "two_bins.json");

    private static CommandRun At(string points, params string[] options) => CommandRun.WithInput(points, ["nll", s_example, "--at", "-", .. options]);

    private static JsonElement[] Points(CommandRun run) => [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("points").EnumerateArray()];

    [Fact]
    public void The_value_is_the_sum_of_Poisson_terms_with_all_constants()
    {
        const double tolerance = 1e-11; // a dozen terms of order 10, added in another order
        double[] data = [54, 61];
        double[] expected = [0.5 * 12 + 1.02 * 50, 0.5 * 11 + 0.98 * 52];
        double[] tau = [50.0 * 50 / 9, 52.0 * 52 / 49];
        double[] auxiliary = [1.02 * tau[0], 0.98 * tau[1]];
        double byHand = 2 * (Poisson(data[0], expected[0]) + Poisson(data[1], expected[1]) + Poisson(tau[0], auxiliary[0]) + Poisson(tau[1], auxiliary[1]));

        JsonElement point = Points(At("""[{"mu": 0.5, "background_shape": [1.02, 0.98]}]""", "--json"))[0];

        Assert.Equal(byHand, point.GetProperty("twice_nll").GetDouble(), tolerance);
        Assert.Equal(expected[1], point.GetProperty("expected_data").GetProperty("signal_region")[1].GetDouble(), tolerance);
        Assert.Equal(auxiliary[0], point.GetProperty("expected_auxdata")[0].GetDouble(), tolerance);
    }

    // -ln Poisson(n | λ), with Stirling's series for lnΓ: n is above 50 here.
    private static double Poisson(double n, double lambda)
    {
        double x = n + 1;
        double logGamma = ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x)) + (1 / (1260 * Math.Pow(x, 5)));
        return lambda - (n * Math.Log(lambda)) + logGamma;
    }

    [Fact]
    public void A_list_an_object_and_a_missing_name_mean_the_same_point()
    {
        JsonElement[] points = Points(At("""[[1, 1, 1], {"mu": 1, "background_shape": [1, 1]}, {}]""", "--json"));

        Assert.Equal(3, points.Length);
        Assert.Equal(points[0].GetProperty("twice_nll").GetDouble(), points[1].GetProperty("twice_nll").GetDouble());
        Assert.Equal(points[0].GetProperty("twice_nll").GetDouble(), points[2].GetProperty("twice_nll").GetDouble());
    }

    [Fact]
    public void An_element_of_a_set_is_named_with_its_index()
    {
        JsonElement[] points = Points(At("""[{"background_shape[1]": 0.9}, {"background_shape": [1, 0.9]}]""", "--json"));

        Assert.Equal(points[0].GetProperty("twice_nll").GetDouble(), points[1].GetProperty("twice_nll").GetDouble());
    }

    [Fact]
    public void The_gradient_has_one_number_per_parameter()
    {
        JsonElement[] points = Points(At("[{}]", "--json", "--gradient"));

        Assert.Equal(3, points[0].GetProperty("gradient").GetArrayLength());
    }

    [Fact]
    public void An_infinite_value_is_null_and_names_channel_and_bin()
    {
        JsonElement point = Points(At("""[{"mu": -10}]""", "--json", "--gradient"))[0];

        Assert.Equal(JsonValueKind.Null, point.GetProperty("twice_nll").ValueKind);
        Assert.Matches(@"channel 'signal_region' bin \d expects -\d+, with (54|61) observed", point.GetProperty("note").GetString());
        Assert.False(point.TryGetProperty("gradient", out _));
    }

    [Theory]
    [InlineData("[[1, 1]]", "<stdin> point 0: 2 values, but the model has 3 parameters")]
    [InlineData("[{}, {\"mi\": 1}]", "<stdin> point 1: the model has no parameter 'mi'. Did you mean 'mu'?")]
    [InlineData("[{\"background_shape\": [1]}]", "<stdin> point 0: 1 values for 'background_shape', which has 2")]
    [InlineData("[1, 1, 1]", "<stdin> point 0: a list of numbers or an object was expected, found 1; a single point needs a second pair of brackets")]
    [InlineData("[{\"mu\": \"one\"}]", "<stdin> point 0: a number was expected, found the text \"one\"")]
    [InlineData("{\"mu\": 1}", "<stdin>: a list of points was expected")]
    [InlineData("[[1, 1, 1]", "<stdin>:1: not JSON")]
    public void Bad_points_are_named_and_exit_code_2(string points, string message)
    {
        CommandRun run = At(points, "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: " + message, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Without_JSON_the_points_are_a_table()
    {
        CommandRun run = At("""[{}, {"mu": -10}]""");

        Assert.Matches(@"^point\s+2NLL\s+expected\s+note\n    0 ", run.Output);
        Assert.Contains("inf", run.Output, StringComparison.Ordinal);
    }
}
