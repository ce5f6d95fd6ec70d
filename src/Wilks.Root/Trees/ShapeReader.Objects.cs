namespace Wilks.Root;

/// <content>Objects, pointers to them, and collections whose elements are stored member by member.</content>
internal sealed partial class ShapeReader
{
    private const uint LengthFlag = 0x40000000;
    private const uint NewClass = 0xFFFFFFFF;
    private const uint IsClass = 0x80000000;
    private const uint IsReferenced = 0x10;
    private const int ChecksumLength = 4;
    private const int BypassStreamer = 0x1000;

    private void ReadObject(EntryShape.Object target, int end, int level, ColumnPart? part)
    {
        if (target.MayBeBare && !HasHeader(target, end))
        {
            Read(target.Members, end, level, part);
            return;
        }
        ObjectHeader header = ObjectHeader.Decode(cursor);
        if (part is null && header.End >= 0 && !target.Members.HasCounter)
        {
            header.MoveToEnd(cursor);
            return;
        }
        Require(target, header.Version);
        Read(target.Members, header.End >= 0 ? Math.Min(header.End, end) : end, level, part);
        Finish(header, $"an object of class {target.ClassName}", target.Members.CanSkip);
    }

    // Classes with a streamer of their own have a header, and so have old files; others begin with their first member.
    private bool HasHeader(EntryShape.Object target, int end)
    {
        const int headerLength = 10;
        int start = cursor.Position;
        if (cursor.Remaining < headerLength) return cursor.Remaining >= sizeof(uint) + sizeof(short) && target.Members.Fields.Count == 0;
        uint length = cursor.U32();
        int version = cursor.I16();
        uint checksum = cursor.U32();
        cursor.Position = start;
        bool hasLength = (length & LengthFlag) != 0 && length != NewClass && start + (long)sizeof(uint) + (length & ~LengthFlag) <= end;
        return hasLength && (version > 0 ? version == target.Version : checksum == target.Checksum);
    }

    // A version of 0 or less says that a checksum stands in its place.
    private void Require(EntryShape.Object target, int version)
    {
        if (version <= 0) cursor.Skip(ChecksumLength);
        else if (version != target.Version && version > 1) throw cursor.Fault($"an object of class {target.ClassName}, version {version}", $"the other entries have version {target.Version}");
    }

    private void ReadMember(EntryShape.Struct members, int index, (int End, int Level) within, ColumnPart? part)
    {
        EntryShape.Field field = members.Fields[index];
        int start = cursor.Position;
        Read(members.At(index), within.End, within.Level, index == members.Chosen ? part : null);
        if (field.IsCounter) Remember(field, start);
    }

    private void Remember(EntryShape.Field field, int start)
    {
        if (field.Shape is not EntryShape.Number { Stored: var codec }) return;
        int after = cursor.Position;
        cursor.Position = start;
        _counts[field.Name] = codec.ReadOne(cursor) is IConvertible number and not ulong ? number.ToInt64(null) : -1;
        cursor.Position = after;
    }

    /// <summary>Collections whose header says so: the version of the elements' class, then for each collection a count, all first members, all second ones, and so on.</summary>
    private void ReadMemberWise(EntryShape item, int end, int level, ColumnPart? part)
    {
        EntryShape? collection = item;
        while (collection is EntryShape.Rest or EntryShape.Repeated) collection = ((EntryShape.List)collection).Item;
        if (collection is not EntryShape.Sequence { Item: var element }) throw cursor.Fault("a collection streamed by members", "its elements are no objects");

        int version = cursor.I16();
        if (element is EntryShape.Object target) Require(target, version);
        else if (version <= 0) cursor.Skip(ChecksumLength);
        ReadMemberWiseLists(item, end, level, part);
    }

    private void ReadMemberWiseLists(EntryShape item, int end, int level, ColumnPart? part)
    {
        switch (item)
        {
            case EntryShape.Sequence sequence:
                ReadByMembers(sequence.Item, cursor.Count(1, "a collection"), (end, level), part);
                return;
            case EntryShape.Repeated repeated:
                part?.Lengths[level].Add(repeated.Length);
                for (int index = 0; index < repeated.Length; index++) ReadMemberWiseLists(repeated.Item, end, level + 1, part);
                return;
            case EntryShape.Rest rest:
                int count = 0;
                for (; cursor.Position < end; count++) ReadMemberWiseLists(rest.Item, end, level + 1, part);
                part?.Lengths[level].Add(count);
                return;
        }
    }

    private void ReadByMembers(EntryShape element, int count, (int End, int Level) within, ColumnPart? part)
    {
        part?.Lengths[within.Level].Add(count);
        if (count == 0) return;
        EntryShape.Struct members = element switch
        {
            EntryShape.Object target => target.Members,
            EntryShape.Struct pair => pair,
            _ => throw cursor.Fault("a collection streamed by members", "its elements are no objects"),
        };
        for (int index = 0; index < members.Fields.Count; index++)
        {
            EntryShape.Field field = members.Fields[index];
            if (field.IsCounter) throw cursor.Fault("arrays of variable length in a collection streamed by members", "write the branch with a split level of 0 or 99 to read them");
            ColumnPart? chosen = index == members.Chosen ? part : null;
            if (field.IsCollection) ReadShared(members.At(index), count, within, chosen);
            else for (int item = 0; item < count; item++) Read(members.At(index), within.End, within.Level + 1, chosen);
        }
    }

    // One header for the collections of all objects.
    private void ReadShared(EntryShape shape, int count, (int End, int Level) within, ColumnPart? part)
    {
        ObjectHeader header = ObjectHeader.Decode(cursor);
        EntryShape item = shape is EntryShape.WithHeader inner ? inner.Item : shape;
        if (part is null && header.End >= 0)
        {
            header.MoveToEnd(cursor);
            return;
        }
        if (header.IsMemberWise)
        {
            int version = cursor.I16();
            if (version <= 0) cursor.Skip(ChecksumLength);
            for (int index = 0; index < count; index++) ReadMemberWiseLists(item, within.End, within.Level + 1, part);
        }
        else
        {
            for (int index = 0; index < count; index++) Read(item, within.End, within.Level + 1, part);
        }
        Finish(header, "a collection", item.CanSkip);
    }

    private void ReadPointer(EntryShape.Pointer pointer, int end, int level, ColumnPart? part)
    {
        uint length = cursor.U32();
        if (length == 0)
        {
            part?.Lengths[level].Add(0);
            return;
        }
        int objectEnd = cursor.Position + (int)(length & ~LengthFlag);
        if ((length & LengthFlag) == 0 || length == NewClass || objectEnd > end || objectEnd < cursor.Position)
        {
            throw cursor.Fault($"a pointer to an object that is elsewhere ({length:x8})", "each pointer has an object of its own");
        }
        if (part is null)
        {
            cursor.Position = objectEnd;
            return;
        }
        uint tag = cursor.U32();
        if ((tag & IsClass) == 0) throw cursor.Fault($"a pointer to an object that is elsewhere ({tag:x8})", "each pointer has an object of its own");
        if (tag == NewClass && cursor.ZeroEnded() is var name && name != pointer.ClassName) throw cursor.Fault($"a pointer to an object of class {name}", $"the member is declared as {pointer.ClassName}, and columns need one class for all");
        part.Lengths[level].Add(1);
        Read(pointer.Item, objectEnd, level + 1, part);
        if (cursor.Position != objectEnd) throw cursor.Fault($"an object of class {pointer.ClassName} that ends at byte {objectEnd}", $"by its description it ends at {cursor.Position}");
    }

    private void ReadClones(EntryShape.Clones clones, (int End, int Level) within, ColumnPart? part)
    {
        ObjectHeader header = ObjectHeader.Decode(cursor);
        uint bits = header.Version > 2 ? ObjectHeader.TObject(cursor).Bits : 0;
        if (header.Version > 1) cursor.SkipString();
        string content = cursor.String();
        if (content.Split(';')[0] != clones.Element.ClassName) throw cursor.Fault($"clones of class {content}", $"the branch is of {clones.Element.ClassName}");
        int count = Math.Abs((long)cursor.I32()) is var number && number <= cursor.Remaining ? (int)number : throw cursor.Fault($"{number} clones", $"{cursor.Remaining} bytes are left");
        cursor.Skip(sizeof(int)); // the lower bound
        if ((bits & BypassStreamer) != 0)
        {
            ReadByMembers(clones.Element, count, within, part);
        }
        else
        {
            int present = 0;
            for (int index = 0; index < count; index++)
            {
                if (!cursor.Bool()) continue;
                Read(clones.Element, within.End, within.Level + 1, part);
                present++;
            }
            part?.Lengths[within.Level].Add(present);
        }
        Finish(header, "an array of clones", clones.Element.Members.CanSkip);
    }

    private void ReadIdentity(EntryShape.Identity identity, ColumnPart? part)
    {
        ObjectHeader header = ObjectHeader.Decode(cursor);
        ReadOnlySpan<byte> id = cursor.Take(sizeof(uint));
        uint bits = cursor.U32();
        if ((bits & IsReferenced) != 0) cursor.Skip(sizeof(ushort));
        header.MoveToEnd(cursor);
        if (!identity.IsReference) return;
        part?.Add(id);
        cursor.Skip(sizeof(ushort)); // which process the object is of
    }

    private void ReadBits(ColumnPart? part)
    {
        ReadOnlySpan<byte> bits = cursor.Take(sizeof(uint));
        part?.Add(bits);
        if ((bits[^1] & IsReferenced) != 0) cursor.Skip(sizeof(ushort));
    }

    private void ReadClassName(EntryShape.WithClassName named)
    {
        ReadOnlySpan<byte> bytes = cursor.Take(cursor.U8() + 1);
        string name = System.Text.Encoding.UTF8.GetString(bytes[..^1]);
        if (name != named.ClassName) throw cursor.Fault($"an object of class {name}", $"the branch is of {named.ClassName}");
    }

    private void ReadOpaque(EntryShape.Opaque opaque)
    {
        if (!opaque.HasHeader) throw cursor.Fault("a member that can't be read", opaque.Reason);
        ObjectHeader header = ObjectHeader.Decode(cursor);
        if (header.End < 0) throw cursor.Fault("a member that can't be read and does not say its length", opaque.Reason);
        header.MoveToEnd(cursor);
    }
}
