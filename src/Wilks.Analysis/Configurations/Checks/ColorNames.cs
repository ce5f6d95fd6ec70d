using System.Collections.Immutable;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Colours that have a name: the sixteen of HTML 4 and others that plots often use, with the values of CSS Color 4.</summary>
internal static class ColorNames
{
    internal static ImmutableArray<string> Known { get; } =
    [
        "aqua", "black", "blue", "brown", "coral", "crimson", "cyan", "darkblue", "darkgreen", "darkorange", "darkred", "deepskyblue", "dodgerblue", "firebrick",
        "forestgreen", "fuchsia", "gold", "gray", "green", "grey", "indigo", "khaki", "lightblue", "lightgray", "lightgreen", "lightgrey", "lime", "magenta",
        "maroon", "mediumpurple", "navy", "olive", "orange", "orangered", "orchid", "pink", "plum", "purple", "red", "royalblue", "salmon", "seagreen", "sienna",
        "silver", "skyblue", "slategray", "steelblue", "tan", "teal", "tomato", "turquoise", "violet", "white", "yellow",
    ];

    /// <summary>Whether a text is <c>#rrggbb</c> or a name, whatever its case.</summary>
    internal static bool IsColor(string text) =>
        (text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit)) || Known.Contains(text, StringComparer.OrdinalIgnoreCase);
}
