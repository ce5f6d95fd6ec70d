using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wilks.Formats.Json;

namespace Wilks.Formats.Hs3;

/// <summary>A digest of what a document means, so that <c>misc.wilks</c> is only believed while nothing else was changed. Spelling of numbers and order of members don't count.</summary>
internal static class Hs3Digest
{
    private static readonly string[] s_skipped = ["misc", "metadata"];

    /// <summary>The digest of everything but <c>misc</c> and <c>metadata</c>, in hexadecimal.</summary>
    internal static string Of(JsonObject root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (JsonMember member in root.Members.Where(m => !s_skipped.Contains(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            Add(hash, member.Name);
            Add(hash, member.Value);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, IJsonNode node)
    {
        switch (node)
        {
            case JsonObject o:
                Add(hash, "{");
                foreach (JsonMember member in o.Members.OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    Add(hash, member.Name);
                    Add(hash, member.Value);
                }

                Add(hash, "}");
                break;
            case JsonNumbers numbers:
                Add(hash, "[");
                foreach (double value in numbers.Values) Add(hash, value);
                Add(hash, "]");
                break;
            case JsonArray list:
                Add(hash, "[");
                foreach (IJsonNode item in list.Items) Add(hash, item);
                Add(hash, "]");
                break;
            case JsonNumber number:
                Add(hash, number.Value);
                break;
            case JsonString text:
                Add(hash, $"\"{text.Value}");
                break;
            default:
                Add(hash, node.Kind);
                break;
        }
    }

    // Zero has one meaning, whatever its sign.
    private static void Add(IncrementalHash hash, double value) => Add(hash, (value + 0.0).ToString("R", CultureInfo.InvariantCulture));

    private static void Add(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
