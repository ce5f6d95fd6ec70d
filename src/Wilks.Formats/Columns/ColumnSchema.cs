using Wilks.Formats.Tables;

namespace Wilks.Formats.Columns;

/// <summary>The columns that expressions may name. Immutable and safe to share between threads.</summary>
public sealed class ColumnSchema
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    /// <summary>A schema of columns.</summary>
    /// <param name="columns">The columns, as <see cref="IEventTable.Columns"/> lists them.</param>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    public ColumnSchema(IEnumerable<ColumnInfo> columns)
    {
        Columns = [.. columns];
        for (int i = 0; i < Columns.Count; i++)
        {
            if (!_index.TryAdd(Columns[i].Name, i)) throw new ArgumentException($"The column '{Columns[i].Name}' is there twice.", nameof(columns));
        }
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ColumnInfo> Columns { get; }

    internal int? Find(string name) => _index.TryGetValue(name, out int index) ? index : null;
}
