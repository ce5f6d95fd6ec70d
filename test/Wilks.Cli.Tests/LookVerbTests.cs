using System.Text.Json;
using Wilks.Root;

namespace Wilks.Cli.Tests;

public sealed class LookVerbTests
{
    private static readonly string s_example = Repository.File("examples", "events.root");

    [Fact]
    public void Checksums_tell_count_and_crc_of_every_column()
    {
        CommandRun run = CommandRun.Of("look", s_example, "--json", "--checksums");

        JsonElement branches = JsonDocument.Parse(run.Output).RootElement.GetProperty("objects").GetProperty("analysis/events;1").GetProperty("branches");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(300, branches.GetProperty("mass").GetProperty("flat").GetProperty("count").GetInt32());
        Assert.Equal(600, branches.GetProperty("pt").GetProperty("counts0_sum").GetInt32());
        Assert.Equal(8, branches.GetProperty("mode").GetProperty("strings_crc32").GetString()!.Length);
    }

    [Fact]
    public void One_object_in_json_is_that_object_only()
    {
        CommandRun run = CommandRun.Of("look", s_example + ":analysis/mass", "--json");

        JsonProperty only = Assert.Single(JsonDocument.Parse(run.Output).RootElement.GetProperty("objects").EnumerateObject());
        Assert.Equal("analysis/mass;1", only.Name);
        Assert.Equal(7, only.Value.GetProperty("values_flow").GetArrayLength());
        Assert.Equal(6, only.Value.GetProperty("axes")[0].GetProperty("edges").GetArrayLength());
    }

    [Fact]
    public void An_object_that_is_not_there_is_bad_input_with_the_nearest_names()
    {
        CommandRun run = CommandRun.Of("look", s_example + ":analysis/masses");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the nearest names are 'analysis/mass'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_bad_input()
    {
        CommandRun run = CommandRun.Of("look", Repository.File("examples", "two_bins.json"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is no table", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Checksums_without_json_are_refused()
    {
        CommandRun run = CommandRun.Of("look", s_example, "--checksums");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--checksums belongs to --json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_are_of_the_first_entries_unless_all_are_wanted()
    {
        string path = Path.Combine(Path.GetTempPath(), $"wilks-look-{Guid.NewGuid():N}.root");
        try
        {
            int[] values = [.. Enumerable.Range(0, (int)Look.LookText.MostEntries), 5_000_000];
            using (RootWriter writer = RootWriter.Create(path)) writer.Write("t", [new TreeColumn("x", values)]);

            string first = CommandRun.Of("look", path + ":t").Output, all = CommandRun.Of("look", path + ":t", "--all-entries").Output;

            Assert.Equal("t;1  TTree  100001 entries; ranges of the first 100000 (--all-entries: of all)\n  x  int32_t  0 … 99999\n", first);
            Assert.Equal("t;1  TTree  100001 entries\n  x  int32_t  0 … 5E+06\n", all);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_checksum_is_the_one_of_the_definition_at_every_length()
    {
        byte[] data = [.. Enumerable.Range(0, 300).Select(index => (byte)(index * index * 31))];

        Assert.All(Enumerable.Range(0, data.Length), length => Assert.Equal(BitByBit(data[..length]), Look.Crc32.Of(data.AsSpan(0, length))));
    }

    // The check values of the CRC catalogues: of the text "123456789".
    [Fact]
    public void The_checksum_is_the_one_of_zip() => Assert.Equal(0xCBF43926, Look.Crc32.Of("123456789"u8));

    private static uint BitByBit(byte[] data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
