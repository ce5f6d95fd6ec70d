using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>A channel while it is read.</summary>
/// <param name="Name">The name of its distribution.</param>
/// <param name="Axes">What its bins divide.</param>
/// <param name="Location">Where it was written.</param>
internal sealed record ChannelDraft(string Name, ImmutableArray<IAxis> Axes, SourceLocation Location)
{
    /// <summary>The samples.</summary>
    internal List<Sample> Samples { get; } = [];

    /// <summary>The name of the variable that a counting experiment counts; null for a histogram.</summary>
    internal string? Counted { get; init; }

    /// <summary>The number of bins that the axes have.</summary>
    internal int BinCount => Axes.Aggregate(1, (product, axis) => product * axis.BinCount);
}

/// <summary>What decoders of distributions share.</summary>
/// <param name="Objects">The document.</param>
/// <param name="Book">The names of parameters.</param>
/// <param name="Constraints">The constraint terms.</param>
/// <param name="Dialect">What the numbers mean.</param>
/// <param name="Terms">The distributions that are constraint terms.</param>
internal sealed record ReadingState(Hs3Objects Objects, ParameterBook Book, ConstraintBook Constraints, Hs3Dialect Dialect, ConstraintDistributions Terms)
{
    /// <summary>Where the problems go.</summary>
    internal DiagnosticCollector Findings => Objects.Shape.Findings;

    /// <summary>Constants that stand where a factor has a parameter: the engine's name and the number.</summary>
    internal List<KeyValuePair<string, double>> Constants { get; } = [];

    /// <summary>The name of a factor: its parameter, or a new one that is held at the number.</summary>
    internal string Factor(IJsonNode node, string what)
    {
        switch (node)
        {
            case JsonString { Value.Length: > 0 } name:
                return Book.Scalar(name.Value, UseKind.Factor);
            case JsonNumber number:
                string made = Book.Unique("constant");
                Constants.Add(KeyValuePair.Create(made, number.Value));
                return made;
            default:
                Objects.Shape.WrongKind(node, what, "a name or a number");
                return "";
        }
    }
}

/// <summary>Reads the axes of distributions and data.</summary>
internal static class AxisDecoder
{
    /// <summary>The most bins of one axis, far above any histogram, so that a mistyped number takes no memory.</summary>
    private const int MaxBins = 1 << 24;

    private static readonly string[] s_members = ["name", "min", "max", "nbins", "edges", "bounds", "value"];

    /// <summary>The axes, last one fastest; empty after a report or where none are written.</summary>
    internal static ImmutableArray<IAxis> Read(IJsonNode? node, string owner, Hs3Objects objects)
    {
        var axes = ImmutableArray.CreateBuilder<IAxis>();
        double bins = 1;
        foreach (IJsonNode item in objects.Shape.Items(node, $"'axes' of {owner}", mayBeEmpty: true))
        {
            if (item is not JsonObject o) objects.Shape.WrongKind(item, $"an axis of {owner}", "an object with name and nbins or edges");
            else if (ReadOne(o, owner, objects) is { } axis) axes.Add(axis);
        }

        foreach (IAxis axis in axes) bins *= axis.BinCount;
        if (bins <= MaxBins) return axes.DrainToImmutable();

        Error(node!, $"{owner} has more than {MaxBins} bins.", objects);
        return [];
    }

    private static INumericAxis? ReadOne(JsonObject o, string owner, Hs3Objects objects)
    {
        objects.NoteUnknown(o, $"an axis of {owner}", s_members);
        string name = objects.Shape.Text(o.Find("name"), $"the name of an axis of {owner}");
        if ((o.Find("edges") ?? o.Find("bounds")) is { } edges) return ReadEdges(name, edges, o, owner, objects);
        if (o.Find("nbins") is not { } bins)
        {
            Error(o, $"the axis '{name}' of {owner} has neither 'nbins' nor 'edges'.", objects);
            return null;
        }

        double count = objects.Shape.Number(bins, $"'nbins' of axis '{name}'");
        double lower = objects.Shape.Number(o.Find("min"), $"'min' of axis '{name}'"), upper = objects.Shape.Number(o.Find("max"), $"'max' of axis '{name}'");
        if (count is >= 1 and <= MaxBins && count == Math.Floor(count) && lower < upper) return new RegularAxis((int)count, lower, upper) { Name = name };

        Error(o, FormattableString.Invariant($"the axis '{name}' of {owner} has {count} bins from {lower} to {upper}; expected a whole number of at least 1 and ascending ends."), objects);
        return null;
    }

    private static VariableAxis? ReadEdges(string name, IJsonNode node, JsonObject o, string owner, Hs3Objects objects)
    {
        ImmutableArray<double> edges = objects.Shape.Numbers(node, $"the edges of axis '{name}'");
        bool isAscending = edges.Length >= 2 && Enumerable.Range(1, edges.Length - 1).All(i => edges[i - 1] < edges[i]);
        if (isAscending) return new VariableAxis(edges) { Name = name };

        Error(o, $"the axis '{name}' of {owner} has no ascending edges, at least two.", objects);
        return null;
    }

    private static void Error(IJsonNode at, string message, Hs3Objects objects) => objects.Shape.Findings.Error("WK628", at.Location, message, "Give 'min', 'max' and 'nbins', or 'edges'.");
}
