using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Reads the distributions of a likelihood: a table from types to decoders, so that a further type is one decoder and one row.</summary>
internal sealed class DistributionReading : IDistributionDecoder
{
    private readonly ReadingState _state;
    private readonly Dictionary<string, IDistributionDecoder> _decoders;
    private readonly List<string> _path = [];

    internal DistributionReading(ReadingState state)
    {
        _state = state;
        _decoders = new Dictionary<string, IDistributionDecoder>(StringComparer.Ordinal)
        {
            ["histfactory_dist"] = new HistFactoryDecoder(state),
            ["poisson_dist"] = new CountingDecoder(state),
            ["mixture_dist"] = new MixtureDecoder(state),
            ["product_dist"] = new ProductDecoder(state, this),
        };
    }

    /// <inheritdoc/>
    public ChannelDraft? Read(NamedObject dist)
    {
        if (_path.Contains(dist.Name))
        {
            string circle = string.Join(" → ", _path.SkipWhile(name => name != dist.Name).Append(dist.Name).Select(name => $"'{name}'"));
            _state.Findings.Error("WK624", dist.Location, $"the distributions go round in a circle: {circle}.", "One of these must not contain the next.");
            return null;
        }

        if (!_decoders.TryGetValue(dist.Type, out IDistributionDecoder? decoder))
        {
            if (dist.Type.Length > 0) _state.Findings.Error("WK622", dist.Location, $"the distribution '{dist.Name}' has the type '{dist.Type}', which is not read yet.", $"Read are {string.Join(", ", _decoders.Keys)}, and as constraint terms gaussian_dist, lognormal_dist, gamma_dist and multivariate_normal_dist.");
            return null;
        }

        _path.Add(dist.Name);
        ChannelDraft? draft = decoder.Read(dist);
        _path.RemoveAt(_path.Count - 1);
        return draft;
    }
}

/// <summary>Reads a <c>product_dist</c>: one factor is the channel, the others are constraint terms.</summary>
internal sealed class ProductDecoder(ReadingState state, IDistributionDecoder parts) : IDistributionDecoder
{
    /// <inheritdoc/>
    public ChannelDraft? Read(NamedObject dist)
    {
        state.Objects.NoteUnknown(dist.Node, "a product_dist", "name", "type", "factors", "x");
        state.Objects.Shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["factors"]);
        List<NamedObject> factors = [.. state.Objects.Names(dist.Node.Find("factors"), $"'factors' of '{dist.Name}'")
            .Select(entry => state.Objects.Require(Section.Distributions, entry.Name, entry.Node, $"'{dist.Name}'")).OfType<NamedObject>()];
        bool hasTemplate = factors.Exists(factor => !ConstraintDistributions.IsKnown(factor.Type));
        ChannelDraft? channel = null;
        foreach (NamedObject factor in factors)
        {
            bool isTerm = ConstraintDistributions.IsKnown(factor.Type) && (hasTemplate || factor.Type != "poisson_dist" || channel is not null);
            if (isTerm)
            {
                state.Terms.Add(factor);
                continue;
            }

            ChannelDraft? read = parts.Read(factor);
            if (read is not null && channel is not null) state.Findings.Error("WK622", factor.Location, $"the product '{dist.Name}' has two factors with bins of their own, '{channel.Name}' and '{read.Name}', which is not read yet.", "Name both in 'distributions' of the likelihood.");
            channel ??= read;
        }

        return channel is null ? null : Renamed(channel, dist.Name);
    }

    private static ChannelDraft Renamed(ChannelDraft channel, string name)
    {
        ChannelDraft renamed = new(name, channel.Axes, channel.Location) { Counted = channel.Counted };
        renamed.Samples.AddRange(channel.Samples);
        return renamed;
    }
}

/// <summary>Reads a <c>poisson_dist</c> with data as a counting experiment: one bin, whose rate is the mean.</summary>
internal sealed class CountingDecoder(ReadingState state) : IDistributionDecoder
{
    /// <inheritdoc/>
    public ChannelDraft? Read(NamedObject dist)
    {
        state.Objects.NoteUnknown(dist.Node, "a poisson_dist", "name", "type", "x", "mean", "integer");
        state.Objects.Shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["x", "mean"]);
        if (dist.Node.Find("mean") is not { } mean || dist.Node.Find("x") is not { } x) return null;

        ChannelDraft draft = new(dist.Name, [], dist.Location) { Counted = (x as JsonString)?.Value ?? "" };
        bool isNumber = mean is JsonNumber;
        string factor = isNumber ? "" : state.Factor(mean, "the mean of a poisson_dist");
        if (!isNumber && factor.Length == 0) return null;

        ImmutableArray<IModifier> modifiers = isNumber ? [] : [new NormFactor(factor) { Location = dist.Location }];
        draft.Samples.Add(new Sample(isNumber ? "mean" : factor, [isNumber ? ((JsonNumber)mean).Value : 1], modifiers) { Location = dist.Location });
        return draft;
    }
}

/// <summary>Reads an extended <c>mixture_dist</c> of histograms: every summand is a sample of unit content, times its coefficient.</summary>
internal sealed class MixtureDecoder(ReadingState state) : IDistributionDecoder
{
    private static readonly string[] s_histograms = ["histogram_dist", "step_dist", "histogram", "step"];

    /// <inheritdoc/>
    public ChannelDraft? Read(NamedObject dist)
    {
        state.Objects.NoteUnknown(dist.Node, "a mixture_dist", "name", "type", "summands", "coefficients", "extended", "x", "ref_coef_norm");
        state.Objects.Shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["summands", "coefficients"]);
        List<(string Name, IJsonNode Node)> summands = state.Objects.Names(dist.Node.Find("summands"), "'summands'");
        ImmutableArray<IJsonNode> coefficients = state.Objects.Shape.Items(dist.Node.Find("coefficients"), "'coefficients'");
        if (dist.Node.Find("extended") is not JsonBoolean { Value: true })
        {
            state.Findings.Error("WK622", dist.Location, $"the mixture '{dist.Name}' is not extended: it says no number of events, which is not read yet.", "Give one yield per summand, and 'extended': true.");
            return null;
        }

        if (summands.Count != coefficients.Length)
        {
            state.Findings.Error("WK623", dist.Location, FormattableString.Invariant($"the extended mixture '{dist.Name}' has {summands.Count} summands and {coefficients.Length} coefficients."), "Give one of each.");
            return null;
        }

        ChannelDraft? draft = null;
        for (int i = 0; i < summands.Count; i++)
        {
            if (state.Objects.Require(Section.Distributions, summands[i].Name, summands[i].Node, $"'{dist.Name}'") is not { } summand) continue;
            if (Histogram(summand) is not { } histogram) continue;

            draft ??= new ChannelDraft(dist.Name, histogram.Axes, dist.Location);
            string factor = state.Factor(coefficients[i], "a coefficient of a mixture");
            if (factor.Length == 0) continue;
            draft.Samples.Add(new Sample(summand.Name, histogram.Content, [new NormFactor(factor) { Location = dist.Location }]) { Location = summand.Location });
        }

        return draft;
    }

    private (ImmutableArray<IAxis> Axes, ImmutableArray<double> Content)? Histogram(NamedObject dist)
    {
        if (!s_histograms.Contains(dist.Type))
        {
            state.Findings.Error("WK622", dist.Location, $"'{dist.Name}' of the type '{dist.Type}' is no histogram; mixtures of others are not read yet.", "");
            return null;
        }

        JsonObject data = dist.Node.Find("data") as JsonObject ?? dist.Node;
        state.Objects.Shape.RequireMembers(data, $"'{dist.Name}'", ["contents"]);
        ImmutableArray<double> contents = state.Objects.Shape.Numbers(data.Find("contents"), $"'contents' of '{dist.Name}'");
        ImmutableArray<IAxis> axes = AxisDecoder.Read(data.Find("axes") ?? dist.Node.Find("axes"), $"'{dist.Name}'", state.Objects);
        double sum = contents.Sum();
        if (!contents.IsEmpty && !(sum > 0 && double.IsFinite(sum))) state.Findings.Error("WK635", dist.Location, $"the contents of '{dist.Name}' don't add up to a positive number.", "A density has a positive integral.");
        return (axes, [.. contents.Select(c => c / sum)]);
    }
}
