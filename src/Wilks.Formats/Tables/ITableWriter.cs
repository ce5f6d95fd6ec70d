namespace Wilks.Formats.Tables;

/// <summary>Writes a table chunk by chunk. Disposing without <see cref="Finish"/> leaves an unfinished file.</summary>
internal interface ITableWriter : IDisposable
{
    /// <summary>Adds rows of all columns, in the order given at the start.</summary>
    void Write(TableChunk chunk);

    /// <summary>Completes the file.</summary>
    void Finish();
}
