using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;

namespace Wilks.Analysis.Tests.Variations;

public sealed class SampleArithmeticTests
{
    /// <summary>A few operations.</summary>
    private const double Rounding = 1e-13;

    [Fact]
    public void A_difference_adds_variances_with_the_squares_of_its_coefficients()
    {
        Template made = Make("a - 0.5*b", ("a", [10, 4]), ("b", [6, 8]));

        Assert.Equal([7, 0], made.Yields);
        Assert.Equal(0.10 + (0.25 * 0.06), made.Variances[0], Rounding);
        Assert.Equal(0.04 + (0.25 * 0.08), made.Variances[1], Rounding);
    }

    [Fact]
    public void A_product_and_a_quotient_have_the_variances_of_their_closed_forms()
    {
        Template product = Make("a * b", ("a", [10]), ("b", [6]));
        Template quotient = Make("a / b", ("a", [10]), ("b", [6]));

        Assert.Equal(60, product.Yields[0]);
        Assert.Equal(3600 * ((0.10 / 100) + (0.06 / 36)), product.Variances[0], 3600 * Rounding);
        Assert.Equal(10 / 6.0, quotient.Yields[0], Rounding);
        Assert.Equal(100 / 36.0 * ((0.10 / 100) + (0.06 / 36)), quotient.Variances[0], Rounding);
    }

    [Fact]
    public void One_sample_twice_counts_as_fully_correlated_with_itself()
    {
        Template made = Make("a + a", ("a", [10]));

        Assert.Equal(4 * 0.1, made.Variances[0], Rounding);
    }

    [Fact]
    public void A_quotient_by_an_empty_bin_expects_nothing()
    {
        Template made = Make("a / b", ("a", [10, 10]), ("b", [0, 5]));

        Assert.Equal([0, 2], made.Yields);
        Assert.Equal(0, made.Variances[0]);
    }

    [Fact]
    public void Formulas_of_formulas_in_any_order_and_names_in_backquotes()
    {
        AnalysisConfiguration configuration = Configuration(Sample("whole", "half * 2"), Sample("half", "`the one` / 2"), Sample("the one"));

        TemplateSet made = SampleArithmetic.Apply(configuration, TemplateTable.Nominal("SR", ("the one", [10])));

        Assert.Equal([5], made.Templates[new TemplateKey("SR", "half")].Yields);
        Assert.Equal([10], made.Templates[new TemplateKey("SR", "whole")].Yields);
    }

    [Fact]
    public void Variations_of_inputs_reach_formulas_together_and_one_at_a_time()
    {
        AnalysisConfiguration configuration = Configuration(Sample("a"), Sample("b"), Sample("f", "a - b"), Sample("g", "2*f"));
        TemplateSet templates = TemplateTable.Nominal("SR", ("a", [10]), ("b", [4]))
            .With("SR", "a", "s", "Up", 12).With("SR", "b", "s", "Up", 5).With("SR", "a", "t", "0", 9).With("CR", "a", "s", "Up", 1);

        TemplateSet made = SampleArithmetic.Apply(configuration, templates);

        Assert.Equal([7], made.Templates[new TemplateKey("SR", "f", "s", "Up")].Yields);
        Assert.Equal([5], made.Templates[new TemplateKey("SR", "f", "t", "0")].Yields);
        Assert.Equal([14], made.Templates[new TemplateKey("SR", "g", "s", "Up")].Yields);
        Assert.Null(made.Find(new TemplateKey("CR", "f")));
    }

    [Fact]
    public void Cells_of_corrections_reach_formulas_by_the_chain_rule()
    {
        AnalysisConfiguration configuration = Configuration(Sample("a"), Sample("b"), Sample("f", "a * b"));
        TemplateSet templates = TemplateTable.Nominal("SR", ("a", [10, 20]), ("b", [3, 5]));
        templates = templates with
        {
            Cells = templates.Cells.Add(new TemplateKey("SR", "a", "id"), new CellSums(2, [4, 6, 15, 5])).Add(new TemplateKey("SR", "b", "id"), new CellSums(2, [1, 2, 0, 5])),
        };

        TemplateSet made = SampleArithmetic.Apply(configuration, templates);

        Assert.Equal([(3 * 4) + (10 * 1), (3 * 6) + (10 * 2), 5 * 15, (5 * 5) + (20 * 5)], made.Cells[new TemplateKey("SR", "f", "id")].Weights);
    }

    [Fact]
    public void A_formula_with_an_input_that_is_not_there_is_left_out()
    {
        AnalysisConfiguration configuration = Configuration(Sample("a"), Sample("b"), Sample("f", "a - b"));

        TemplateSet made = SampleArithmetic.Apply(configuration, TemplateTable.Nominal("SR", ("a", [10])));

        Assert.Null(made.Find(new TemplateKey("SR", "f")));
    }

    private static Template Make(string formula, params (string Sample, double[] Yields)[] inputs) =>
        SampleArithmetic.Apply(Configuration([.. inputs.Select(input => Sample(input.Sample)), Sample("f", formula)]), TemplateTable.Nominal("SR", inputs)).Templates[new TemplateKey("SR", "f")];

    private static SampleSettings Sample(string name, string? formula = null) => new(name) { Formula = formula };

    private static AnalysisConfiguration Configuration(params SampleSettings[] samples) => new()
    {
        General = new GeneralSettings { Measurement = "m", InputPath = "in", HistogramFolder = "out" },
        Regions = [new RegionSettings("SR"), new RegionSettings("CR")],
        Samples = [.. samples],
    };
}
