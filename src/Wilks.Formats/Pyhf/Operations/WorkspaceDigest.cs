using System.Security.Cryptography;
using Wilks.Formats.Json;

namespace Wilks.Formats.Pyhf;

/// <summary>Digests of workspaces as pyhf computes them: the hash of the text that Python's <c>json.dumps</c> makes with sorted keys.</summary>
public static class WorkspaceDigest
{
    private static readonly Dictionary<string, Func<byte[], byte[]>> s_algorithms = new(StringComparer.Ordinal)
    {
#pragma warning disable CA5350, CA5351 // Published digests are compared; nothing is protected by them.
        ["md5"] = MD5.HashData,
        ["sha1"] = SHA1.HashData,
#pragma warning restore CA5350, CA5351
        ["sha256"] = SHA256.HashData,
        ["sha384"] = SHA384.HashData,
        ["sha512"] = SHA512.HashData,
    };

    /// <summary>The names of the algorithms, as Python's <c>hashlib</c> spells them.</summary>
    public static IReadOnlyCollection<string> Algorithms => s_algorithms.Keys;

    /// <summary>The digest, in lower-case hexadecimal digits.</summary>
    /// <param name="workspace">The workspace, or any other JSON value.</param>
    /// <param name="algorithm">One of <see cref="Algorithms"/>.</param>
    /// <exception cref="ArgumentException">The algorithm is not known.</exception>
    public static string Compute(IJsonNode workspace, string algorithm)
    {
        if (!s_algorithms.TryGetValue(algorithm, out Func<byte[], byte[]>? hash)) throw new ArgumentException($"There is no algorithm '{algorithm}'; use one of {string.Join(", ", s_algorithms.Keys)}.", nameof(algorithm));

        return Convert.ToHexStringLower(hash(PythonJson.Compact(workspace)));
    }
}
