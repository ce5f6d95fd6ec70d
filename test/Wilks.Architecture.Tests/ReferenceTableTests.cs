using System.Xml.Linq;

namespace Wilks.Architecture.Tests;

/// <summary>Who may know whom: between assemblies, and between the rooms of the engine.</summary>
public sealed class ReferenceTableTests
{
    private static readonly Dictionary<string, string[]> s_assemblies = new(StringComparer.Ordinal)
    {
        ["Wilks"] = [],
        ["Wilks.Root"] = [],
        ["Wilks.Formats"] = ["Wilks", "Wilks.Root"],
        ["Wilks.Analysis"] = ["Wilks", "Wilks.Formats"],
        ["Wilks.Cli"] = ["Wilks", "Wilks.Formats", "Wilks.Root", "Wilks.Analysis"],
    };

    // Models makes likelihoods (Model.With) and a likelihood names its model: the one pair that knows each other.
    private static readonly Dictionary<string, string[]> s_rooms = new(StringComparer.Ordinal)
    {
        ["Wilks.Numerics"] = [],
        ["Wilks.Minimization"] = ["Wilks.Numerics"],
        ["Wilks.Histograms"] = [],
        ["Wilks.Workspaces"] = ["Wilks.Histograms"],
        ["Wilks.Models"] = ["Wilks.Numerics", "Wilks.Workspaces", "Wilks.Likelihoods"],
        ["Wilks.Likelihoods"] = ["Wilks.Numerics", "Wilks.Workspaces", "Wilks.Minimization", "Wilks.Models"],
        ["Wilks.Inference"] = ["Wilks.Numerics", "Wilks.Workspaces", "Wilks.Minimization", "Wilks.Models", "Wilks.Likelihoods"],
        ["Wilks.Reports"] = ["Wilks.Numerics", "Wilks.Workspaces", "Wilks.Minimization", "Wilks.Models", "Wilks.Likelihoods", "Wilks.Inference"],
    };

    // From the configuration to results: each room knows only those before it.
    private static readonly Dictionary<string, string[]> s_analysisRooms = new(StringComparer.Ordinal)
    {
        ["Wilks.Analysis.Templates"] = [],
        ["Wilks.Analysis.Configurations"] = ["Wilks.Analysis.Templates"],
        ["Wilks.Analysis.Filling"] = ["Wilks.Analysis.Templates", "Wilks.Analysis.Configurations"],
        ["Wilks.Analysis.Variations"] = ["Wilks.Analysis.Templates", "Wilks.Analysis.Configurations", "Wilks.Analysis.Filling"],
        ["Wilks.Analysis.Planning"] = ["Wilks.Analysis.Templates", "Wilks.Analysis.Configurations", "Wilks.Analysis.Filling", "Wilks.Analysis.Variations"],
        ["Wilks.Analysis.PostProcessing"] = ["Wilks.Analysis.Templates", "Wilks.Analysis.Configurations", "Wilks.Analysis.Variations"],
        ["Wilks.Analysis.Construction"] = ["Wilks.Analysis.Templates", "Wilks.Analysis.Configurations", "Wilks.Analysis.Variations", "Wilks.Analysis.PostProcessing"],
        ["Wilks.Analysis.Steps"] = ["Wilks.Analysis.Templates", "Wilks.Analysis.Configurations", "Wilks.Analysis.Filling", "Wilks.Analysis.Variations", "Wilks.Analysis.Planning", "Wilks.Analysis.PostProcessing", "Wilks.Analysis.Construction"],
        ["Wilks.Analysis.Checks"] = ["Wilks.Analysis.Templates", "Wilks.Analysis.Configurations", "Wilks.Analysis.Filling", "Wilks.Analysis.Variations", "Wilks.Analysis.Planning", "Wilks.Analysis.PostProcessing", "Wilks.Analysis.Construction", "Wilks.Analysis.Steps"],
    };

    [Fact]
    public void Every_project_under_src_is_in_the_table()
    {
        string[] projects = [.. Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

        Assert.Equal(s_assemblies.Keys.Order(StringComparer.Ordinal), projects);
    }

    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        IEnumerable<string> offences =
            from assembly in s_assemblies.Keys
            let project = XDocument.Load(Path.Combine(SourceTree.Root, "src", assembly, assembly + ".csproj"))
            from reference in project.Descendants("ProjectReference")
            let name = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))
            where !s_assemblies[assembly].Contains(name)
            select $"{assembly} -> {name}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_room_of_the_engine_is_in_the_table()
    {
        IEnumerable<string> strangers = SourceTree.Files.Where(file => file.Assembly == "Wilks").Select(file => file.Room).Distinct().Where(room => !s_rooms.ContainsKey(room));

        Assert.Empty(strangers);
    }

    [Fact]
    public void Rooms_of_the_engine_use_only_what_the_table_allows()
    {
        IEnumerable<string> offences =
            from file in SourceTree.Files
            where file.Assembly == "Wilks"
            from used in file.Usings
            where used.StartsWith("Wilks.", StringComparison.Ordinal)
            let room = string.Join('.', used.Split('.').Take(2))
            where room != file.Room && !s_rooms[file.Room].Contains(room)
            select $"{file.Path} uses {used}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Rooms_of_the_analysis_use_only_those_before_them()
    {
        IEnumerable<string> offences =
            from file in SourceTree.Files
            where file.Assembly == "Wilks.Analysis"
            from used in file.Usings.Append(file.Room)
            where used.StartsWith("Wilks.Analysis.", StringComparison.Ordinal)
            let room = string.Join('.', used.Split('.').Take(3))
            where !s_analysisRooms.ContainsKey(file.Room) || (room != file.Room && !s_analysisRooms[file.Room].Contains(room))
            select $"{file.Path} uses {used}";

        Assert.Empty(offences);
    }

    // Names such as Models.Model reach another room through the common parent namespace, without a using line.
    [Fact]
    public void Rooms_of_the_engine_do_not_reach_others_by_qualified_names()
    {
        IEnumerable<string> offences =
            from file in SourceTree.Files
            where file.Assembly == "Wilks"
            from room in s_rooms.Keys
            where room != file.Room && !s_rooms[file.Room].Contains(room)
            let name = room["Wilks.".Length..]
            from line in file.Lines
            let code = line.Split("//")[0]
            where System.Text.RegularExpressions.Regex.IsMatch(code, $@"(?<![\w.""]){name}\.[A-Z]")
            select $"{file.Path} names {name}: {line.Trim()}";

        Assert.Empty(offences);
    }

    // A sub-folder may be a namespace of its own, or only group the files of its room.
    [Fact]
    public void Namespaces_are_folders()
    {
        IEnumerable<string> offences = SourceTree.Files.Where(file => file.Namespace is not null && file.Namespace != file.Room && file.Namespace != file.Folder && !IsOneRoom(file)).Select(file => $"{file.Path}: {file.Namespace}");

        Assert.Empty(offences);
    }

    // The reader of ROOT files is one room; its folders only group files.
    private static bool IsOneRoom(SourceFile file) => file.Assembly == "Wilks.Root" && file.Namespace == file.Assembly;

    [Theory]
    [InlineData("System.Text.Json", "Wilks.Numerics", "Wilks.Minimization", "Wilks.Histograms", "Wilks.Workspaces", "Wilks.Models", "Wilks.Likelihoods", "Wilks.Inference")]
    [InlineData("System.IO", "Wilks.Numerics", "Wilks.Minimization", "Wilks.Histograms", "Wilks.Workspaces", "Wilks.Models", "Wilks.Likelihoods", "Wilks.Inference", "Wilks.Reports")]
    [InlineData("System.CommandLine", "Wilks.Formats", "Wilks.Reports", "Wilks.Inference", "Wilks.Models")]
    public void The_engine_knows_no_document_and_no_file(string forbidden, params string[] rooms)
    {
        IEnumerable<string> offences =
            from file in SourceTree.Files
            where rooms.Contains(file.Room) || rooms.Contains(file.Assembly)
            from used in file.Usings
            where used == forbidden || used.StartsWith(forbidden + ".", StringComparison.Ordinal)
            select $"{file.Path} uses {used}";

        Assert.Empty(offences);
    }

    // System.IO needs no using line: it is implied everywhere.
    [Fact]
    public void The_engine_opens_no_file()
    {
        IEnumerable<string> offences =
            from file in SourceTree.Files
            where file.Assembly == "Wilks"
            from line in file.Lines
            let code = line.Split("//")[0]
            where System.Text.RegularExpressions.Regex.IsMatch(code, @"\b(File|FileStream|Directory|Path|StreamReader|StreamWriter)\.[A-Z]|new (FileStream|StreamReader|StreamWriter|FileInfo)\b")
            select $"{file.Path}: {line.Trim()}";

        Assert.Empty(offences);
    }
}
