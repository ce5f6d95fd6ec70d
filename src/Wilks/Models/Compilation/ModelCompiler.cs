using Wilks.Models.Modifiers;
using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>Compiles a checked workspace: names become indices here, once.</summary>
internal sealed class ModelCompiler
{
    private readonly Workspace _workspace;
    private readonly CompileOptions _options;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly ParameterCatalogue _catalogue = new();

    /// <param name="workspace">The workspace.</param>
    /// <param name="options">How.</param>
    /// <param name="findings">What the checks of the workspace found, no error among it; a POI that is in no modifier is one of these.</param>
    public ModelCompiler(Workspace workspace, CompileOptions options, IReadOnlyList<Diagnostic> findings)
    {
        _diagnostics.AddRange(findings);
        _workspace = workspace;
        _options = options;
    }

    public ModelParts Compile()
    {
        Measurement measurement = ChooseMeasurement();
        Channel[] channels = [.. _workspace.Channels.OrderBy(c => c.Name, StringComparer.Ordinal)];
        Sample[][] samples = [.. channels.Select(c => c.Samples.OrderBy(s => s.Name, StringComparer.Ordinal).ToArray())];
        DeclareParameters(channels, samples);
        _catalogue.Complete(measurement);

        (int BinCount, SampleBuilder[] Samples)[] built = [.. channels.Select((c, i) => (c.BinCount, samples[i].SelectMany(s => Build(c, s)).ToArray()))];
        CompiledOverlay overlay = OverlayCompiler.Compile(measurement.Overlay is null ? _workspace : _workspace with { Overlay = _workspace.Overlay?.With(measurement.Overlay) ?? measurement.Overlay }, [.. _catalogue.Sets.SelectMany(ParametersOf)], _diagnostics);
        Parameter[] parameters = overlay.Parameters;
        Dictionary<int, double> offsets = Blinding.Apply(_options.Blinded, parameters, _workspace.Location);
        HashSet<int> eliminated = [];
        LocalParameters locals = new(parameters, overlay.Derived, offsets.Keys, [.. built.Select(b => (b.BinCount, b.Samples.Where(s => !s.IsZero).ToArray()))]);
        List<TemplateChannel> compiled = [];
        int firstBin = 0;
        for (int i = 0; i < channels.Length; i++)
        {
            (int binCount, SampleBuilder[] builders) = built[i];
            if (_options.ClipBinRate is null && _options.ClipSampleRate is null) eliminated.UnionWith(locals.Choose(binCount, [.. builders.Where(s => !s.IsZero)]));
            compiled.Add(ChannelCompiler.Compile(channels[i].Name, firstBin, binCount, builders, _options.HistoSysInterpolation));
            firstBin += binCount;
        }

        int[] inert = [.. locals.Inert().Where(p => !parameters[p].Fixed)];
        ReportInert(parameters, inert);
        return new ModelParts
        {
            Measurement = measurement.Name,
            Channels = compiled,
            ModelChannels = [.. channels.Select((c, i) => new ModelChannel(c.Name, compiled[i].FirstBin, c.BinCount, [.. samples[i].Select(s => s.Name)]))],
            Parameters = parameters,
            Pois = Pois(measurement, overlay.Pois, parameters),
            Inert = inert,
            EliminatedSlots = eliminated,
            Observed = Observed(channels, firstBin),
            Derived = overlay.Derived,
            BlindOffsets = offsets,
            CorrelatedBlocks = overlay.CorrelatedBlocks,
            Groups = overlay.Groups,
            Labels = overlay.Labels,
            Diagnostics = _diagnostics,
        };
    }

    private Measurement ChooseMeasurement()
    {
        if (_options.Measurement is { } wanted)
        {
            Measurement? found = _workspace.Measurements.FirstOrDefault(m => m.Name == wanted);
            if (found is not null) return found;

            string names = string.Join(", ", _workspace.Measurements.Select(m => $"'{m.Name}'"));
            throw new WorkspaceException([new Diagnostic("WK401", Severity.Error, _workspace.Location, $"there is no measurement '{wanted}'; the workspace has {names}.", "Name one of these.")]);
        }

        Measurement first = _workspace.Measurements[0];
        if (_workspace.Measurements.Length > 1)
        {
            _diagnostics.Add(new Diagnostic("WK402", Severity.Warning, first.Location, $"the workspace has {_workspace.Measurements.Length} measurements; the first, '{first.Name}', is used.", "Choose one with --measurement."));
        }

        return first;
    }

    private void DeclareParameters(Channel[] channels, Sample[][] samples)
    {
        for (int c = 0; c < channels.Length; c++)
        {
            foreach (Sample sample in samples[c])
            {
                foreach (IModifier modifier in Sorted(sample.Modifiers))
                {
                    int block = ModifierRules.BlockOf(modifier.Type);
                    ModifierRules.InParameterOrder[block].Declare(_catalogue, block, channels[c], sample, modifier);
                }
            }
        }
    }

    private static IModifier[] Sorted(IReadOnlyCollection<IModifier> modifiers)
    {
        IModifier[] sorted = [.. modifiers];
        Array.Sort(sorted, static (x, y) =>
        {
            int byName = string.CompareOrdinal(x.Name, y.Name);
            return byName != 0 ? byName : string.CompareOrdinal(x.Type, y.Type);
        });
        return sorted;
    }

    private IEnumerable<SampleBuilder> Build(Channel channel, Sample sample)
    {
        SampleBuilder builder = new(channel.Name, sample.Name, [.. sample.Data], _options);
        foreach (IModifier modifier in sample.Modifiers)
        {
            ModifierRules.InParameterOrder[ModifierRules.BlockOf(modifier.Type)].Apply(builder, modifier, _catalogue[modifier.Name]);
        }

        return builder.Complete();
    }

    private static IEnumerable<Parameter> ParametersOf(ParameterSetBuilder set) => Enumerable.Range(0, set.Count).Select(i => new Parameter
    {
        Name = set.IsPerBin ? $"{set.Name}[{i}]" : set.Name,
        Set = set.Name,
        Index = set.First + i,
        Init = set.Inits[i],
        Lower = set.Lowers[i],
        Upper = set.Uppers[i],
        Fixed = set.Fixed[i],
        Constraint = set.Constraint,
        AuxiliaryData = set.AuxData[i],
        Sigma = set.Constraint == ConstraintKind.Gaussian ? set.Scales[i] : double.NaN,
        Tau = set.Constraint == ConstraintKind.Poisson ? set.Scales[i] : double.NaN,
        ModifierTypes = set.Types,
    });

    private int[] Pois(Measurement measurement, IReadOnlyList<string>? overlaid, Parameter[] parameters)
    {
        List<int> pois = [];
        List<Diagnostic> errors = [];
        foreach (string name in _options.Pois ?? overlaid ?? measurement.Pois)
        {
            int? index = FindPoi(name, parameters);
            if (index is { } found && !parameters[found].IsDerived) pois.Add(found);
            else if (index is not null) (_options.Pois is null ? _diagnostics : errors).Add(DerivedPoi(name, measurement));
            else if (_options.Pois is not null)
            {
                string near = NearestNames.Suggest(name, parameters.Select(p => p.Name));
                errors.Add(new Diagnostic("WK404", Severity.Error, measurement.Location, $"there is no parameter '{name}' to be the parameter of interest.", near));
            }
        }

        if (errors.Count > 0) throw new WorkspaceException(errors);
        return [.. pois];
    }

    private Diagnostic DerivedPoi(string name, Measurement measurement) => _options.Pois is null
        ? new Diagnostic("WK406", Severity.Warning, measurement.Location, $"'{name}' follows from other parameters by the overlay; it is no longer a parameter of interest.", "Name others with 'pois' in the overlay or with --poi.")
        : new Diagnostic("WK423", Severity.Error, measurement.Location, $"'{name}' follows from other parameters and can't be a parameter of interest.", "Name those it follows from.");

    // A name means a scalar parameter, one element 'name[i]', or a per-bin set of one element.
    private static int? FindPoi(string name, Parameter[] parameters)
    {
        int exact = Array.FindIndex(parameters, p => p.Name == name);
        if (exact >= 0) return exact;

        return parameters.Count(p => p.Set == name) == 1 ? parameters.First(p => p.Set == name).Index : null;
    }

    private void ReportInert(Parameter[] parameters, int[] inert)
    {
        if (inert.Length == 0) return;

        string names = string.Join(", ", inert.Take(5).Select(p => $"'{parameters[p].Name}'")) + (inert.Length > 5 ? $" and {inert.Length - 5} more" : "");
        _diagnostics.Add(new Diagnostic("WK405", Severity.Note, _workspace.Location, $"free parameters without any effect on the rates are held at their initial values: {names}.", ""));
    }

    private double[] Observed(Channel[] channels, int binCount)
    {
        double[] observed = new double[binCount];
        int firstBin = 0;
        foreach (Channel channel in channels)
        {
            _workspace.Observations.First(o => o.Name == channel.Name).Data.AsSpan().CopyTo(observed.AsSpan(firstBin));
            firstBin += channel.BinCount;
        }

        return observed;
    }
}
