using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Overlays;

/// <summary>Turns what an overlay file says of one parameter into its record.</summary>
internal sealed class ParameterDecoder(ShapeReader shape)
{
    private static readonly string[] s_members = ["expression", "init", "bounds", "fixed", "label", "constraint"];

    private readonly NumberDecoder _numbers = new(shape);
    private readonly ConstraintDecoder _constraints = new(shape);

    internal ParameterChange Read(JsonMember member, bool isNew)
    {
        var change = new ParameterChange(member.Name) { Location = member.NameLocation };
        string what = $"'{member.Name}'";
        if (isNew && NamePattern.IsPattern(member.Name)) shape.Findings.Error("WK536", member.NameLocation, $"{what} under 'new' has a placeholder * or ?; a new parameter has one name.", "Write each new parameter by itself.");

        switch (member.Value)
        {
            case JsonString text:
                return WithExpression(change, text, what);
            case JsonNumber:
                shape.Findings.Error("WK535", member.Value.Location, $"{what} is a number, which could mean a starting value or a fixed one.", "Write {init: …}, {init: …, fixed: true}, or the number in quotes for an expression.");
                return change;
            case JsonObject when shape.Object(member.Value, what, [], s_members) is { } o:
                if (o.Members.IsEmpty) shape.Findings.Error("WK539", o.Location, $"{what} says nothing.", "Give at least one of its members, or remove it.");
                return Members(change, o, what);
            default:
                shape.WrongKind(member.Value, what, "an expression or an object");
                return change;
        }
    }

    private ParameterChange Members(ParameterChange change, JsonObject o, string what)
    {
        double? init = _numbers.Finite(o.Find("init"), $"'init' of {what}");
        Interval? bounds = _numbers.Bounds(o.Find("bounds"), $"'bounds' of {what}");
        if (init is { } start && bounds is { } range && !(start >= range.Lower && start <= range.Upper))
        {
            shape.Findings.Error("WK523", o.Find("init")!.Location, FormattableString.Invariant($"{what} starts at {start}, outside its bounds [{range.Lower}, {range.Upper}]."), "Move one of them.");
        }

        change = change with
        {
            Init = init,
            Bounds = bounds,
            Fixed = _numbers.Flag(o.Find("fixed"), $"'fixed' of {what}"),
            Label = o.Find("label") is { } label ? shape.Text(label, $"'label' of {what}") : null,
            Constraint = _constraints.Read(o.Find("constraint"), what, init),
        };
        IJsonNode? expression = o.Find("expression");
        if (expression is JsonString text) return WithExpression(change, text, what);
        if (expression is not null) shape.WrongKind(expression, $"'expression' of {what}", "a string");

        return change;
    }

    private ParameterChange WithExpression(ParameterChange change, JsonString text, string what)
    {
        try
        {
            ParameterExpression.Parse(text.Value);
        }
        catch (ExpressionException exception)
        {
            shape.Findings.Error("WK520", text.Location, $"the expression of {what} can't be read at {Place(text.Value, exception.Position)}: {exception.Message}", "docs/reference/overlay.md has the grammar.");
        }

        return change with { Expression = text.Value, ExpressionLocation = text.Location };
    }

    /// <summary>The place inside the text, counted from 1; the line too when there are several.</summary>
    private static string Place(string text, int position)
    {
        int end = Math.Min(position, text.Length);
        int line = 1 + text.AsSpan(0, end).Count('\n');
        int column = end - text.AsSpan(0, end).LastIndexOf('\n');
        return text.Contains('\n', StringComparison.Ordinal) ? FormattableString.Invariant($"its line {line}, column {column}") : FormattableString.Invariant($"its column {position + 1}");
    }
}
