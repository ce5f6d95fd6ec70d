using System.Collections.Immutable;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Makes the parameter settings of measurements: only what differs from the engine's defaults.</summary>
internal sealed class SettingAssembly(ReadingState state, Dictionary<string, string> hs3Names, ILookup<string, Parameter> native)
{
    private readonly HashSet<string> _derived = [.. state.Book.Aliases.Select(alias => alias.EngineName()), .. state.Constants.Select(entry => entry.Key)];

    /// <summary>The settings of one analysis, in the engine's order.</summary>
    internal ImmutableArray<ParameterSetting> For(AnalysisView view) =>
        [.. native.Select(set => Setting(set.Key, [.. set], view)).OfType<ParameterSetting>()];

    /// <summary>The HS3 name of an engine's parameter; null for one that follows from others or that no document names.</summary>
    internal string? Hs3NameOf(Parameter parameter) =>
        !_derived.Contains(parameter.Name) && hs3Names.TryGetValue(parameter.Name, out string? name) && state.Objects.Find(Section.Functions, name) is null ? name : null;

    /// <summary>The term that an element is to have; null where it has it already.</summary>
    internal static IConstraintSetting? Wanted(Parameter parameter, string hs3Name, ConstraintBook constraints)
    {
        IConstraintSetting? term = constraints.Find(hs3Name);
        return term switch
        {
            null or KeptConstraintSetting => null,
            NoConstraintSetting => parameter.Constraint == ConstraintKind.None ? null : term,
            GaussianSetting g when parameter.Constraint == ConstraintKind.Gaussian && g.Sigma == parameter.Sigma && g.Mean == parameter.AuxiliaryData => null,
            PoissonSetting p when parameter.Constraint == ConstraintKind.Poisson && p.Tau == parameter.Tau && p.Observed == parameter.AuxiliaryData => null,
            _ => term,
        };
    }

    /// <summary>Whether a setting of a measurement can say the constraint terms of a whole set.</summary>
    internal bool CanSay(IReadOnlyList<Parameter> set, ConstraintBook constraints) =>
        set.All(p => Hs3NameOf(p) is not { } name || Wanted(p, name, constraints) is not { } term || CanSay(p, term));

    private static bool CanSay(Parameter parameter, IConstraintSetting term) => term switch
    {
        GaussianSetting { Mean: not null } g => parameter.Constraint == ConstraintKind.Gaussian && (parameter.ModifierTypes.Any(t => t is StatError.TypeName or Lumi.TypeName) || g.Sigma == 1),
        PoissonSetting { Observed: not null } => parameter.Constraint == ConstraintKind.Poisson,
        _ => false,
    };

    private ParameterSetting? Setting(string name, Parameter[] set, AnalysisView view)
    {
        (Parameter Native, ParameterValue Value, IConstraintSetting? Term)[] elements = [.. set.Select(p => Element(p, view))];
        bool isLumi = set[0].ModifierTypes.Contains(Lumi.TypeName);
        double[] inits = [.. elements.Select(e => e.Value.Value ?? e.Native.Init)];
        Interval[] bounds = [.. elements.Select((e, i) => Range(e.Native, e.Value, inits[i]))];
        bool hasTerms = isLumi || (CanSay(set, view.Constraints) && elements.Any(e => e.Term is not null));
        ParameterSetting setting = new(name)
        {
            Inits = isLumi || elements.Where((e, i) => e.Native.Init != inits[i]).Any() ? [.. inits] : null,
            Bounds = isLumi || elements.Where((e, i) => e.Native.Lower != bounds[i].Lower || e.Native.Upper != bounds[i].Upper).Any() ? [.. bounds] : null,
            AuxData = hasTerms ? [.. elements.Select(Datum)] : null,
            Sigmas = hasTerms && (isLumi || set[0].ModifierTypes.Contains(StatError.TypeName)) ? [.. elements.Select(e => e.Term is GaussianSetting g ? g.Sigma : e.Native.Sigma)] : null,
            Factors = hasTerms && set[0].Constraint == ConstraintKind.Poisson ? [.. elements.Select(e => e.Term is PoissonSetting p ? p.Tau : e.Native.Tau)] : null,
            Fixed = set.Any(p => !p.Fixed) && Array.TrueForAll(elements, e => e.Value.IsConst || e.Native.Fixed) ? true : null,
            Location = elements.Select(e => e.Value.Location).FirstOrDefault(location => location.Text is not null),
        };
        bool isEmpty = setting is { Inits: null, Bounds: null, AuxData: null, Sigmas: null, Factors: null, Fixed: null };
        return isEmpty ? null : setting;
    }

    private static double Datum((Parameter Native, ParameterValue Value, IConstraintSetting? Term) element) => element.Term switch
    {
        GaussianSetting { Mean: { } mean } => mean,
        PoissonSetting { Observed: { } observed } => observed,
        _ => element.Native.AuxiliaryData,
    };

    private (Parameter Native, ParameterValue Value, IConstraintSetting? Term) Element(Parameter parameter, AnalysisView view)
    {
        if (Hs3NameOf(parameter) is not { } name) return (parameter, default, null);

        ParameterValue value = view.Values.GetValueOrDefault(name);
        return (parameter, value with { IsConst = value.IsConst || view.Constraints.IsConst(name) }, Wanted(parameter, name, view.Constraints));
    }

    /// <summary>The range; one that is held may stand outside it, which the engine allows by a wider range.</summary>
    private static Interval Range(Parameter native, ParameterValue value, double init)
    {
        Interval range = value.Range ?? new Interval(native.Lower, native.Upper);
        bool mayWiden = value.IsConst || value.Range is null || native.Fixed;
        return mayWiden ? new Interval(Math.Min(range.Lower, init), Math.Max(range.Upper, init)) : range;
    }
}
