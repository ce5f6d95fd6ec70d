using System.Collections.Immutable;
using System.Globalization;
using Wilks.Formats.Overlays;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Makes the overlay of a document: functions, parameters that no modifier uses, and the constraint terms that no setting can say.</summary>
internal sealed class OverlayAssembly
{
    private readonly ReadingState _state;
    private readonly Dictionary<string, string> _hs3Names;
    private readonly ILookup<string, Parameter> _native;
    private readonly SettingAssembly _settings;
    private readonly FunctionTexts _functions;
    private readonly List<ParameterChange> _changes = [];
    private readonly List<ParameterChange> _added = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    internal OverlayAssembly(ReadingState state, Dictionary<string, string> hs3Names, ILookup<string, Parameter> native, SettingAssembly settings)
    {
        _state = state;
        _hs3Names = hs3Names;
        _native = native;
        _settings = settings;
        _functions = new FunctionTexts(state.Objects, state.Book.EngineName);
    }

    /// <summary>The overlay; null where there is nothing to say.</summary>
    internal Overlay? Run(AnalysisView view)
    {
        foreach ((string name, double value) in _state.Constants) _changes.Add(Derived(name, value.ToString("R", CultureInfo.InvariantCulture)));
        foreach (ParameterAlias alias in _state.Book.Aliases)
        {
            Need(alias.Hs3Name, view, [], alias.Hs3Name);
            _changes.Add(Derived(alias.EngineName(), ExpressionNames.Quoted(_state.Book.EngineName(alias.Hs3Name))));
        }

        foreach (string name in _state.Book.Used.ToArray()) Need(name, view, [], name);
        foreach (string name in view.Constraints.Names.ToArray()) Need(name, view, [], name);
        foreach (NamedObject function in _state.Objects[Section.Functions]) AddUnused(function, view);
        AddElements(view);
        ImmutableArray<CorrelatedConstraint> correlated = [.. view.Constraints.Correlated.Select(c => c with { Parameters = [.. c.Parameters.Select(_state.Book.EngineName)] })];
        return _changes.Count + _added.Count + correlated.Length == 0 ? null : new Overlay
        {
            Parameters = [.. _changes],
            NewParameters = [.. _added],
            CorrelatedConstraints = correlated,
            Location = _state.Objects.Root.Location,
        };
    }

    private ParameterChange Derived(string engineName, string expression) =>
        new(engineName) { Expression = expression, Constraint = IsConstrained(engineName) ? new NoConstraintSetting() : null };

    private Parameter? Native(string engineName)
    {
        int bracket = engineName.LastIndexOf('[');
        string set = bracket > 0 ? engineName[..bracket] : engineName;
        return _native[set].FirstOrDefault(p => p.Name == engineName);
    }

    private bool IsConstrained(string engineName) => Native(engineName) is { Constraint: not ConstraintKind.None };

    /// <summary>Sees to it that a name has a parameter in the engine.</summary>
    private void Need(string hs3Name, AnalysisView view, List<string> path, string user)
    {
        if (path.Contains(hs3Name))
        {
            NamedObject start = _state.Objects.Find(Section.Functions, hs3Name)!;
            string circle = string.Join(" → ", path.SkipWhile(name => name != hs3Name).Append(hs3Name).Select(name => $"'{name}'"));
            _state.Findings.Error("WK624", start.Location, $"the functions go round in a circle: {circle}.", "One of these must be a parameter of its own.");
            return;
        }

        if (!_done.Add(hs3Name)) return;
        if (_state.Objects.Find(Section.Functions, hs3Name) is not { } function)
        {
            if (!_state.Book.IsUsed(hs3Name)) AddParameter(hs3Name, view, user);
            return;
        }

        // Still on the path, it may come up again below itself.
        _done.Remove(hs3Name);
        if (_functions.Read(function) is { } read)
        {
            foreach (string name in read.Names) Need(name, view, [.. path, hs3Name], hs3Name);
            AddFunction(hs3Name, read.Text, function, view);
        }

        _done.Add(hs3Name);
    }

    private void AddFunction(string hs3Name, string text, NamedObject function, AnalysisView view)
    {
        if (_done.Contains(hs3Name)) return;

        string name = _state.Book.EngineName(hs3Name);
        IConstraintSetting? term = view.Constraints.Find(hs3Name);
        if (term is KeptConstraintSetting && !IsConstrained(name)) term = null;
        ParameterChange change = new(name) { Expression = text, Constraint = term, Location = function.Location, ExpressionLocation = function.Location };
        if (!_state.Book.IsUsed(hs3Name)) _added.Add(change with { Constraint = term is NoConstraintSetting ? null : term });
        else _changes.Add(change with { Constraint = term ?? (IsConstrained(name) ? new NoConstraintSetting() : null) });
    }

    private void AddParameter(string hs3Name, AnalysisView view, string user)
    {
        ParameterValue value = view.Values.GetValueOrDefault(hs3Name);
        if (value.Value is null && value.Range is null)
        {
            SourceLocation at = _state.Objects.Find(Section.Functions, user)?.Location ?? _state.Objects.Root.Location;
            _state.Findings.Error("WK621", at, $"'{hs3Name}'{(user == hs3Name ? "" : $", which '{user}' needs,")} is no function and has no value in a parameter point.", NearestNames.Suggest(hs3Name, view.Values.Keys));
            return;
        }

        double init = value.Value ?? Math.Clamp(0, value.Range!.Value.Lower, value.Range.Value.Upper);
        Interval? range = value.Range;
        if (range is { } wide && value.IsConst) range = new Interval(Math.Min(wide.Lower, init), Math.Max(wide.Upper, init));
        IConstraintSetting? term = view.Constraints.Find(hs3Name);
        _added.Add(new ParameterChange(_state.Book.EngineName(hs3Name))
        {
            Init = init,
            Bounds = range,
            Fixed = value.IsConst || view.Constraints.IsConst(hs3Name) ? true : null,
            Constraint = term is KeptConstraintSetting or NoConstraintSetting ? null : term,
            Location = value.Location,
        });
    }

    /// <summary>A function that nothing uses is a derived quantity, if all it needs is known.</summary>
    private void AddUnused(NamedObject function, AnalysisView view)
    {
        if (_done.Contains(function.Name) || view.Constraints.Parts.Contains(function.Name)) return;
        if (!_functions.IsKnown(function.Type))
        {
            _state.Findings.Note("WK632", function.Location, $"the function '{function.Name}' of the type '{function.Type}' is not used and not read.", "It is kept when the document is written again as HS3.");
            return;
        }

        if (IsSelfContained(function, view, [])) Need(function.Name, view, [], function.Name);
    }

    /// <summary>Whether all that a function needs are parameters; one of observables is no derived quantity.</summary>
    private bool IsSelfContained(NamedObject function, AnalysisView view, List<string> path)
    {
        // A circle is reported when the function is read.
        if (path.Contains(function.Name)) return true;
        if (!_functions.IsKnown(function.Type) || _functions.Read(function) is not { } read) return false;

        return read.Names.All(name => _state.Objects.Find(Section.Functions, name) is { } inner
            ? IsSelfContained(inner, view, [.. path, function.Name])
            : _state.Book.IsUsed(name) || view.Values.ContainsKey(name));
    }

    /// <summary>Elements of sets: what is held one by one, and the terms that no setting says.</summary>
    private void AddElements(AnalysisView view)
    {
        foreach (IGrouping<string, Parameter> set in _native)
        {
            bool isSaid = _settings.CanSay([.. set], view.Constraints);
            bool isHeld(Parameter p) => _settings.Hs3NameOf(p) is { } n && (view.Values.GetValueOrDefault(n).IsConst || view.Constraints.IsConst(n));
            bool isAllHeld = set.All(p => isHeld(p) || p.Fixed);
            foreach (Parameter parameter in set)
            {
                if (_settings.Hs3NameOf(parameter) is not { } name) continue;

                IConstraintSetting? term = isSaid || set.First().ModifierTypes.Contains(Lumi.TypeName) ? null : SettingAssembly.Wanted(parameter, name, view.Constraints);
                bool? isFixed = isHeld(parameter) && !isAllHeld && !parameter.Fixed ? true : null;
                if (term is null && isFixed is null) continue;

                _changes.Add(new ParameterChange(parameter.Name) { Constraint = term, Fixed = isFixed, Location = term is null ? default : view.Constraints.LocationOf(name) });
            }
        }
    }
}
