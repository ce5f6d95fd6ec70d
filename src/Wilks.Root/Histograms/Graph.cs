namespace Wilks.Root;

/// <summary>Points with or without errors (TGraph, TGraphErrors, TGraphAsymmErrors).</summary>
public sealed class Graph
{
    private readonly RootObject _object;

    internal Graph(RootObject graph) => _object = graph;

    /// <summary>The class.</summary>
    public string ClassName => _object.ClassName;

    /// <summary>The name.</summary>
    public string Name => _object.Name;

    /// <summary>The title.</summary>
    public string Title => _object.Title;

    /// <summary>The abscissas.</summary>
    public double[] X => _object.Numbers("fX");

    /// <summary>The ordinates.</summary>
    public double[] Y => _object.Numbers("fY");

    /// <summary>The errors of x downwards; empty if there are none.</summary>
    public double[] XLow => Errors("fEXlow", "fExL", "fEX");

    /// <summary>The errors of x upwards; empty if there are none.</summary>
    public double[] XHigh => Errors("fEXhigh", "fExH", "fEX");

    /// <summary>The errors of y downwards; empty if there are none.</summary>
    public double[] YLow => Errors("fEYlow", "fEYlow", "fEY");

    /// <summary>The errors of y upwards; empty if there are none.</summary>
    public double[] YHigh => Errors("fEYhigh", "fEYhigh", "fEY");

    /// <summary>All members as the file has them.</summary>
    public RootObject Object => _object;

    private double[] Errors(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_object.Has(name)) return _object.Numbers(name);
        }
        return [];
    }
}
