using System.Globalization;
using System.Text.RegularExpressions;

namespace Wilks.Formats.Yaml;

/// <summary>What a plain (unquoted) word of YAML is: a number, true or false, nothing, or else text.</summary>
/// <remarks>The core schema of YAML 1.2, less the spellings that YAML 1.1 reads otherwise: <c>yes</c>, <c>on</c>, <c>017</c>, <c>0o17</c>, <c>0x1F</c>, <c>1_000</c> and <c>.inf</c> are text.</remarks>
internal static partial class YamlScalars
{
    internal static bool IsNull(string word) => word is "" or "~" or "null" or "Null" or "NULL";

    internal static bool? Boolean(string word) => word switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>The number, which may be infinite when it is too large for a double; null when it is none.</summary>
    internal static double? Number(string word) =>
        NumberForm().IsMatch(word) ? double.Parse(word, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();
}
