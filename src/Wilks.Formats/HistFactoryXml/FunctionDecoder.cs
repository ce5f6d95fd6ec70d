using System.Globalization;
using System.Text.RegularExpressions;
using Wilks.Formats.Overlays;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Turns <c>Function</c> elements, which make a factor a function of parameters, into expressions.</summary>
internal sealed partial class FunctionDecoder(ElementReader reader, IReadOnlySet<string> modifiers, IReadOnlySet<string> factors)
{
    private readonly Dictionary<string, XmlElement> _dependents = new(StringComparer.Ordinal);

    /// <summary>Parameters that follow from others.</summary>
    public List<ParameterChange> Derived { get; } = [];

    /// <summary>Parameters that only functions use.</summary>
    public List<ParameterChange> Inputs { get; } = [];

    /// <summary>Reads one function.</summary>
    public void Read(XmlElement element)
    {
        reader.CheckKnown(element);
        string name = reader.Required(element, "Name"), expression = reader.Required(element, "Expression");
        (string Root, string Name)[] names = [.. ReadDependents(element)];
        if (name.Length == 0 || expression.Length == 0) return;

        // RooFit's numbered arguments.
        string text = Numbered().Replace(expression, match =>
        {
            int index = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return index < names.Length ? ExpressionNames.Quoted(names[index].Name) : match.Value;
        });
        foreach ((string root, string here) in names.Where(pair => pair.Root != pair.Name)) text = Regex.Replace(text, $@"(?<![\w.`]){Regex.Escape(root)}(?![\w.`])", ExpressionNames.Quoted(here).Replace("$", "$$", StringComparison.Ordinal));
        text = text.Replace("TMath::", "", StringComparison.Ordinal).Replace("**", "^", StringComparison.Ordinal);
        foreach ((string root, string here) in s_functions) text = Regex.Replace(text, $@"\b{root}\(", $"{here}(");
        try
        {
            ParameterExpression.Parse(text);
        }
        catch (ExpressionException exception)
        {
            reader.Findings.Error("WK720", element.Location, $"the expression '{expression}' of function '{name}' can't be read: {exception.Message}", "docs/reference/overlay.md has the grammar of expressions.");
            return;
        }

        var change = new ParameterChange(name) { Expression = text, Location = element.Location, ExpressionLocation = element.Location };
        (factors.Contains(name) ? Derived : Inputs).Add(change);
    }

    private static readonly Dictionary<string, string> s_functions = new(StringComparer.Ordinal)
    {
        ["Sqrt"] = "sqrt",
        ["Exp"] = "exp",
        ["Log"] = "log",
        ["Power"] = "pow",
        ["Abs"] = "abs",
        ["Sin"] = "sin",
        ["Cos"] = "cos",
        ["Tan"] = "tan",
        ["Min"] = "min",
        ["Max"] = "max",
        ["fabs"] = "abs",
    };

    /// <summary>The names of a list such as <c>a[1,0,3],b</c>; parameters of no modifier are new.</summary>
    private IEnumerable<(string Root, string Name)> ReadDependents(XmlElement element)
    {
        foreach (Match match in Dependent().Matches(element["Dependents"] ?? ""))
        {
            string root = match.Groups["name"].Value, name = RootNames.Parameter(root, modifiers.Contains);
            if (match.Groups["numbers"].Success && !modifiers.Contains(name) && _dependents.TryAdd(name, element)) AddInput(name, match.Groups["numbers"].Value, element);
            yield return (root, name);
        }
    }

    // [value], [low, high] or [value, low, high].
    private void AddInput(string name, string numbers, XmlElement element)
    {
        double[] values = [.. numbers.Split(',').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
        if (values.Any(value => !double.IsFinite(value)) || values.Length > 3)
        {
            reader.Findings.Error("WK713", element.Location, $"'Dependents' of {element.Name} has '{name}[{numbers}]'; expected [value], [low, high] or [value, low, high].", "Correct it.");
            return;
        }

        var change = new ParameterChange(name) { Location = element.Location };
        Inputs.Add(values.Length switch
        {
            1 => change with { Init = values[0], Fixed = true },
            2 => change with { Init = 0.5 * (values[0] + values[1]), Bounds = new Interval(values[0], values[1]) },
            _ => change with { Init = values[0], Bounds = RangeOf(values[1], values[2]) },
        });
    }

    private static Interval? RangeOf(double low, double high)
        => low <= -RootNames.Infinity && high >= RootNames.Infinity ? null : new Interval(RootNames.Bound(low), RootNames.Bound(high));

    [GeneratedRegex(@"@(\d+)")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<name>[^\s,\[\]]+)\s*(?:\[(?<numbers>[^\]]*)\])?")]
    private static partial Regex Dependent();
}
