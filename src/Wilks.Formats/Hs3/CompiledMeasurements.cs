using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>What a workspace amounts to: every measurement compiled, and the parameters as the modifiers alone would have them.</summary>
internal sealed class CompiledMeasurements
{
    private readonly Dictionary<string, Parameter> _native;

    internal CompiledMeasurements(Workspace workspace)
    {
        Models = [.. workspace.Measurements.Select(m => Model.Compile(workspace, new CompileOptions { Measurement = m.Name }))];
        Measurement first = workspace.Measurements[0];
        Workspace bare = workspace with { Overlay = null, Measurements = [first with { Parameters = [.. first.Parameters.Where(p => p.Name == Lumi.TypeName)] }] };
        _native = Model.Compile(bare).Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        IsImplied = [.. Parameters.Select(p => Models.All(model => IsNative(model.Parameters[p.Index])))];
    }

    /// <summary>A model per measurement, in their order.</summary>
    internal IReadOnlyList<Model> Models { get; }

    /// <summary>The parameters of the first model; the others have the same names.</summary>
    internal IReadOnlyList<Parameter> Parameters => Models[0].Parameters;

    /// <summary>Whether a parameter's constraint term is what its modifiers say, in every measurement.</summary>
    internal bool[] IsImplied { get; }

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
