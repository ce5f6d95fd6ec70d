using System.Globalization;
using System.Text.RegularExpressions;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>The names that ROOT's HistFactory gives to parameters: <c>Lumi</c>, <c>alpha_x</c>, <c>gamma_stat_CHANNEL_bin_i</c>, <c>gamma_x_bin_i</c>.</summary>
internal static partial class RootNames
{
    /// <summary>What stands for an infinite end of a range in RooFit.</summary>
    public const double Infinity = 1e30;

    /// <summary>The name of the parameter here.</summary>
    /// <param name="rootName">The name in ROOT.</param>
    /// <param name="isKnown">Whether a modifier has a name.</param>
    public static string Parameter(string rootName, Func<string, bool> isKnown)
    {
        if (rootName == "Lumi") return "lumi";
        if (isKnown(rootName)) return rootName;
        if (rootName.StartsWith("alpha_", StringComparison.Ordinal)) return rootName["alpha_".Length..];
        if (StatError().Match(rootName) is { Success: true } stat) return $"{StatErrorOf(stat.Groups[1].Value)}[{stat.Groups[2].Value}]";
        if (Gamma().Match(rootName) is { Success: true } gamma) return $"{gamma.Groups[1].Value}[{gamma.Groups[2].Value}]";
        return rootName;
    }

    /// <summary>An end of a range, infinite where RooFit takes it for that.</summary>
    public static double Bound(double value) => Math.Abs(value) >= Infinity ? Math.CopySign(double.PositiveInfinity, value) : value;

    /// <summary>The name of the statistical uncertainty of a channel.</summary>
    public static string StatErrorOf(string channel) => $"staterror_{channel}";

    /// <summary>The name in ROOT of a parameter with a constraint term of its own.</summary>
    public static string Alpha(string name) => $"alpha_{name}";

    /// <summary>The name in ROOT of an element of a per-bin set.</summary>
    public static string GammaOf(string set, int index, string? statErrorChannel)
        => string.Create(CultureInfo.InvariantCulture, $"gamma_{(statErrorChannel is null ? set : $"stat_{statErrorChannel}")}_bin_{index}");

    [GeneratedRegex(@"^gamma_stat_(.+)_bin_(\d+)\z")]
    private static partial Regex StatError();

    // ROOT writes bin_, pyhf's export leaves it out.
    [GeneratedRegex(@"^gamma_(.+?)_(?:bin_)?(\d+)\z")]
    private static partial Regex Gamma();
}
