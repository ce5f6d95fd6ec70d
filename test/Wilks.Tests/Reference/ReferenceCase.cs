using System.Globalization;
using System.Text.Json;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Tests;
using Wilks.Models;

namespace Wilks.Tests.Reference;

/// <summary>A model with the numbers that pyhf gives for it.</summary>
internal sealed class ReferenceCase
{
    private readonly JsonElement _results;
    private readonly JsonElement _minimum;

    private ReferenceCase(string name, Model model, JsonElement results, JsonElement minimum)
    {
        Name = name;
        Model = model;
        _results = results;
        _minimum = minimum;
    }

    internal string Name { get; }

    internal Model Model { get; }

    internal bool HasMinimum => _minimum.ValueKind == JsonValueKind.Object;

    internal string[] ParameterNames => [.. _results.GetProperty("par_names").EnumerateArray().Select(n => n.GetString()!)];

    internal double[] Inits => Numbers(_results.GetProperty("init"));

    internal double[] AuxiliaryData => Numbers(_results.GetProperty("auxdata"));

    internal bool[] Fixed => [.. _results.GetProperty("fixed").EnumerateArray().Select(f => f.GetBoolean())];

    internal (double Lower, double Upper)[] Bounds => [.. _results.GetProperty("bounds").EnumerateArray().Select(b => (b[0].GetDouble(), b[1].GetDouble()))];

    /// <summary>The points where pyhf's density is finite.</summary>
    internal IEnumerable<ReferencePoint> Points => _results.GetProperty("points").EnumerateArray().Select(ReferencePoint.Read).Where(p => double.IsFinite(p.TwiceNll) && p.Parameters.All(double.IsFinite));

    internal double TwiceNll => _minimum.GetProperty("twice_nll").GetDouble();

    internal double[] Values => Numbers(_minimum.GetProperty("x"));

    internal double[] Uncertainties => Numbers(_minimum.GetProperty("unc_hesse"));

    /// <summary>Whether a free parameter touches its bound within 1e-6 without being counted there: free or not is then a matter of taste, and so are all widths.</summary>
    internal bool Grazes
    {
        get
        {
            int[] atBound = [.. _minimum.GetProperty("at_bound").EnumerateArray().Select(i => i.GetInt32())];
            (double Lower, double Upper)[] bounds = Bounds;
            bool[] isFixed = Fixed;
            return Values.Where((x, i) => !isFixed[i] && !atBound.Contains(i) && Math.Min(x - bounds[i].Lower, bounds[i].Upper - x) < 1e-6).Any();
        }
    }

    /// <summary>The names of the cases that lie in the repository.</summary>
    internal static IEnumerable<string> CommittedNames => Directory.EnumerateFiles(CommittedFolder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    private static string CommittedFolder => Path.Combine(TestFolders.Repository, "test", "Reference");

    /// <summary>A case that lies in the repository.</summary>
    internal static ReferenceCase Committed(string name)
    {
        JsonElement root = Parse(Path.Combine(CommittedFolder, name + ".json"));
        byte[] workspace = System.Text.Encoding.UTF8.GetBytes(root.GetProperty("workspace").GetRawText());
        using var stream = new MemoryStream(workspace);
        return new ReferenceCase(name, Model.Compile(PyhfReader.ReadStream(stream, name).Workspace), root, root.GetProperty("mle"));
    }

    /// <summary>All cases of the reference folder beside the repository.</summary>
    internal static IEnumerable<ReferenceCase> AllShared()
    {
        string results = TestFolders.Shared(Path.Combine("reference", "results")), models = TestFolders.Shared(Path.Combine("reference", "models"));
        foreach (string polished in Directory.EnumerateFiles(results, "*.polished.json").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(polished).Replace(".polished.json", "", StringComparison.Ordinal);
            Model model = Model.Compile(PyhfReader.Read(Path.Combine(models, name + ".json")).Workspace);
            yield return new ReferenceCase(name, model, Parse(Path.Combine(results, name + ".json")), Parse(polished).GetProperty("mle"));
        }
    }

    internal static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    /// <summary>Numbers that JSON can't hold stand as words.</summary>
    internal static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.TryParse(element.GetString(), CultureInfo.InvariantCulture, out double value) ? value : double.NaN
        : element.GetDouble();

    private static JsonElement Parse(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;
}

/// <summary>What pyhf gives at one point.</summary>
internal sealed record ReferencePoint(string Label, double[] Parameters, double TwiceNll, double[] Main, double[] Auxiliary)
{
    internal static ReferencePoint Read(JsonElement point) => new(
        point.GetProperty("label").GetString()!,
        ReferenceCase.Numbers(point.GetProperty("pars")),
        -2 * ReferenceCase.Number(point.GetProperty("logpdf")),
        ReferenceCase.Numbers(point.GetProperty("expected_actualdata")),
        ReferenceCase.Numbers(point.GetProperty("expected_auxdata")));
}
