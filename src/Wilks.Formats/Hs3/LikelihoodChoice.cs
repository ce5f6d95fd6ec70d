using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>A distribution of a likelihood and what was observed.</summary>
/// <param name="Distribution">The distribution.</param>
/// <param name="Data">The data; null for a number.</param>
/// <param name="Number">The number; null where data are named, or where there are none.</param>
/// <param name="Location">Where it was written.</param>
internal sealed record MeasuredTerm(NamedObject Distribution, NamedObject? Data, double? Number, SourceLocation Location);

/// <summary>A likelihood, with its names resolved.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Terms">Distributions with data.</param>
/// <param name="Auxiliary">Further constraint terms.</param>
/// <param name="Location">Where it was written.</param>
internal sealed record ResolvedLikelihood(string Name, IReadOnlyList<MeasuredTerm> Terms, IReadOnlyList<NamedObject> Auxiliary, SourceLocation Location)
{
    /// <summary>Whether another likelihood is of the same distributions, so that the two differ in data and constraint terms only.</summary>
    internal bool IsAlike(ResolvedLikelihood other) => Terms.Select(t => t.Distribution.Name).ToHashSet().SetEquals(other.Terms.Select(t => t.Distribution.Name));
}

/// <summary>What is read of a document: one model, its analyses, and the data sets that go with it.</summary>
/// <param name="Primary">The likelihood whose data are the observed ones.</param>
/// <param name="Others">Likelihoods of the same distributions.</param>
/// <param name="Analyses">The analyses of these likelihoods, in the order written, with the likelihood of each.</param>
internal sealed record LikelihoodChoice(ResolvedLikelihood Primary, IReadOnlyList<ResolvedLikelihood> Others, IReadOnlyList<(NamedObject Analysis, ResolvedLikelihood Likelihood)> Analyses);

/// <summary>Chooses the likelihood to read.</summary>
internal sealed class LikelihoodChooser(Hs3Objects objects)
{
    private static readonly string[] s_partMembers = ["factors", "summands"];
    private const string Choose = "Choose an analysis or likelihood by name.";
    private readonly Dictionary<string, ResolvedLikelihood?> _resolved = new(StringComparer.Ordinal);

    /// <summary>The choice; null after a report.</summary>
    /// <param name="wanted">The name of an analysis, a likelihood, or, in a document without likelihoods, a distribution; null chooses.</param>
    internal LikelihoodChoice? Run(string? wanted)
    {
        ResolvedLikelihood[] all = [.. objects[Section.Likelihoods].Select(Resolve).OfType<ResolvedLikelihood>()];
        List<(NamedObject Analysis, ResolvedLikelihood Likelihood)> analyses = [];
        foreach (NamedObject analysis in objects[Section.Analyses])
        {
            objects.NoteUnknown(analysis.Node, "an analysis", "name", "likelihood", "parameters_of_interest", "parameter_of_interest", "domain", "domains", "init", "prior");
            if (analysis.Node.Find("likelihood") is JsonString name && objects.Require(Section.Likelihoods, name.Value, name, $"analysis '{analysis.Name}'") is { } likelihood)
            {
                if (Resolve(likelihood) is { } resolved) analyses.Add((analysis, resolved));
            }
            else objects.Shape.RequireMembers(analysis.Node, $"analysis '{analysis.Name}'", ["likelihood"]);
        }

        if (objects[Section.Likelihoods].Count == 0) return WithoutLikelihood(wanted);
        if (all.Length == 0) return null;

        ResolvedLikelihood? primary = wanted is null ? Usual(all, analyses) : Named(wanted, all, analyses);
        if (primary is null) return null;

        if (wanted is not null) analyses.RemoveAll(entry => entry.Analysis.Name != wanted && entry.Likelihood.Name != wanted);
        Report(all, primary);
        return new LikelihoodChoice(primary, [.. all.Where(other => !ReferenceEquals(other, primary) && other.IsAlike(primary))], [.. analyses.Where(entry => entry.Likelihood.IsAlike(primary))]);
    }

    /// <summary>The first one, unless its name says that its data are expected ones and another has observed data.</summary>
    private static ResolvedLikelihood Usual(ResolvedLikelihood[] all, List<(NamedObject Analysis, ResolvedLikelihood Likelihood)> analyses)
    {
        ResolvedLikelihood[] ordered = analyses.Count > 0 ? [.. analyses.Select(entry => entry.Likelihood).Distinct()] : all;
        return ordered.FirstOrDefault(l => !IsExpected(l) && l.IsAlike(ordered[0])) ?? ordered[0];
    }

    private static bool IsExpected(ResolvedLikelihood likelihood) =>
        likelihood.Name.Contains("asimov", StringComparison.OrdinalIgnoreCase) || likelihood.Terms.Any(t => t.Data?.Name.Contains("asimov", StringComparison.OrdinalIgnoreCase) == true);

    private ResolvedLikelihood? Named(string wanted, ResolvedLikelihood[] all, List<(NamedObject Analysis, ResolvedLikelihood Likelihood)> analyses)
    {
        ResolvedLikelihood? found = analyses.FirstOrDefault(entry => entry.Analysis.Name == wanted).Likelihood ?? all.FirstOrDefault(l => l.Name == wanted);
        if (found is null) objects.Shape.Findings.Error("WK627", objects.Root.Location, $"there is no analysis or likelihood '{wanted}'.", NearestNames.Suggest(wanted, all.Select(l => l.Name).Concat(analyses.Select(entry => entry.Analysis.Name))));
        return found;
    }

    private void Report(ResolvedLikelihood[] all, ResolvedLikelihood primary)
    {
        string[] alike = [.. all.Where(other => !ReferenceEquals(other, primary) && other.IsAlike(primary) && !IsSameData(other, primary)).Select(other => $"'{other.Name}'")];
        if (alike.Length > 0) objects.Shape.Findings.Note("WK632", primary.Location, $"the observed data are those of likelihood '{primary.Name}'; those of {string.Join(", ", alike)} are data sets beside it.", "Choose one with --data.");

        string[] unlike = [.. all.Where(other => !other.IsAlike(primary)).Select(other => $"'{other.Name}'")];
        if (unlike.Length > 0) objects.Shape.Findings.Warning("WK633", primary.Location, $"likelihood '{primary.Name}' is read; {string.Join(", ", unlike)} {(unlike.Length == 1 ? "is" : "are")} of other distributions and not read.", Choose);
    }

    /// <summary>Whether two likelihoods have the same data, so that the one is no data set beside the other.</summary>
    internal static bool IsSameData(ResolvedLikelihood left, ResolvedLikelihood right) =>
        left.Terms.Count == right.Terms.Count && left.Terms.Zip(right.Terms).All(pair => pair.First.Data?.Name == pair.Second.Data?.Name && pair.First.Number == pair.Second.Number);

    private ResolvedLikelihood? Resolve(NamedObject likelihood)
    {
        if (_resolved.TryGetValue(likelihood.Name, out ResolvedLikelihood? known)) return known;

        ShapeReader shape = objects.Shape;
        objects.NoteUnknown(likelihood.Node, "a likelihood", "name", "distributions", "data", "aux_distributions", "aux_data");
        shape.RequireMembers(likelihood.Node, $"likelihood '{likelihood.Name}'", ["distributions", "data"]);
        string what = $"likelihood '{likelihood.Name}'";
        List<(string Name, IJsonNode Node)> dists = objects.Names(likelihood.Node.Find("distributions"), $"'distributions' of {what}");
        IReadOnlyList<IJsonNode> data = likelihood.Node.Find("data") is JsonString or JsonNumber ? [likelihood.Node.Find("data")!] : shape.Items(likelihood.Node.Find("data"), $"'data' of {what}", mayBeEmpty: true);
        List<MeasuredTerm> terms = [];
        if (dists.Count != data.Count)
        {
            shape.Findings.Error("WK623", likelihood.Location, FormattableString.Invariant($"{what} has {dists.Count} distributions and {data.Count} data."), "Give one of each, in the same order.");
        }
        else
        {
            for (int i = 0; i < dists.Count; i++)
            {
                NamedObject? dist = objects.Require(Section.Distributions, dists[i].Name, dists[i].Node, what);
                NamedObject? named = data[i] is JsonString name ? objects.Require(Section.Data, name.Value, name, what) : null;
                if (data[i] is not (JsonString or JsonNumber)) shape.WrongKind(data[i], $"an entry of 'data' of {what}", "a name or a number");
                if (dist is not null) terms.Add(new MeasuredTerm(dist, named, (data[i] as JsonNumber)?.Value, likelihood.Location));
            }
        }

        NamedObject[] auxiliary = [.. objects.Names(likelihood.Node.Find("aux_distributions"), $"'aux_distributions' of {what}").Select(entry => objects.Require(Section.Distributions, entry.Name, entry.Node, what)).OfType<NamedObject>()];
        ResolvedLikelihood? resolved = terms.Count == dists.Count && terms.Count > 0 ? new ResolvedLikelihood(likelihood.Name, terms, auxiliary, likelihood.Location) : null;
        if (terms.Count == 0 && dists.Count == data.Count && dists.Count == 0) shape.Findings.Error("WK627", likelihood.Location, $"{what} has no distributions.", "Name at least one.");
        _resolved.Add(likelihood.Name, resolved);
        return resolved;
    }

    /// <summary>A document that only lists distributions and data: the one distribution that no other one contains is the model.</summary>
    private LikelihoodChoice? WithoutLikelihood(string? wanted)
    {
        HashSet<string> inside = [.. objects[Section.Distributions].SelectMany(d => Parts(d.Node))];
        NamedObject[] roots = [.. objects[Section.Distributions].Where(d => wanted is null ? !inside.Contains(d.Name) && !IsEmptyProduct(d) && !ConstraintDistributions.IsKnown(d.Type) : d.Name == wanted)];
        if (roots.Length == 1)
        {
            NamedObject? data = objects[Section.Data].Count > 0 ? objects[Section.Data][0] : null;
            return new LikelihoodChoice(new ResolvedLikelihood(roots[0].Name, [new MeasuredTerm(roots[0], data, null, roots[0].Location)], [], roots[0].Location), [], []);
        }

        string found = roots.Length == 0 ? "and no distribution that could be one" : $"and {string.Join(" and ", roots.Select(r => $"'{r.Name}'"))} could each be the model";
        objects.Shape.Findings.Error("WK627", objects.Root.Location, $"the document has no likelihoods {found}.", roots.Length == 0 ? "Add a likelihood." : Choose);
        return null;
    }

    private static IEnumerable<string> Parts(JsonObject dist) =>
        s_partMembers.SelectMany(member => dist.Find(member) is JsonArray list ? list.Items.OfType<JsonString>().Select(name => name.Value) : []);

    private static bool IsEmptyProduct(NamedObject dist) => dist.Type == "product_dist" && dist.Node.Find("factors") is JsonArray { Items.IsEmpty: true };
}
