using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Adds to the channels what a document says of parameters: what differs from the engine's own defaults becomes a setting of a measurement, or, where no setting can say it, an overlay.</summary>
internal sealed class WorkspaceAssembly(ReadingState state, LikelihoodChoice choice, ParameterValues points)
{
    private readonly Hs3Objects _objects = state.Objects;

    /// <summary>The whole workspace; null after a report.</summary>
    internal Workspace? Run(Workspace bare)
    {
        List<AnalysisView> views = [.. Views()];
        Workspace channels = WithLumi(bare, views);
        Workspace probe = channels with { Measurements = [new Measurement("defaults", [], LumiOf(channels) is null ? [] : [s_anyLumi])] };
        ImmutableArray<Diagnostic> found = WorkspaceChecks.Check(probe);
        if (found.Any(d => d.Severity == Severity.Error))
        {
            state.Findings.Add(found);
            return null;
        }

        ILookup<string, Parameter> native = Model.Compile(probe).Parameters.ToLookup(p => p.Set, StringComparer.Ordinal);
        Dictionary<string, string> hs3Names = new(StringComparer.Ordinal);
        foreach (string name in state.Book.Used) hs3Names.TryAdd(state.Book.EngineName(name), name);
        var settings = new SettingAssembly(state, hs3Names, native);
        ImmutableArray<Measurement> measurements = [.. views.Select(view => new Measurement(view.Name, view.Pois, settings.For(view)) { Location = view.Location })];
        Overlay?[] overlays = [.. views.Select(view => new OverlayAssembly(state, hs3Names, native, settings).Run(view))];
        if (overlays.Select(Text).Distinct().Count() == 1) return channels with { Measurements = measurements, Overlay = overlays[0] };

        // What analyses say differently belongs to each of them.
        return channels with { Measurements = [.. measurements.Select((m, i) => m with { Overlay = overlays[i] })] };
    }

    private static string Text(Overlay? overlay)
    {
        using var stream = new MemoryStream();
        if (overlay is not null) OverlayWriter.Write(overlay, stream);
        return Convert.ToBase64String(stream.ToArray());
    }

    private static readonly ParameterSetting s_anyLumi = new(Lumi.TypeName) { AuxData = [1], Sigmas = [1], Inits = [1], Bounds = [new Interval(0, 10)] };

    private IEnumerable<AnalysisView> Views()
    {
        foreach ((NamedObject analysis, ResolvedLikelihood likelihood) in choice.Analyses)
        {
            IJsonNode? pois = analysis.Node.Find("parameters_of_interest") ?? analysis.Node.Find("parameter_of_interest");
            IEnumerable<string> names = pois is null or JsonNull ? [] : _objects.Names(pois, "'parameters_of_interest'").Select(entry => state.Book.EngineName(entry.Name));
            yield return new AnalysisView(analysis.Name, [.. names.Distinct()], points.For(analysis), With(likelihood), analysis.Location);
        }

        if (choice.Analyses.Count == 0) yield return new AnalysisView(choice.Primary.Name, [], points.For(null), With(choice.Primary), choice.Primary.Location);
    }

    /// <summary>The constraint terms of the channels and of one likelihood.</summary>
    private ConstraintBook With(ResolvedLikelihood likelihood)
    {
        ConstraintBook book = state.Constraints.Copy();
        var terms = new ConstraintDistributions(_objects, book, points.For(choice.Analyses.FirstOrDefault(entry => ReferenceEquals(entry.Likelihood, likelihood)).Analysis));
        foreach (NamedObject dist in likelihood.Auxiliary) AddAuxiliary(dist, terms, []);
        return book;
    }

    private void AddAuxiliary(NamedObject dist, ConstraintDistributions terms, List<string> path)
    {
        if (ConstraintDistributions.IsKnown(dist.Type))
        {
            terms.Add(dist);
        }
        else if (dist.Type == "product_dist" && !path.Contains(dist.Name))
        {
            foreach ((string name, IJsonNode node) in _objects.Names(dist.Node.Find("factors"), $"'factors' of '{dist.Name}'"))
            {
                if (_objects.Require(Section.Distributions, name, node, $"'{dist.Name}'") is { } factor) AddAuxiliary(factor, terms, [.. path, dist.Name]);
            }
        }
        else if (dist.Type == "product_dist")
        {
            state.Findings.Error("WK624", dist.Location, $"the product '{dist.Name}' contains itself.", "One of its factors must not contain it.");
        }
        else if (dist.Type.Length > 0)
        {
            state.Findings.Error("WK622", dist.Location, $"the constraint term '{dist.Name}' has the type '{dist.Type}', which is not read yet.", "Read are gaussian_dist, poisson_dist, lognormal_dist, gamma_dist and multivariate_normal_dist.");
        }
    }

    private static string? LumiOf(Workspace workspace) =>
        workspace.Channels.SelectMany(c => c.Samples).SelectMany(s => s.Modifiers).OfType<Lumi>().FirstOrDefault()?.Name;

    /// <summary>A factor 'lumi' with a Gaussian in every analysis is what pyhf calls lumi.</summary>
    private Workspace WithLumi(Workspace bare, List<AnalysisView> views)
    {
        bool isLumi = state.Book.EngineName(Lumi.TypeName) == Lumi.TypeName && _objects.Find(Section.Functions, Lumi.TypeName) is null
            && views.TrueForAll(view => view.Constraints.Find(Lumi.TypeName) is GaussianSetting { Mean: not null });
        if (!isLumi) return bare;

        static IModifier Turn(IModifier modifier) => modifier is NormFactor { Name: Lumi.TypeName } ? new Lumi(Lumi.TypeName) { Location = modifier.Location } : modifier;
        return bare with
        {
            Channels = [.. bare.Channels.Select(c => c with { Samples = [.. c.Samples.Select(s => s with { Modifiers = [.. s.Modifiers.Select(Turn)] })] })],
        };
    }
}

/// <summary>An analysis as a measurement: what it says of parameters and constraint terms.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pois">Its parameters of interest, in the engine's names.</param>
/// <param name="Values">Starting values and ranges, in HS3 names.</param>
/// <param name="Constraints">Its constraint terms.</param>
/// <param name="Location">Where it was written.</param>
internal sealed record AnalysisView(string Name, ImmutableArray<string> Pois, IReadOnlyDictionary<string, ParameterValue> Values, ConstraintBook Constraints, SourceLocation Location);
