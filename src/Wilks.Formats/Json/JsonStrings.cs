using System.Text;
using System.Text.Json;

namespace Wilks.Formats.Json;

/// <summary>Reads string tokens and gives equal strings one instance, since a workspace repeats a few hundred names tens of thousands of times.</summary>
internal sealed class JsonStrings
{
    private const int LongestPooled = 96;
    private const int InitialSize = 1024;
    private const ulong Mixer = 0x9E3779B97F4A7C15;

    private Entry[] _table = new Entry[InitialSize];
    private int _count;

    /// <summary>The text of the current string or member name, or null when an escape in it names half of a surrogate pair.</summary>
    internal static string? Decode(ref Utf8JsonReader reader)
    {
        // Invalid bytes are replaced here; the parser reports them for the whole document.
        if (!reader.ValueIsEscaped) return Encoding.UTF8.GetString(reader.ValueSpan);

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>As <see cref="Decode"/>, sharing instances.</summary>
    internal string? Read(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> bytes = reader.ValueSpan;
        if (reader.ValueIsEscaped || bytes.Length > LongestPooled) return Decode(ref reader);

        uint hash = Hash(bytes);
        int slot = (int)(hash & (uint)(_table.Length - 1));
        while (_table[slot].Text is { } text)
        {
            if (_table[slot].Hash == hash && bytes.SequenceEqual(_table[slot].Bytes)) return text;

            slot = (slot + 1) & (_table.Length - 1);
        }

        string added = Encoding.UTF8.GetString(bytes);
        _table[slot] = new Entry(hash, bytes.ToArray(), added);
        if (++_count * 2 > _table.Length) Grow();
        return added;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length * Mixer;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = (ulong.RotateLeft(hash, 23) ^ BitConverter.ToUInt64(bytes)) * Mixer;
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes) hash = (ulong.RotateLeft(hash, 23) ^ b) * Mixer;
        return (uint)(hash >> 32);
    }

    private void Grow()
    {
        Entry[] old = _table;
        _table = new Entry[old.Length * 2];
        foreach (Entry entry in old)
        {
            if (entry.Text is null) continue;

            int slot = (int)(entry.Hash & (uint)(_table.Length - 1));
            while (_table[slot].Text is not null) slot = (slot + 1) & (_table.Length - 1);
            _table[slot] = entry;
        }
    }

    private readonly record struct Entry(uint Hash, byte[] Bytes, string Text);
}
