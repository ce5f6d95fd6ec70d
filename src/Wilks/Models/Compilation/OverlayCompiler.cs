using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>Lays an overlay over the parameters of a workspace: names become indices, and every problem is told at once.</summary>
internal sealed class OverlayCompiler
{
    private readonly Overlay _overlay;
    private readonly IReadOnlyList<Parameter> _existing;
    private readonly DiagnosticCollector _findings = new();
    private readonly OverlayParameters _parameters;
    private readonly OverlayExpressions _expressions;
    private readonly OverlayCorrelations _correlations;

    private OverlayCompiler(Overlay overlay, IReadOnlyList<Parameter> existing)
    {
        (_overlay, _existing) = (overlay, existing);
        _parameters = new OverlayParameters(existing, NewParameters());
        _expressions = new OverlayExpressions(_parameters, _findings);
        _correlations = new OverlayCorrelations(_parameters, _findings);
    }

    /// <summary>Lays it over.</summary>
    /// <param name="workspace">The workspace with its overlay.</param>
    /// <param name="existing">Its parameters.</param>
    /// <param name="diagnostics">Receives warnings and notes.</param>
    /// <exception cref="WorkspaceException">It can't be laid over; carries every problem.</exception>
    public static CompiledOverlay Compile(Workspace workspace, Parameter[] existing, List<Diagnostic> diagnostics)
    {
        if (workspace.Overlay is not { } overlay) return CompiledOverlay.None(existing);

        OverlayCompiler compiler = new(overlay, existing);
        CompiledOverlay compiled = compiler.Run(workspace);
        compiler._findings.ThrowIfErrors();
        diagnostics.AddRange(compiler._findings.InDocumentOrder());
        return compiled;
    }

    private CompiledOverlay Run(Workspace workspace)
    {
        foreach (ParameterChange change in _overlay.NewParameters) Change(change, isNew: true);
        foreach (ParameterChange change in _overlay.Parameters) Change(change, isNew: false);
        foreach (CorrelatedConstraint constraint in _overlay.CorrelatedConstraints) _correlations.Add(constraint);
        List<DerivedParameter> derived = _expressions.InOrder();
        if (!_findings.HasErrors) _expressions.Start(derived);
        CheckRanges();
        Dictionary<string, IReadOnlyList<int>> groups = Groups();
        CheckLabels(workspace);
        return new CompiledOverlay
        {
            Parameters = _parameters.ToArray(),
            Derived = derived,
            CorrelatedBlocks = _correlations.Blocks,
            Groups = groups,
            Pois = Pois(),
            Labels = [.. _overlay.Labels],
        };
    }

    private List<Parameter> NewParameters()
    {
        List<Parameter> added = [];
        HashSet<string> known = [.. _existing.SelectMany(p => new[] { p.Name, p.Set })];
        foreach (ParameterChange change in _overlay.NewParameters)
        {
            if (!known.Add(change.Name))
            {
                _findings.Error("WK411", change.Location, $"'{change.Name}' is to be new, but there is such a parameter.", "Change it under 'parameters', or choose another name.");
                continue;
            }

            if (change.Init is null && change.Expression is null) _findings.Error("WK412", change.Location, $"the new parameter '{change.Name}' has neither a starting value nor an expression.", "Give 'init', and 'bounds' where it has any.");
            added.Add(new Parameter
            {
                Name = change.Name,
                Set = change.Name,
                Index = _existing.Count + added.Count,
                Init = change.Init ?? double.NaN,
                Lower = double.NegativeInfinity,
                Upper = double.PositiveInfinity,
                Fixed = false,
                Constraint = ConstraintKind.None,
                ModifierTypes = [],
            });
        }

        return added;
    }

    private void Change(ParameterChange change, bool isNew)
    {
        IReadOnlyList<int> targets = isNew ? [_parameters.FindOne(change.Name)] : _parameters.Find(change.Name);
        if (targets.Count == 0 || targets[0] < 0)
        {
            _findings.Error("WK410", change.Location, $"there is no parameter '{change.Name}' to be changed.", $"{_parameters.Near(change.Name)} A parameter that the workspace does not have goes under 'new'.");
            return;
        }

        if (change.Expression is not null && targets.Count > 1)
        {
            _findings.Error("WK413", change.Location, string.Create(CultureInfo.InvariantCulture, $"'{change.Name}' stands for {targets.Count} parameters, but an expression defines one."), $"Name one, such as '{_parameters[targets[0]].Name}'.");
            return;
        }

        foreach (int index in targets) ChangeOne(index, change);
    }

    private void ChangeOne(int index, ParameterChange change)
    {
        Parameter old = _parameters[index];
        Parameter changed = old with { Init = change.Init ?? old.Init, Fixed = change.Fixed ?? old.Fixed, Label = change.Label ?? old.Label };
        if (change.Bounds is { } bounds) changed = changed with { Lower = bounds.Lower, Upper = bounds.Upper };
        if (change.Constraint is { } setting)
        {
            (changed, string? problem) = ConstraintSettings.Apply(changed, setting);
            if (problem is not null) _findings.Error("WK419", change.Location, $"'{changed.Name}' {problem}.");
        }

        _parameters[index] = changed;
        if (change.Expression is null) return;

        if (change.Fixed == true || change.Bounds is not null) _findings.Error("WK427", change.Location, $"'{changed.Name}' follows from other parameters by its expression: it can't be fixed or bounded.", "Fix or bound those it follows from.");
        if (old.Constraint != ConstraintKind.None && change.Constraint is null)
        {
            _findings.Error("WK417", change.Location, $"'{changed.Name}' has a constraint term and is to follow from other parameters; whether the term stays must be said.", "Write 'constraint: none' when the term goes, or 'constraint: keep' when it is to constrain the value of the expression.");
        }

        bool isNew = change.Init is null && double.IsNaN(old.Init);
        if (!isNew && (double.IsFinite(old.Lower) || double.IsFinite(old.Upper))) _findings.Note("WK424", change.Location, FormattableString.Invariant($"the bounds [{old.Lower:G6}, {old.Upper:G6}] of '{changed.Name}' no longer hold: it follows from other parameters."));
        _expressions.Add(index, change);
    }

    private void CheckRanges()
    {
        IEnumerable<ParameterChange> changes = _overlay.NewParameters.Concat(_overlay.Parameters).Where(c => c.Expression is null && (c.Init ?? c.Bounds?.Lower) is not null || c.Constraint is UniformSetting);
        foreach (ParameterChange change in changes)
        {
            foreach (Parameter parameter in _parameters.Find(change.Name).Select(i => _parameters[i]).Where(p => !p.IsDerived))
            {
                bool isRange = parameter.Lower <= parameter.Upper;
                bool isInside = isRange && double.IsFinite(parameter.Init) && (parameter.Fixed || (parameter.Init >= parameter.Lower && parameter.Init <= parameter.Upper));
                if (!isInside) _findings.Error("WK420", change.Location, FormattableString.Invariant($"'{parameter.Name}' starts at {parameter.Init:G6}, outside its range [{parameter.Lower:G6}, {parameter.Upper:G6}]."), "Give both 'init' and 'bounds'.");
            }
        }
    }

    private Dictionary<string, IReadOnlyList<int>> Groups()
    {
        Dictionary<string, IReadOnlyList<int>> groups = new(StringComparer.Ordinal);
        foreach (ParameterGroup group in _overlay.Groups)
        {
            SortedSet<int> members = [];
            foreach (string pattern in group.Patterns)
            {
                IReadOnlyList<int> found = _parameters.Find(pattern);
                if (found.Count == 0) _findings.Error("WK425", group.Location, $"'{pattern}' of group '{group.Name}' matches no parameter.", _parameters.Near(pattern));
                members.UnionWith(found);
            }

            if (!groups.TryAdd(group.Name, [.. members])) _findings.Error("WK425", group.Location, $"group '{group.Name}' is given twice.");
        }

        return groups;
    }

    private string[]? Pois()
    {
        if (_overlay.Pois is not { } pois) return null;

        foreach (string name in pois)
        {
            int index = _parameters.FindOne(name);
            if (index < 0) _findings.Error("WK410", _overlay.PoisLocation, $"there is no parameter '{name}' to be the parameter of interest.", _parameters.Near(name));
            else if (_parameters[index].IsDerived) _findings.Error("WK423", _overlay.PoisLocation, $"'{name}' follows from other parameters and can't be a parameter of interest.", "Name those it follows from, or turn the expression round.");
        }

        return [.. pois];
    }

    private void CheckLabels(Workspace workspace)
    {
        foreach (Label label in _overlay.Labels)
        {
            string[] known = label.Kind == LabelKind.Channel ? [.. workspace.Channels.Select(c => c.Name)] : [.. workspace.Channels.SelectMany(c => c.Samples).Select(s => s.Name).Distinct()];
            if (!known.Contains(label.Name)) _findings.Warning("WK426", label.Location, $"there is no {(label.Kind == LabelKind.Channel ? "channel" : "sample")} '{label.Name}' to be labelled.", NearestNames.Suggest(label.Name, known));
        }
    }
}
