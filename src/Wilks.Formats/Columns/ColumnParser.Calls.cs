using Wilks.Workspaces;

namespace Wilks.Formats.Columns;

/// <summary>Names, constants and calls of functions.</summary>
internal sealed partial class ColumnParser
{
    private ColumnSyntax NameOrCall(ColumnToken name)
    {
        RefuseOtherDialect();
        Advance();
        if (_token.Is("(")) return Call(name);

        ColumnOperator kind = name.Text switch
        {
            "true" or "True" or "kTRUE" => ColumnOperator.True,
            "false" or "False" or "kFALSE" => ColumnOperator.False,
            "Entry$" when IsRoot => ColumnOperator.RowNumber,
            "Iteration$" when IsRoot => ColumnOperator.Iteration,
            _ => ColumnOperator.Name,
        };
        return new ColumnSyntax(kind, name.Position) { Name = name.Text };
    }

    private ColumnSyntax Call(ColumnToken name)
    {
        if (ColumnFunctions.Find(name.Text, _dialect) is { } function) return Arguments(name.Position, name.Text, function, null);

        if (!IsRoot && ColumnFunctions.SplitMethod(name.Text) is var (column, method))
        {
            ColumnSyntax subject = new(ColumnOperator.Name, name.Position) { Name = column };
            return Arguments(name.Position, name.Text, method, subject);
        }

        if (ColumnFunctions.Constant(name.Text, _dialect) is not null && _next.Is(")"))
        {
            Advance();
            Advance();
            return new ColumnSyntax(ColumnOperator.Name, name.Position) { Name = name.Text };
        }

        string mine = IsRoot ? "ROOT" : "Python";
        string advice = NearestNames.Suggest(name.Text, ColumnFunctions.Names(_dialect));
        throw Error(name.Position, $"the {mine} dialect has no function '{name.Text}'. {advice} A product needs *, as in {name.Text}*(…).");
    }

    private ColumnSyntax Arguments(int position, string name, ColumnFunction function, ColumnSyntax? subject)
    {
        int opening = _token.Position;
        List<ColumnSyntax> operands = subject is null ? [] : [subject];
        int? axis = null;
        Advance();
        while (!_token.Is(")"))
        {
            if (_next.Is("=") && _token.Kind == ColumnTokenKind.Name) axis = Axis(name, function);
            else operands.Add(Expression());

            if (!_token.Is(",")) break;

            Advance();
        }

        Expect(")", "an operator, ',' or ')'");
        if (!IsRoot && function.IsReduction && operands is [_, { Kind: ColumnOperator.Number, Integer: >= 0 and < 8 }])
        {
            axis = (int)operands[1].Integer!;
            operands.RemoveAt(1);
        }

        RefuseCount(opening, name, function, operands.Count);
        _wasParenthesized = false;
        ColumnSyntax call = new(function.Kind, position, [.. operands]) { Name = name, SliceStart = axis };
        return call.Height <= MaxHeight ? call : throw Error(position, $"the expression has more than {MaxHeight} operations on top of each other. Make columns of its parts.");
    }

    private void RefuseCount(int opening, string name, ColumnFunction function, int count)
    {
        if (count == function.ArgumentCount) return;

        string expected = function.ArgumentCount == 1 ? "1 argument" : $"{function.ArgumentCount} arguments";
        bool nests = function.Kind is ColumnOperator.Minimum or ColumnOperator.Maximum && count > 2;
        string hint = nests ? $" Nest it: {name}(a, {name}(b, c))." : function.Kind == ColumnOperator.Select && count == 1 ? " Give a value for true and one for false." : "";
        throw Error(opening, $"'{name}' has {count} {(count == 1 ? "argument" : "arguments")} here; it takes {expected}.{hint}");
    }

    private int Axis(string name, ColumnFunction function)
    {
        if (IsRoot || !function.IsReduction || _token.Text != "axis") throw Error(_token.Position, $"'{name}' takes no keyword '{_token.Text}'. Only axis of reductions is known.");

        Advance();
        Advance();
        if (_token.IsWord("None")) throw Error(_token.Position, "axis=None reduces over all events; an expression gives one value for each. Write axis=1.");

        return SignedInteger() ?? throw Unexpected("a whole number");
    }
}
