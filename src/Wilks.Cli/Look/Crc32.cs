namespace Wilks.Cli.Look;

/// <summary>The CRC-32 of zip and PNG (polynomial 0x04C11DB7, reflected).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;
    private static readonly uint[][] s_tables = CreateTables();

    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        while (data.Length >= Slices)
        {
            crc ^= BitConverter.ToUInt32(data);
            uint next = 0;
            for (int index = 0; index < 4; index++) next ^= s_tables[Slices - 1 - index][(crc >> (8 * index)) & 0xFF] ^ s_tables[3 - index][data[4 + index]];
            crc = next;
            data = data[Slices..];
        }
        foreach (byte value in data) crc = s_tables[0][(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[][] CreateTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, Slices).Select(_ => new uint[256])];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            tables[0][value] = crc;
        }
        for (int slice = 1; slice < Slices; slice++)
        {
            for (int value = 0; value < 256; value++) tables[slice][value] = tables[0][tables[slice - 1][value] & 0xFF] ^ (tables[slice - 1][value] >> 8);
        }
        return tables;
    }
}
