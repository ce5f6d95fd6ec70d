using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Likelihoods;

/// <summary>Small workspaces, each for one modifier or one way of combining several; counts are away from expectation.</summary>
internal static class SmallWorkspaces
{
    private static readonly double[] s_signal = [3, 6, 4, 2.5, 1.5];
    private static readonly double[] s_background = [30, 25, 18, 12, 9];
    private static readonly double[] s_observed = [36, 24, 25, 11, 14];
    private static readonly double[] s_low = [28, 24.5, 18.5, 11, 8.7];
    private static readonly double[] s_high = [31, 27, 16.5, 12.8, 9.9];

    private static InterpolationCode[] Codes => [InterpolationCode.Code0, InterpolationCode.Code1, InterpolationCode.Code2, InterpolationCode.Code4, InterpolationCode.Code4p];

    /// <summary>All of them by name.</summary>
    internal static IReadOnlyDictionary<string, Workspace> All { get; } = new Dictionary<string, Workspace>
    {
        ["normfactor"] = With(),
        ["two normfactors on one sample"] = WithSignal(new NormFactor("mu"), new NormFactor("efficiency")),
        ["three normfactors and a normsys on one sample"] = WithSignal(new NormFactor("mu"), new NormFactor("a"), new NormFactor("b"), new NormSys("alpha", 0.9, 1.2)),
        ["lumi"] = Create([(Channel("channel", Signal(new NormFactor("mu"), new Lumi("lumi")), Background(new Lumi("lumi"))), s_observed)], Lumi(0.03)),
        ["normsys"] = With(new NormSys("alpha", 0.85, 1.2)),
        ["normsys with both factors on one side"] = With(new NormSys("alpha", 1.05, 1.2)),
        ["histosys"] = With(HistoSys("alpha", s_low, s_high)),
        ["two histosys on one sample"] = With(HistoSys("alpha", s_low, s_high), HistoSys("beta", s_high, [27, 24, 19, 13, 9.1])),
        ["normsys and histosys of one name"] = With(new NormSys("alpha", 0.9, 1.15), HistoSys("alpha", s_low, s_high)),
        ["normsys shared by two samples"] = OneChannel(s_observed, Signal(new NormFactor("mu"), new NormSys("alpha", 0.9, 1.3)), Background(new NormSys("alpha", 1.1, 0.92), HistoSys("beta", s_low, s_high))),
        ["shapesys"] = With(ShapeSys("gamma", 3, 2.5, 3, 1.5, 2)),
        ["shapesys with bins without uncertainty"] = With(ShapeSys("gamma", 3, 0, 3, 1.5, 0)),
        ["staterror on one sample"] = With(StatError("stat", 2, 2.2, 1.5, 1, 1.4)),
        ["staterror on two samples"] = OneChannel(s_observed, Signal(new NormFactor("mu"), StatError("stat", 0.3, 0.5, 0.4, 0.2, 0.2)), Background(StatError("stat", 2, 2.2, 1.5, 1, 1.4))),
        ["staterror on two samples, one without"] = OneChannel(s_observed, Signal(new NormFactor("mu"), StatError("stat", 0.3, 0.5, 0.4, 0.2, 0.2)), Background(StatError("stat", 2, 2.2, 1.5, 1, 1.4), new NormSys("alpha", 0.9, 1.1)),
            Sample("other", [2, 3, 2, 1, 1], HistoSys("alpha", [1.8, 2.9, 2.1, 0.9, 1], [2.2, 3.2, 1.9, 1, 1.1]))),
        ["staterror on everything with histosys and normsys"] = OneChannel(s_observed, Signal(new NormFactor("mu"), StatError("stat", 0.3, 0.5, 0.4, 0.2, 0.2), new NormSys("beta", 0.9, 1.1)), Background(StatError("stat", 2, 2.2, 1.5, 1, 1.4), HistoSys("alpha", s_low, s_high))),
        ["shapefactor"] = With(new ShapeFactor("shape")),
        ["shapefactor over channels of different bin counts"] = Create(
        [
            (Channel("a", Sample("signal", [5, 4], new NormFactor("mu")), Sample("background", [30, 20], new ShapeFactor("shape"))), [38, 22]),
            (Channel("b", Sample("background", [60, 41, 22], new ShapeFactor("shape"), new NormSys("alpha", 0.95, 1.07))), [57, 45, 19]),
        ]),
        ["shapesys and staterror on different samples"] = OneChannel(s_observed, Signal(new NormFactor("mu"), StatError("stat", 0.5, 0.6, 0.6, 0.4, 0.3)), Background(ShapeSys("gamma", 3, 2.5, 3, 1.5, 2), new NormSys("alpha", 0.9, 1.1))),
        ["shapesys and staterror on one sample"] = With(ShapeSys("gamma", 3, 2.5, 3, 1.5, 2), StatError("stat", 2, 2.2, 1.5, 1, 1.4), HistoSys("alpha", s_low, s_high)),
        ["shapesys on two samples"] = OneChannel(s_observed, Signal(new NormFactor("mu"), ShapeSys("gamma_signal", 0.5, 1, 0.8, 0.4, 0.3)), Background(ShapeSys("gamma", 3, 2.5, 3, 1.5, 2))),
        ["shapesys, staterror and a free bin factor on three samples"] = OneChannel(s_observed, Signal(new NormFactor("mu"), StatError("stat", 0.5, 0.6, 0.6, 0.4, 0.3)), Background(ShapeSys("gamma", 3, 2.5, 3, 1.5, 2)), Sample("other", [2, 3, 2, 1, 1], new ShapeFactor("shape"))),
        ["single bin"] = OneChannel([17], Sample("signal", [5], new NormFactor("mu")), Sample("background", [10], new NormSys("alpha", 0.9, 1.2))),
        ["single-bin control region"] = Create(
        [
            (Channel("control", Sample("background", [50], new NormFactor("k"), new NormSys("alpha", 0.9, 1.15)), Sample("other", [6], StatError("stat", 1.5))), [62]),
            (Channel("signal", Signal(new NormFactor("mu")), Background(new NormFactor("k"), new NormSys("alpha", 0.93, 1.1))), s_observed),
        ]),
        ["zero nominal bins"] = OneChannel(s_observed, Signal(new NormFactor("mu")), Sample("background", [30, 0, 18, 0, 9], StatError("stat", 2, 0, 1.5, 0, 1)), Sample("other", [0, 20, 1, 11, 0], ShapeSys("gamma", 0, 2, 0.5, 1, 0))),
        ["zero observed bins"] = OneChannel([36, 0, 25, 0, 14], Signal(new NormFactor("mu")), Background(StatError("stat", 2, 2.2, 1.5, 1, 1.4), HistoSys("alpha", s_low, s_high))),
        ["nothing observed"] = OneChannel([0, 0, 0, 0, 0], Signal(new NormFactor("mu")), Background(ShapeSys("gamma", 3, 2.5, 3, 1.5, 2), new NormSys("alpha", 0.9, 1.1))),
        ["negative nominal bins"] = OneChannel(s_observed, Signal(new NormFactor("mu")), Background(StatError("stat", 2, 2.2, 1.5, 1, 1.4)), Sample("interference", [-2, 3, -1, 1, -0.5], new NormFactor("c"), HistoSys("alpha", [-2.4, 3.2, -1.1, 0.9, -0.4], [-1.5, 2.9, -0.9, 1.2, -0.6]))),
        ["normsys of every code"] = WithSignal([new NormFactor("mu"), .. Codes.Select((code, i) => (IModifier)new NormSys($"alpha{i}", 0.9 - (0.02 * i), 1.25 - (0.03 * i)) { Interpolation = code })]),
        ["histosys of every code"] = With([.. Codes.Select((code, i) => (IModifier)(HistoSys($"alpha{i}", s_low, s_high) with { Interpolation = code }))]),
        ["multiplicative histosys with staterror and factors"] = OneChannel(s_observed, Signal(new NormFactor("mu"), StatError("stat", 0.5, 0.6, 0.6, 0.4, 0.3)),
            Background(HistoSys("alpha", s_low, s_high) with { Interpolation = InterpolationCode.Code4 }, new NormFactor("k"), new NormSys("alpha", 0.9, 1.1), HistoSys("beta", s_high, s_low), StatError("stat", 2, 2.2, 1.5, 1, 1.4))),
        ["nine bins with everything"] = NineBins(),
    };

    internal static Sample Signal(params ReadOnlySpan<IModifier> modifiers) => Sample("signal", s_signal, modifiers);

    internal static Sample Background(params ReadOnlySpan<IModifier> modifiers) => Sample("background", s_background, modifiers);

    private static Workspace With(params ReadOnlySpan<IModifier> onBackground) => OneChannel(s_observed, Signal(new NormFactor("mu")), Background(onBackground));

    private static Workspace WithSignal(params ReadOnlySpan<IModifier> onSignal) => OneChannel(s_observed, Signal(onSignal), Background());

    private static Workspace NineBins()
    {
        double[] signal = [1, 2, 3, 4, 5, 4, 3, 2, 1], background = [40, 35, 30, 26, 22, 19, 16, 14, 12];
        double[] low = [38, 34, 29, 26.5, 21, 18, 16.2, 13, 11.5], high = [43, 36.5, 31, 26.2, 23.5, 20, 15.5, 14.6, 12.2];
        return Create(
        [
            (Channel("a", Sample("signal", signal, new NormFactor("mu"), new Lumi("lumi"), new NormSys("alpha", 0.9, 1.15)),
                Sample("background", background, new NormFactor("k"), new Lumi("lumi"), HistoSys("alpha", low, high), HistoSys("beta", high, low), StatError("stat_a", 2, 2, 2, 2, 1.5, 1.5, 1.5, 1, 1)),
                Sample("fakes", [5, 4, 4, 3, 3, 2, 2, 1, 1], new Lumi("lumi"), new NormSys("fake_rate", 0.7, 1.35), StatError("stat_a", 1, 1, 1, 0.8, 0.7, 0.6, 0.5, 0.4, 0.4))), [44, 45, 35, 31, 37, 22, 25, 13, 17]),
            (Channel("b", Sample("background", [120, 100, 90], new NormFactor("k"), new NormSys("beta", 0.95, 1.08), ShapeSys("gamma_b", 6, 5, 6))), [128, 93, 97]),
        ], Lumi(0.02));
    }
}
