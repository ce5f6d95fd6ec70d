using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

public sealed class ChannelInfluenceTests
{
    [Fact]
    public void A_channel_names_the_parameters_that_can_change_its_rates_and_no_others()
    {
        Model model = Model.Compile(Create(
        [
            (Channel("a", Sample("signal", [5, 0], new NormFactor("mu"), new ShapeFactor("shape")), Sample("background", [30, 20], new NormSys("alpha", 0.9, 1.1), new NormSys("nothing", 1, 1))), [35, 20]),
            (Channel("b", Sample("background", [40], new NormSys("alpha", 0.9, 1.1), StatError("stat", 3)), Sample("none", [0], new NormFactor("mu"))), [40]),
        ]));

        Assert.Equal(["mu", "alpha", "shape[0]"], Names(model, 0));
        Assert.Equal(["alpha", "stat[0]"], Names(model, 1));
    }

    private static string[] Names(Model model, int channel) => [.. model.ParametersOf(channel).Select(p => model.Parameters[p].Name)];
}
