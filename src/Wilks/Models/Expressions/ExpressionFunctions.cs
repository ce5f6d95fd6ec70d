using System.Collections.Frozen;

namespace Wilks.Models;

/// <summary>The functions, constants and reserved words of expressions.</summary>
internal static class ExpressionFunctions
{
    private static readonly FrozenDictionary<string, Function> s_functions = new Dictionary<string, Function>(StringComparer.Ordinal)
    {
        ["exp"] = new(Operation.Exp, 1),
        ["log"] = new(Operation.Log, 1),
        ["sqrt"] = new(Operation.Sqrt, 1),
        ["abs"] = new(Operation.Abs, 1),
        ["pow"] = new(Operation.Power, 2),
        ["min"] = new(Operation.Min, 2),
        ["max"] = new(Operation.Max, 2),
        ["sin"] = new(Operation.Sin, 1),
        ["cos"] = new(Operation.Cos, 1),
        ["tan"] = new(Operation.Tan, 1),
        ["asin"] = new(Operation.Asin, 1),
        ["acos"] = new(Operation.Acos, 1),
        ["atan"] = new(Operation.Atan, 1),
        ["floor"] = new(Operation.Floor, 1),
        ["ceil"] = new(Operation.Ceil, 1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, double> s_constants = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["TRUE"] = 1,
        ["FALSE"] = 0,
        ["PI"] = Math.PI,
        ["EULER"] = Math.E,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> s_foreignWords = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["and"] = "Write && for 'and'.",
        ["or"] = "Write || for 'or'.",
        ["not"] = "Write ! for 'not'.",
        ["if"] = "Write a choice as condition ? a : b.",
        ["else"] = "Write a choice as condition ? a : b.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> s_foreignFunctions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ln"] = "The natural logarithm is log(x).",
        ["log10"] = "log is the natural logarithm; write log(x)/log(10).",
        ["log2"] = "log is the natural logarithm; write log(x)/log(2).",
        ["fabs"] = "Write abs(x).",
        ["sinh"] = "Write (exp(x) - exp(-x))/2.",
        ["cosh"] = "Write (exp(x) + exp(-x))/2.",
        ["tanh"] = "Write 1 - 2/(exp(2*x) + 1).",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the functions.</summary>
    internal static IEnumerable<string> Names => s_functions.Keys.Order(StringComparer.Ordinal);

    internal static Function? Find(string name) => s_functions.TryGetValue(name, out Function? function) ? function : null;

    internal static double? Constant(string name) => s_constants.TryGetValue(name, out double value) ? value : null;

    /// <summary>What to write instead of an operator that other languages spell as a word; null for any other word.</summary>
    internal static string? AdviceForWord(string word) => s_foreignWords.GetValueOrDefault(word);

    /// <summary>What to write instead of a function that other languages have; null for any other name.</summary>
    internal static string? AdviceForFunction(string name) => s_foreignFunctions.GetValueOrDefault(name);

    /// <summary>A function.</summary>
    /// <param name="Operation">What it computes.</param>
    /// <param name="ArgumentCount">How many arguments it takes.</param>
    internal sealed record Function(Operation Operation, int ArgumentCount);
}
