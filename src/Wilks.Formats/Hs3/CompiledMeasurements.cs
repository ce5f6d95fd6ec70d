using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>What a workspace amounts to: every measurement compiled, and the parameters as the modifiers alone would have them.</summary>
internal sealed class CompiledMeasurements
{
    private readonly Dictionary<string, Parameter> _native;
    private readonly HashSet<string> _explicit;

    internal CompiledMeasurements(Workspace workspace)
    {
        Models = [.. workspace.Measurements.Select(m => Model.Compile(workspace, new CompileOptions { Measurement = m.Name }))];
        Measurement first = workspace.Measurements[0];
        Workspace bare = workspace with { Overlay = null, Measurements = [first with { Parameters = [.. first.Parameters.Where(p => p.Name == Lumi.TypeName)], Overlay = null }] };
        _native = Model.Compile(bare).Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        Parameters = [.. Models.SelectMany(model => model.Parameters).DistinctBy(p => p.Name, StringComparer.Ordinal)];
        _explicit = [.. Models.SelectMany(model => model.Parameters).Where(p => !IsNative(p)).Select(p => p.Name)];
    }

    /// <summary>A model per measurement, in their order.</summary>
    internal IReadOnlyList<Model> Models { get; }

    /// <summary>The parameters of all models, each as the first model that has it.</summary>
    internal IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The parameters that follow from others in one measurement and not, or otherwise, in another: HS3 has one function of a name.</summary>
    internal IEnumerable<string> Ambiguous => Models.SelectMany(model => model.Parameters).GroupBy(p => p.Name, StringComparer.Ordinal)
        .Where(group => group.Select(p => p.Expression?.Text).Distinct().Count() > 1).Select(group => group.Key);

    /// <summary>Whether a parameter's constraint term is what its modifiers say, in every measurement.</summary>
    internal bool IsImplied(string name) => !_explicit.Contains(name);

    /// <summary>The parameter as its modifiers alone have it; null for one that an overlay adds.</summary>
    internal Parameter? NativeOf(string name) => _native.GetValueOrDefault(name);

    private bool IsNative(Parameter parameter)
    {
        if (NativeOf(parameter.Name) is not { } native) return parameter.Constraint == ConstraintKind.None;
        if (parameter.IsDerived && native.Constraint != ConstraintKind.None) return false;
        if (native.ModifierTypes.Contains(Lumi.TypeName)) return false;

        return parameter.Constraint == native.Constraint && parameter.AuxiliaryData.Equals(native.AuxiliaryData) && parameter.Sigma.Equals(native.Sigma) && parameter.Tau.Equals(native.Tau);
    }
}
