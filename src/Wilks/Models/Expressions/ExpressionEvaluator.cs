namespace Wilks.Models;

/// <summary>Evaluates an expression with exact derivatives, without allocating. Not thread-safe.</summary>
/// <remarks>
/// Derivatives are those of the branch that is live at the point: a branch not taken counts for nothing, even where it is NaN. Comparisons, <c>floor</c> and
/// <c>ceil</c> have slope 0. At a tie <c>min</c> and <c>max</c> follow their first argument and <c>abs(0)</c> has slope +1.
/// </remarks>
public sealed class ExpressionEvaluator
{
    private readonly ExpressionTape _tape;
    private readonly StepState[] _states;

    internal ExpressionEvaluator(ParameterExpression expression)
    {
        Expression = expression;
        _tape = expression.Tape;
        _states = new StepState[_tape.Steps.Length];
    }

    /// <summary>The expression.</summary>
    public ParameterExpression Expression { get; }

    /// <summary>The value and, where wanted, its exact derivatives; NaN or ±∞ outside its domain.</summary>
    /// <param name="values">The values of <see cref="ParameterExpression.Names"/>, in that order.</param>
    /// <param name="gradient">Empty, or receives one derivative per name.</param>
    /// <param name="hessian">Empty, or receives names × names second derivatives, both triangles.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public double Evaluate(ReadOnlySpan<double> values, Span<double> gradient, Span<double> hessian)
    {
        int count = _tape.Names.Length;
        if (values.Length != count) throw new ArgumentException($"{values.Length} values, but the expression has {count} names.", nameof(values));
        if (!gradient.IsEmpty && gradient.Length != count) throw new ArgumentException($"Length {gradient.Length}; expected {count}.", nameof(gradient));
        if (!hessian.IsEmpty && hessian.Length != count * count) throw new ArgumentException($"Length {hessian.Length}; expected {count * count}.", nameof(hessian));

        EvaluateValues(values);
        double value = _states[^1].Value;
        if (gradient.IsEmpty && hessian.IsEmpty) return value;

        EvaluateAdjoints();
        for (int i = 0; i < gradient.Length; i++)
        {
            ref StepState state = ref _states[_tape.NameSteps[i]];
            gradient[i] = state.IsLive ? state.Adjoint : 0;
        }

        if (!hessian.IsEmpty) EvaluateHessian(hessian);
        return value;
    }

    private void EvaluateValues(ReadOnlySpan<double> values)
    {
        StepState[] states = _states;
        Step[] steps = _tape.Steps;
        for (int i = 0; i < steps.Length; i++)
        {
            ref readonly Step step = ref steps[i];
            states[i].Value = step.Operation switch
            {
                Operation.Constant => step.Constant,
                Operation.Name => values[step.A],
                _ => OperationValue.Of(step.Operation, states[step.A].Value, states[Math.Max(step.B, 0)].Value, states[Math.Max(step.C, 0)].Value),
            };
        }
    }

    /// <summary>From the result down: what each step adds to it, along live edges only.</summary>
    private void EvaluateAdjoints()
    {
        StepState[] states = _states;
        int last = states.Length - 1;
        for (int i = 0; i < last; i++) (states[i].IsLive, states[i].Adjoint) = (false, 0);
        (states[last].IsLive, states[last].Adjoint) = (_tape.DependsOnNames[last], 1);

        for (int i = last; i >= 0; i--)
        {
            ref StepState state = ref states[i];
            if (!state.IsLive) continue;

            if (_tape.Steps[i].Operation == Operation.Name)
            {
                (state.Edge1, state.Edge2, state.Nonzero) = (-1, -1, SecondDerivatives.None);
                continue;
            }

            OperationDerivatives.Fill(_tape, states, i);
            Pass(state.Edge1, state.Adjoint * state.D1);
            Pass(state.Edge2, state.Adjoint * state.D2);
        }
    }

    private void Pass(int edge, double adjoint)
    {
        if (edge < 0) return;

        _states[edge].IsLive = true;
        _states[edge].Adjoint += adjoint;
    }

    /// <summary>One column per name: the derivative of the adjoints along that name.</summary>
    private void EvaluateHessian(Span<double> hessian)
    {
        int count = _tape.Names.Length;
        hessian.Clear();
        for (int column = 0; column < count; column++)
        {
            int start = _tape.NameSteps[column];
            if (!_states[start].IsLive) continue;

            EvaluateTangents(start);
            EvaluateAdjointTangents();
            for (int row = 0; row <= column; row++)
            {
                ref StepState state = ref _states[_tape.NameSteps[row]];
                double second = state.IsLive && state.HasAdjointTangent ? state.AdjointTangent : 0;
                hessian[(row * count) + column] = second;
                hessian[(column * count) + row] = second;
            }
        }
    }

    private void EvaluateTangents(int start)
    {
        StepState[] states = _states;
        for (int i = 0; i < states.Length; i++)
        {
            ref StepState state = ref states[i];
            (state.Tangent, state.HasTangent, state.AdjointTangent, state.HasAdjointTangent) = (i == start ? 1 : 0, i == start, 0, false);
            if (!state.IsLive) continue;

            AddTangent(ref state, state.Edge1, state.D1);
            AddTangent(ref state, state.Edge2, state.D2);
        }
    }

    // What doesn't depend on the name adds nothing, even where its derivative is infinite.
    private void AddTangent(ref StepState state, int edge, double derivative)
    {
        if (edge < 0 || !_states[edge].HasTangent) return;

        state.HasTangent = true;
        state.Tangent += derivative * _states[edge].Tangent;
    }

    private void EvaluateAdjointTangents()
    {
        for (int i = _states.Length - 1; i >= 0; i--)
        {
            ref StepState state = ref _states[i];
            if (!state.IsLive) continue;

            if (state.HasAdjointTangent)
            {
                AddAdjointTangent(state.Edge1, state.AdjointTangent * state.D1);
                AddAdjointTangent(state.Edge2, state.AdjointTangent * state.D2);
            }

            if ((state.Nonzero & SecondDerivatives.First) != 0) AddCurvature(state.Edge1, state.Adjoint * state.D11, state.Edge1);
            if ((state.Nonzero & SecondDerivatives.Mixed) != 0) AddCurvature(state.Edge1, state.Adjoint * state.D12, state.Edge2);
            if ((state.Nonzero & SecondDerivatives.Mixed) != 0) AddCurvature(state.Edge2, state.Adjoint * state.D12, state.Edge1);
            if ((state.Nonzero & SecondDerivatives.Second) != 0) AddCurvature(state.Edge2, state.Adjoint * state.D22, state.Edge2);
        }
    }

    private void AddAdjointTangent(int edge, double amount)
    {
        if (edge < 0) return;

        _states[edge].HasAdjointTangent = true;
        _states[edge].AdjointTangent += amount;
    }

    private void AddCurvature(int edge, double curvature, int along)
    {
        if (along >= 0 && _states[along].HasTangent) AddAdjointTangent(edge, curvature * _states[along].Tangent);
    }
}
