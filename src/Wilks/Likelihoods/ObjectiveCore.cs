using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>−2 ln L as the sum of its terms over the coordinates of a map; the constant of the data is kept apart.</summary>
internal sealed class ObjectiveCore
{
    private readonly Model _model;
    private readonly CoordinateMap _map;
    private readonly ConstraintTerm _constraints;
    private readonly CorrelatedTerm _correlated;
    private readonly ITerm[] _terms;
    private readonly double[] _parameters;
    private readonly int[] _auxiliaryIndexOf;
    private readonly DataConstant _constant;
    private Dataset? _data;
    private int _revision;
    private double _constantValue = double.NaN;

    public ObjectiveCore(Model model, CoordinateMap map, bool holdsRates)
    {
        _model = model;
        _map = map;
        Template = new TemplateTerm(model, map, holdsRates);
        _constraints = new ConstraintTerm(model, map);
        _correlated = new CorrelatedTerm(model, map);
        Parameters = new ParameterMap(model);
        _terms = model.CorrelatedBlocks.Count == 0 ? [Template, _constraints] : [Template, _constraints, _correlated];
        _parameters = new double[model.Parameters.Count];
        _auxiliaryIndexOf = new int[model.Parameters.Count];
        for (int i = 0; i < model.AuxiliaryParameters.Count; i++) _auxiliaryIndexOf[model.AuxiliaryParameters[i]] = i;
        _constant = new DataConstant(model);
    }

    public int Dimension => _map.ParameterOf.Length;

    public TemplateTerm Template { get; }

    public CoordinateMap Map => _map;

    /// <summary>From what fits see to what terms see.</summary>
    public ParameterMap Parameters { get; }

    /// <summary>The part that depends on the data only, worked out when it is asked for: toys do not need it.</summary>
    public double Constant => double.IsNaN(_constantValue) ? _constantValue = _constant.Of(_data!) : _constantValue;

    public void TakeData(Dataset data)
    {
        if (ReferenceEquals(data, _data) && data.Revision == _revision) return;

        Likelihood.Check(_model, data);
        _data = data;
        _revision = data.Revision;
        _constantValue = double.NaN;
        Template.TakeData(data, _auxiliaryIndexOf);
        _constraints.TakeData(data.Auxiliary.Span, _auxiliaryIndexOf);
        _correlated.TakeData(data.Auxiliary.Span, _auxiliaryIndexOf);
    }

    /// <summary>A full parameter vector as terms see it; valid until the next call.</summary>
    public ReadOnlySpan<double> Expand(ReadOnlySpan<double> parameters)
    {
        if (Parameters.IsIdentity) return parameters;

        parameters.CopyTo(_parameters);
        Parameters.Apply(_parameters);
        return _parameters;
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature)
    {
        if (point.Length != Dimension) throw new ArgumentException($"the point has {point.Length} values, but there are {Dimension} coordinates.", nameof(point));

        for (int i = 0; i < point.Length; i++) _parameters[_map.ParameterOf[i]] = point[i];
        gradient.Clear();
        hessian.Clear();
        if (!Parameters.IsIdentity && !Parameters.Apply(_parameters)) return double.PositiveInfinity;

        Evaluation evaluation = new() { Parameters = _parameters, Gradient = gradient, Hessian = hessian, Dimension = Dimension, Curvature = curvature };
        double sum = 0;
        foreach (ITerm term in _terms)
        {
            double value = term.Add(in evaluation);
            if (double.IsPositiveInfinity(value) || double.IsNaN(value)) return double.PositiveInfinity;

            sum += value;
        }

        if (!hessian.IsEmpty) Mirror(hessian, Dimension);
        if (Parameters.IsIdentity || gradient.IsEmpty) return sum;

        // The chain rule adds the two triangles in different orders: rounding must not make them differ.
        Parameters.Chain(_parameters, _map.CoordinateOf, gradient, hessian, curvature);
        if (!hessian.IsEmpty) Mirror(hessian, Dimension);
        return sum;
    }

    private static void Mirror(Span<double> matrix, int n)
    {
        for (int i = 1; i < n; i++)
        {
            ReadOnlySpan<double> row = matrix.Slice(i * n, i);
            for (int j = 0; j < row.Length; j++) matrix[j * n + i] = row[j];
        }
    }
}
