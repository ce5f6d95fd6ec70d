namespace Wilks.Formats.Columns;

/// <summary>In which language an expression over columns is written.</summary>
public enum ColumnDialect
{
    /// <summary>Whichever language the text is valid in; an error where both give it a meaning and the meanings differ.</summary>
    Auto,

    /// <summary>As in <c>TTree::Draw</c>: <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>, <c>x^2</c>, <c>c ? a : b</c>, <c>jet_pt[0]</c>, <c>Sum$(x)</c>.</summary>
    Root,

    /// <summary>As with numpy and awkward: <c>&amp;</c>, <c>|</c>, <c>~</c>, <c>x**2</c>, <c>np.where(c, a, b)</c>, <c>jet_pt[:, 0]</c>, <c>ak.sum(x, axis=1)</c>.</summary>
    Python,
}

/// <summary>What an expression is evaluated for.</summary>
public enum ColumnUse
{
    /// <summary>Any value, lists too: what is histogrammed.</summary>
    Variable,

    /// <summary>One truth value per row; numbers other than 0 count as true.</summary>
    Selection,

    /// <summary>One number per row.</summary>
    Weight,
}

/// <summary>The types of values of expressions.</summary>
public enum ColumnValueType
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number, exact in 64 bits.</summary>
    Integer,

    /// <summary>A double.</summary>
    Number,
}
