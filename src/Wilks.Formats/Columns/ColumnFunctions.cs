namespace Wilks.Formats.Columns;

/// <summary>A function, and what the dialects call it.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="ArgumentCount">How many arguments it takes.</param>
/// <param name="Root">Its names in ROOT; the first one is printed.</param>
/// <param name="Python">Its names in Python; the first one is printed.</param>
internal sealed record ColumnFunction(ColumnOperator Kind, int ArgumentCount, string[] Root, string[] Python)
{
    /// <summary>Whether it makes one value of a list, along the keyword <c>axis</c> in Python.</summary>
    internal bool IsReduction => Kind is >= ColumnOperator.Sum and <= ColumnOperator.RowCount;

    internal string[] Names(ColumnDialect dialect) => dialect == ColumnDialect.Root ? Root : Python;
}

/// <summary>The functions of both dialects.</summary>
internal static class ColumnFunctions
{
    internal static readonly ColumnFunction[] All =
    [
        new(ColumnOperator.Abs, 1, ["abs", "fabs", "TMath::Abs"], ["abs", "np.abs", "np.absolute", "np.fabs"]),
        new(ColumnOperator.Sqrt, 1, ["sqrt", "TMath::Sqrt"], ["np.sqrt", "sqrt"]),
        new(ColumnOperator.Exp, 1, ["exp", "TMath::Exp"], ["np.exp", "exp"]),
        new(ColumnOperator.Log, 1, ["log", "TMath::Log"], ["np.log", "log"]),
        new(ColumnOperator.Log10, 1, ["log10", "TMath::Log10"], ["np.log10", "log10"]),
        new(ColumnOperator.Log2, 1, ["log2", "TMath::Log2"], ["np.log2", "log2"]),
        new(ColumnOperator.Log1P, 1, ["log1p"], ["np.log1p", "log1p"]),
        new(ColumnOperator.ExpM1, 1, ["expm1"], ["np.expm1", "expm1"]),
        new(ColumnOperator.Sin, 1, ["sin", "TMath::Sin"], ["np.sin", "sin"]),
        new(ColumnOperator.Cos, 1, ["cos", "TMath::Cos"], ["np.cos", "cos"]),
        new(ColumnOperator.Tan, 1, ["tan", "TMath::Tan"], ["np.tan", "tan"]),
        new(ColumnOperator.Asin, 1, ["asin", "TMath::ASin"], ["np.arcsin", "arcsin"]),
        new(ColumnOperator.Acos, 1, ["acos", "TMath::ACos"], ["np.arccos", "arccos"]),
        new(ColumnOperator.Atan, 1, ["atan", "TMath::ATan"], ["np.arctan", "arctan"]),
        new(ColumnOperator.Sinh, 1, ["sinh", "TMath::SinH"], ["np.sinh", "sinh"]),
        new(ColumnOperator.Cosh, 1, ["cosh", "TMath::CosH"], ["np.cosh", "cosh"]),
        new(ColumnOperator.Tanh, 1, ["tanh", "TMath::TanH"], ["np.tanh", "tanh"]),
        new(ColumnOperator.Asinh, 1, ["asinh", "TMath::ASinH"], ["np.arcsinh", "arcsinh"]),
        new(ColumnOperator.Acosh, 1, ["acosh", "TMath::ACosH"], ["np.arccosh", "arccosh"]),
        new(ColumnOperator.Atanh, 1, ["atanh", "TMath::ATanH"], ["np.arctanh", "arctanh"]),
        new(ColumnOperator.Floor, 1, ["floor", "TMath::Floor"], ["np.floor", "floor"]),
        new(ColumnOperator.Ceiling, 1, ["ceil", "TMath::Ceil"], ["np.ceil", "ceil"]),
        new(ColumnOperator.Truncate, 1, ["trunc", "int"], ["np.trunc", "int"]),
        new(ColumnOperator.Round, 1, ["TMath::Nint"], ["np.round", "np.rint", "round"]),
        new(ColumnOperator.Sign, 1, ["sign"], ["np.sign"]),
        new(ColumnOperator.Square, 1, ["sq"], ["np.square"]),
        new(ColumnOperator.IsNaN, 1, ["TMath::IsNaN", "isnan"], ["np.isnan", "ak.is_none", ".isna", ".isnull"]),
        new(ColumnOperator.IsFinite, 1, ["TMath::Finite", "isfinite"], ["np.isfinite"]),
        new(ColumnOperator.IsInfinite, 1, ["isinf"], ["np.isinf"]),
        new(ColumnOperator.Power, 2, ["pow", "TMath::Power"], ["pow", "np.power"]),
        new(ColumnOperator.Minimum, 2, ["min", "TMath::Min"], ["np.minimum", "min"]),
        new(ColumnOperator.Maximum, 2, ["max", "TMath::Max"], ["np.maximum", "max"]),
        new(ColumnOperator.Atan2, 2, ["atan2", "TMath::ATan2"], ["np.arctan2", "arctan2"]),
        new(ColumnOperator.Hypot, 2, ["TMath::Hypot", "hypot"], ["np.hypot"]),
        new(ColumnOperator.Remainder, 2, ["fmod"], ["np.fmod"]),
        new(ColumnOperator.Modulo, 2, [], ["np.mod", "np.remainder"]),
        new(ColumnOperator.FloorDivide, 2, [], ["np.floor_divide"]),
        new(ColumnOperator.And, 2, [], ["np.logical_and"]),
        new(ColumnOperator.Or, 2, [], ["np.logical_or"]),
        new(ColumnOperator.Not, 1, [], ["np.logical_not"]),
        new(ColumnOperator.Select, 3, [], ["np.where", "ak.where", "where"]),
        new(ColumnOperator.In, 2, [], ["np.isin", ".isin"]),
        new(ColumnOperator.Between, 3, [], [".between"]),
        new(ColumnOperator.StartsWith, 2, [], [".startswith", ".str.startswith"]),
        new(ColumnOperator.EndsWith, 2, [], [".endswith", ".str.endswith"]),
        new(ColumnOperator.Clip, 3, [], ["np.clip", ".clip"]),
        new(ColumnOperator.FillMissing, 2, [], ["ak.fill_none"]),
        new(ColumnOperator.Alternative, 2, ["Alt$"], []),
        new(ColumnOperator.First, 1, [], ["ak.firsts"]),
        new(ColumnOperator.LocalIndex, 1, [], ["ak.local_index"]),
        new(ColumnOperator.Sum, 1, [], ["ak.sum", "np.sum"]),
        new(ColumnOperator.ListMinimum, 1, [], ["ak.min", "np.min"]),
        new(ColumnOperator.ListMaximum, 1, [], ["ak.max", "np.max"]),
        new(ColumnOperator.Count, 1, [], ["ak.num", "ak.count"]),
        new(ColumnOperator.Any, 1, [], ["ak.any", "np.any"]),
        new(ColumnOperator.All, 1, [], ["ak.all", "np.all"]),
        new(ColumnOperator.Mean, 1, [], ["ak.mean", "np.mean"]),
        new(ColumnOperator.Product, 1, [], ["ak.prod", "np.prod"]),
        new(ColumnOperator.RowSum, 1, ["Sum$"], []),
        new(ColumnOperator.RowMinimum, 1, ["Min$"], []),
        new(ColumnOperator.RowMaximum, 1, ["Max$"], []),
        new(ColumnOperator.RowCount, 1, ["Length$"], []),
    ];

    /// <summary>Reductions that Python writes behind a value: <c>x.sum(axis=1)</c>. Other methods have a point before their name.</summary>
    private static readonly string[] s_reductions = ["sum", "min", "max", "any", "all", "mean", "prod"];

    private static readonly Dictionary<string, ColumnFunction> s_root = Index(ColumnDialect.Root);
    private static readonly Dictionary<string, ColumnFunction> s_python = Index(ColumnDialect.Python);

    private static readonly Dictionary<string, double> s_rootConstants = new(StringComparer.Ordinal)
    {
        ["pi"] = Math.PI,
        ["TMath::Pi"] = Math.PI,
        ["TMath::E"] = Math.E,
        ["TMath::TwoPi"] = 2 * Math.PI,
        ["TMath::PiOver2"] = Math.PI / 2,
        ["TMath::DegToRad"] = Math.PI / 180,
        ["TMath::RadToDeg"] = 180 / Math.PI,
        ["TMath::Sqrt2"] = 1.4142135623730951,
        ["TMath::Ln10"] = 2.302585092994046,
    };

    private static readonly Dictionary<string, double> s_pythonConstants = new(StringComparer.Ordinal)
    {
        ["np.pi"] = Math.PI,
        ["np.e"] = Math.E,
        ["np.inf"] = double.PositiveInfinity,
        ["np.nan"] = double.NaN,
        ["math.pi"] = Math.PI,
        ["math.e"] = Math.E,
    };

    internal static ColumnFunction? Find(string name, ColumnDialect dialect) => Table(dialect).GetValueOrDefault(Normal(name, dialect));

    /// <summary>What may stand behind a value in Python.</summary>
    internal static IEnumerable<string> MethodNames => s_reductions.Concat(s_python.Keys.Where(name => name[0] == '.').Select(name => name[1..]));

    internal static ColumnFunction? Method(string name) => s_python.GetValueOrDefault((s_reductions.Contains(name) ? "ak." : ".") + name);

    /// <summary>Divides <c>column.method</c>; null where it ends in no method.</summary>
    internal static (string Column, ColumnFunction Method)? SplitMethod(string name)
    {
        for (int dot = name.IndexOf('.'); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (Method(name[(dot + 1)..]) is { } method) return (name[..dot], method);
        }

        return null;
    }

    internal static IEnumerable<string> Names(ColumnDialect dialect) => Table(dialect).Keys;

    internal static double? Constant(string name, ColumnDialect dialect)
    {
        Dictionary<string, double> table = dialect == ColumnDialect.Root ? s_rootConstants : s_pythonConstants;
        return table.TryGetValue(Normal(name, dialect), out double value) ? value : null;
    }

    private static Dictionary<string, ColumnFunction> Table(ColumnDialect dialect) => dialect == ColumnDialect.Root ? s_root : s_python;

    // What people import numpy, awkward and math as.
    private static string Normal(string name, ColumnDialect dialect)
    {
        if (dialect == ColumnDialect.Root) return name.StartsWith("std::", StringComparison.Ordinal) ? name[5..] : name;
        if (name.StartsWith("numpy.", StringComparison.Ordinal)) return "np." + name[6..];
        if (name.StartsWith("awkward.", StringComparison.Ordinal)) return "ak." + name[8..];

        return name;
    }

    private static Dictionary<string, ColumnFunction> Index(ColumnDialect dialect)
    {
        Dictionary<string, ColumnFunction> index = new(StringComparer.Ordinal);
        foreach (ColumnFunction function in All)
        {
            foreach (string name in function.Names(dialect)) index.Add(name, function);
        }

        return index;
    }
}
