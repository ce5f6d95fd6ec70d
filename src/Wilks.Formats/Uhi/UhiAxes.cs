using Wilks.Formats.Json;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.Uhi;

/// <summary>The axes of the Unified Histogram Interface's serialisation.</summary>
internal static class UhiAxes
{
    private const int MostBins = 1 << 27;

    private static readonly string[] s_types = ["regular", "variable", "category_str", "category_int", "boolean"];

    public static IAxis Read(JsonObject node)
    {
        string type = UhiReader.Text(node, "type");
        string name = UhiReader.NameOf(node);
        return type switch
        {
            "regular" => new RegularAxis(Count(node, "bins"), Number(node, "lower"), Number(node, "upper")) { Name = name, HasUnderflow = Flag(node, "underflow"), HasOverflow = Flag(node, "overflow"), IsCircular = Flag(node, "circular") },
            "variable" => new VariableAxis(UhiReader.Numbers(UhiReader.Member(node, "edges"))) { Name = name, HasUnderflow = Flag(node, "underflow"), HasOverflow = Flag(node, "overflow"), IsCircular = Flag(node, "circular") },
            "category_str" => new TextCategoryAxis(Texts(node)) { Name = name, HasOverflow = Flag(node, "flow") },
            "category_int" => new IntegerCategoryAxis(WholeNumbers(UhiReader.Member(node, "categories"))) { Name = name, HasOverflow = Flag(node, "flow") },
            "boolean" => new BooleanAxis { Name = name },
            _ => throw UhiReader.Refusal(node, $"there is no type of axis '{type}'. {NearestNames.Suggest(type, s_types)}".TrimEnd('.', ' ')),
        };
    }

    private static long[] WholeNumbers(IJsonNode categories)
    {
        const double mostExact = 1L << 53;
        return [.. UhiReader.Numbers(categories).Select(number => number == Math.Floor(number) && Math.Abs(number) <= mostExact ? (long)number : throw UhiReader.Refusal(categories, $"category {number} is no whole number within ±2^53"))];
    }

    private static string[] Texts(JsonObject node)
    {
        IJsonNode categories = UhiReader.Member(node, "categories");
        if (categories is JsonNumbers { Values.Length: 0 }) return [];
        if (categories is not JsonArray list) throw UhiReader.Refusal(categories, "categories of text are a list of strings");
        return [.. list.Items.Select(item => item is JsonString text ? text.Value : throw UhiReader.Refusal(item, $"{item.Kind} stands where a category is expected"))];
    }

    private static double Number(JsonObject node, string name) => UhiReader.Member(node, name) is JsonNumber number ? number.Value : throw UhiReader.Refusal(UhiReader.Member(node, name), $"'{name}' is {UhiReader.Member(node, name).Kind}, not a number");

    private static int Count(JsonObject node, string name)
    {
        double count = Number(node, name);
        return count >= 1 && count <= MostBins && count == Math.Floor(count) ? (int)count : throw UhiReader.Refusal(UhiReader.Member(node, name), $"'{name}' is {count}; expected a whole number from 1 to {MostBins}");
    }

    private static bool Flag(JsonObject node, string name) => node.Find(name) switch
    {
        null => false,
        JsonBoolean flag => flag.Value,
        { } other => throw UhiReader.Refusal(other, $"'{name}' is {other.Kind}, not true or false"),
    };
}
