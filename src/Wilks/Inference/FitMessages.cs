using System.Globalization;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>The sentence that goes with a fit: cause and remedy.</summary>
internal static class FitMessages
{
    private const int NamesShown = 3;

    public static string Describe(Model model, FitStatus status, double[] values, CoordinateState[] states, int worstParameter, int bin, int offendingExpression, FitOptions options) => status switch
    {
        FitStatus.NoFiniteStart when offendingExpression >= 0 => $"The expression of {Name(model, offendingExpression)} has no finite value at the start. Give starting values inside its domain (--init).",
        FitStatus.Converged => Converged(model, values, states, bin),
        FitStatus.FlatDirection => $"The likelihood does not change along {Name(model, worstParameter)}{Share(worstParameter)}: its value is arbitrary. Hold it with --fix, give it a constraint, or remove one of the parameters that can replace each other.",
        FitStatus.Indefinite => $"The Hessian is not positive definite along {Name(model, worstParameter)}: this is not a minimum. Try other starting values (--init, --random-starts) or tighter bounds.",
        FitStatus.NoFiniteStart => $"The likelihood has no finite value at the start{Where(model, bin)}. Give starting values with positive rates (--init), or clip the rates (--clip-bin-rate).",
        FitStatus.IterationLimit => string.Create(CultureInfo.InvariantCulture, $"The limit of {options.Minimizer.IterationLimit} iterations was reached. Try other starting values or tighter bounds."),
        FitStatus.Stalled => $"The search can't go down any further although the gradient does not vanish{Where(model, bin)}. A rate is driven to zero or below: bound the parameters that do so, or clip the rates (--clip-bin-rate).",
        _ => "Cancelled before the minimum was found.",
    };

    private static string Converged(Model model, double[] values, CoordinateState[] states, int emptyBin)
    {
        List<string> atBound = [];
        for (int p = 0; p < states.Length; p++)
        {
            string? place = states[p] switch
            {
                CoordinateState.AtLower => "lower bound",
                CoordinateState.AtUpper => "upper bound",
                CoordinateState.AtKink => "kink",
                _ => null,
            };
            if (place is not null) atBound.Add(model.Parameters[p].IsBlinded ? $"'{model.Parameters[p].Name}' at its {place}" : string.Create(CultureInfo.InvariantCulture, $"'{model.Parameters[p].Name}' at its {place} {values[p]:G6}"));
        }

        string empty = emptyBin < 0 ? "" : $" Nothing was observed in {Bin(model, emptyBin)} and its rate was driven to zero: uncertainties of what drives it are one-sided.";
        if (atBound.Count == 0) return "Converged." + empty;

        string more = atBound.Count > NamesShown ? $" and {atBound.Count - NamesShown} more" : "";
        return $"Converged with {string.Join(", ", atBound.Take(NamesShown))}{more}; a Hessian uncertainty does not exist there.{empty}";
    }

    private static string Name(Model model, int parameter) => parameter < 0 ? "some direction" : $"'{model.Parameters[parameter].Name}'";

    private static string Share(int parameter) => parameter < 0 ? "" : " (or a combination with others)";

    private static string Where(Model model, int bin) => bin < 0 ? "" : $": the rate of {Bin(model, bin)} is not positive";

    private static string Bin(Model model, int bin)
    {
        ModelChannel channel = model.Channels.Last(c => c.FirstBin <= bin);
        return string.Create(CultureInfo.InvariantCulture, $"bin {bin - channel.FirstBin} of channel '{channel.Name}'");
    }
}
