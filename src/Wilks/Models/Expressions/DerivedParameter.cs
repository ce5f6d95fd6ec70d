namespace Wilks.Models;

/// <summary>A parameter that follows from others.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Inputs">The indices of the expression's names, in their order; derived ones among them come earlier in the model's list.</param>
internal sealed record DerivedParameter(int Index, ParameterExpression Expression, int[] Inputs);
