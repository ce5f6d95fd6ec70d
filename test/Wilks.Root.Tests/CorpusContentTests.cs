using System.Runtime.InteropServices;
using System.Text.Json;

namespace Wilks.Root.Tests;

/// <summary>Columns and histograms of real files against what another reader found in them.</summary>
public sealed class CorpusContentTests
{
    // In these files the other reader shows numbers that contradict the plain columns beside them: it takes "[0,0,16]" and "[N][0,0,16]" for a range.
    private static readonly string[] s_wrongReference = ["gohep/leaves.root", "gohep/ndim-slice.root", "gohep/x-flat-tree.root"];

    private const int MostChecksummed = 10_000_000; // bit by bit, more takes too long

    [Fact]
    public void Numbers_of_every_column_have_the_expected_count_and_checksum()
    {
        Assert.SkipWhen(Corpus.Folder is null, Corpus.Missing);
        var faults = new List<string>();
        int compared = 0;

        foreach ((string name, JsonElement expected) in Expectations())
        {
            using RootFile file = RootFile.Open(Path.Combine(Corpus.Folder!, name));
            foreach (JsonProperty entry in expected.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object))
            {
                if (!entry.Value.TryGetProperty("branches", out JsonElement branches) || Class(entry.Value) is not ("TTree" or "TNtuple" or "TNtupleD")) continue;
                Tree tree = file.Tree(entry.Name);
                foreach (JsonProperty branch in branches.EnumerateObject())
                {
                    if (branch.Value.ValueKind != JsonValueKind.Object || !branch.Value.TryGetProperty("flat", out JsonElement flat) || IsWrong(name, branch.Name)) continue;
                    ColumnData column = tree[branch.Name].Read();
                    compared++;
                    if (column.Values.Length != flat.GetProperty("count").GetInt32() || Checksum(column.Values) != flat.GetProperty("crc32_le").GetString()) faults.Add($"{name}:{entry.Name}/{branch.Name}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.InRange(compared, 4000, int.MaxValue);
    }

    [Fact]
    public void Cells_of_every_histogram_are_the_expected_ones()
    {
        Assert.SkipWhen(Corpus.Folder is null, Corpus.Missing);
        var faults = new List<string>();
        int compared = 0;

        foreach ((string name, JsonElement expected) in Expectations())
        {
            using RootFile file = RootFile.Open(Path.Combine(Corpus.Folder!, name));
            foreach (JsonProperty entry in expected.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object))
            {
                if (!entry.Value.TryGetProperty("values_flow", out JsonElement values) || values.ValueKind != JsonValueKind.Array) continue;
                double[] cells = file[entry.Name] switch { Histogram histogram => histogram.Values, Profile profile => profile.Values, _ => [] };
                compared++;
                if (!cells.SequenceEqual(Flatten(values))) faults.Add($"{name}:{entry.Name}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.InRange(compared, 1000, int.MaxValue);
    }

    [Fact]
    public void Numbers_of_every_field_of_ntuples_have_the_expected_count_and_checksum()
    {
        Assert.SkipWhen(Corpus.Folder is null, Corpus.Missing);
        var faults = new List<string>();
        int compared = 0;

        foreach ((string name, JsonElement expected) in Expectations())
        {
            foreach (JsonProperty entry in expected.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object && Class(entry.Value) == "ROOT::RNTuple"))
            {
                using RootFile file = RootFile.Open(Path.Combine(Corpus.Folder!, name));
                Ntuple ntuple = file.Ntuple(entry.Name);
                foreach (JsonProperty branch in entry.Value.GetProperty("branches").EnumerateObject())
                {
                    if (ntuple[branch.Name].Refused is not null || !branch.Value.TryGetProperty("flat", out JsonElement flat)) continue;
                    Array values = ntuple[branch.Name].Read().Values;
                    compared++;
                    if (!IsExpected(branch.Name, values, flat)) faults.Add($"{name}:{entry.Name}/{branch.Name}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.InRange(compared, 150, int.MaxValue);
    }

    // The other reader leaves out the array around members of records ("array_lv" itself has 15 elements), and keeps half precision as such.
    private static bool IsExpected(string field, Array values, JsonElement flat)
    {
        int count = flat.GetProperty("count").GetInt32();
        string? checksum = flat.GetProperty("crc32_le").GetString();
        if (field.StartsWith("array_lv.", StringComparison.Ordinal)) return values.Length == 3 * count && Checksum(((float[])values)[..count]) == checksum;
        if (flat.GetProperty("dtype").GetString() == "<f2") return ((float[])values).Sum(value => (double)value) == flat.GetProperty("sum").GetDouble();
        if (values.Length > MostChecksummed) return values.Length == count && NumberArrays.ToDoubles(values).Sum() == flat.GetProperty("sum").GetDouble();

        return values.Length == count && Checksum(values) == checksum;
    }

    private static bool IsWrong(string file, string branch) => s_wrongReference.Contains(file) && (branch.EndsWith("D16", StringComparison.Ordinal) || branch.EndsWith("D32", StringComparison.Ordinal));

    private static string? Class(JsonElement entry) => entry.TryGetProperty("class", out JsonElement name) ? name.GetString() : null;

    private static IEnumerable<(string Name, JsonElement Objects)> Expectations()
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Corpus.Folder!, "index.json")));
        foreach (JsonElement file in index.RootElement.EnumerateArray().Select(element => element.Clone()))
        {
            if (!file.TryGetProperty("expected", out JsonElement path) || path.GetString() is not { } expected || !File.Exists(Path.Combine(Corpus.Folder!, expected))) continue;
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Corpus.Folder!, expected)));
            if (document.RootElement.TryGetProperty("objects", out JsonElement objects)) yield return (file.GetProperty("file").GetString()!, objects.Clone());
        }
    }

    private static IEnumerable<double> Flatten(JsonElement values) => values.ValueKind switch
    {
        JsonValueKind.Array => values.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.String => [values.GetString() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, _ => double.NegativeInfinity }],
        _ => [values.GetDouble()],
    };

    private static string Checksum(Array values)
    {
        int size = NumberKinds.Of(values)!.Value.Size();
        ReadOnlySpan<byte> bytes = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(values), values.Length * size);
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return (~crc).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
