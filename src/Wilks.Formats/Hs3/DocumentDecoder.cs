using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Turns the tree of an HS3 document into a workspace. When errors were reported the result must not be used.</summary>
internal sealed class DocumentDecoder(DiagnosticCollector findings)
{
    /// <summary>The engine's names of the parameters that modifiers use, by their names in the document.</summary>
    internal IReadOnlyDictionary<string, string> ParameterNames { get; private set; } = new Dictionary<string, string>();

    /// <summary>The workspace; null after a report.</summary>
    internal Workspace? Decode(IJsonNode tree, string? wanted)
    {
        var shape = new ShapeReader(findings);
        if (tree is not JsonObject root)
        {
            shape.WrongKind(tree, "the document", "an object");
            return null;
        }

        var objects = new Hs3Objects(root, shape);
        if (findings.HasErrors || new LikelihoodChooser(objects).Run(wanted) is not { } choice || findings.HasErrors) return null;

        var points = new ParameterValues(objects);
        NamedObject? first = choice.Analyses.FirstOrDefault(entry => ReferenceEquals(entry.Likelihood, choice.Primary)).Analysis ?? (choice.Analyses.Count > 0 ? choice.Analyses[0].Analysis : null);
        IReadOnlyDictionary<string, ParameterValue> values = points.For(first);
        var book = new ParameterBook(values.Keys.Concat(objects[Section.Functions].Select(f => f.Name)));
        var constraints = new ConstraintBook(findings);
        var state = new ReadingState(objects, book, constraints, Hs3Dialect.Of(root), new ConstraintDistributions(objects, constraints, values));
        (List<ChannelDraft> drafts, List<Observation> observations) = ReadTerms(choice.Primary, state, values);
        if (findings.HasErrors) return null;
        if (drafts.Count == 0)
        {
            findings.Error("WK627", choice.Primary.Location, $"likelihood '{choice.Primary.Name}' has constraint terms only.", "Name a distribution that has bins.");
            return null;
        }

        ParameterNames = book.Used.ToDictionary(name => name, book.EngineName, StringComparer.Ordinal);
        Workspace bare = new()
        {
            Channels = [.. drafts.Select(draft => Finish(draft, book))],
            Observations = [.. observations.OrderBy(o => PlaceOf(o, choice.Primary, objects))],
            Measurements = [],
            Datasets = [.. Datasets(choice, drafts, objects, values)],
            Location = root.Location,
        };
        if (findings.HasErrors) return null;

        return WilksSection.Find(objects) is { } section ? section.Restore(bare, wanted) : new WorkspaceAssembly(state, choice, points).Run(bare);
    }

    private static (List<ChannelDraft> Channels, List<Observation> Observations) ReadTerms(ResolvedLikelihood likelihood, ReadingState state, IReadOnlyDictionary<string, ParameterValue> values)
    {
        var reading = new DistributionReading(state);
        var data = new DataReading(state.Objects, values);
        List<ChannelDraft> channels = [];
        List<Observation> observations = [];
        foreach (MeasuredTerm term in likelihood.Terms)
        {
            if (ConstraintDistributions.IsKnown(term.Distribution.Type) && term.Distribution.Type != "poisson_dist")
            {
                double? datum = term.Number ?? (term.Data?.Node.Find("value") as JsonNumber)?.Value;
                state.Terms.Add(term.Distribution, datum);
                continue;
            }

            if (reading.Read(term.Distribution) is not { } channel) continue;

            channels.Add(channel);
            if (data.Read(term, channel) is { } observation) observations.Add(observation);
        }

        return (channels, observations);
    }

    /// <summary>Observations stand in the order of the list of data.</summary>
    private static int PlaceOf(Observation observation, ResolvedLikelihood likelihood, Hs3Objects objects)
    {
        string? data = likelihood.Terms.FirstOrDefault(t => t.Distribution.Name == observation.Name)?.Data?.Name;
        int index = 0;
        foreach (NamedObject item in objects[Section.Data])
        {
            if (item.Name == data) return index;
            index++;
        }

        return index;
    }

    /// <summary>A shapesys that several samples share is a free factor to the engine; its constraint terms stand beside it.</summary>
    private static Channel Finish(ChannelDraft draft, ParameterBook book)
    {
        HashSet<string> shared = [.. book.Sets.Where(set => set.Kind == UseKind.ShapeSys && set.UseCount > 1).Select(set => set.Name)];
        IEnumerable<Sample> samples = draft.Samples.Select(sample => sample with
        {
            Modifiers = [.. sample.Modifiers.Select(m => m is ShapeSys s && shared.Contains(s.Name) ? new ShapeFactor(s.Name) { Location = s.Location } : m)],
        });
        return new Channel(draft.Name, [.. samples]) { Axes = draft.Axes, Location = draft.Location };
    }

    private static IEnumerable<NamedDataset> Datasets(LikelihoodChoice choice, List<ChannelDraft> drafts, Hs3Objects objects, IReadOnlyDictionary<string, ParameterValue> values)
    {
        var data = new DataReading(objects, values);
        List<ResolvedLikelihood> seen = [choice.Primary];
        foreach (ResolvedLikelihood other in choice.Others)
        {
            if (seen.Exists(known => LikelihoodChooser.IsSameData(known, other))) continue;

            seen.Add(other);
            IEnumerable<Observation?> observations = drafts.Select(draft => other.Terms.FirstOrDefault(t => t.Distribution.Name == draft.Name) is { } term ? data.Read(term, draft) : null);
            yield return new NamedDataset(other.Name) { Observations = [.. observations.OfType<Observation>()], Location = other.Location };
        }
    }
}
