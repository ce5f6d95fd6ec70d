using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models;

/// <summary>Takes channels out of the likelihood of a compiled model without moving a parameter or a bin.</summary>
internal static class ChannelMask
{
    private const int NamesShown = 5;

    /// <summary>The parts with the channels marked, and with the parameters that nothing holds any more among the inert ones.</summary>
    public static ModelParts Apply(ModelParts parts, IReadOnlySet<string> masked)
    {
        Require(parts, masked);
        HashSet<int> seen = [.. parts.Channels.Where(c => !masked.Contains(c.Name)).SelectMany(c => ChannelInfluence.Of(c, parts.Derived))];

        // A constrained value is a measurement of what it follows from.
        foreach (DerivedParameter derived in parts.Derived.Reverse())
        {
            if (seen.Contains(derived.Index) || parts.Parameters[derived.Index].Constraint != ConstraintKind.None) seen.UnionWith(derived.Inputs);
        }

        int[] unheld =
        [
            .. parts.Channels.Where(c => masked.Contains(c.Name)).SelectMany(c => ChannelInfluence.Of(c, parts.Derived)).Distinct().Order()
                .Where(p => !seen.Contains(p) && !parts.Parameters[p].Fixed && parts.Parameters[p].Constraint == ConstraintKind.None)
                .Except(parts.Inert),
        ];
        return parts with
        {
            ModelChannels = [.. parts.ModelChannels.Select(c => c with { IsMasked = masked.Contains(c.Name) })],
            Inert = [.. parts.Inert.Concat(unheld).Order()],
            Diagnostics = unheld.Length == 0 ? parts.Diagnostics : [.. parts.Diagnostics, Note(parts, unheld)],
        };
    }

    private static void Require(ModelParts parts, IReadOnlySet<string> masked)
    {
        string[] known = [.. parts.ModelChannels.Select(c => c.Name)];
        Diagnostic[] errors =
        [
            .. masked.Where(name => !known.Contains(name))
                .Select(name => new Diagnostic("WK440", Severity.Error, default, $"there is no channel '{name}' to mask.", NearestNames.Suggest(name, known))),
        ];
        if (errors.Length > 0) throw new WorkspaceException(errors);
    }

    private static Diagnostic Note(ModelParts parts, int[] unheld)
    {
        string more = unheld.Length > NamesShown ? $" and {unheld.Length - NamesShown} more" : "";
        string names = string.Join(", ", unheld.Take(NamesShown).Select(p => $"'{parts.Parameters[p].Name}'")) + more;
        return new Diagnostic("WK441", Severity.Note, default, $"free parameters that act in masked channels only are held at their initial values: {names}.", "");
    }
}
