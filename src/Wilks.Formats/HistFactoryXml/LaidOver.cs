using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>What an overlay says of parameters, one entry per parameter, less what was written already.</summary>
internal sealed class LaidOver
{
    private readonly List<ParameterChange> _changes = [];

    /// <summary>The changes; patterns and names of sets are spelt out.</summary>
    public LaidOver(IEnumerable<ParameterChange> changes, WrittenParameters parameters)
    {
        foreach (ParameterChange change in changes)
        {
            if (parameters.IsPerBin(change.Name)) _changes.AddRange(parameters.Elements(change.Name).Select(name => change with { Name = name }));
            else if (NamePattern.IsPattern(change.Name)) _changes.AddRange(parameters.All.Where(name => NamePattern.Matches(change.Name, name) || NamePattern.Matches(change.Name, name.Split('[')[0])).Select(name => change with { Name = name }));
            else _changes.Add(change);
        }
    }

    /// <summary>What was not taken yet, in the order written.</summary>
    public IEnumerable<ParameterChange> Rest => _changes.Where(change => change is not { Expression: null, Init: null, Bounds: null, Fixed: null, Constraint: null, Label: null });

    /// <summary>All that is said of a parameter, the later the stronger.</summary>
    public ParameterChange Of(string name)
    {
        var merged = new ParameterChange(name);
        foreach (ParameterChange change in _changes.Where(change => change.Name == name))
        {
            merged = merged with
            {
                Expression = change.Expression ?? merged.Expression,
                Init = change.Init ?? merged.Init,
                Bounds = change.Bounds ?? merged.Bounds,
                Fixed = change.Fixed ?? merged.Fixed,
                Constraint = change.Constraint ?? merged.Constraint,
                Location = change.Location,
            };
        }

        return merged;
    }

    /// <summary>Takes out of all that is said of a parameter what is written in another way.</summary>
    public void Take(string name, Func<ParameterChange, ParameterChange> less)
    {
        for (int i = 0; i < _changes.Count; i++)
        {
            if (_changes[i].Name == name) _changes[i] = less(_changes[i]);
        }
    }
}
