using Wilks.Formats.Columns;

namespace Wilks.Analysis.Filling;

/// <summary>How all templates of a file are filled: each selection, binning, weight and correction once, whatever the number of requests that use it. Immutable.</summary>
internal sealed class FillPlan
{
    /// <summary>The expressions as one program.</summary>
    public required ColumnProgram Program { get; init; }

    /// <summary>The selections: each the outputs of the program that must all be true.</summary>
    public required int[][] Selections { get; init; }

    /// <summary>The weights, operands before what is made of them; the first is 1.</summary>
    public required PlannedWeight[] Weights { get; init; }

    /// <summary>The corrections.</summary>
    public required PlannedCorrection[] Corrections { get; init; }

    /// <summary>What is binned how and of which events, those of one selection behind each other.</summary>
    public required PlannedEntries[] Entries { get; init; }

    /// <summary>The different templates; those of one <see cref="Entries"/> behind each other.</summary>
    public required PlannedFill[] Fills { get; init; }

    /// <summary>For each request of the plan its fill.</summary>
    public required int[] FillOfRequest { get; init; }

    /// <summary>The doubles of all sums.</summary>
    public required int SumLength { get; init; }

    /// <summary>The doubles of all sums over cells.</summary>
    public required int CellLength { get; init; }

    /// <summary>The number of pairs of entries and corrections that are checked for events in no cell.</summary>
    public required int CheckCount { get; init; }
}

/// <summary>A weight: another one times an output of the program, or times a correction.</summary>
/// <param name="Parent">The other weight; −1 for none.</param>
/// <param name="Output">The output; −1 for none.</param>
/// <param name="Correction">The correction; −1 for none.</param>
/// <param name="HasPresence">Whether the output may be absent in a row, which then contributes nothing.</param>
internal readonly record struct PlannedWeight(int Parent, int Output, int Correction, bool HasPresence);

/// <summary>A correction of events.</summary>
/// <param name="Correction">What it is.</param>
/// <param name="Lookup">Finds cells.</param>
/// <param name="Filter">The output that says which events are looked up; −1 for all.</param>
/// <param name="Variables">The outputs of its variables.</param>
internal sealed record PlannedCorrection(FillCorrection Correction, CorrectionLookup Lookup, int Filter, int[] Variables);

/// <summary>The selected events and their bins, which several weights share.</summary>
/// <param name="Selection">The selection.</param>
/// <param name="Variables">The outputs of the variables.</param>
/// <param name="Binning">The bins.</param>
/// <param name="IsList">Whether the variable is a list per event.</param>
/// <param name="FirstFill">The first fill.</param>
/// <param name="FillCount">The number of fills.</param>
/// <param name="Checks">The corrections that must have a cell for each of the events, and where their count is.</param>
internal sealed record PlannedEntries(int Selection, int[] Variables, Binning Binning, bool IsList, int FirstFill, int FillCount, (int Correction, int Place)[] Checks);

/// <summary>A template: entries with a weight.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Weight">The weight.</param>
/// <param name="FirstSum">Where its sums begin: for each place of the binning Σw and Σw².</param>
/// <param name="Cells">The corrections whose cells are summed, and where these sums begin.</param>
internal sealed record PlannedFill(int Entries, int Weight, int FirstSum, (int Correction, int First)[] Cells);
