using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>Says in plain words what is wrong with a document that is not JSON.</summary>
internal static class JsonSyntax
{
    private const byte LineFeed = (byte)'\n';
    private static readonly string[] s_numberWords = ["NaN", "nan", "Infinity", "-Infinity", "-NaN", "inf", "-inf", "+inf", "+Infinity"];

    /// <summary>Reports the one problem that ended the reading.</summary>
    internal static void Explain(JsonSource source, JsonException exception, bool isComplete, DiagnosticCollector findings)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        int offset = OffsetOf(source, exception);
        var location = new SourceLocation(source, offset);
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            findings.Error("WK017", new SourceLocation(source, 0), "the document starts like UTF-16; expected UTF-8.", "Save the file as UTF-8.");
        }
        else if (isComplete)
        {
            findings.Error("WK012", location, $"found {Show(bytes, offset)} after the end of the document.", "Remove what follows the last bracket.");
        }
        else if (IsOnlyIncomplete(bytes[source.Start..]))
        {
            findings.Error("WK011", new SourceLocation(source, bytes.Length), "the document ends too early.", $"Check that the file was written completely; expected {Expected(source, bytes.Length)}.");
        }
        else
        {
            ExplainToken(source, offset, findings);
        }
    }

    /// <summary>Whether a prefix of a document could still become JSON: tells truncation from other mistakes, and a file worth reading from one that is not.</summary>
    internal static bool IsOnlyIncomplete(ReadOnlySpan<byte> bytes)
    {
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonParser.MaxDepth });
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, state);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The offset of the first byte that is not valid UTF-8.</summary>
    internal static int FirstInvalidByte(ReadOnlySpan<byte> bytes)
    {
        int offset = 0;
        while (offset < bytes.Length && Rune.DecodeFromUtf8(bytes[offset..], out _, out int consumed) == OperationStatus.Done) offset += consumed;
        return Math.Min(offset, bytes.Length - 1);
    }

    private static void ExplainToken(JsonSource source, int offset, DiagnosticCollector findings)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        var location = new SourceLocation(source, offset);
        int before = LastVisible(bytes, offset);
        byte found = offset < bytes.Length ? bytes[offset] : (byte)0;
        if (NumberWordAt(bytes, offset) is { } word)
        {
            findings.Error("WK013", location, $"found {word}, which is not a JSON number.", "A template can't hold it: find out where it comes from, or write a finite number.");
        }
        else if (found is (byte)'/' or (byte)'#')
        {
            findings.Error("WK014", location, "found a comment, which JSON doesn't have.", "Remove the comment.");
        }
        else if (found is (byte)']' or (byte)'}' && before >= 0 && bytes[before] == (byte)',')
        {
            findings.Error("WK015", location, $"found a comma before '{(char)found}'.", "Remove the comma after the last item.");
        }
        else
        {
            findings.Error("WK010", location, $"found {Show(bytes, offset)}; expected {Expected(source, offset)}.", AdviceFor(bytes, offset));
        }
    }

    private static string AdviceFor(ReadOnlySpan<byte> bytes, int offset)
    {
        byte found = offset < bytes.Length ? bytes[offset] : (byte)0;
        if (found == (byte)'\'') return "JSON strings stand in double quotes.";
        if (found is (byte)'+' or (byte)'.' || char.IsAsciiDigit((char)found)) return "A number starts with a digit or '-', has no leading zero and a digit on both sides of its point.";
        if (found is < 0x20) return "Inside a string write line breaks as \\n and tabs as \\t.";
        if (offset > 0 && bytes[offset - 1] == (byte)'\\') return "Write a backslash in a string as \\\\.";
        if (found is (byte)'T' or (byte)'F' or (byte)'N') return "JSON writes true, false and null in lower case.";

        return "Correct the JSON there.";
    }

    /// <summary>What could have stood at an offset, from the tokens before it.</summary>
    private static string Expected(JsonSource source, int offset)
    {
        ReadOnlySpan<byte> bytes = source.Bytes[source.Start..offset];
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonParser.MaxDepth + 1 }));
        var isArray = new Stack<bool>();
        JsonTokenType last = JsonTokenType.None;
        try
        {
            while (reader.Read())
            {
                last = reader.TokenType;
                if (last is JsonTokenType.StartArray or JsonTokenType.StartObject) isArray.Push(last == JsonTokenType.StartArray);
                if (last is JsonTokenType.EndArray or JsonTokenType.EndObject) isArray.Pop();
            }
        }
        catch (JsonException)
        {
            // The tokens before the broken one are what is wanted.
        }

        int before = LastVisible(source.Bytes, offset);
        byte previous = before < source.Start ? (byte)0 : source.Bytes[before];
        if (isArray.Count == 0) return "a JSON value";
        if (last == JsonTokenType.PropertyName) return previous == (byte)':' ? "a value" : "':' and a value";
        if (last == JsonTokenType.StartObject) return "a member name in double quotes or '}'";
        if (last == JsonTokenType.StartArray) return "a value or ']'";
        if (previous == (byte)',') return isArray.Peek() ? "a value" : "a member name in double quotes";

        return isArray.Peek() ? "',' or ']'" : "',' or '}'";
    }

    private static int OffsetOf(JsonSource source, JsonException exception)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        int offset = source.Start;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            int feed = bytes[offset..].IndexOf(LineFeed);
            if (feed < 0) break;

            offset += feed + 1;
        }

        return (int)Math.Min(offset + (exception.BytePositionInLine ?? 0), bytes.Length);
    }

    private static string? NumberWordAt(ReadOnlySpan<byte> bytes, int offset)
    {
        // The reader takes a sign for the start of a number and stumbles over what follows it.
        int start = offset > 0 && bytes[offset - 1] is (byte)'-' or (byte)'+' ? offset - 1 : offset;
        foreach (string word in s_numberWords)
        {
            if (bytes[start..].StartsWith(Encoding.ASCII.GetBytes(word))) return word;
        }

        return null;
    }

    private static int LastVisible(ReadOnlySpan<byte> bytes, int offset)
    {
        int index = Math.Min(offset, bytes.Length) - 1;
        while (index >= 0 && bytes[index] is (byte)' ' or (byte)'\t' or (byte)'\r' or LineFeed) index--;
        return index;
    }

    private static string Show(ReadOnlySpan<byte> bytes, int offset)
    {
        if (offset >= bytes.Length) return "the end of the document";

        OperationStatus status = Rune.DecodeFromUtf8(bytes[offset..], out Rune rune, out _);
        bool isVisible = status == OperationStatus.Done && !Rune.IsControl(rune);
        return isVisible ? $"'{rune}'" : string.Create(CultureInfo.InvariantCulture, $"byte 0x{bytes[offset]:X2}");
    }
}
