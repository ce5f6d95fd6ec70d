using System.Collections.Immutable;
using Wilks.Formats.Documents;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Reads HistFactory's XML with histograms in ROOT files (K. Cranmer et al., CERN-OPEN-2012-016; <c>HistFactorySchema.dtd</c>), telling every problem at once. Thread-safe.</summary>
/// <remarks>
/// What pyhf's format has no place for is laid over the workspace: Poisson terms and thresholds of statistical uncertainties, Gaussian shapesys, constraint terms of other
/// kinds, functions. A channel without data gets what is expected at the initial values.
/// </remarks>
public static class HistFactoryReader
{
    /// <summary>Reads the top file and all that it names.</summary>
    /// <param name="path">The top file, a <c>Combination</c>.</param>
    /// <param name="options">The base folder and mounts; null takes the defaults.</param>
    /// <param name="dialect">Whose reading is followed.</param>
    /// <exception cref="WorkspaceException">Something can't be used.</exception>
    public static WorkspaceDocument Read(string path, WorkspaceFileOptions? options = null, HistFactoryDialect dialect = HistFactoryDialect.Root)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= WorkspaceFileOptions.Default;
        var findings = new DiagnosticCollector();
        var reader = new ElementReader(findings);
        XmlElement? top = XmlFile.Read(path, path, default, findings);
        findings.ThrowIfErrors();
        if (top!.Name != "Combination")
        {
            string hint = top.Name == "Channel" ? "This is the file of a channel: give the one that names it." : "Give the top file of HistFactory.";
            findings.Error("WK715", top.Location, $"the document holds '{top.Name}'; expected a Combination.", hint);
            findings.ThrowIfErrors();
        }

        reader.CheckKnown(top, "Function", "Input", "Measurement");
        foreach (XmlElement input in top.All("Input")) reader.CheckKnown(input);
        string[] inputs = [.. top.All("Input").Select(input => input.Text).Where(text => text.Length > 0)];
        var resolver = new PathResolver(PathResolver.Base(options.BaseFolder, path, inputs), options.Mounts, findings);
        using var store = new TemplateStore(resolver, dialect, findings);
        ChannelParts[] channels = [.. ReadChannels(top, resolver, new ChannelDecoder(store, dialect, reader), findings)];
        findings.ThrowIfErrors();

        Workspace workspace = Assemble(top, channels, dialect, reader);
        findings.ThrowIfErrors();
        if (dialect == HistFactoryDialect.Root) workspace = SharedShapes.Replace(workspace, findings);
        findings.Add(WorkspaceChecks.Check(workspace));
        findings.ThrowIfErrors();
        return new WorkspaceDocument(WithExpectedData(workspace, channels, findings), WorkspaceFormat.HistFactoryXml, findings.InDocumentOrder());
    }

    private static IEnumerable<ChannelParts> ReadChannels(XmlElement top, PathResolver resolver, ChannelDecoder decoder, DiagnosticCollector findings)
    {
        if (!top.All("Input").Any()) findings.Error("WK716", top.Location, "the Combination names no Input.", "Add an Input for each channel.");
        foreach (XmlElement input in top.All("Input").Where(input => input.Text.Length > 0))
        {
            if (resolver.Resolve(input.Text, input.Location) is not { } file) continue;
            if (XmlFile.Read(file, input.Text, input.Location, findings) is { } element && decoder.Read(element) is { } channel) yield return channel;
        }
    }

    private static Workspace Assemble(XmlElement top, ChannelParts[] channels, HistFactoryDialect dialect, ElementReader reader)
    {
        IModifier[] modifiers = [.. channels.SelectMany(parts => parts.Channel.Samples).SelectMany(sample => sample.Modifiers)];
        var functions = new FunctionDecoder(reader, modifiers.Select(modifier => modifier.Name).ToHashSet(), modifiers.OfType<NormFactor>().Select(modifier => modifier.Name).ToHashSet());
        if (dialect == HistFactoryDialect.Root)
        {
            foreach (XmlElement function in top.All("Function")) functions.Read(function);
        }

        IReadOnlyList<ParameterSetting> factors = Settings(channels, functions, dialect, reader.Findings);
        var decoder = new MeasurementDecoder(dialect, reader, channels, functions.Inputs.Select(input => input.Name).ToHashSet());
        if (!top.All("Measurement").Any()) reader.Findings.Error("WK716", top.Location, "the Combination has no Measurement.", "Add one.");
        Measurement[] measurements = [.. top.All("Measurement").Select(measurement => decoder.Read(measurement, factors))];
        ParameterChange[] changes = [.. channels.SelectMany(parts => parts.Changes), .. functions.Derived];
        return new Workspace
        {
            Channels = [.. channels.Select(parts => parts.Channel)],
            Observations = [.. channels.Select(parts => parts.Observation ?? new Observation(parts.Channel.Name, [.. new double[parts.Channel.BinCount]]) { Location = parts.Channel.Location })],
            Measurements = [.. measurements],
            Datasets = [.. FurtherData(channels, reader.Findings), .. decoder.Asimov],
            Overlay = changes.Length == 0 && functions.Inputs.Count == 0 ? null : new Overlay { Parameters = [.. changes], NewParameters = [.. functions.Inputs], Location = top.Location },
            Location = top.Location,
        };
    }

    /// <summary>The settings of factors, each once. A factor that is a function has none.</summary>
    private static List<ParameterSetting> Settings(ChannelParts[] channels, FunctionDecoder functions, HistFactoryDialect dialect, DiagnosticCollector findings)
    {
        List<ParameterSetting> settings = [];
        foreach (ParameterSetting setting in channels.SelectMany(parts => parts.Factors))
        {
            if (functions.Derived.Any(derived => derived.Name == setting.Name)) continue;

            int place = settings.FindIndex(other => other.Name == setting.Name);
            if (place < 0) settings.Add(setting);
            else if (!AreEqual(settings[place], setting))
            {
                string message = $"the factor '{setting.Name}' has other values than at {settings[place].Location}.";
                if (dialect == HistFactoryDialect.Pyhf) findings.Error("WK724", setting.Location, message, "Write the same everywhere.");
                else findings.Warning("WK730", setting.Location, $"{message} Those there are used.", "Write the same everywhere.");
            }
        }

        return settings;
    }

    private static bool AreEqual(ParameterSetting x, ParameterSetting y)
        => x.Fixed == y.Fixed && Same(x.Inits, y.Inits) && (x.Bounds?.AsSpan().SequenceEqual(y.Bounds is { } bounds ? bounds.AsSpan() : []) ?? y.Bounds is null);

    private static bool Same(ImmutableArray<double>? x, ImmutableArray<double>? y) => x is null ? y is null : y is not null && x.Value.AsSpan().SequenceEqual(y.Value.AsSpan());

    /// <summary>Further data sets; where a channel has none of a name, its main data stand in.</summary>
    private static IEnumerable<NamedDataset> FurtherData(ChannelParts[] channels, DiagnosticCollector findings)
    {
        foreach (IGrouping<string, Observation> set in channels.SelectMany(parts => parts.FurtherData).GroupBy(pair => pair.Key, pair => pair.Value))
        {
            Observation[] own = [.. set];
            string[] missing = [.. channels.Select(parts => parts.Channel.Name).Where(name => own.All(observation => observation.Name != name))];
            if (missing.Length > 0) findings.Warning("WK725", own[0].Location, $"the data set '{set.Key}' has no counts of {string.Join(", ", missing.Select(name => $"'{name}'"))}; the main data stand in.", "Add a Data element of this name there.");
            yield return new NamedDataset(set.Key)
            {
                Observations = [.. channels.Select(parts => own.LastOrDefault(observation => observation.Name == parts.Channel.Name) ?? parts.Observation ?? new Observation(parts.Channel.Name, [.. new double[parts.Channel.BinCount]]))],
                Location = own[0].Location,
            };
        }
    }

    private static Workspace WithExpectedData(Workspace workspace, ChannelParts[] channels, DiagnosticCollector findings)
    {
        ChannelParts[] without = [.. channels.Where(parts => parts.Observation is null)];
        if (without.Length == 0) return workspace;

        var model = Model.Compile(workspace);
        double[] point = [.. model.Parameters.Select(parameter => parameter.Init)], main = new double[model.BinCount];
        model.With(model.ObservedData).CreateEvaluator().ExpectedMain(point, main);
        foreach (ChannelParts parts in without)
        {
            findings.Warning("WK726", parts.Channel.Location, $"channel '{parts.Channel.Name}' has no data; what is expected at the initial values stands in.", "Add a Data element with the observed counts.");
        }

        HashSet<string> names = [.. without.Select(parts => parts.Channel.Name)];
        return workspace with { Observations = [.. workspace.Observations.Select(observation => names.Contains(observation.Name) ? observation with { Data = Expected(observation.Name) } : observation)] };

        ImmutableArray<double> Expected(string name)
        {
            ModelChannel channel = model.Channels.First(candidate => candidate.Name == name);
            return [.. main.AsSpan(channel.FirstBin, channel.BinCount)];
        }
    }
}
