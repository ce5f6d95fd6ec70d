using System.Collections.Immutable;
using Wilks.Formats.Json;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads tables of corrections.</summary>
internal static class CorrectionDecoder
{
    internal static CorrectionSettings Read(SettingsBlock block) => new(block.Name("Name") ?? "", block.Name("Table") ?? "")
    {
        Variables = Variables(block),
        Value = block.Name("Value") ?? "",
        Uncorrelated = block.Names("Uncorrelated"),
        Correlated = block.Names("Correlated"),
        Filter = block.Name("Filter"),
        IsApplied = block.Flag("Apply") ?? true,
        AllowsOutside = block.Flag("AllowOutside") ?? false,
        Samples = block.Selection("Samples"),
        Regions = block.Selection("Regions"),
        Location = block.Location,
    };

    private static ImmutableArray<KeyValuePair<string, string>> Variables(SettingsBlock block)
    {
        if (block.Find("Variables") is not { } node) return [];
        if (node is not JsonObject variables)
        {
            block.Values.WrongKind(node, block.Label("Variables"), "a mapping from names of the table to expressions");
            return [];
        }

        if (variables.Members.IsEmpty) block.Findings.Error("WK803", node.Location, $"{block.Label("Variables")} is empty.", "Name at least one variable of the table and its expression.");
        return [.. variables.Members.Select(member => new KeyValuePair<string, string>(member.Name, block.Values.Expression(member.Value, $"variable '{member.Name}' of {block.What}") ?? ""))];
    }
}
