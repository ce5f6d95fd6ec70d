using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Wilks.Inference;

namespace Wilks.Formats.Toys;

/// <summary>The bytes of a file of toys, as <c>docs/reference/toys-file.md</c> describes them: little-endian, checksums are CRC-32C.</summary>
internal static class ToyFileCodec
{
    private const int Version = 1;

    // A header holds two points of at most this many parameters.
    private const int LargestHeader = 1 << 28;
    private const int HeaderPrefix = 16;
    private const int BlockPrefix = 20;
    private const int ChecksumSize = 4;
    private const int BytesPerToy = sizeof(double) + sizeof(double) + 1;
    private const uint BlockMarker = 0x4B4C4257;

    private static ReadOnlySpan<byte> Magic => "WTOYS\r\n\u001a"u8;

    /// <summary>The header of a file.</summary>
    public static byte[] Header(ToyFileHeader header)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            ToyExperiment experiment = header.Experiment;
            writer.Write((ulong)header.Fingerprint);
            writer.Write((ulong)(header.Fingerprint >> 64));
            writer.Write(experiment.Seed);
            writer.Write(experiment.TestValue);
            writer.Write((int)experiment.Statistic);
            writer.Write(experiment.FixedAuxiliaryData ? 1 : 0);
            writer.Write(experiment.Observed);
            writer.Write(experiment.ObservedPoiHat);
            writer.Write(header.Toys);
            writer.Write(header.BackgroundToys);
            writer.Write(header.Shard.Index);
            writer.Write(header.Shard.Count);
            byte[] name = Encoding.UTF8.GetBytes(experiment.PoiName);
            writer.Write(name.Length);
            writer.Write(name);
            writer.Write(experiment.TestedPoint.Count);
            foreach (double value in experiment.TestedPoint) writer.Write(value);
            foreach (double value in experiment.AlternativePoint) writer.Write(value);
        }

        byte[] body = stream.ToArray();
        byte[] bytes = new byte[HeaderPrefix + body.Length + ChecksumSize];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), body.Length);
        body.CopyTo(bytes, HeaderPrefix);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - ChecksumSize), Checksum(bytes.AsSpan(0, bytes.Length - ChecksumSize)));
        return bytes;
    }

    /// <summary>Reads the header and where the blocks begin.</summary>
    public static ToyFileHeader ReadHeader(byte[] bytes, string path, out int end)
    {
        if (bytes.Length < HeaderPrefix || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic)) throw ToyFileErrors.Refusal("WK602", $"'{path}' is not a file of toys.", "Give a file that 'wilks toys --output' wrote.");

        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)), length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        if (version != Version) throw ToyFileErrors.Refusal("WK602", $"'{path}' has version {version} of the format; this program reads version {Version}.", "Read it with the program that wrote it.");

        end = HeaderPrefix + length + ChecksumSize;
        bool isWhole = length is >= 0 and < LargestHeader && end <= bytes.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end - ChecksumSize)) == Checksum(bytes.AsSpan(0, end - ChecksumSize));
        return isWhole ? Decode(bytes, length) : throw ToyFileErrors.Refusal("WK602", $"the header of '{path}' is cut off or damaged.", "Its toys can't be used without it; make them again.");
    }

    /// <summary>A block with its checksum.</summary>
    public static byte[] Block(ToyBlock block)
    {
        byte[] bytes = new byte[BlockPrefix + (block.Count * BytesPerToy) + ChecksumSize];
        Span<byte> prefix = bytes.AsSpan(0, BlockPrefix);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix, BlockMarker);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[4..], (int)block.Ensemble);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[8..], block.First);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[12..], block.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix[16..], Checksum(prefix[..16]));
        Span<byte> columns = bytes.AsSpan(BlockPrefix);
        int width = block.Count * sizeof(double);
        WriteColumn(block.Q, columns);
        WriteColumn(block.PoiHat, columns[width..]);
        MemoryMarshal.AsBytes(block.Status.AsSpan()).CopyTo(columns[(2 * width)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - ChecksumSize), Checksum(bytes.AsSpan(0, bytes.Length - ChecksumSize)));
        return bytes;
    }

    /// <summary>Reads a block at the start of some bytes, if a whole one is there.</summary>
    public static bool TryReadBlock(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ToyBlock? block, out int length)
    {
        block = null;
        length = 0;
        if (bytes.Length < BlockPrefix || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != BlockMarker) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]) != Checksum(bytes[..16])) return false;

        int ensemble = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        int first = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]), count = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        long size = BlockPrefix + ((long)count * BytesPerToy) + ChecksumSize;
        if (ensemble is not (0 or 1) || first < 0 || count < 0 || size > bytes.Length) return false;

        length = (int)size;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[(length - ChecksumSize)..]) != Checksum(bytes[..(length - ChecksumSize)])) return false;

        block = new ToyBlock((ToyEnsemble)ensemble, first, count);
        ReadOnlySpan<byte> columns = bytes[BlockPrefix..];
        int width = count * sizeof(double);
        ReadColumn(columns, block.Q);
        ReadColumn(columns[width..], block.PoiHat);
        columns.Slice(2 * width, count).CopyTo(MemoryMarshal.AsBytes(block.Status.AsSpan()));
        return true;
    }

    private static ToyFileHeader Decode(byte[] bytes, int length)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, HeaderPrefix, length), Encoding.UTF8);
        ulong lower = reader.ReadUInt64();
        var fingerprint = new UInt128(reader.ReadUInt64(), lower);
        ulong seed = reader.ReadUInt64();
        double testValue = reader.ReadDouble();
        var statistic = (TestStatistic)reader.ReadInt32();
        bool isFixed = reader.ReadInt32() != 0;
        double observed = reader.ReadDouble(), observedPoiHat = reader.ReadDouble();
        int toys = reader.ReadInt32(), backgroundToys = reader.ReadInt32();
        var shard = new ToyShard(reader.ReadInt32(), reader.ReadInt32());
        string name = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
        int count = reader.ReadInt32();
        double[] tested = Point(reader, count), alternative = Point(reader, count);
        return new ToyFileHeader
        {
            Fingerprint = fingerprint,
            Toys = toys,
            BackgroundToys = backgroundToys,
            Shard = shard,
            Experiment = new ToyExperiment
            {
                PoiName = name,
                TestValue = testValue,
                Statistic = statistic,
                Seed = seed,
                FixedAuxiliaryData = isFixed,
                TestedPoint = tested,
                AlternativePoint = alternative,
                Observed = observed,
                ObservedPoiHat = observedPoiHat,
            },
        };
    }

    private static double[] Point(BinaryReader reader, int count)
    {
        double[] point = new double[count];
        for (int i = 0; i < count; i++) point[i] = reader.ReadDouble();
        return point;
    }

    private static void WriteColumn(ReadOnlySpan<double> values, Span<byte> target)
    {
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(target[(i * sizeof(double))..], values[i]);
    }

    private static void ReadColumn(ReadOnlySpan<byte> source, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadDoubleLittleEndian(source[(i * sizeof(double))..]);
    }

    // CRC-32C (Castagnoli, iSCSI): starts with ones, ends inverted.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
