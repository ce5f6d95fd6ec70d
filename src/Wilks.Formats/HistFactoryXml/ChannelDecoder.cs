using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Turns a <c>Channel</c> document into a channel with its data.</summary>
internal sealed class ChannelDecoder(TemplateStore store, HistFactoryDialect dialect, ElementReader reader)
{
    /// <summary>The channel; null when it has no name or no sample that can be read, which was reported then.</summary>
    public ChannelParts? Read(XmlElement element)
    {
        if (element.Name != "Channel")
        {
            reader.Findings.Error("WK715", element.Location, $"the document holds '{element.Name}'; expected a Channel.", "Check the Input elements of the top file.");
            return null;
        }

        reader.CheckKnown(element, "Data", "StatErrorConfig", "Sample");
        string name = reader.Required(element, "Name");
        var context = new HistogramContext(element["InputFile"] ?? "", element["HistoPath"] ?? "", element["HistoName"] ?? "");
        var samples = new SampleDecoder(store, dialect, reader, name);
        Sample[] read = [.. element.All("Sample").Select(sample => samples.Read(sample, context)).OfType<Sample>()];
        if (!element.All("Sample").Any()) reader.Findings.Error("WK716", element.Location, $"channel '{name}' has no samples.", "Add one.");
        (Template Template, XmlElement Element, string Name)[] data = [.. element.All("Data").Select(data => ReadData(data, context)).OfType<(Template, XmlElement, string)>()];
        if (read.Length == 0) return null;

        var channel = new Channel(name, [.. read]) { Axes = [.. samples.Axes], Location = element.Location };
        Observation[] observations = [.. data.Select(d => new Observation(name, [.. d.Template.Counts]) { Location = d.Element.Location })];
        bool isRoot = dialect == HistFactoryDialect.Root;
        StatErrorConfig config = StatErrorConfig.Read(element, reader);
        return new ChannelParts(channel)
        {
            Observation = observations.FirstOrDefault(),
            FurtherData = isRoot ? [.. observations.Skip(1).Select((observation, i) => new KeyValuePair<string, Observation>(data[i + 1].Name, observation))] : [],
            Factors = samples.Factors,
            Changes = isRoot && HasWholeBins(channel) ? [.. config.Changes(channel), .. samples.Changes] : [],
        };
    }

    private (Template, XmlElement, string)? ReadData(XmlElement element, HistogramContext context)
    {
        reader.CheckKnown(element);
        HistogramContext own = context.Within(element);

        // Without a histogram of their own, data are those expected.
        if (own.Name.Length == 0) return null;
        return store.Read(own.File, own.Folder, own.Name, element.Location) is { } template ? (template, element, element["Name"] ?? "") : null;
    }

    // Templates of different lengths are reported by the checks of the workspace.
    private static bool HasWholeBins(Channel channel)
        => channel.Samples.All(sample => sample.Data.Length == channel.BinCount && sample.Modifiers.OfType<StatError>().All(modifier => modifier.Data.Length == channel.BinCount));
}

/// <summary>Where histograms are looked for unless an element says otherwise.</summary>
/// <param name="File">The ROOT file.</param>
/// <param name="Folder">The folder inside it.</param>
/// <param name="Name">The histogram.</param>
internal readonly record struct HistogramContext(string File, string Folder, string Name)
{
    /// <summary>The context inside an element.</summary>
    public HistogramContext Within(XmlElement element) => new(element["InputFile"] ?? File, element["HistoPath"] ?? Folder, element["HistoName"] ?? Name);
}
