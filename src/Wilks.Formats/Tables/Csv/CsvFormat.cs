using System.Text;

namespace Wilks.Formats.Tables.Csv;

/// <summary>Separated text: CSV and TSV, plain or gzip.</summary>
internal sealed class CsvFormat : ITableFormat
{
    public string Name => "CSV";

    public IReadOnlyList<string> Extensions => [".csv", ".tsv", ".csv.gz", ".tsv.gz", ".txt"];

    // Text has no magic bytes: only the extension tells.
    public bool Recognizes(ReadOnlySpan<byte> head) => false;

    public ITableReader Open(ByteSource source, TableOptions options)
    {
        byte separator = options.Separator is { } given ? (byte)given : Separator(source);
        return new CsvTable(source, separator, CsvLayout.Read(source, separator, options.SampleRows), options.SampleRows);
    }

    private static byte Separator(ByteSource source)
    {
        string path = source.Name.ToLowerInvariant();
        if (path.EndsWith(".tsv", StringComparison.Ordinal) || path.EndsWith(".tsv.gz", StringComparison.Ordinal)) return (byte)'\t';

        // Read with a separator that text doesn't have, the header is one field.
        using var records = new CsvRecords(source, separator: 0);
        if (!records.Next()) return (byte)',';
        string header = Encoding.UTF8.GetString(records.Bytes(0));
        return ",;\t".Select(candidate => (Candidate: (byte)candidate, Count: header.Count(letter => letter == candidate))).MaxBy(pair => pair.Count).Candidate;
    }
}
