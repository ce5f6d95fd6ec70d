using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Reference;

/// <summary>The small models of pyhf's validation against HistFactory, with the codes 0 and 1 that it was made with: CLs at μ = 1, observed and expected.</summary>
public sealed class PyhfValidationTests
{
    /// <summary>The references end where SLSQP and MINUIT do; the smallest of them is 7e-10.</summary>
    private const double MinimiserRelative = 2e-4;

    [Fact]
    public void One_bin_with_shapesys() => Agrees(
        OneChannel([55], Sample("signal", [10], new NormFactor("mu")), Sample("background", [50], ShapeSys("u", 7))),
        [0.4541865416107029, 0.06371799398864626, 0.15096503398048894, 0.3279606950533305, 0.6046087303039118, 0.8662627605298466]);

    [Fact]
    public void Two_bins_with_normsys() => Agrees(
        OneChannel([120, 180], Sample("signal", [30, 95], new NormFactor("mu")), Sample("background", [100, 150], new NormSys("n", 0.9, 1.1))),
        [0.0006735317023683173, 7.471684419037561e-10, 5.7411551509088054e-08, 3.6898088062731205e-06, 0.00016965731538267896, 0.004392708998555453]);

    [Fact]
    public void Two_bins_with_histosys() => Agrees(
        OneChannel([120, 180], Sample("signal", [30, 95], new NormFactor("mu")), Sample("background", [100, 150], HistoSys("h", [98, 100], [102, 190]))),
        [0.1001463460725534, 7.134513306138892e-06, 0.00012547100627138575, 0.001880010666437615, 0.02078964907605385, 0.13692494523572218]);

    [Fact]
    public void Two_channels_with_shapesys() => Agrees(
        Create(
        [
            (Channel("signal", Sample("signal", [10, 35], new NormFactor("mu")), Sample("background", [100, 150], ShapeSys("u_signal", 10, 10))), [110, 155]),
            (Channel("control", Sample("background", [200, 350], ShapeSys("u_control", 5, 10))), [205, 345]),
        ]),
        [0.056332621064982304, 0.00043491354821983556, 0.0034223000502860606, 0.02337423265831151, 0.1218654225510158, 0.40382074249477845]);

    [Fact]
    public void Two_channels_coupled_by_a_normsys() => Agrees(
        Create(
        [
            (Channel("signal", Sample("signal", [10, 35], new NormFactor("mu")), Sample("bkg1", [100, 100], new NormSys("n", 0.9, 1.1)), Sample("bkg2", [50, 100], new NormSys("n", 0.5, 1.5))), [105, 220]),
            (Channel("control", Sample("bkg1", [100, 100], new NormSys("n", 0.9, 1.1))), [110, 105]),
        ]),
        [0.5906228034705155, 0.055223914655538435, 0.13613239925395315, 0.3068720101493323, 0.5839470093910164, 0.8554725461337025]);

    private static void Agrees(Workspace workspace, double[] expected)
    {
        Model model = Model.Compile(workspace, new CompileOptions { HistoSysInterpolation = InterpolationCode.Code0, NormSysInterpolation = InterpolationCode.Code1 });

        HypothesisTestResult test = new AsymptoticCalculator(new CompiledModel(model), model.ObservedData, model.Pois[0], cancellationToken: TestContext.Current.CancellationToken).Test(1);

        Assert.Equal(InferenceStatus.Done, test.Status);
        double[] actual = [test.Observed.CLs, .. test.Expected.Select(band => band.CLs)];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], MinimiserRelative * expected[i]);
    }
}
