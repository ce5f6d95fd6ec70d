namespace Wilks.Root.Tests;

public sealed class NtupleTests
{
    private const int Flips = 5_000;
    private const int Seed = 8;

    [Theory]
    [InlineData(0, 0x2D06800538D394C2)]
    [InlineData(1, 0x13E608BC156DEFED)]
    [InlineData(3, 0xA9088DDA485B481C)]
    [InlineData(4, 0x6D9253B16C8B1ED3)]
    [InlineData(8, 0x60539DB630471163)]
    [InlineData(9, 0xFEFF668361D723A8)]
    [InlineData(16, 0xB8C859B0F030B585)]
    [InlineData(17, 0x714A04408E79B80F)]
    [InlineData(64, 0x38BCDE5122F74956)]
    [InlineData(128, 0x4634AE6A253A60E4)]
    [InlineData(129, 0xC095B9B1B087722D)]
    [InlineData(240, 0x887AF00281F75D38)]
    [InlineData(241, 0x82B1DE299F6E411E)]
    [InlineData(512, 0xC5AECD4D330685C6)]
    [InlineData(1024, 0xF75E768C7CDD54B2)]
    [InlineData(1025, 0x667A5EABE344E5DF)]
    [InlineData(5000, 0x8E5898F51713D386)]
    public void Checksums_are_those_of_the_reference_implementation(int length, ulong expected) =>
        Assert.Equal(expected, XxHash3.Of([.. Enumerable.Range(0, length).Select(i => (byte)(((i * 7) + 3) % 251))]));

    [Fact]
    public void Fields_have_paths_types_and_depths()
    {
        using RootFile file = Open(out Ntuple ntuple);

        Assert.Equal(5, ntuple.EntryCount);
        Assert.Equal(2, ntuple.ClusterCount);
        Assert.Equal(("events", "by hand", "1.0.0.0"), (ntuple.Name, ntuple.Title, ntuple.Version));
        Assert.Equal(["x:0:Float64", "n:0:Int32", "pt:1:Float32", "name:0:", "pair:1:Int16", "point:0:", "point.flag:0:Bool", "late:0:Int32"], ntuple.Fields.Select(field => $"{field.Path}:{field.Depth}:{field.Kind}"));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 0)]
    public void Any_range_of_entries_has_its_values(int first, int count)
    {
        using RootFile file = Open(out Ntuple ntuple);
        int skipped = NtupleDraft.Counts[..first].Sum(), taken = NtupleDraft.Counts[first..(first + count)].Sum();

        Assert.Equal(NtupleDraft.Values[first..(first + count)], ntuple["x"].Read(first, count).As<double>());
        Assert.Equal(NtupleDraft.Integers[first..(first + count)], ntuple["n"].Read(first, count).As<int>());
        Assert.Equal(NtupleDraft.Names[first..(first + count)], ntuple["name"].Read(first, count).As<string>());
        Assert.Equal(NtupleDraft.Flags[first..(first + count)], ntuple["point.flag"].Read(first, count).As<bool>());
        Assert.Equal(NtupleDraft.Late[first..(first + count)], ntuple["late"].Read(first, count).As<int>());
        Assert.Equal(Enumerable.Range(2 * first, 2 * count).Select(value => (short)value), ntuple["pair"].Read(first, count).As<short>());
        Assert.Equal(2, ntuple["pair"].Read(first, count).Levels[0].FixedLength);
        ColumnData lists = ntuple["pt"].Read(first, count);
        Assert.Equal(NtupleDraft.Momenta[skipped..(skipped + taken)], lists.As<float>());
        Assert.Equal(Enumerable.Range(0, count + 1).Select(entry => (long)NtupleDraft.Counts[first..(first + entry)].Sum()), lists.Offsets);
    }

    [Fact]
    public void A_changed_page_is_told_by_its_checksum()
    {
        NtupleDraft draft = NtupleDraft.Create();
        draft.Bytes[draft.PageSeek] ^= 1;
        using RootFile file = RootFile.Open(draft.Bytes);
        Ntuple ntuple = new(file, draft.Anchor, "events;1");

        Assert.Contains("the file is damaged", Assert.Throws<RootException>(() => ntuple["x"].Read()).Message, StringComparison.Ordinal);
        Assert.Equal(NtupleDraft.Integers, ntuple["n"].Read().As<int>());
    }

    [Fact]
    public void An_earlier_version_is_refused()
    {
        NtupleDraft draft = NtupleDraft.Create();
        draft.Anchor[7] = 0;
        using RootFile file = RootFile.Open(draft.Bytes);

        Assert.Contains("version 0.0.0.0", Assert.Throws<RootException>(() => new Ntuple(file, draft.Anchor, "events;1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_points_to_its_members()
    {
        using RootFile file = Open(out Ntuple ntuple);

        Assert.Contains("read its members", Assert.Throws<RootException>(() => ntuple["point"].Read()).Message, StringComparison.Ordinal);
        Assert.Contains("point.flag", Assert.Throws<RootException>(() => ntuple["flag"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_bytes_are_refused_or_read()
    {
        NtupleDraft draft = NtupleDraft.Create();
        Random random = new(Seed);
        for (int flip = 0; flip < Flips; flip++)
        {
            byte[] bytes = (byte[])draft.Bytes.Clone();
            byte[] anchor = (byte[])draft.Anchor.Clone();
            if (random.Next(4) == 0) anchor[random.Next(anchor.Length)] ^= (byte)random.Next(1, 256);
            else bytes[random.Next((int)draft.PageSeek - 600, bytes.Length)] ^= (byte)random.Next(1, 256);
            ReadAll(bytes, anchor);
        }
    }

    // Checksums catch nearly every change, so the parser behind them is tried with envelopes whose checksum is made anew.
    [Fact]
    public void Changed_envelopes_with_the_right_checksum_are_refused_or_read()
    {
        NtupleDraft draft = NtupleDraft.Create();
        Random random = new(Seed);
        int headerLength = (int)System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(draft.Anchor.AsSpan(22));
        for (int flip = 0; flip < Flips; flip++)
        {
            byte[] bytes = (byte[])draft.Bytes.Clone();
            Span<byte> header = bytes.AsSpan((int)draft.HeaderSeek, headerLength);
            header[random.Next(8, headerLength - 8)] ^= (byte)random.Next(1, 256);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(header[^8..], XxHash3.Of(header[..^8]));
            ReadAll(bytes, draft.Anchor);
        }
    }

    private static RootFile Open(out Ntuple ntuple)
    {
        NtupleDraft draft = NtupleDraft.Create();
        RootFile file = RootFile.Open(draft.Bytes);
        ntuple = new Ntuple(file, draft.Anchor, "events;1");
        return file;
    }

    private static void ReadAll(byte[] bytes, byte[] anchor)
    {
        try
        {
            using RootFile file = RootFile.Open(bytes);
            foreach (NtupleField field in new Ntuple(file, anchor, "events;1").Fields.Where(field => field.Refused is null)) field.Read();
        }
        catch (RootException)
        {
            // Refused: what is wanted.
        }
    }
}
