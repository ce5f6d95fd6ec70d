namespace Wilks.Root;

/// <summary>Reads entries by their shape into a part of a column, or over them where no part is given.</summary>
internal sealed partial class ShapeReader(ByteCursor cursor)
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Reads one shape.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="end">Where the entry ends.</param>
    /// <param name="level">Lists around it.</param>
    /// <param name="part">Where values go; null to read over them.</param>
    public void Read(EntryShape shape, int end, int level, ColumnPart? part)
    {
        switch (shape)
        {
            case EntryShape.Text text:
                ReadText(text, part);
                return;
            case EntryShape.Number number:
                ReadNumbers(number.Stored, 1, part);
                return;
            case EntryShape.WithHeader inner:
                ReadWithHeader(inner.Item, end, level, part);
                return;
            case EntryShape.Object target:
                ReadObject(target, end, level, part);
                return;
            case EntryShape.Struct members:
                for (int index = 0; index < members.Fields.Count; index++) ReadMember(members, index, (end, level), part);
                return;
            case EntryShape.WithMarker inner:
                cursor.Skip(1);
                Read(inner.Item, end, level, part);
                return;
            case EntryShape.List list:
                ReadList(list, end, level, part);
                return;
            case EntryShape.Counted counted:
                ReadCounted(counted, level, part);
                return;
            case EntryShape.Bits:
                ReadBits(part);
                return;
            case EntryShape.Identity identity:
                ReadIdentity(identity, part);
                return;
            case EntryShape.WithClassName named:
                ReadClassName(named);
                Read(named.Item, end, level, part);
                return;
            case EntryShape.Opaque opaque:
                ReadOpaque(opaque);
                return;
        }
    }

    private void ReadList(EntryShape.List list, int end, int level, ColumnPart? part)
    {
        switch (list)
        {
            case EntryShape.Sequence:
                ReadItems(list.Item, cursor.Count(1, "a collection"), (end, level), part);
                return;
            case EntryShape.Repeated repeated:
                ReadItems(list.Item, repeated.Length, (end, level), part);
                return;
            case EntryShape.Rest:
                ReadRest(list.Item, end, level, part);
                return;
            case EntryShape.Pointer pointer:
                ReadPointer(pointer, end, level, part);
                return;
            case EntryShape.Clones clones:
                ReadClones(clones, (end, level), part);
                return;
        }
    }

    private void ReadText(EntryShape.Text text, ColumnPart? part)
    {
        if (text.HasLongLength)
        {
            ReadOnlySpan<byte> bytes = cursor.Take(cursor.Count(1, "a text"));
            part?.Text.Add(System.Text.Encoding.UTF8.GetString(bytes));
            return;
        }
        if (part is null) cursor.SkipString();
        else part.Text.Add(cursor.String());
    }

    private void ReadNumbers(NumberCodec codec, int count, ColumnPart? part)
    {
        if ((long)count * codec.StoredSize > cursor.Remaining) throw cursor.Fault($"a collection of {count} numbers", $"{cursor.Remaining} bytes are left");
        ReadOnlySpan<byte> stored = cursor.Take(count * codec.StoredSize);
        part?.Add(stored);
    }

    private void ReadWithHeader(EntryShape item, int end, int level, ColumnPart? part)
    {
        if (cursor.Position >= end && item is EntryShape.Rest)
        {
            part?.Lengths[level].Add(0);
            return;
        }
        ObjectHeader header = ObjectHeader.Decode(cursor);
        int itemEnd = header.End >= 0 ? Math.Min(header.End, end) : end;
        if (part is null && header.End >= 0)
        {
            header.MoveToEnd(cursor);
            return;
        }
        if (header.IsMemberWise) ReadMemberWise(item, itemEnd, level, part);
        else Read(item, itemEnd, level, part);
        Finish(header, "a collection", item.CanSkip);
    }

    private void ReadItems(EntryShape item, int count, (int End, int Level) within, ColumnPart? part)
    {
        part?.Lengths[within.Level].Add(count);
        if (item is EntryShape.Number number)
        {
            ReadNumbers(number.Stored, count, part);
            return;
        }
        if (count > cursor.Remaining) throw cursor.Fault($"a collection of {count} elements", $"{cursor.Remaining} bytes are left");
        for (int index = 0; index < count; index++) Read(item, within.End, within.Level + 1, part);
    }

    private void ReadRest(EntryShape item, int end, int level, ColumnPart? part)
    {
        int count = 0;
        while (cursor.Position < end)
        {
            int begin = cursor.Position;
            Read(item, end, level + 1, part);
            if (cursor.Position == begin) throw cursor.Fault("an element without bytes", "it can't be told how many there are");
            count++;
        }
        part?.Lengths[level].Add(count);
    }

    private void ReadCounted(EntryShape.Counted counted, int level, ColumnPart? part)
    {
        bool isPresent = !counted.HasMarker || cursor.Bool();
        long count = isPresent ? _counts.GetValueOrDefault(counted.CountName) : 0;
        if (count < 0 || count > cursor.Remaining) throw cursor.Fault($"a member of {count} numbers", $"{cursor.Remaining} bytes are left");
        if (counted.IsTriangle) count = count * (count + 1) / 2;
        if (count > cursor.Remaining) throw cursor.Fault($"a member of {count} numbers", $"{cursor.Remaining} bytes are left");
        part?.Lengths[level].Add((int)count);
        ReadNumbers(counted.Stored, (int)count, part);
    }

    // What is left before the end was not understood, and neither can be what was read.
    private void Finish(ObjectHeader header, string what, bool isWhole)
    {
        if (isWhole && header.End >= 0 && cursor.Position != header.End) throw cursor.Fault($"{what} that ends at byte {cursor.Origin + header.End}", $"by the file's description of its class it ends at {cursor.Origin + cursor.Position}");
        header.MoveToEnd(cursor);
    }
}
