using Wilks.Formats.Json;
using Wilks.Numerics;

namespace Wilks.Formats.Hs3;

/// <summary>Checks of densities. Only a Gaussian of one observable is computed so far.</summary>
internal static class DensityScan
{
    private static readonly string[] s_sections = ["data", "domains"];

    internal static (Hs3CheckOutcome Outcome, string Message) Run(JsonObject document, ScanTable scan)
    {
        string? name = (scan.Target.Find("pdf") as JsonString)?.Value;
        JsonObject? dist = Objects(document, "distributions").FirstOrDefault(o => name is not null && (o.Find("name") as JsonString)?.Value == name);
        if (dist is null) return (Hs3CheckOutcome.Failed, $"there is no distribution '{name}'");

        string type = (dist.Find("type") as JsonString)?.Value ?? "";
        string[] observables = scan.Target.Find("observables") is JsonArray list ? [.. list.Items.OfType<JsonString>().Select(o => o.Value)] : [];
        if (type is not ("gaussian_dist" or "normal_dist") || dist.Find("x") is not JsonString x || observables is not [var only] || only != x.Value)
        {
            return (Hs3CheckOutcome.Unsupported, $"the density of '{name}' ({type}) over {string.Join(", ", observables)} is not supported yet");
        }

        (double lower, double upper) = Range(document, x.Value);
        return scan.Compare(point =>
        {
            var values = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach ((string key, double value) in point) values[key] = value;
            double At(string member) => dist.Find(member) switch { JsonNumber n => n.Value, JsonString s => values.GetValueOrDefault(s.Value, double.NaN), _ => double.NaN };
            double mean = At("mean"), sigma = At("sigma"), pull = (At("x") - mean) / sigma;
            double norm = StandardNormal.Probability((upper - mean) / sigma) - StandardNormal.Probability((lower - mean) / sigma);
            return Math.Exp(-0.5 * pull * pull) / (sigma * Math.Sqrt(2 * Math.PI) * norm);
        });
    }

    /// <summary>The range of an observable: that of the data's axis, or of a domain.</summary>
    private static (double Lower, double Upper) Range(JsonObject document, string name)
    {
        IEnumerable<JsonObject> axes = s_sections.SelectMany(section => Objects(document, section)).SelectMany(o => o.Find("axes") is JsonArray list ? list.Items.OfType<JsonObject>() : []);
        JsonObject? axis = axes.FirstOrDefault(o => (o.Find("name") as JsonString)?.Value == name);
        return ((axis?.Find("min") as JsonNumber)?.Value ?? double.NegativeInfinity, (axis?.Find("max") as JsonNumber)?.Value ?? double.PositiveInfinity);
    }

    private static IEnumerable<JsonObject> Objects(JsonObject document, string section) => document.Find(section) is JsonArray list ? list.Items.OfType<JsonObject>() : [];
}
