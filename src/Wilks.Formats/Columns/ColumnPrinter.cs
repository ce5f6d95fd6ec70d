using System.Globalization;
using System.Text;

namespace Wilks.Formats.Columns;

/// <summary>Writes a tree as text with all parentheses, so that a reader sees how it was read.</summary>
internal sealed class ColumnPrinter(ColumnDialect dialect)
{
    private const int Longest = 2000;

    private readonly StringBuilder _text = new();

    internal static string Print(ColumnSyntax tree, ColumnDialect dialect)
    {
        ColumnPrinter printer = new(dialect);
        printer.Write(tree);
        return printer._text.Length <= Longest ? printer._text.ToString() : printer._text.ToString(0, Longest) + "…";
    }

    /// <summary>How a dialect spells an operator; empty where it has none.</summary>
    internal static string Symbol(ColumnOperator kind, ColumnDialect dialect)
    {
        bool isRoot = dialect == ColumnDialect.Root;
        return kind switch
        {
            ColumnOperator.Add => "+",
            ColumnOperator.Subtract => "-",
            ColumnOperator.Multiply => "*",
            ColumnOperator.Divide => "/",
            ColumnOperator.FloorDivide => isRoot ? "" : "//",
            ColumnOperator.Power => isRoot ? "^" : "**",
            ColumnOperator.Modulo => isRoot ? "" : "%",
            ColumnOperator.Remainder => isRoot ? "%" : "",
            ColumnOperator.Less => "<",
            ColumnOperator.LessOrEqual => "<=",
            ColumnOperator.Greater => ">",
            ColumnOperator.GreaterOrEqual => ">=",
            ColumnOperator.Equal => "==",
            ColumnOperator.NotEqual => "!=",
            ColumnOperator.And => isRoot ? "&&" : "and",
            ColumnOperator.Or => isRoot ? "||" : "or",
            ColumnOperator.BitAnd => "&",
            ColumnOperator.BitOr => "|",
            ColumnOperator.BitXor => isRoot ? "" : "^",
            ColumnOperator.ShiftLeft => "<<",
            ColumnOperator.ShiftRight => ">>",
            _ => "",
        };
    }

    private void Write(ColumnSyntax s)
    {
        // A chain of comparisons shares operands, and could print without end.
        if (_text.Length > Longest) return;

        string symbol = Symbol(s.Kind, dialect);
        if (symbol.Length > 0 && s.Operands.Length == 2 && s.Name.Length == 0)
        {
            Around(s.Operands[0]);
            _text.Append(' ').Append(symbol).Append(' ');
            Around(s.Operands[1]);
            return;
        }

        switch (s.Kind)
        {
            case ColumnOperator.Number:
                _text.Append(s.Integer?.ToString(CultureInfo.InvariantCulture) ?? s.Value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case ColumnOperator.Name:
                _text.Append(s.IsQuoted ? $"`{s.Name}`" : s.Name);
                break;
            case ColumnOperator.Text:
                _text.Append('"').Append(s.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
                break;
            case ColumnOperator.List:
                Items('[', s.Operands, ']');
                break;
            case ColumnOperator.In when s.Name.Length == 0:
                Around(s.Operands[0]);
                _text.Append(" in ");
                Write(s.Operands[1]);
                break;
            case ColumnOperator.True or ColumnOperator.False or ColumnOperator.RowNumber or ColumnOperator.Iteration:
                _text.Append(s.Name);
                break;
            case ColumnOperator.Negate or ColumnOperator.BitNot or ColumnOperator.Not when s.Name.Length == 0:
                _text.Append(s.Kind switch { ColumnOperator.Negate => "-", ColumnOperator.BitNot => "~", _ => dialect == ColumnDialect.Root ? "!" : "not " });
                Around(s.Operands[0]);
                break;
            case ColumnOperator.Select when dialect == ColumnDialect.Root:
                Around(s.Operands[0]);
                _text.Append(" ? ");
                Around(s.Operands[1]);
                _text.Append(" : ");
                Around(s.Operands[2]);
                break;
            case ColumnOperator.Element or ColumnOperator.StrictElement or ColumnOperator.Slice or ColumnOperator.Filter:
                Brackets(s);
                break;
            default:
                Call(s);
                break;
        }
    }

    private void Around(ColumnSyntax s)
    {
        bool isPlain = s.Operands.Length == 0 || IsCall(s);
        if (!isPlain) _text.Append('(');
        Write(s);
        if (!isPlain) _text.Append(')');
    }

    private bool IsCall(ColumnSyntax s) => s.Kind >= ColumnOperator.Abs || (s.Kind == ColumnOperator.In && s.Name.Length > 0) || (s.Kind == ColumnOperator.Select && dialect == ColumnDialect.Python);

    private void Brackets(ColumnSyntax s)
    {
        Around(s.Operands[0]);
        _text.Append('[');
        if (s.Kind is ColumnOperator.Filter)
        {
            Write(s.Operands[1]);
        }
        else if (s.Kind is ColumnOperator.Element)
        {
            for (int i = 0; i < s.Level; i++) _text.Append("][");
            Write(s.Operands[1]);
        }
        else
        {
            _text.Append(':');
            for (int i = 0; i < s.Level; i++) _text.Append(", :");
            _text.Append(", ");
            if (s.Kind == ColumnOperator.Slice) _text.Append(CultureInfo.InvariantCulture, $"{s.SliceStart}:{s.SliceStop}{(s.SliceStep == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $":{s.SliceStep}"))}");
            else Write(s.Operands[1]);
        }

        _text.Append(']');
    }

    private void Call(ColumnSyntax s)
    {
        ColumnFunction function = ColumnFunctions.All.First(candidate => candidate.Kind == s.Kind);
        string[] names = function.Names(dialect);
        string name = names.Length > 0 ? names[0] : s.Name;
        if (name.StartsWith('.'))
        {
            Around(s.Operands[0]);
            _text.Append(name);
            Items('(', s.Operands.AsSpan(1), ')');
            return;
        }

        _text.Append(name);
        Items('(', s.Operands, s.SliceStart is null ? ')' : ',');
        if (s.SliceStart is { } axis) _text.Append(CultureInfo.InvariantCulture, $" axis={axis})");
    }

    private void Items(char opening, ReadOnlySpan<ColumnSyntax> items, char closing)
    {
        _text.Append(opening);
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0) _text.Append(", ");
            Write(items[i]);
        }

        _text.Append(closing);
    }
}
