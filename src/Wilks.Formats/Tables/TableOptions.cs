namespace Wilks.Formats.Tables;

/// <summary>How tables are opened, where a format leaves a choice.</summary>
public sealed record TableOptions
{
    /// <summary>Text files: from how many rows the types of columns are inferred. The default, <see cref="long.MaxValue"/>, is all.</summary>
    public long SampleRows { get; init; } = long.MaxValue;

    /// <summary>Text files: what separates fields. The default, null, takes the most frequent of comma, semicolon and tab in the header.</summary>
    public char? Separator { get; init; }

    /// <summary>The object inside a file that holds several; also written as <c>path:object</c>. Null where there is one.</summary>
    public string? Object { get; init; }
}
