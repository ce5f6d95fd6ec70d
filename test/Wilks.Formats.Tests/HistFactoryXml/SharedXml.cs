namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>Published HistFactory XML with its ROOT files, laid out as it was; tests that use it are skipped where it is absent.</summary>
public sealed class SharedXml : IDisposable
{
    // The inputs lie flat, with two underscores for a slash, histograms and XML apart.
    private static readonly (string Name, string[] Sources)[] s_sources =
    [
        ("pyhf", ["data/models/histfactory_xml/pyhf", "data/root/pyhf"]),
        ("unit", ["data/models/histfactory_xml/histfactoryUnitTests", "data/root/hfunit"]),
        ("large", ["data/models/histfactory_xml/ROOTHisfactory-pyhf-examples", "data/root/jiewu"]),
    ];

    // Files of other copies of the same inputs.
    private static readonly (string Target, string Source)[] s_extra =
    [
        ("pyhf/validation/xmlimport_input/data/example.root", "unit/data/example.root"),
        ("large/input/DemoHistos.root", "large/input/DemoHistos_flattened.root"),
    ];

    private string? _folder;

    /// <summary>The top files whose parts are all there, from the folder of all inputs.</summary>
    internal static string[] Complete { get; } =
    [
        "large/results/my_measurement/my_measurement.xml", "pyhf/docs/examples/notebooks/binderexample/meas.xml", "pyhf/validation/multibin_histfactory/config/example.xml",
        "pyhf/validation/shared_nuispar_across_types/config/example.xml", "pyhf/validation/shared_nuispar_across_types/config/example_notshared.xml",
        "pyhf/validation/xmlimport_input/config/example.xml", "pyhf/validation/xmlimport_input/config/examples/example_DataDriven.xml",
        "pyhf/validation/xmlimport_input/config/examples/example_Expression.xml", "pyhf/validation/xmlimport_input/config/examples/example_ShapeSys.xml",
        "pyhf/validation/xmlimport_input4/config/example.xml", "unit/config/example.xml", "unit/config/example_DataDriven.xml", "unit/config/example_Expression.xml",
        "unit/config/example_ShapeSys.xml", "unit/config/example_Ultimate.xml", "unit/config/example_numbercounting.xml", "unit/config/examples/example.xml", "unit/config/top/top_dilep.xml",
    ];

    /// <summary>A file of the inputs; the test is skipped where they are absent.</summary>
    internal string At(string path) => Path.Combine(_folder ??= Build(), path);

    public void Dispose()
    {
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private static string Build()
    {
        string shared = TestFolders.Shared("");
        string folder = Directory.CreateTempSubdirectory("wilks-shared-xml-").FullName;
        foreach ((string name, string[] sources) in s_sources)
        {
            foreach (string file in sources.SelectMany(source => Directory.EnumerateFiles(Path.Combine(shared, source))).Where(file => Path.GetExtension(file) is ".xml" or ".root"))
            {
                Copy(file, Path.Combine(folder, name, Path.GetFileName(file).Replace("__", "/", StringComparison.Ordinal)));
            }
        }

        foreach ((string target, string source) in s_extra) Copy(Path.Combine(folder, source), Path.Combine(folder, target));
        return folder;
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target);
    }
}
