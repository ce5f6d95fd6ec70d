using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>A workspace with everything that XML can say.</summary>
internal static class FullWorkspace
{
    internal static Workspace Create() => new()
    {
        Channels =
        [
            new Channel("SR", [Signal("signal", [3, 5], "mu_signal"), Background()]) { Axes = [new VariableAxis([0, 1, 3]) { Name = "mass" }] },
            new Channel("CR 1", [Signal("signal", [1, 1, 1, 1], "mu"), Plane()]) { Axes = [new RegularAxis(2, 0, 4) { Name = "x" }, new VariableAxis([0, 1, 2]) { Name = "y" }] },
        ],
        Observations = [new Observation("SR", [12, 17]), new Observation("CR 1", [31, 28, 30, 33])],
        Measurements =
        [
            new Measurement("first", ["mu", "scale"],
            [
                new ParameterSetting("lumi") { AuxData = [0.98], Inits = [0.98], Sigmas = [0.98 * 0.03], Bounds = [new Interval(0.98 - (5 * (0.98 * 0.03)), 0.98 + (5 * (0.98 * 0.03)))] },
                new ParameterSetting("mu") { Inits = [1.5], Bounds = [new Interval(0, 4)] },
                new ParameterSetting("scale") { Inits = [1], Bounds = [new Interval(0.5, double.PositiveInfinity)] },
                new ParameterSetting("free") { Inits = [1.25, 0.75], Fixed = false },
                new ParameterSetting("jes") { Inits = [0.25], Fixed = true },
            ])
            {
                Overlay = new Overlay
                {
                    Parameters =
                    [
                        new ParameterChange("staterror_SR[1]") { Init = 1.125 },
                        new ParameterChange("flavour") { Expression = "(beta_flavour - 1)/0.25", Constraint = new NoConstraintSetting() },
                        new ParameterChange("pileup") { Constraint = new GaussianSetting(100, 0) },
                    ],
                    NewParameters = [new ParameterChange("beta_flavour") { Init = 1, Bounds = new Interval(0, 10), Constraint = new GammaSetting(16, 16) }],
                },
            },
            new Measurement("second", [],
            [
                new ParameterSetting("lumi") { AuxData = [1], Inits = [1], Sigmas = [0.1], Bounds = [new Interval(1 - (5 * 0.1), 1 + (5 * 0.1))], Fixed = true },
                new ParameterSetting("mu") { Inits = [1], Bounds = [new Interval(0, 4)], Fixed = true },
                new ParameterSetting("scale") { Inits = [1], Bounds = [new Interval(0.5, double.PositiveInfinity)] },
                new ParameterSetting("free") { Inits = [1.25, 0.75], Fixed = false },
            ])
            {
                Overlay = new Overlay
                {
                    Parameters =
                    [
                        new ParameterChange("flavour") { Expression = "(pow(1.5, beta_flavour) - 1)/0.5", Constraint = new NoConstraintSetting() },
                        new ParameterChange("pileup") { Init = 0, Fixed = true },
                    ],
                    NewParameters = [new ParameterChange("beta_flavour") { Init = 0, Bounds = new Interval(-5, 5), Constraint = new GaussianSetting(1, 0) }],
                },
            },
        ],
        Datasets =
        [
            new NamedDataset("other") { Observations = [new Observation("SR", [10, 20]), new Observation("CR 1", [1, 2, 3, 4])] },
            new NamedDataset("asimov_2") { At = [new KeyValuePair<string, double>("mu", 2), new KeyValuePair<string, double>("jes", 0.5)] },
        ],
        Overlay = new Overlay
        {
            Parameters =
            [
                .. Poisson("SR", [1, 2], [12, 15]),
                new ParameterChange("shape_SR[0]") { Constraint = new GaussianSetting(0.125, 1) },
                new ParameterChange("shape_SR[1]") { Constraint = new GaussianSetting(1, 1) },
                new ParameterChange("mu_signal") { Expression = "mu*sqrt(interference)" },
            ],
            NewParameters = [new ParameterChange("kappa") { Init = 1, Bounds = new Interval(0.5, 2) }, new ParameterChange("interference") { Expression = "1 + kappa^2" }],
        },
    };

    private static Sample Signal(string name, double[] data, string factor) => new(name, [.. data], [new Lumi(Lumi.TypeName), new NormFactor(factor), new NormSys("flavour", 0.9, 1.125)]);

    private static Sample Background() => new("background", [12, 15],
    [
        new NormFactor("scale"), new NormSys("jes", 0.95, 1.0625), new HistoSys("jes", [11, 14.5], [13, 15.25]), new HistoSys("pileup", [11.5, 15], [12.5, 15.5]),
        new StatError("staterror_SR", [1, 2]), new ShapeSys("shape_SR", [12 * 0.125, 0]), new ShapeFactor("free"),
    ]);

    private static Sample Plane() => new("background", [30, 25, 29, 0], [new NormSys("pileup", 0.9, 1.1), new ShapeSys("shape_CR", [3, 2, 0, 1]), new StatError("staterror_CR 1", [1, 0, 2, 0])]);

    // As ROOT's Poisson constraint terms are: with the second bin above the threshold and the first one below.
    private static IEnumerable<ParameterChange> Poisson(string channel, double[] uncertainties, double[] nominal) => uncertainties.Select((uncertainty, bin) =>
    {
        double relative = Math.Sqrt(uncertainty * uncertainty) / nominal[bin];
        return new ParameterChange($"staterror_{channel}[{bin}]") { Constraint = new PoissonSetting(1 / (relative * relative)), Fixed = relative < 0.1 ? true : null };
    });
}
