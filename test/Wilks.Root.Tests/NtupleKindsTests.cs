namespace Wilks.Root.Tests;

/// <summary>Every column type, role of fields and layout of clusters of RNTuple 1.0.</summary>
public sealed class NtupleKindsTests
{
    // A damaged count may claim gigabytes; what a fixture of some kilobytes can hold is far below this.
    private const long MostMemory = 128L << 20;

    private static Dictionary<string, (Array Values, long[][] Offsets)> Expected => NtupleKinds.Expected;

    public static TheoryData<string> Paths => [.. Expected.Keys];

    [Fact]
    public void Every_column_type_is_in_the_fixture()
    {
        PageType[] indirect = [PageType.Switch];

        Assert.Equal([], Enum.GetValues<PageType>().Except(indirect).Select(type => type.ToString()).Except(Expected.Keys));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_field_has_its_values_whole_and_in_any_range(string path)
    {
        using RootFile file = RootFile.Open(NtupleKinds.Bytes);
        NtupleField field = file.Ntuple(NtupleKinds.Name)[path];
        (Array values, long[][] offsets) = Expected[path];

        ColumnData whole = field.Read();
        Assert.Equal(values, whole.Values);
        Assert.Equal(offsets, whole.Levels.Select(level => level.Offsets));
        for (int first = 0; first <= NtupleKinds.EntryCount; first++)
        {
            for (int count = 0; first + count <= NtupleKinds.EntryCount; count++) AssertPart(field.Read(first, count), values, offsets, first, first + count);
        }
    }

    [Fact]
    public void No_field_but_records_and_variants_is_refused()
    {
        using RootFile file = RootFile.Open(NtupleKinds.Bytes);

        Ntuple ntuple = file.Ntuple(NtupleKinds.Name);

        Assert.Equal(Expected.Keys.Order(), ntuple.Fields.Where(field => field.Refused is null).Select(field => field.Path).Order());
        Assert.All(ntuple.Fields.Where(field => field.Refused is not null), field => Assert.True(field.IsRecord));
        Assert.Equal(3, ntuple.ClusterCount);
    }

    [Fact]
    public void Fields_read_together_are_those_read_alone()
    {
        using RootFile file = RootFile.Open(NtupleKinds.Bytes);
        Ntuple ntuple = file.Ntuple(NtupleKinds.Name);

        IReadOnlyDictionary<string, ColumnData> together = ntuple.Read(Expected.Keys, 1, 5, TestContext.Current.CancellationToken);

        foreach (string path in Expected.Keys)
        {
            ColumnData alone = ntuple[path].Read(1, 5);
            Assert.Equal(alone.Values, together[path].Values);
            Assert.Equal(alone.Levels.Select(level => level.Offsets), together[path].Levels.Select(level => level.Offsets));
        }
    }

    [Fact]
    public void Pages_that_claim_many_elements_are_refused_before_memory_is_taken()
    {
        const int claimed = 200_000_000;
        using NtupleFile draft = new() { ClaimedElements = claimed };
        byte[] one = [1];
        draft.Column(draft.Field("x", "std::uint8_t"), new PageEncoding(PageType.UInt8, 8, 0, 0), [one, one, one]);
        draft.Column(draft.Field("n", "ROOT::RNTupleCardinality<std::uint32_t>"), new PageEncoding(PageType.Index32, 32, 0, 0), [one, one, one]);
        using RootFile file = RootFile.Open(draft.Finish("t", [claimed, claimed, claimed]));
        Ntuple ntuple = file.Ntuple("t");
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<RootException>(() => ntuple["x"].Read());
        Assert.Throws<RootException>(() => ntuple["n"].Read());

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
    }

    private static void AssertPart(ColumnData part, Array values, long[][] offsets, long from, long to)
    {
        for (int level = 0; level < offsets.Length; level++)
        {
            long[] all = offsets[level];
            Assert.Equal(Enumerable.Range((int)from, (int)(to - from) + 1).Select(entry => all[entry] - all[from]), part.Levels[level].Offsets);
            (from, to) = (all[from], all[to]);
        }

        Assert.Equal(values.Cast<object>().Skip((int)from).Take((int)(to - from)), part.Values.Cast<object>());
    }
}
