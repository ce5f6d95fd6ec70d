using System.Text.Json;

namespace Wilks.Reports;

/// <summary>Numbers in JSON: written so that they read back as the same double; null where JSON has no number.</summary>
public static class JsonNumbers
{
    /// <summary>Writes a property.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The number; null is written when it is not finite.</param>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string key, double value)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WritePropertyName(key);
        json.WriteNumberOrNullValue(value);
    }

    /// <summary>Writes a value.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="value">The number; null is written when it is not finite.</param>
    public static void WriteNumberOrNullValue(this Utf8JsonWriter json, double value)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }

    /// <summary>Writes an array property.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="key">The key.</param>
    /// <param name="values">The numbers.</param>
    public static void WriteNumbers(this Utf8JsonWriter json, string key, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WritePropertyName(key);
        json.WriteNumbers(values);
    }

    /// <summary>Writes an array.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="values">The numbers.</param>
    public static void WriteNumbers(this Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartArray();
        foreach (double value in values) json.WriteNumberOrNullValue(value);
        json.WriteEndArray();
    }
}
