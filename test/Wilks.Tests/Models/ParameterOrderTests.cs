using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Models;

/// <summary>The order of parameters, auxiliary data and bins is pyhf's.</summary>
public sealed class ParameterOrderTests
{
    [Fact]
    public void Blocks_of_types_come_in_pyhfs_order_and_within_them_first_appearance()
    {
        Workspace workspace = Create(
        [
            (Channel("B", Sample("s", [5, 6], new NormFactor("b"), new NormSys("a", 0.9, 1.1), StatError("st_B", 1, 1))), [5, 6]),
            (Channel("A",
                Sample("s2", [5], new NormSys("zz", 0.9, 1.1), new Lumi("lumi"), ShapeSys("sh", 1), StatError("st_A", 1)),
                Sample("s1", [5], HistoSys("h", [4], [6]), new NormSys("k", 0.9, 1.1), new NormFactor("mu"), new ShapeFactor("sfac"), StatError("st_A", 1))), [5]),
        ], Lumi(0.1));

        Model model = Model.Compile(workspace);

        Assert.Equal(["h", "lumi", "mu", "b", "k", "zz", "a", "sfac[0]", "sh[0]", "st_A[0]", "st_B[0]", "st_B[1]"], model.Names());
        Assert.Equal(["h", "lumi", "k", "zz", "a", "sh[0]", "st_A[0]", "st_B[0]", "st_B[1]"], model.AuxiliaryParameters.Select(p => model.Parameters[p].Name));
        Assert.Equal(["A", "B"], model.Channels.Select(c => c.Name));
        Assert.Equal(["s1", "s2"], model.Channels[0].Samples);
        Assert.Equal([5, 5, 6], model.ObservedData.Main.ToArray());
        Assert.Equal(Enumerable.Range(0, 12), model.Parameters.Select(p => p.Index));
    }

    [Fact]
    public void A_name_shared_by_normsys_and_histosys_stands_among_the_histosys_wherever_it_appears_first()
    {
        Model model = Model.Compile(OneChannel([5], Sample("a", [5], new NormFactor("mu"), new NormSys("shared", 0.9, 1.1)), Sample("b", [5], HistoSys("own", [4], [6]), HistoSys("shared", [4], [6]))));

        Assert.Equal(["own", "shared", "mu"], model.Names());
        Assert.Equal(["histosys", "normsys"], model.Parameters[model.IndexOf("shared")].ModifierTypes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Staterror_is_sorted_by_name_and_shapesys_by_appearance()
    {
        Model model = Model.Compile(OneChannel([5], Sample("a", [5], new NormFactor("mu"), ShapeSys("z_shape", 1), StatError("z_stat", 1)), Sample("b", [5], ShapeSys("a_shape", 1), StatError("a_stat", 1))));

        Assert.Equal(["mu", "z_shape[0]", "a_shape[0]", "a_stat[0]", "z_stat[0]"], model.Names());
    }

    [Fact]
    public void A_shared_normfactor_is_one_parameter_of_all_its_samples()
    {
        Model model = Model.Compile(Create([(Channel("a", Sample("s", [2], new NormFactor("mu")), Sample("t", [3], new NormFactor("mu"))), [5]), (Channel("b", Sample("s", [7], new NormFactor("mu"))), [7])]));
        double[] main = new double[2];

        model.With(model.ObservedData).CreateEvaluator().ExpectedMain([2], main);

        Assert.Equal(["mu"], model.Names());
        Assert.Equal([10, 14], main);
    }

    [Fact]
    public void A_staterror_over_channels_has_the_bins_of_all_of_them()
    {
        Model model = Model.Compile(Create([(Channel("b", Sample("s", [8, 4], new NormFactor("mu"), StatError("stat", 2, 1))), [8, 4]), (Channel("a", Sample("s", [10], StatError("stat", 1))), [10])]));
        double[] main = new double[3];

        model.With(model.ObservedData).CreateEvaluator().ExpectedMain([1, 1.5, 2, 3], main);

        Assert.Equal(["mu", "stat[0]", "stat[1]", "stat[2]"], model.Names());
        Assert.Equal([0.1, 0.25, 0.25], model.Parameters.Skip(1).Select(p => p.Sigma));
        Assert.Equal([15, 16, 12], main);
    }

    [Fact]
    public void A_shapefactor_of_channels_with_different_bin_counts_scales_each_bin_by_its_own_element()
    {
        Model model = Model.Compile(Create([(Channel("a", Sample("s", [1], new ShapeFactor("shape"))), [1]), (Channel("b", Sample("s", [1, 1, 1], new ShapeFactor("shape"))), [1, 1, 1])]), new CompileOptions { Pois = [] });
        double[] main = new double[4];

        model.With(model.ObservedData).CreateEvaluator().ExpectedMain([2, 3, 5], main);

        Assert.Equal(["shape[0]", "shape[1]", "shape[2]"], model.Names());
        Assert.Equal([2, 2, 3, 5], main);
    }

    [Fact]
    public void Modifiers_that_do_nothing_keep_their_parameter_and_cost_nothing()
    {
        Model model = Model.Compile(OneChannel([5, 6], Sample("s", [5, 6], new NormFactor("mu"), new NormSys("idle", 1, 1), HistoSys("still", [5, 6], [5, 6]))));
        TemplateChannel channel = model.TemplateChannels[0];

        Assert.Equal(["still", "mu", "idle"], model.Names());
        Assert.Empty(channel.NormLocals);
        Assert.Empty(channel.RowLocals);
    }

    [Fact]
    public void Samples_missing_in_a_channel_count_as_nothing()
    {
        Model model = Model.Compile(Create([(Channel("a", Sample("s", [2], new NormFactor("mu")), Sample("b", [3])), [5]), (Channel("c", Sample("b", [7])), [7])]));
        double[] main = new double[2];

        model.With(model.ObservedData).CreateEvaluator().ExpectedMain([10], main);

        Assert.Equal([23, 7], main);
    }
}
