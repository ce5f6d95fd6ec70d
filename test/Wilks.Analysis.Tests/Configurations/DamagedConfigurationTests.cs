using System.Text;
using Wilks.Analysis.Configurations;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Configurations;

/// <summary>A damaged configuration is read or refused with located errors; nothing else happens.</summary>
public sealed class DamagedConfigurationTests
{
    private const int Seed = 20231;
    private const int Trials = 500;

    [Fact]
    public void Random_bytes_give_located_errors()
    {
        var random = new Random(Seed);
        byte[] whole = Encoding.UTF8.GetBytes(CompleteConfiguration.Text);

        for (int trial = 0; trial < Trials; trial++)
        {
            byte[] damaged = [.. whole];
            for (int i = random.Next(1, 6); i > 0; i--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            AssertReadOrRefused(damaged, $"trial {trial}");
        }
    }

    [Fact]
    public void Lines_and_words_at_wrong_places_give_located_errors()
    {
        var random = new Random(Seed);
        string[] lines = CompleteConfiguration.Text.Split('\n');
        string[] words = CompleteConfiguration.Text.Split([' ', '\n', ',', ':', '{', '}', '[', ']'], StringSplitOptions.RemoveEmptyEntries);

        for (int trial = 0; trial < Trials; trial++)
        {
            string[] damaged = [.. lines];
            int line = random.Next(lines.Length), other = random.Next(lines.Length);
            (damaged[line], damaged[other]) = (damaged[other], damaged[line]);
            string one = words[random.Next(words.Length)], replacement = words[random.Next(words.Length)];
            AssertReadOrRefused(Encoding.UTF8.GetBytes(string.Join('\n', damaged).Replace(one, replacement, StringComparison.Ordinal)), $"trial {trial}");
        }
    }

    [Fact]
    public void Values_of_another_kind_give_located_errors()
    {
        string[] strange = ["", "null", "7", "-1e300", "true", "[]", "{}", "[1, a, null]", "{a: {b: [c]}}", "\"\"", "'*'", "\"!\"", "\"{\"", "\"[\"", "inf", "\"\\0\""];
        string[] lines = CompleteConfiguration.Text.Split('\n');

        for (int line = 0; line < lines.Length; line++)
        {
            int colon = lines[line].IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;

            foreach (string value in strange)
            {
                string[] damaged = [.. lines];
                damaged[line] = $"{lines[line][..colon]}: {value}";
                AssertReadOrRefused(Encoding.UTF8.GetBytes(string.Join('\n', damaged)), $"line {line} with {value}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("text")]
    [InlineData("{}")]
    [InlineData("General: {}\nRegions: []\nSamples: {}")]
    [InlineData("General: *nothing")]
    [InlineData("a: &a {<<: *a}")]
    public void Hardly_a_document_is_refused(string text)
    {
        Assert.Contains(ConfigurationText.Findings(text), d => d.Severity == Severity.Error);
    }

    private static void AssertReadOrRefused(byte[] bytes, string trial)
    {
        try
        {
            AnalysisConfigurationReader.Parse(bytes, ConfigurationText.Name, ConfigurationText.Repository);
        }
        catch (WorkspaceException refusal)
        {
            // A file that an overlay names may be told without a place of its own.
            Assert.All(refusal.Diagnostics.Where(d => d.Severity == Severity.Error), d => Assert.True(d.Location.Text is not null, $"{trial}: {d}"));
        }
    }
}
