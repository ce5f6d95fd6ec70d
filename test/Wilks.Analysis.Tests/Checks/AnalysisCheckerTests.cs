using System.Collections.Immutable;
using Wilks.Analysis.Checks;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Checks;

public sealed class AnalysisCheckerTests
{
    [Fact]
    public void A_healthy_workspace_gives_no_finding()
    {
        Assert.Empty(new SmallWorkspace().Check().Findings);
    }

    /// <summary>Each kind provoked alone, and the same model just below the threshold. Yields are 50 + 60 of the background, so that 0.005 of it are 0.55 events.</summary>
    public static TheoryData<string, int> Cases => [.. Enumerable.Range(0, s_cases.Length).Select(index => new TheoryDataRow<string, int>(s_cases[index].Kind, index))];

    private static readonly (string Kind, SmallWorkspace Bad, SmallWorkspace Good)[] s_cases =
    [
        ("data_in_empty_bin", Of([0, 10], [0, 60], [1, 70]), Of([0, 10], [0.01, 60], [1, 70])),
        ("empty_bin", Of([0, 10], [0, 60], [0, 70]), Of([0, 10], [0.01, 60], [0, 70])),
        ("negative_total", Of([5, 10], [-6, 60], [0, 70]), Of([5, 10], [-4, 60], [0, 70])),
        ("signal_only_bin", Of([5, 10], [0, 60], [5, 70]), Of([5, 10], [0.01, 60], [5, 70])),
        ("negative_bin", Of([5, 10], [-1, 60], [4, 70]), Of([5, 10], [0.01, 60], [4, 70])),
        ("empty_sample", With([]) with { Others = [Other("empty", [0, 0])] }, With([]) with { Others = [Other("empty", [0, 1])] }),
        ("missing_stat_uncertainty", With([]) with { StatErrors = [0, 6] }, With([]) with { StatErrors = [0.1, 6] }),
        ("large_stat_uncertainty", With([]) with { StatErrors = [51, 6] }, With([]) with { StatErrors = [49, 6] }),
        ("no_stat_uncertainty", With([]) with { Others = [new Sample("exact", [1, 1], [])] }, With([]) with { Others = [Other("exact", [1, 1])] }),
        ("large_bin_uncertainty", With([new ShapeSys("bins", [51, 1])]), With([new ShapeSys("bins", [49, 1])])),
        ("nonpositive_factor", With([new NormSys("n", -0.01, 2)]), With([new NormSys("n", 0.01, 1.99)])),
        ("large_normalization", With([new NormSys("n", 0.5, 2.01)]), With([new NormSys("n", 0.5, 1.99)])),
        ("same_side", With([new NormSys("n", 1.01, 1.006)]), With([new NormSys("n", 1.01, 1.004)])),
        ("identical_sides", With([new NormSys("n", 1.1, 1.1)]), With([new NormSys("n", 1.1, 0.9)])),
        ("one_side_only", With([new NormSys("n", 1, 1.05)]), With([new NormSys("n", 0.999, 1.05)])),
        ("asymmetric", With([new NormSys("n", 0.9, 1.033)]), With([new NormSys("n", 0.9, 1.034)])),
        ("same_side_bin", Shape([52, 58], [52, 58.5]), Shape([52, 58], [50.5, 59.5])),
        ("large_shape", Shape([101, 9], [45, 65]), Shape([99, 11], [45, 65])),
        ("negative_variation", With([new NormSys("n", 0.5, 1.5), new HistoSys("n", [50, 60], [-20, 130])]), With([new NormSys("n", 0.5, 1.5), new HistoSys("n", [50, 60], [1, 109])])),
        ("no_effect", With([new NormSys("n", 1, 1)]) with { OnSignal = [new NormSys("n", 0.9, 1.1)] }, With([new NormSys("n", 0.9, 1.1)]) with { OnSignal = [new NormSys("n", 0.9, 1.1)] }),
        ("unused_parameter", With([new NormSys("n", 1, 1)]), With([new NormSys("n", 0.9, 1.1)])),
        ("degenerate_factors", With([new NormFactor("a"), new NormFactor("b")]), With([new NormFactor("a")])),
        ("poi_without_effect", Of([0, 0], [50, 60], [50, 60]), Of([0, 0.1], [50, 60], [50, 60])),
        ("zero_data", Of([1, 1], [1.5, 1.6], [0, 0]), Of([1, 1], [1.4, 1.5], [0, 0])),
        ("non_integer_data", Of([5, 10], [50, 60], [55.5, 70]), Of([5, 10], [50, 60], [56, 70])),
        ("prefit_disagreement", Of([5, 10], [50, 60], [110, 70]), Of([5, 10], [50, 60], [65, 70])),
        ("small_signal", Of([0.01, 0.02], [50, 60], [50, 60]), Of([0.01, 0.07], [50, 60], [50, 60])),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_kind_is_found_and_not_found_just_below_its_threshold(string kind, int index)
    {
        (_, SmallWorkspace bad, SmallWorkspace good) = s_cases[index];

        Assert.Contains(kind, bad.Kinds());
        Assert.DoesNotContain(kind, good.Kinds());
    }

    [Fact]
    public void A_jagged_shape_is_told_from_a_smooth_one()
    {
        double[] nominal = [50, 50, 50, 50, 50, 50, 50, 50];
        SmallWorkspace bins = new() { Signal = [.. nominal.Select(_ => 5.0)], Background = nominal, Data = [.. nominal.Select(_ => 55.0)] };

        SmallWorkspace jagged = bins with { OnBackground = [new HistoSys("s", [45, 55, 45, 55, 45, 55, 45, 55], [55, 45, 55, 45, 55, 45, 55, 45])] };
        SmallWorkspace smooth = bins with { OnBackground = [new HistoSys("s", [54, 53, 52, 51, 49, 48, 47, 46], [46, 47, 48, 49, 51, 52, 53, 54])] };

        Assert.Contains("jagged_shape", jagged.Kinds());
        Assert.DoesNotContain("jagged_shape", smooth.Kinds());
    }

    [Fact]
    public void A_number_that_is_not_finite_is_found_although_the_workspace_cannot_be_compiled()
    {
        CheckReport report = Of([5, 10], [double.NaN, 60], [55, 70]).Check();

        Assert.False(report.IsCompiled);
        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.NotFinite, Sample: "background", Bin: 0 });
    }

    [Fact]
    public void The_disagreement_of_one_bin_is_the_squared_pull()
    {
        // (n − ν)² / (ν + σ²) with ν = 110, σ = 0.1 · 100 of one background: 60² / 210 = 17.1, one degree of freedom.
        SmallWorkspace one = new() { Signal = [10], Background = [100], Data = [170], Settings = [new ParameterSetting("mu") { Fixed = true }] };
        SmallWorkspace withoutSignalStatistics = one with { Signal = [10], StatErrors = [10] };

        CheckFinding finding = Assert.Single(withoutSignalStatistics.Check().Findings, finding => finding.Kind == FindingKind.PrefitDisagreement);

        double variance = 110 + (10 * 10) + (1 * 1);
        Assert.Equal(Numerics.ChiSquared.UpperTail(60 * 60 / variance, 1), finding.Value, finding.Value * 1e-6);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
    }

    [Fact]
    public void A_shift_that_all_bins_share_is_not_counted_once_per_bin()
    {
        // All bins 30 % high with a common uncertainty of 20 %: 1.5σ, whatever the number of bins.
        double[] yields = [.. Enumerable.Repeat(200.0, 10)];
        SmallWorkspace shifted = new() { Signal = [.. yields.Select(_ => 1.0)], Background = yields, StatErrors = [.. yields.Select(_ => 0.1)], Data = [.. yields.Select(value => 1.3 * value)], OnBackground = [new NormSys("n", 0.8, 1.2)] };

        Assert.DoesNotContain("prefit_disagreement", shifted.Kinds());
    }

    [Fact]
    public void Findings_of_grave_kinds_come_first_and_are_counted()
    {
        SmallWorkspace bad = Of([5, 10], [50, 60], [55.5, 70]) with { OnBackground = [new NormSys("n", -1, 2)] };

        CheckReport report = bad.Check();

        Assert.Equal(FindingKind.NonpositiveFactor, report.Findings[0].Kind);
        Assert.EndsWith("\n1 problem, 0 warnings, 1 hint\n", report.Text(showsAll: false), StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_ten_of_a_kind_are_folded_unless_all_are_asked_for()
    {
        CheckReport report = With([.. Enumerable.Range(0, 11).Select(index => new NormSys($"n{index:00}", 1.02, 1.04))]).Check();

        Assert.Contains("8 more; --all shows them", report.Text(showsAll: false), StringComparison.Ordinal);
        Assert.DoesNotContain("n03", report.Text(showsAll: false), StringComparison.Ordinal);
        Assert.Contains("n10", report.Text(showsAll: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_has_a_word_that_finds_it_and_a_remedy()
    {
        Assert.All(FindingKinds.All, kind =>
        {
            Assert.Equal(kind, FindingKinds.Find(FindingKinds.Word(kind)));
            Assert.EndsWith(".", FindingKinds.RemedyOf(kind), StringComparison.Ordinal);
        });
    }

    private static SmallWorkspace Of(double[] signal, double[] background, double[] data) => new() { Signal = signal, Background = background, Data = data };

    private static SmallWorkspace With(ImmutableArray<IModifier> onBackground) => new() { OnBackground = onBackground };

    private static SmallWorkspace Shape(double[] up, double[] down) => With([new HistoSys("s", [.. down], [.. up])]);

    private static Sample Other(string name, double[] data) => new(name, [.. data], [new StatError("stat", [.. data.Select(value => 0.1 * value)])]);
}
