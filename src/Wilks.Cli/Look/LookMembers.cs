using System.Globalization;
using System.Text.Json;
using Wilks.Root;

namespace Wilks.Cli.Look;

/// <summary>The plain members of an object as JSON: numbers and text; objects within are named only.</summary>
internal static class LookMembers
{
    public static void Write(Utf8JsonWriter json, RootObject value)
    {
        json.WriteStartObject("members");
        foreach ((string name, object? member) in value.Members)
        {
            json.WritePropertyName(name);
            WriteValue(json, member);
        }
        json.WriteEndObject();
        if (value.Items.Count == 0) return;
        json.WriteStartArray("items");
        foreach (object? item in value.Items) WriteValue(json, item);
        json.WriteEndArray();
    }

    /// <summary>A number; null if it is not finite, for which JSON has no word.</summary>
    public static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case double or float:
                WriteNumber(json, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case IConvertible number:
                json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case Array values:
                json.WriteStringValue($"{values.Length} values");
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
