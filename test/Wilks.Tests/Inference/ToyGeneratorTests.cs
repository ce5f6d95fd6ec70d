using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Tests.Inference;

public sealed class ToyGeneratorTests
{
    private const ulong Seed = 11;
    private const int Count = 4000;

    // Five standard deviations of a mean.
    private const double Sigmas = 5;

    private static readonly Model s_model = CountingModel.Create();

    private static ToyGenerator AtInit() => new(s_model.With(s_model.ObservedData), [.. s_model.Parameters.Select(parameter => parameter.Init)]);

    [Fact]
    public void A_toy_is_a_function_of_seed_and_index()
    {
        Dataset first = AtInit().Draw(Seed, 17);
        AtInit().Draw(Seed, 16);
        Dataset second = AtInit().Draw(Seed, 17);
        Dataset other = AtInit().Draw(Seed, 18);

        Assert.Equal(first.Main.ToArray(), second.Main.ToArray());
        Assert.Equal(first.Auxiliary.ToArray(), second.Auxiliary.ToArray());
        Assert.NotEqual(first.Auxiliary.ToArray(), other.Auxiliary.ToArray());
    }

    [Fact]
    public void Toys_scatter_around_the_Asimov_data_as_their_terms_say()
    {
        Dataset asimov = AtInit().Asimov();
        ToyGenerator generator = AtInit();
        Dataset[] toys = [.. Enumerable.Range(0, Count).Select(index => generator.Draw(Seed, (ulong)index))];

        Assert.Equal([62, 63], asimov.Main.ToArray());
        for (int bin = 0; bin < 2; bin++)
        {
            double mean = asimov.Main.Span[bin];
            Assert.InRange(toys.Average(toy => toy.Main.Span[bin]) - mean, -Sigmas * Math.Sqrt(mean / Count), Sigmas * Math.Sqrt(mean / Count));
        }
        foreach (int term in Enumerable.Range(0, s_model.AuxiliaryParameters.Count))
        {
            Parameter parameter = s_model.Parameters[s_model.AuxiliaryParameters[term]];
            double mean = asimov.Auxiliary.Span[term];
            double variance = parameter.Constraint == ConstraintKind.Poisson ? mean : parameter.Sigma * parameter.Sigma;
            double width = Math.Sqrt(variance / Count);
            double measured = toys.Average(toy => (toy.Auxiliary.Span[term] - mean) * (toy.Auxiliary.Span[term] - mean));
            Assert.InRange(toys.Average(toy => toy.Auxiliary.Span[term]) - mean, -Sigmas * width, Sigmas * width);
            Assert.InRange(measured / variance, 1 - (Sigmas * Math.Sqrt(3.0 / Count)), 1 + (Sigmas * Math.Sqrt(3.0 / Count)));
        }
    }
}
