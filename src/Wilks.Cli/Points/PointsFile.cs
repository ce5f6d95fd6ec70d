using System.Globalization;
using System.Text.Json;
using Wilks.Models;

namespace Wilks.Cli.Points;

/// <summary>Reads a JSON list of parameter points.</summary>
/// <remarks>A point is a list of numbers in the model's order, or an object of values by name; names left out keep their initial values.</remarks>
internal static class PointsFile
{
    /// <summary>Reads all points, each as a full parameter vector.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file; <c>-</c> is standard input.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <exception cref="UsageException">The file can't be understood.</exception>
    public static IReadOnlyList<double[]> Read(Model model, string path, Terminal terminal)
    {
        string name = path == WorkspaceInput.StandardInput ? WorkspaceInput.StandardInputName : path;
        using JsonDocument document = Parse(path, name, terminal);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Array) throw new UsageException($"{name}: a list of points was expected, such as [[1.0, 0.0], {{\"mu\": 2}}]; found {Kind(root)}");

        var points = new List<double[]>();
        foreach (JsonElement point in root.EnumerateArray())
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"{name} point {points.Count}");
            points.Add(point.ValueKind switch
            {
                JsonValueKind.Array => FromList(model, point, where),
                JsonValueKind.Object => FromNames(model, point, where),
                _ => throw new UsageException($"{where}: a list of numbers or an object was expected, found {Kind(point)}{(points.Count == 0 ? "; a single point needs a second pair of brackets" : "")}"),
            });
        }
        return points;
    }

    private static JsonDocument Parse(string path, string name, Terminal terminal)
    {
        try
        {
            using Stream stream = path == WorkspaceInput.StandardInput ? terminal.OpenInput() : File.OpenRead(path);
            return JsonDocument.Parse(stream);
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{name}:{exception.LineNumber + 1}: not JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"{name}: there is no such file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{name}: the points can't be read: {exception.Message}");
        }
    }

    private static double[] FromList(Model model, JsonElement list, string where)
    {
        int expected = model.Parameters.Count;
        if (list.GetArrayLength() != expected)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{where}: {list.GetArrayLength()} values, but the model has {expected} parameters ('wilks inspect' lists them)"));
        }
        return [.. list.EnumerateArray().Select(value => Number(value, where))];
    }

    private static double[] FromNames(Model model, JsonElement named, string where)
    {
        double[] point = FitData.InitialValues(model);
        foreach (JsonProperty property in named.EnumerateObject())
        {
            IReadOnlyList<int> indices = ParameterNames.Resolve(model, property.Name, where);
            if (property.Value.ValueKind != JsonValueKind.Array)
            {
                foreach (int index in indices) point[index] = Number(property.Value, where);
                continue;
            }
            if (property.Value.GetArrayLength() != indices.Count)
            {
                throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{where}: {property.Value.GetArrayLength()} values for '{property.Name}', which has {indices.Count}"));
            }
            for (int element = 0; element < indices.Count; element++) point[indices[element]] = Number(property.Value[element], where);
        }
        return point;
    }

    private static double Number(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : throw new UsageException($"{where}: a number was expected, found {Kind(value)}");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => $"the text {value.GetRawText()}",
        _ => value.GetRawText(),
    };
}
