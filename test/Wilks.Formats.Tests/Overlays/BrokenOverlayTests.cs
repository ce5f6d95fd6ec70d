using System.Text;
using Wilks.Formats.Overlays;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Overlays;

/// <summary>Overlay files broken at random are read or refused with places; nothing else is thrown.</summary>
public sealed class BrokenOverlayTests
{
    private const int Seeds = 2_000;

    /// <summary>Fewer refusals than this would mean that the mutations break nothing; a changed letter of a name is no mistake.</summary>
    private const int LeastRefused = 800;

    private const string Yaml = """
        pois: [mu_a, mu_b]
        parameters:
          mu_b: "1 - mu_a"
          lumi: &l {init: 1, bounds: [0.5, 1.5], fixed: false, constraint: {type: gaussian, sigma: 2e-2}}
          k: {constraint: {type: log_normal, kappa: 1.2}}
          l: *l
        new:
          ratio: |
            mu_a > 0 ? sqrt(mu_a) : exp(-mu_b)
        constraints:
          - {parameters: [a, b], covariance: [[1, 0.5], [0.5, 4]]}
        groups: {JES: ["JES_*", alpha_jer]}
        labels: {channels: {SR: Signal region}}
        """;

    private const string Json = """
        {"poi": "mu", "parameters": {"a": "1 - b", "c": {"init": 1, "bounds": [0, 2], "constraint": {"type": "poisson", "tau": 25}}},
         "constraints": [{"parameters": ["d", "e"], "correlation": [[1, 0.5], [0.5, 1]]}], "groups": {"g": ["h*"]}}
        """;

    [Theory]
    [InlineData(Yaml, "o.yml", 1)]
    [InlineData(Json, "o.json", 2)]
    public void Broken_overlays_are_read_or_refused_with_places(string text, string name, int firstSeed)
    {
        byte[] valid = Encoding.UTF8.GetBytes(text);
        OverlayReader.Parse(valid, name);
        int refused = 0;
        for (int i = 0; i < Seeds; i++)
        {
            byte[] broken = Mutate(valid, new Random(firstSeed + (2 * i)));
            IReadOnlyList<Diagnostic> findings = Findings.Of(() => OverlayReader.Parse(broken, name).Diagnostics);
            if (findings.Any(d => d.Severity == Severity.Error)) refused++;
            Assert.All(findings, d => Assert.Matches($@"^{name}:[1-9][0-9]* \$", d.Location.ToString()));
            Assert.All(findings, d => Assert.NotEmpty(d.Message));
        }

        Assert.True(refused >= LeastRefused, $"Only {refused} of {Seeds} were refused.");
    }

    private static byte[] Mutate(byte[] valid, Random random)
    {
        const string Special = "[]{},:&*!|>'\"%@`#-?\n\t \0~<";
        int at = random.Next(valid.Length), other = random.Next(valid.Length);
        (int from, int to) = (Math.Min(at, other), Math.Max(at, other));
        return random.Next(7) switch
        {
            0 => valid[..at],
            1 => [.. valid[..at], (byte)random.Next(256), .. valid[at..]],
            2 => [.. valid[..at], (byte)Special[random.Next(Special.Length)], .. valid[at..]],
            3 => [.. valid[..at], .. valid[(at + 1)..]],
            4 => [.. valid[..from], .. valid[to..]],
            5 => [.. valid[..to], .. valid[from..]],
            _ => [.. valid[..at], (byte)Special[random.Next(Special.Length)], .. valid[(at + 1)..]],
        };
    }
}
