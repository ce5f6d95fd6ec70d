using System.Text;
using System.Text.Json;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Pyhf;

/// <summary>Workspace operations against what pyhf makes of the same workspaces (<c>pyhf_operations.py</c>), byte for byte.</summary>
public sealed class OperationTests
{
    private static readonly JsonElement s_reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestFolders.Repository, "test", "Wilks.Formats.Tests", "Pyhf", "Operations", "pyhf_operations.json"))).RootElement;

    public static TheoryData<int, string> Cases
    {
        get
        {
            TheoryData<int, string> cases = [];
            int index = 0;
            foreach (JsonElement reference in s_reference.GetProperty("cases").EnumerateArray()) cases.Add(index++, $"{reference.GetProperty("operation").GetString()} {reference.GetProperty("arguments").GetRawText()}");
            return cases;
        }
    }

    [Fact]
    public void Numbers_are_written_as_Python_does()
    {
        foreach (JsonElement number in s_reference.GetProperty("numbers").EnumerateArray())
        {
            IJsonNode node = Findings.Tree(number.GetProperty("written").GetString()!);

            Assert.Equal(number.GetProperty("python").GetString(), Encoding.UTF8.GetString(PythonJson.Compact(node)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_operation_gives_what_pyhf_gives(int index, string name)
    {
        JsonElement reference = s_reference.GetProperty("cases")[index];
        Assert.NotEmpty(name);
        if (reference.TryGetProperty("refused", out _))
        {
            Assert.Throws<WorkspaceException>(() => Run(reference));
            return;
        }

        PyhfDocument made = Run(reference);

        if (reference.TryGetProperty("text", out JsonElement text)) Assert.Equal(text.GetString(), PythonJson.Indented(made.Tree));
        Assert.Equal(reference.GetProperty("sha256").GetString(), WorkspaceDigest.Compute(made.Tree, "sha256"));
        Assert.Equal(reference.GetProperty("md5").GetString(), WorkspaceDigest.Compute(made.Tree, "md5"));
    }

    [Fact]
    public void Digests_are_those_in_pyhfs_documentation()
    {
        IJsonNode node = Findings.Tree("""{"a": 2.0, "b": 3.0, "c": 1.0}""");

        Assert.Equal("a38f6093800189b79bc22ef677baf90c75705af2cfc7ff594159eca54eaa7928", WorkspaceDigest.Compute(node, "sha256"));
        Assert.Equal("2c0633f242928eb55c3672fed5ba8612", WorkspaceDigest.Compute(node, "md5"));
        Assert.Equal("49a27f499e763766c9545b294880df277be6f545", WorkspaceDigest.Compute(node, "sha1"));
        Assert.Throws<ArgumentException>(() => WorkspaceDigest.Compute(node, "crc32"));
    }

    [Fact]
    public void A_modifier_is_pruned_within_a_sample_only()
    {
        PyhfDocument made = WorkspaceEditing.Apply(Sample(), new WorkspaceChange { PrunedModifierTypes = ["normsys", "histosys"], Scopes = [WorkspaceScope.Parse("SR/bkg")] });

        Assert.Equal(["st", "ss"], made.Workspace.Channels[0].Samples[1].Modifiers.Select(modifier => modifier.Name));
        Assert.Equal(["mu", "lumi"], made.Workspace.Channels[0].Samples[0].Modifiers.Select(modifier => modifier.Name));
    }

    [Fact]
    public void Within_a_channel_a_modifier_of_another_keeps_its_settings()
    {
        PyhfDocument combined = WorkspaceEditing.Apply(Combined(), new WorkspaceChange { PrunedModifiers = ["lumi"], Scopes = [WorkspaceScope.Parse("SR")] });

        Assert.Contains(combined.Workspace.Measurements[0].Parameters, setting => setting.Name == "lumi");
        Assert.DoesNotContain(combined.Workspace.Channels[0].Samples[0].Modifiers, modifier => modifier.Name == "lumi");
    }

    [Fact]
    public void Renaming_within_a_channel_decorrelates_and_copies_the_settings()
    {
        PyhfDocument renamed = WorkspaceEditing.Apply(Combined(), new WorkspaceChange { RenamedModifiers = new Dictionary<string, string> { ["a"] = "a_SR" }, Scopes = [WorkspaceScope.Parse("SR")] });

        Assert.Equal(["lumi", "a", "a_SR"], renamed.Workspace.Measurements[0].Parameters.Select(setting => setting.Name));
        Assert.Equal(renamed.Workspace.Measurements[0].Parameters[1].Inits!.Value, renamed.Workspace.Measurements[0].Parameters[2].Inits!.Value);
        Assert.Contains(renamed.Workspace.Channels[0].Samples[1].Modifiers, modifier => modifier.Name == "a_SR");
        Assert.Contains(renamed.Workspace.Channels.Single(channel => channel.Name == "SR2").Samples[1].Modifiers, modifier => modifier.Name == "a");
    }

    [Fact]
    public void Every_name_that_is_not_there_is_told_with_the_nearest()
    {
        WorkspaceChange change = new() { PrunedModifiers = ["lum"], PrunedChannels = ["XR"], PrunedModifierTypes = ["shape"], Scopes = [WorkspaceScope.Parse("SR/bg")] };

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => WorkspaceEditing.Apply(Sample(), change));

        Assert.Equal(4, exception.Diagnostics.Count(diagnostic => diagnostic.Code == "WK322"));
        Assert.Contains(exception.Diagnostics, diagnostic => diagnostic.Hint.Contains("'lumi'", StringComparison.Ordinal));
        Assert.Contains(exception.Diagnostics, diagnostic => diagnostic.Message.Contains("'SR/bg'", StringComparison.Ordinal));
    }

    [Fact]
    public void What_two_workspaces_can_t_share_is_told()
    {
        PyhfDocument other = Parse(SampleDocuments.With("\"poi\": \"mu\"", "\"poi\": \"a\""));

        Assert.Contains(Refusal(Sample(), Sample(), WorkspaceJoin.None), diagnostic => diagnostic.Code == "WK320");
        Assert.Contains(Refusal(Sample(), other, WorkspaceJoin.Outer), diagnostic => diagnostic.Code == "WK321");
    }

    [Fact]
    public void Names_are_sorted_by_code_points()
    {
        // U+FFFD is above the halves of a surrogate pair, and below the character that they make.
        IJsonNode node = Findings.Tree("{\"\U0001d707\": 1, \"\uFFFD\": 2, \"a\": 3}");

        Assert.Equal("{\"a\": 3, \"\uFFFD\": 2, \"\U0001d707\": 1}", Encoding.UTF8.GetString(PythonJson.Compact(node)));
    }

    private static IReadOnlyList<Diagnostic> Refusal(PyhfDocument left, PyhfDocument right, WorkspaceJoin join) => Assert.Throws<WorkspaceException>(() => WorkspaceCombination.Combine(left, right, join)).Diagnostics;

    private static PyhfDocument Sample() => Parse(SampleDocuments.Workspace);

    // The sample and a copy of its channels under other names, without what may be used once.
    private static PyhfDocument Combined()
    {
        PyhfDocument copy = WorkspaceEditing.Apply(Sample(), new WorkspaceChange { PrunedModifiers = ["ss", "st", "sf"], RenamedChannels = new Dictionary<string, string> { ["SR"] = "SR2", ["CR"] = "CR2" } });
        return WorkspaceCombination.Combine(Sample(), copy, WorkspaceJoin.Outer);
    }

    private static PyhfDocument Parse(string text) => PyhfReader.Parse(Encoding.UTF8.GetBytes(text), "ws.json");

    private static PyhfDocument Run(JsonElement reference)
    {
        PyhfDocument left = Parse(s_reference.GetProperty("left").GetString()!);
        JsonElement arguments = reference.GetProperty("arguments");
        switch (reference.GetProperty("operation").GetString())
        {
            case "sort":
                return WorkspaceSorting.Sort(left);
            case "combine":
                PyhfDocument right = Parse(s_reference.GetProperty("rights").GetProperty(arguments.GetProperty("right").GetString()!).GetString()!);
                WorkspaceJoin join = arguments.GetProperty("join").GetString() switch
                {
                    "none" => WorkspaceJoin.None,
                    "outer" => WorkspaceJoin.Outer,
                    "left outer" => WorkspaceJoin.LeftOuter,
                    _ => WorkspaceJoin.RightOuter,
                };
                return WorkspaceCombination.Combine(left, right, join, arguments.GetProperty("merge").GetBoolean());
            case "prune":
                return WorkspaceEditing.Apply(left, new WorkspaceChange
                {
                    PrunedChannels = Names(arguments, "channels"),
                    PrunedSamples = Names(arguments, "samples"),
                    PrunedModifiers = Names(arguments, "modifiers"),
                    PrunedModifierTypes = Names(arguments, "modifier_types"),
                    PrunedMeasurements = Names(arguments, "measurements"),
                });
            default:
                return WorkspaceEditing.Apply(left, new WorkspaceChange
                {
                    RenamedChannels = Pairs(arguments, "channels"),
                    RenamedSamples = Pairs(arguments, "samples"),
                    RenamedModifiers = Pairs(arguments, "modifiers"),
                    RenamedMeasurements = Pairs(arguments, "measurements"),
                });
        }
    }

    private static string[] Names(JsonElement arguments, string member) => arguments.TryGetProperty(member, out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    private static Dictionary<string, string> Pairs(JsonElement arguments, string member)
        => arguments.TryGetProperty(member, out JsonElement names) ? names.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!) : [];
}
