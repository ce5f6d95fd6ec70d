using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wilks.Formats.Json;

/// <summary>Makes trees of JSON in code and writes them: members in their order, a list of numbers on one line, numbers as the shortest text that reads back the same.</summary>
internal static class JsonText
{
    private static readonly StandardFormat s_roundTrip = new('R');
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A string.</summary>
    internal static JsonString Text(string value) => new(default, value);

    /// <summary>A number; finite.</summary>
    internal static JsonNumber Number(double value) => new(default, value);

    /// <summary>True or false.</summary>
    internal static JsonBoolean Flag(bool value) => new(default, value);

    /// <summary>Null.</summary>
    internal static JsonNull Null() => new(default);

    /// <summary>A list.</summary>
    internal static JsonArray List(IEnumerable<IJsonNode> items) => new(default, [.. items]);

    /// <summary>A list of numbers; all finite.</summary>
    internal static JsonArray Numbers(IEnumerable<double> values) => List(values.Select(Number));

    /// <summary>A list of strings.</summary>
    internal static JsonArray Texts(IEnumerable<string> values) => List(values.Select(Text));

    /// <summary>An object; members without a value are left out.</summary>
    internal static JsonObject Object(params IEnumerable<(string Name, IJsonNode? Value)> members) =>
        new(default, [.. members.Where(m => m.Value is not null).Select(m => new JsonMember(m.Name, default, m.Value!))]);

    /// <summary>Writes a tree with a line feed at the end.</summary>
    internal static void Write(IJsonNode node, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, s_options)) Write(node, json);
        stream.WriteByte((byte)'\n');
    }

    private static void Write(IJsonNode node, Utf8JsonWriter json)
    {
        switch (node)
        {
            case JsonObject o:
                json.WriteStartObject();
                foreach (JsonMember member in o.Members)
                {
                    json.WritePropertyName(member.Name);
                    Write(member.Value, json);
                }

                json.WriteEndObject();
                break;
            case JsonArray a when !a.Items.IsEmpty && a.Items.All(item => item is JsonNumber):
                json.WriteRawValue(OneLine([.. a.Items.Select(item => ((JsonNumber)item).Value)]), skipInputValidation: true);
                break;
            case JsonArray a:
                json.WriteStartArray();
                foreach (IJsonNode item in a.Items) Write(item, json);
                json.WriteEndArray();
                break;
            case JsonNumbers numbers:
                json.WriteRawValue(OneLine(numbers.Values.AsSpan()), skipInputValidation: true);
                break;
            case JsonNumber number:
                json.WriteRawValue(Format(number.Value), skipInputValidation: true);
                break;
            case JsonString text:
                json.WriteStringValue(text.Value);
                break;
            case JsonBoolean flag:
                json.WriteBooleanValue(flag.Value);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static ReadOnlySpan<byte> OneLine(ReadOnlySpan<double> values)
    {
        var line = new ArrayBufferWriter<byte>(2 + (24 * values.Length));
        line.Write("["u8);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0) line.Write(", "u8);
            line.Write(Format(values[i]));
        }

        line.Write("]"u8);
        return line.WrittenSpan;
    }

    private static ReadOnlySpan<byte> Format(double value)
    {
        byte[] text = new byte[32];
        Utf8Formatter.TryFormat(value, text, out int length, s_roundTrip);
        return text.AsSpan(0, length);
    }
}
