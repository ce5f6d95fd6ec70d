namespace Wilks.Root;

/// <summary>The lengths in a key, without its texts: trees have a key for every basket.</summary>
internal readonly record struct KeyLengths(int RecordLength, int KeyLength, int ObjectLength)
{
    private const int BigForm = 1000;

    public int PayloadLength => RecordLength - KeyLength;

    public bool IsCompressed => ObjectLength != PayloadLength;

    public static KeyLengths Decode(ByteCursor cursor)
    {
        int recordLength = cursor.I32();
        int version = cursor.I16();
        int objectLength = cursor.I32();
        cursor.Skip(4); // the date and time
        int keyLength = cursor.U16();
        cursor.Skip(version > BigForm ? 18 : 10); // the cycle and two offsets
        cursor.SkipString();
        cursor.SkipString();
        cursor.SkipString();
        if (recordLength < keyLength || objectLength < 0)
        {
            throw cursor.Fault($"a basket of {recordLength} bytes with {keyLength} of key for data of {objectLength}", "these lengths contradict each other");
        }
        return new KeyLengths(recordLength, keyLength, objectLength);
    }
}
