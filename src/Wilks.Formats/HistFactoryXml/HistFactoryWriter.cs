using System.Collections.Immutable;
using System.Text;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Writes workspaces as HistFactory XML with histograms in a ROOT file, so that ROOT's hist2workspace and <see cref="HistFactoryReader"/> read the same model. Thread-safe.</summary>
/// <remarks>
/// Paths in the XML start from the folder of the top file. What was read by <see cref="HistFactoryReader"/> in ROOT's way comes back the same. What XML can't say is told one by
/// one: as an error where another model would be read, as a warning otherwise.
/// </remarks>
public static class HistFactoryWriter
{
    /// <summary>Writes the top file, a file for each channel, the ROOT file and the document type definition: all or nothing.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="folder">The folder of the top file; made where it is missing.</param>
    /// <param name="options">The names; null takes the defaults.</param>
    /// <returns>Warnings of what XML has no room for.</returns>
    /// <exception cref="WorkspaceException">XML can't say something (<c>WK74x</c>), a file exists (<c>WK751</c>) or can't be written (<c>WK51x</c>).</exception>
    public static ImmutableArray<Diagnostic> Write(Workspace workspace, string folder, HistFactoryWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= HistFactoryWriterOptions.Default;
        var findings = new DiagnosticCollector();
        findings.Add(WorkspaceChecks.Check(workspace).Where(diagnostic => diagnostic.Severity == Severity.Error));
        findings.ThrowIfErrors();
        WrittenLimits.Check(workspace, findings);
        findings.ThrowIfErrors();

        var files = new WrittenFolder(folder);
        AddFiles(workspace, options, files, findings);
        files.Check(options.Overwrite, findings);
        findings.ThrowIfErrors();
        files.Write();
        return [.. findings.InDocumentOrder().Distinct()];
    }

    private static void AddFiles(Workspace workspace, HistFactoryWriterOptions options, WrittenFolder files, DiagnosticCollector findings)
    {
        var parameters = new WrittenParameters(workspace, findings);
        var laidOver = new LaidOver(workspace.Overlay?.Parameters ?? [], parameters);
        string dataFile = Below(options.DataFolder, options.DataFile);
        using var templates = new TemplateWriter(options.DataFile);
        var channels = new ChannelWriter(workspace, parameters, new WrittenShapes(laidOver, findings), templates, findings);
        var names = new UniqueNames();
        List<XmlPart> inputs = [];
        string schema = Path.GetRelativePath(Path.GetFullPath(options.ChannelFolder), Path.GetFullPath(HistFactorySchema.FileName)).Replace('\\', '/');
        foreach (Channel channel in workspace.Channels)
        {
            string file = Below(options.ChannelFolder, $"{names.Of($"{options.Name}_{channel.Name}")}.xml");
            files.Add(file, channels.Write(channel, dataFile).ToDocument(schema));
            inputs.Add(new XmlPart("Input") { Text = file });
        }

        var functions = new FunctionWriter(parameters, findings);
        IReadOnlyList<XmlPart> written = functions.Write(laidOver, workspace.Overlay?.NewParameters ?? []);
        var measurements = new MeasurementWriter(workspace, parameters, laidOver, functions.Left, findings);
        var top = new XmlPart("Combination", ("OutputFilePrefix", $"./results/{options.Name}")) { Children = [.. written, .. inputs, .. workspace.Measurements.Select(measurements.Write)] };
        if (findings.HasErrors) return;

        files.Add(dataFile, templates.Finish());
        files.Add(HistFactorySchema.FileName, Encoding.UTF8.GetBytes(HistFactorySchema.Text));
        files.Add($"{options.Name}.xml", top.ToDocument(HistFactorySchema.FileName));
    }

    private static string Below(string folder, string file) => folder is "." or "" ? file : $"{folder.TrimEnd('/')}/{file}";
}
