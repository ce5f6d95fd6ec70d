namespace Wilks.Formats.HistFactoryXml;

/// <summary>How HistFactory XML is written.</summary>
public sealed record HistFactoryWriterOptions
{
    /// <summary>The defaults, named as pyhf names them.</summary>
    public static HistFactoryWriterOptions Default { get; } = new();

    /// <summary>The name of the top file without its extension; the files of channels begin with it.</summary>
    public string Name { get; init; } = "FitConfig";

    /// <summary>The folder of the channels' files, below that of the top file; <c>.</c> for the same.</summary>
    public string ChannelFolder { get; init; } = "config";

    /// <summary>The folder of the ROOT file, below that of the top file; <c>.</c> for the same.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>The name of the ROOT file.</summary>
    public string DataFile { get; init; } = "data.root";

    /// <summary>Whether files that exist are written over; otherwise they are refused.</summary>
    public bool Overwrite { get; init; }
}
