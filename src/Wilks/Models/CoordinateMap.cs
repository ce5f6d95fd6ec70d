namespace Wilks.Models;

/// <summary>Which parameters are coordinates of an objective and which are profiled inside the bins.</summary>
internal sealed class CoordinateMap
{
    private CoordinateMap(int[] coordinateOf, int[] parameterOf, bool[][] isEliminated)
    {
        CoordinateOf = coordinateOf;
        ParameterOf = parameterOf;
        IsEliminated = isEliminated;
    }

    /// <summary>Model parameter → coordinate, or −1 for a profiled one.</summary>
    public int[] CoordinateOf { get; }

    /// <summary>Coordinate → model parameter, ascending.</summary>
    public int[] ParameterOf { get; }

    /// <summary>For each channel and slot, whether its parameters are profiled.</summary>
    public bool[][] IsEliminated { get; }

    /// <summary>All parameters are coordinates.</summary>
    public static CoordinateMap Full(int parameterCount, IReadOnlyList<TemplateChannel> channels)
    {
        int[] identity = [.. Enumerable.Range(0, parameterCount)];
        return new CoordinateMap(identity, identity, [.. channels.Select(c => new bool[c.Slots.Length])]);
    }

    /// <summary>The given slots (named by their first parameter) are profiled.</summary>
    public static CoordinateMap Profiled(int parameterCount, IReadOnlyList<TemplateChannel> channels, IReadOnlySet<int> eliminatedSlots)
    {
        bool[][] isEliminated = [.. channels.Select(c => c.Slots.Select(s => eliminatedSlots.Contains(s[0])).ToArray())];
        bool[] isProfiled = new bool[parameterCount];
        for (int c = 0; c < channels.Count; c++)
        {
            for (int slot = 0; slot < isEliminated[c].Length; slot++)
            {
                if (!isEliminated[c][slot]) continue;

                foreach (int p in channels[c].Slots[slot]) isProfiled[p] = true;
            }
        }

        int[] parameterOf = [.. Enumerable.Range(0, parameterCount).Where(p => !isProfiled[p])];
        int[] coordinateOf = new int[parameterCount];
        Array.Fill(coordinateOf, -1);
        for (int i = 0; i < parameterOf.Length; i++) coordinateOf[parameterOf[i]] = i;
        return new CoordinateMap(coordinateOf, parameterOf, isEliminated);
    }
}
