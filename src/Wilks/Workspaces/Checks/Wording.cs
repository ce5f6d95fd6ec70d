using System.Globalization;

namespace Wilks.Workspaces;

/// <summary>Pieces of sentences that several checks use.</summary>
internal static class Wording
{
    private const int Shown = 8;

    /// <summary>Such as <c>bin 2</c> or <c>bins 0, 1 and 5</c>.</summary>
    internal static string Bins(IReadOnlyList<int> bins)
    {
        string[] all = [.. bins.Take(Shown).Select(bin => bin.ToString(CultureInfo.InvariantCulture))];
        if (all.Length == 1) return $"bin {all[0]}";
        if (bins.Count > Shown) return $"{bins.Count} bins ({string.Join(", ", all)}, …)";

        return $"bins {string.Join(", ", all[..^1])} and {all[^1]}";
    }

    /// <summary>Such as <c>1 value</c> or <c>3 values</c>.</summary>
    internal static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A number as it would be written.</summary>
    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>An index as a step of a path.</summary>
    internal static string Step(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Such as <c>; the first is at ws.json:12</c>; empty for something made in code.</summary>
    internal static string FirstAt(SourceLocation first) =>
        first.Text is { } text ? string.Create(CultureInfo.InvariantCulture, $"; the first is at {text.Name}:{text.Locate(first.Offset).Line}") : "";
}
