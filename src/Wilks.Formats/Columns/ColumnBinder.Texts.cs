using Wilks.Formats.Tables;

namespace Wilks.Formats.Columns;

/// <summary>Columns of text, and values that are among others.</summary>
internal sealed partial class ColumnBinder
{
    private int CompareText(ColumnSyntax s, ColumnOperator comparison, ColumnSyntax left, ColumnSyntax right)
    {
        if (comparison is not (ColumnOperator.Equal or ColumnOperator.NotEqual)) throw Error(s, "texts are compared with == and != only.");

        bool isTurned = left.Kind == ColumnOperator.Text && right.Kind != ColumnOperator.Text;
        int equal = TestText(s, ColumnOperator.Equal, isTurned ? right : left, isTurned ? left : right);
        return comparison == ColumnOperator.Equal ? equal : Not(s, equal);
    }

    private int TestText(ColumnSyntax s, ColumnOperator test, ColumnSyntax column, ColumnSyntax text)
    {
        if (text.Kind != ColumnOperator.Text) throw Error(text, "a text in quotes is expected here, as in name.startswith(\"ttbar\").");
        if (column.Kind != ColumnOperator.Name || schema.Find(column.Name) is not { } index)
        {
            // What is wrong with the other side itself is said first.
            if (column.Kind != ColumnOperator.Text) Bind(column);
            throw Error(s, "only a column of text can be compared with a text.");
        }

        ColumnInfo info = schema.Columns[index];
        if (info.Type != ColumnType.Text) throw Error(s, $"the column '{info.Name}' holds {ElementTypes.Describe(info)}, not text. Write the number without quotes.");
        if (info.Depth > 2) throw Error(s, $"the column '{info.Name}' holds lists of depth {info.Depth}; expressions know lists and lists of lists.");

        return Add(s, new PlanNode(PlanOperation.TextTest, ColumnValueType.Boolean, info.Depth) { Level = index, Detail = test, Text = text.Name });
    }

    /// <summary>Whether a value equals one of a list.</summary>
    private int In(ColumnSyntax s)
    {
        (ColumnSyntax value, ColumnSyntax list) = (s.Operands[0], s.Operands[1]);
        if (list.Kind != ColumnOperator.List) throw Error(list, "what is looked through is a list in brackets: x in [1, 2, 3].");
        if (list.Operands.Length == 0) throw Error(list, "the list is empty, and nothing is in it. Give it values.");

        int any = Compare(s, ColumnOperator.Equal, value, list.Operands[0]);
        foreach (ColumnSyntax item in list.Operands.Skip(1)) any = Logic(s, ColumnOperator.Or, any, Compare(s, ColumnOperator.Equal, value, item));
        return any;
    }

    /// <summary>Within two bounds, both included, as pandas means it.</summary>
    private int Between(ColumnSyntax s) => Logic(
        s,
        ColumnOperator.And,
        Compare(s, ColumnOperator.GreaterOrEqual, s.Operands[0], s.Operands[1]),
        Compare(s, ColumnOperator.LessOrEqual, s.Operands[0], s.Operands[2]));
}
