using System.Buffers.Binary;

namespace Wilks.Formats.Toys;

/// <summary>A fingerprint of 128 bits: FNV-1a over words of eight bytes (G. Fowler, L. C. Noll, K.-P. Vo, RFC 9923 describes it over bytes), the last one padded with zeros, then the length.</summary>
/// <remarks>Tells different models apart; it is no protection against somebody who wants two models to look alike.</remarks>
public static class ToyFingerprint
{
    private static readonly UInt128 s_basis = new(0x6c62272e07bb0142, 0x62b821756295c58d);
    private static readonly UInt128 s_prime = new(0x0000000001000000, 0x000000000000013b);

    /// <summary>The fingerprint of bytes that define a likelihood and its data.</summary>
    /// <param name="content">The bytes.</param>
    public static UInt128 Of(ReadOnlySpan<byte> content)
    {
        UInt128 hash = s_basis;
        int position = 0;
        for (; position + sizeof(ulong) <= content.Length; position += sizeof(ulong)) hash = Add(hash, BinaryPrimitives.ReadUInt64LittleEndian(content[position..]));

        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        content[position..].CopyTo(rest);
        hash = Add(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        return Add(hash, (ulong)content.Length);
    }

    private static UInt128 Add(UInt128 hash, ulong word) => unchecked((hash ^ word) * s_prime);
}
