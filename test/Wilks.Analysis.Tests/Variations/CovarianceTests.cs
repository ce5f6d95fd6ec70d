using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Tests.Filling;
using Wilks.Analysis.Variations;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Variations;

/// <summary>Covariances of two regions with two samples: what is kept adds up to them over all regions and samples.</summary>
public sealed class CovarianceTests : IDisposable
{
    /// <summary>Of the largest element: the errors of an eigensystem of a few rows.</summary>
    private const double Relative = 1e-11;

    private const int Bins = 8;

    private static readonly double[] s_nominal = [10, 20, 5, 8, 7, 3, 30, 2];
    private static readonly TemplateSet s_templates = TemplateTable.Nominal("SR", ("a", [10, 20]), ("b", [5, 8])).With("CR", "a", "", "", 7, 3).With("CR", "b", "", "", 30, 2);

    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Replicas_have_the_covariance_of_a_plain_loop(bool aroundMean)
    {
        const int replicas = 5;
        double[][] values = [.. Enumerable.Range(0, replicas).Select(i => s_nominal.Select((value, bin) => value + Math.Sin(0.7 * (i + 1) * (bin + 2))).ToArray())];
        TemplateSet templates = s_templates;
        for (int i = 0; i < replicas; i++)
        {
            string side = TemplateKey.Member(i);
            templates = templates.With("SR", "a", "s", side, values[i][..2]).With("SR", "b", "s", side, values[i][2..4]).With("CR", "a", "s", side, values[i][4..6]).With("CR", "b", "s", side, values[i][6..]);
        }

        var source = new ReplicaSource([.. Enumerable.Repeat(new VariationSettings { Weight = "w" }, replicas)]) { AroundMean = aroundMean };
        VariationSet made = Build(source, templates);

        double[] expected = new double[Bins * Bins];
        for (int i = 0; i < Bins; i++)
        {
            for (int j = 0; j < Bins; j++)
            {
                double centreI = aroundMean ? values.Average(replica => replica[i]) : s_nominal[i];
                double centreJ = aroundMean ? values.Average(replica => replica[j]) : s_nominal[j];
                expected[(i * Bins) + j] = values.Sum(replica => (replica[i] - centreI) * (replica[j] - centreJ)) / (aroundMean ? replicas - 1 : replicas);
            }
        }

        AssertClose(expected, Covariance(made, s_templates));
        Assert.Equal(aroundMean ? replicas - 1 : replicas, made.Covariances.Single().Rank);
    }

    [Fact]
    public void A_replica_may_be_another_sample()
    {
        var source = new ReplicaSource([new VariationSettings { Sample = "b" }]);

        VariationSet made = Build(source, s_templates, new NameSelection(["a"]));

        TemplateVariation variation = made.Variations.First();
        Assert.Equal(5, Math.Abs(variation.Up!.Yields[0] - 10), Relative * 10);
    }

    [Fact]
    public void A_matrix_runs_region_by_region_and_sample_by_sample_and_is_kept_across_them()
    {
        double[] expected = SomeMatrix();
        _folder.WriteText("m.csv", Lines(expected));

        VariationSet made = Build(new MatrixSource("m.csv"), s_templates);

        AssertClose(expected, Covariance(made, s_templates));
        Assert.Equal(["s_0", "s_1", "s_2"], made.Variations.Select(variation => variation.Parameter).Distinct().Order());
        Assert.Equal(new CovarianceSummary("s", Bins, 3, 3, 0), made.Covariances.Single());
    }

    [Fact]
    public void A_relative_matrix_is_multiplied_by_the_nominal_yields_and_blanks_separate_too()
    {
        double[] relative = SomeMatrix();
        double[] expected = [.. relative.Select((value, i) => value * s_nominal[i / Bins] * s_nominal[i % Bins])];
        _folder.WriteText("m.txt", ["# a covariance", "", .. Lines(relative).Select(line => line.Replace(",", "   ", StringComparison.Ordinal))]);

        VariationSet made = Build(new MatrixSource("m.txt") { IsRelative = true }, s_templates);

        AssertClose(expected, Covariance(made, s_templates));
    }

    [Fact]
    public void A_matrix_may_be_a_numpy_array()
    {
        double[] expected = SomeMatrix();
        NumpyFile.Write(_folder["m.npy"], expected, Bins);

        VariationSet made = Build(new MatrixSource("m.npy"), s_templates);

        AssertClose(expected, Covariance(made, s_templates));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Variations_in_a_file_are_relative_or_absolute_with_an_uncorrelated_row(bool isRelative)
    {
        string[] rows = ["# made by hand", "name,0,1,2,3,4,5,6,7", "first one,1,0,2,0,-1,0,0,3", "\"left over\",0.5,0,0,0,0.25,0,0,0", "second,0,1,1,0,0,0,2,0"];
        _folder.WriteText("v.csv", rows);
        double[] first = [1, 0, 2, 0, -1, 0, 0, 3];
        double[] second = [0, 1, 1, 0, 0, 0, 2, 0];
        double[] scale = isRelative ? s_nominal : [.. Enumerable.Repeat(1.0, Bins)];
        double[] expected = [.. Enumerable.Range(0, Bins * Bins).Select(i => ((first[i / Bins] * first[i % Bins]) + (second[i / Bins] * second[i % Bins])) * scale[i / Bins] * scale[i % Bins])];

        VariationSet made = Build(new VariationFileSource("v.csv") { IsRelative = isRelative, UncorrelatedRow = "left over" }, s_templates);

        AssertClose(expected, Covariance(made, s_templates));
        TemplateVariation[] rest = [.. made.Variations.Where(variation => variation.BinUncertainties is not null)];
        Assert.Equal(["SR / a", "CR / a"], rest.Select(variation => variation.Target.ToString()));
        Assert.Equal([0.5 * scale[0], 0], rest[0].BinUncertainties!.Value);
        Assert.All(rest, variation => Assert.Equal("s_rest", variation.Parameter));
    }

    [Fact]
    public void What_is_dropped_is_kept_by_bins_where_that_is_asked_for()
    {
        double[] expected = SomeMatrix();
        _folder.WriteText("m.csv", Lines(expected));

        VariationSet made = Build(new MatrixSource("m.csv"), s_templates, keepsRemainder: true, most: 1);

        double[] kept = Covariance(made, s_templates);
        double[] rest = Flat(made.Variations.Where(variation => variation.BinUncertainties is not null).ToDictionary(variation => variation.Target, variation => variation.BinUncertainties!.Value));
        for (int i = 0; i < Bins; i++) Assert.Equal(expected[(i * Bins) + i], kept[(i * Bins) + i] + (rest[i] * rest[i]), Relative * 10);
    }

    [Fact]
    public void Every_eigen_variation_goes_down_as_far_as_up_and_has_the_nominal_variances()
    {
        _folder.WriteText("m.csv", Lines(SomeMatrix()));

        VariationSet made = Build(new MatrixSource("m.csv"), s_templates);

        Assert.All(made.Variations, variation =>
        {
            Template nominal = s_templates.Templates[variation.Target];
            for (int bin = 0; bin < nominal.BinCount; bin++) Assert.Equal(2 * nominal.Yields[bin], variation.Up!.Yields[bin] + variation.Down!.Yields[bin], Relative * 100);
            Assert.Equal(nominal.Variances, variation.Up!.Variances);
        });
    }

    [Fact]
    public void Files_that_are_not_there_or_hold_no_numbers_are_refused()
    {
        _folder.WriteText("words.csv", "1,2", "3,four");
        _folder.WriteText("gap.csv", "1,,2");
        _folder.WriteText("cut.npy", "no array");

        Assert.Equal(["WK880"], Codes(new MatrixSource("nowhere.csv")));
        Assert.Equal(["WK880"], Codes(new MatrixSource("words.csv")));
        Assert.Equal(["WK880"], Codes(new MatrixSource("gap.csv")));
        Assert.Equal(["WK880"], Codes(new MatrixSource("cut.npy")));
        Assert.Equal(["WK880"], Codes(new VariationFileSource("nowhere.csv")));
    }

    [Fact]
    public void Files_of_other_sizes_are_refused_with_the_order_of_the_bins()
    {
        _folder.WriteText("small.csv", "1,0", "0,1");
        _folder.WriteText("v.csv", "name,x", "first,1,2,3");

        Assert.Equal(["WK881"], Codes(new MatrixSource("small.csv")));
        Assert.Equal(["WK881"], Codes(new VariationFileSource("v.csv")));
        Assert.Contains("SR / a (2), SR / b (2), CR / a (2), CR / b (2), in this order", Refusal(new MatrixSource("small.csv")).Diagnostics[0].Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Matrices_that_are_no_covariance_are_refused()
    {
        double[] skew = SomeMatrix();
        skew[1] += 0.5;
        double[] negative = SomeMatrix();
        negative[0] -= 10;
        _folder.WriteText("skew.csv", Lines(skew));
        _folder.WriteText("negative.csv", Lines(negative));

        Assert.Equal(["WK882"], Codes(new MatrixSource("skew.csv")));
        Assert.Equal(["WK889"], Codes(new MatrixSource("negative.csv")));
    }

    [Fact]
    public void A_matrix_that_was_rounded_is_used()
    {
        double[] rounded = [.. SomeMatrix().Select(value => Math.Round(value, 3))];
        _folder.WriteText("m.csv", Lines(rounded));

        VariationSet made = Build(new MatrixSource("m.csv"), s_templates, precision: 0.01);

        Assert.NotEmpty(made.Variations);
    }

    [Fact]
    public void A_row_that_is_not_there_or_there_twice_is_refused()
    {
        const string row = "left,0,0,0,0,0,0,0,1";
        _folder.WriteText("v.csv", "name", row, row);

        Assert.Equal(["WK883"], Codes(new VariationFileSource("v.csv") { UncorrelatedRow = "right" }));
        Assert.Equal(["WK883"], Codes(new VariationFileSource("v.csv") { UncorrelatedRow = "left" }));
    }

    [Fact]
    public void A_systematic_that_acts_on_nothing_has_no_covariance()
    {
        VariationSet made = Build(new MatrixSource("nowhere.csv"), s_templates, new NameSelection(["x"]));

        Assert.Empty(made.Variations);
        Assert.Empty(made.Covariances);
    }

    /// <summary>A matrix of rank 3.</summary>
    private static double[] SomeMatrix()
    {
        double[] matrix = new double[Bins * Bins];
        for (int k = 1; k <= 3; k++)
        {
            for (int i = 0; i < matrix.Length; i++) matrix[i] += Math.Cos(k * (i / Bins)) * Math.Cos(k * (i % Bins)) / k;
        }

        return matrix;
    }

    private static string[] Lines(double[] matrix) => [.. matrix.Chunk(Bins).Select(row => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture))))];

    private static double[] Flat(Dictionary<TemplateKey, ImmutableArray<double>> parts) =>
        [.. s_targets.SelectMany(target => parts.TryGetValue(target, out ImmutableArray<double> part) ? part : [0, 0])];

    private static readonly TemplateKey[] s_targets = [new("SR", "a"), new("SR", "b"), new("CR", "a"), new("CR", "b")];

    /// <summary>The sum of outer products of all upward changes over all regions and samples.</summary>
    private static double[] Covariance(VariationSet made, TemplateSet templates)
    {
        double[] sum = new double[Bins * Bins];
        foreach (IGrouping<string, TemplateVariation> parameter in made.Variations.Where(variation => variation.Up is not null).GroupBy(variation => variation.Parameter))
        {
            double[] change = Flat(parameter.ToDictionary(variation => variation.Target, variation => variation.Up!.Yields.Select((value, bin) => value - templates.Templates[variation.Target].Yields[bin]).ToImmutableArray()));
            for (int i = 0; i < sum.Length; i++) sum[i] += change[i / Bins] * change[i % Bins];
        }

        return sum;
    }

    private static void AssertClose(double[] expected, double[] found)
    {
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], Relative * largest);
    }

    private string[] Codes(ICovarianceSource source) => [.. Refusal(source).Diagnostics.Select(diagnostic => diagnostic.Code)];

    private WorkspaceException Refusal(ICovarianceSource source) => Assert.Throws<WorkspaceException>(() => Build(source, s_templates));

    private VariationSet Build(ICovarianceSource source, TemplateSet templates, NameSelection? samples = null, bool keepsRemainder = false, int most = 100, double precision = 0)
    {
        var configuration = new AnalysisConfiguration
        {
            General = new GeneralSettings { Measurement = "m", InputPath = "in", HistogramFolder = "out" },
            Regions = [new RegionSettings("SR"), new RegionSettings("CR")],
            Samples = [new SampleSettings("a"), new SampleSettings("b")],
            Systematics =
            [
                new SystematicSettings("s", SystematicType.Covariance)
                {
                    Samples = samples ?? NameSelection.All,
                    Covariance = new CovarianceSettings(source) { Precision = precision, KeepsRemainder = keepsRemainder, MaximumVariations = most },
                },
            ],
        };
        return VariationBuilder.Build(configuration, templates, ImmutableDictionary<string, CorrectionTable>.Empty, Path.GetDirectoryName(_folder["x"])!);
    }
}
