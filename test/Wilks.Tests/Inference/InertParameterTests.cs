using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Workspaces;
using static Wilks.Tests.Models.TestWorkspace;

namespace Wilks.Tests.Inference;

/// <summary>A free factor of an empty bin changes nothing; it must not spoil what is known of the others.</summary>
public sealed class InertParameterTests
{
    [Fact]
    public void A_shapefactor_of_an_empty_bin_is_held_and_leaves_the_other_uncertainties_alone()
    {
        Model model = Model.Compile(OneChannel([21, 34], Sample("background", [20, 30], StatError("stat", 2, 3)), Sample("free", [5, 0], new ShapeFactor("shape"))));

        FitResult fit = model.Fitted();

        Assert.Equal(CoordinateState.Fixed, fit.States[model.IndexOf("shape[1]")]);
        Assert.Equal(0, fit.Uncertainties[model.IndexOf("shape[1]")]);
        Assert.Equal(1, fit.Values[model.IndexOf("shape[1]")]);
        CovarianceAssert.Holds(fit, "an empty bin");
    }

    [Fact]
    public void It_can_be_held_elsewhere_and_returns()
    {
        Model model = Model.Compile(OneChannel([21, 34], Sample("background", [20, 30], StatError("stat", 2, 3)), Sample("free", [5, 0], new ShapeFactor("shape"))));
        int inert = model.IndexOf("shape[1]");
        var fitter = new Fitter(model);

        FitResult held = fitter.Fit(model.ObservedData, new FitOptions { Hold = new Dictionary<int, double> { [inert] = 3 } }, TestContext.Current.CancellationToken);
        FitResult released = fitter.Fit(model.ObservedData, null, TestContext.Current.CancellationToken);

        Assert.Equal(3, held.Values[inert]);
        Assert.Equal(1, released.Values[inert]);
        Assert.Equal(held.TwiceNll, released.TwiceNll);
    }
}
