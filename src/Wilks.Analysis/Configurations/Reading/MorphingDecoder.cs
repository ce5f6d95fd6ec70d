using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads how samples made at several values of parameters become one.</summary>
internal static class MorphingDecoder
{
    internal static MorphingSettings Read(SettingsBlock block)
    {
        ImmutableArray<MorphingParameter> parameters = [.. block.Blocks("Parameters", $"a parameter of {block.What}:", ConfigurationKeys.MorphingParameter).Select(Parameter)];
        string[] names = [.. parameters.Select(parameter => parameter.Name)];
        return new MorphingSettings(block.Name("Name") ?? "")
        {
            Parameters = parameters,
            Points = [.. block.Blocks("Points", $"a point of {block.What}", ConfigurationKeys.MorphingPoint).Select(point => Point(point, names)).OfType<MorphingPoint>()],
            Interpolation = block.Word("Interpolation", ConfigurationWords.Interpolation) ?? MorphingInterpolation.Linear,
            Location = block.Location,
        };
    }

    private static MorphingParameter Parameter(SettingsBlock block)
    {
        double init = block.Number("Init") ?? 0;
        Interval? bounds = block.Range("Bounds", mayBeOpen: false);
        if (bounds is { } range && block.Has("Init") && !(init >= range.Lower && init <= range.Upper))
        {
            block.Findings.Error("WK805", block.PlaceOf("Init"), $"{block.What} starts at {ValueReader.Written(init)}, outside its bounds [{ValueReader.Written(range.Lower)}, {ValueReader.Written(range.Upper)}].", "Move one of them.");
        }

        return new MorphingParameter(block.Name("Name") ?? "", init, bounds) { Title = block.Text("Title"), Location = block.Location };
    }

    /// <summary>A point with a value of each parameter; null when one is missing.</summary>
    private static MorphingPoint? Point(SettingsBlock block, string[] parameters)
    {
        string? sample = block.Name("Sample");
        if (block.Find("Values") is not { } node) return null;
        if (node is not JsonObject values)
        {
            block.Values.WrongKind(node, block.Label("Values"), "a mapping from parameters to numbers, as {mass: 500}");
            return null;
        }

        foreach (JsonMember member in values.Members.Where(member => !parameters.Contains(member.Name)))
        {
            block.Findings.Error("WK821", member.NameLocation, $"{block.What} gives a value to '{member.Name}', which is no parameter of it.", NearestNames.Suggest(member.Name, parameters));
        }

        double?[] numbers = [.. parameters.Select(name => Value(block, values, name))];
        return sample is null || numbers.Contains(null) ? null : new MorphingPoint(sample, [.. numbers.Select(number => number!.Value)]) { Location = block.Location };
    }

    private static double? Value(SettingsBlock block, JsonObject values, string name)
    {
        if (values.Find(name) is not { } node)
        {
            block.Findings.Error("WK802", values.Location, $"{block.What} lacks a value of '{name}'.", "Every point has a value of each parameter.");
            return null;
        }

        return block.Values.Number(node, $"the value of '{name}' of {block.What}");
    }
}
