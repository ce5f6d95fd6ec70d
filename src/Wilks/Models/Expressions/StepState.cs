namespace Wilks.Models;

/// <summary>What an evaluator knows of one step. An operand that can't change the result, such as the branch not taken, has no edge: its derivatives may be infinite.</summary>
internal struct StepState
{
    internal double Value;

    /// <summary>Whether the result depends on this step here.</summary>
    internal bool IsLive;

    /// <summary>The steps it depends on, or −1.</summary>
    internal int Edge1;
    internal int Edge2;

    /// <summary>The first derivatives in its edges.</summary>
    internal double D1;
    internal double D2;

    /// <summary>The second derivatives in its edges; which of them are not zero whatever the point is in <see cref="Nonzero"/>.</summary>
    internal double D11;
    internal double D12;
    internal double D22;
    internal SecondDerivatives Nonzero;

    /// <summary>The derivative of the result in this step.</summary>
    internal double Adjoint;

    /// <summary>The derivative of the value in the name of the present Hessian column, if it depends on that.</summary>
    internal double Tangent;
    internal bool HasTangent;

    /// <summary>The derivative of the adjoint in the name of the present Hessian column, if it depends on that.</summary>
    internal double AdjointTangent;
    internal bool HasAdjointTangent;
}

/// <summary>Which second derivatives an operation has.</summary>
[Flags]
internal enum SecondDerivatives
{
    None = 0,
    First = 1,
    Mixed = 2,
    Second = 4,
}
