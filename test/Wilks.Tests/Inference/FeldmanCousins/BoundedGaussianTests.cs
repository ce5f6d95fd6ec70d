using Wilks.Inference;

namespace Wilks.Tests.Inference.FeldmanCousins;

/// <summary>A Gaussian of unit width whose mean can't be negative: table X of Feldman and Cousins.</summary>
public sealed class BoundedGaussianTests
{
    // Four standard deviations of an end, and the last printed digit.
    private const double Sigmas = 4;
    private const double Printed = 0.006;

    // 90 % confidence level.
    [Theory]
    [InlineData(-2.0, 0, 0.40)]
    [InlineData(-1.0, 0, 0.81)]
    [InlineData(0.0, 0, 1.64)]
    [InlineData(1.0, 0, 2.64)]
    [InlineData(2.0, 0.58, 3.64)]
    [InlineData(3.0, 1.37, 4.64)]
    public void The_published_intervals_are_found(double measured, double lower, double upper)
    {
        ObjectiveModel model = GaussianModel.Create(measured, lower: 0);

        FeldmanCousinsResult found = FeldmanCousinsInterval.Find(model, model.ObservedData, 0, new FeldmanCousinsOptions { Level = 0.9, Toys = 10_000, Seed = 3, Threads = 2 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(lower == 0, found.Lower.IsAtBound);
        Assert.Equal(lower, found.Lower.Value, (Sigmas * found.Lower.Uncertainty) + Printed);
        Assert.Equal(upper, found.Upper.Value, (Sigmas * found.Upper.Uncertainty) + Printed);
        Assert.InRange(found.Upper.Uncertainty, 1e-4, 0.1);
    }
}
